import { createHash } from 'node:crypto';
import { readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseFacts } from '../../model/coverage.js';
import type { CommandContext } from '../../model/scanner.js';

/** As upstream calls the file that releases 5 read, and as it is called when it is fetched by itself. */
const NAMES = ['jsrepository-v5.json', 'jsrepository.json'];

/** In `scratch`: a link to the signatures, since it splits the paths that it is given at commas. */
export const SIGNATURES = 'signatures.json';
/** In `scratch`: an ignore file in the place of the target's. */
export const IGNORE_FILE = 'ignore';
/** In `scratch`: signatures of ours. */
export const MARKS = 'marks.json';

/** The component that every file is taken for. */
export const MARK = 'muster-looked-at';

/**
 * It names no file in which it finds nothing. So it gets a second set of signatures, with one that matches the beginning
 * of every file, and the digest of the empty one: what is marked was opened, and the first set was tried on it before.
 * The form that it demands: a version in the first group. What it makes of its marks has no meaning.
 */
const MARKING = {
  [MARK]: {
    vulnerabilities: [],
    extractors: {
      filecontent: ['^(§§version§§|[\\s\\S])'],
      hashes: { [createHash('sha1').update('').digest('hex')]: '0' },
    },
  },
};

/** The file of signatures: the database itself, or the one in it. Undefined when there is none. */
async function fileOf(database: string): Promise<string | undefined> {
  const isFile = (place: string) =>
    stat(place).then(
      (facts) => facts.isFile(),
      () => false,
    );
  for (const place of [database, ...NAMES.map((name) => path.join(database, name))]) {
    if (await isFile(place)) return place;
  }
  return undefined;
}

/** Lays out what every run needs, in `scratch`. */
export async function layOut({ scratch, database }: CommandContext): Promise<void> {
  await writeFile(path.join(scratch, MARKS), JSON.stringify(MARKING));
  await writeFile(path.join(scratch, IGNORE_FILE), '');
  const file = database === undefined ? undefined : await fileOf(database);
  if (file !== undefined) await symlink(file, path.join(scratch, SIGNATURES));
}

/**
 * The facts of a local set of signatures. It says nowhere when it was published; its file cannot hold anything newer than
 * itself, so that its age is at least that of the file.
 */
export async function signatureFacts({ database }: { database?: string }): Promise<DatabaseFacts | undefined> {
  const file = database === undefined ? undefined : await fileOf(database);
  if (file === undefined) return undefined;
  const [content, { mtimeMs }] = await Promise.all([readFile(file), stat(file)]);
  return {
    name: 'signatures of Retire.js',
    updatedAt: null,
    ageHours: Math.round((Date.now() - mtimeMs) / 3_600_000),
    digest: createHash('sha256').update(content).digest('hex'),
  };
}
