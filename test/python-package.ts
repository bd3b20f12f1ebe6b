import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import { cacheFolder } from '../src/tools/cache-folder.js';

export const execute = promisify(execFile);

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** The folder of a virtual environment's programs, made once and kept in Muster's cache. */
async function environment(requirement: string): Promise<string> {
  const folder = path.join(cacheFolder(), 'test-python', requirement.replaceAll(/[^\w.-]+/g, '-'));
  const done = path.join(folder, 'bin', 'python');
  if (await isThere(done)) return path.dirname(done);
  const half = `${folder}.${process.pid}`;
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    // Without links into it, it may be renamed when it is whole: its programs are run by their module.
    await execute('python3', ['-m', 'venv', half]);
    await execute(path.join(half, 'bin/python'), ['-m', 'pip', 'install', '--quiet', ...requirement.split(' ')], {
      timeout: 120_000,
    });
    await rename(half, folder).catch(() => undefined); // another process was faster
    return path.dirname(done);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

/**
 * Tests that run a program of the Python Package Index. Where there is no Python, or the index cannot be reached, they are
 * skipped and the title says why.
 * @param requirement with their exact versions, separated by spaces
 */
export async function describeWithPython(
  title: string,
  requirement: string,
  tests: (python: string) => void,
): Promise<void> {
  const made = await environment(requirement).catch((error: Error) => error);
  if (typeof made === 'string') describe(title, () => tests(path.join(made, 'python')));
  else
    describe.skip(`${title} (skipped: ${requirement} is not to be had: ${made.message.split('\n')[0]})`, () =>
      tests(''));
}
