import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../../model/scanner.js';
import { clientFor, MARK } from './canary.js';

/** As it is called in its repository. */
export const PROGRAM = 'docker-bench-security.sh';
/** Folders and files in `scratch`. */
export const CLIENT = 'client';
export const LOG = 'bench';

export interface Prepared {
  /** Without these rights some checks cannot look at what they are about. */
  isRoot: boolean;
}

/** The folder of the scripts, when the program is the one of its repository, which looks for the rest where it is run. */
async function scripts(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const found = folders.map((folder) => path.join(folder, PROGRAM)).find((file) => existsSync(file));
  const own = found && path.dirname(await realpath(found));
  return own && existsSync(path.join(own, 'functions')) ? own : undefined;
}

/** Lays out a folder to run it in: links to its parts and to the place of the report. */
export async function layOut({ target, scratch, output }: CommandContext): Promise<Prepared> {
  await mkdir(path.join(scratch, CLIENT));
  const own = await scripts();
  for (const part of own ? ['functions', 'tests'] : []) {
    await symlink(path.join(own ?? '', part), path.join(scratch, part));
  }
  // It gives its report the name of its log with an ending.
  await symlink(output, path.join(scratch, `${LOG}.json`));
  const client = clientFor(await readFile(path.join(target, MARK), 'utf8').catch(() => ''));
  if (client) await writeFile(path.join(scratch, CLIENT, 'docker'), client, { mode: 0o755 });
  return { isRoot: process.getuid?.() === 0 };
}
