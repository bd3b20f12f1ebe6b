import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../src/tools/cache-folder.js';

const HERE = import.meta.dirname;
const run = promisify(execFile);

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/**
 * The program beside this file, built once: that takes minutes, since Grype's own writer is most of Grype. It is built
 * like Grype is installed, so that the parts of both are compiled once.
 * @returns absolute path; undefined where it cannot be built: without Go, or without a proxy for its modules
 */
export async function databaseProgram(): Promise<string | undefined> {
  const parts = await Promise.all(['main.go', 'go.sum'].map((name) => readFile(path.join(HERE, name))));
  const digest = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 16);
  const folder = path.join(cacheFolder(), 'test-databases');
  const program = path.join(folder, `grype-${digest}`);
  if (await exists(program)) return program;
  const building = `${program}-${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'auto', GOWORK: 'off' };
    await run('go', ['build', '-trimpath', '-buildvcs=false', '-o', building, '.'], { cwd: HERE, env });
    await rename(building, program);
    return program;
  } catch {
    return undefined;
  } finally {
    await rm(building, { force: true });
  }
}

/**
 * Writes a database.
 * @param program see `databaseProgram`
 * @param date when it says that it was built; now when not given
 * @param records a file with further advisories, in the form of the program's
 * @returns the folder
 */
export async function writeGrypeDatabase(
  program: string,
  folder: string,
  date?: string,
  records?: string,
): Promise<string> {
  const more = records === undefined ? [] : ['-records', records];
  await run(program, [...more, folder, ...(date === undefined ? [] : [date])]);
  return folder;
}
