import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { DatabaseFacts } from '../../model/coverage.js';
import { PACKAGE_ROOT } from '../../model/version.js';
import { packFiles } from './official.js';

const OWN = "Muster's rules";
/** So many packs are named; a clone of all rules has thousands of files. */
const NAMED = 4;

/** What `muster db update` leaves beside the packs. */
const Stored = z.object({
  files: z.array(
    z.object({ file: z.string(), name: z.string(), updatedAt: z.string().nullable(), sha256: z.string() }),
  ),
});

async function storedIn(folder: string): Promise<z.infer<typeof Stored>['files']> {
  try {
    return Stored.parse(JSON.parse(await readFile(path.join(folder, 'muster-database.json'), 'utf8'))).files;
  } catch {
    return []; // a folder that the user made
  }
}

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

async function ownDigest(): Promise<string> {
  const pack = path.join(PACKAGE_ROOT, 'rules', 'semgrep');
  const names = (await readdir(pack, { recursive: true })).filter((name) => /^\w+\/[\w-]+\.yml$/.test(name)).sort();
  const digests = names.map(async (name) => `${name} ${sha256(await readFile(path.join(pack, name)))}\n`);
  return sha256((await Promise.all(digests)).join(''));
}

interface Pack {
  name: string;
  sha256: string;
  updatedAt: string | null;
}

async function packsIn(folder: string): Promise<Pack[]> {
  const [files, stored] = await Promise.all([packFiles(folder).catch(() => []), storedIn(folder)]);
  return Promise.all(
    files.map(async (file) => {
      const digest = sha256(await readFile(path.join(folder, file)).catch(() => ''));
      const known = stored.find((one) => one.file === file && one.sha256 === digest);
      return { name: known?.name ?? file, sha256: digest, updatedAt: known?.updatedAt ?? null };
    }),
  );
}

/**
 * Which rules a run has: Muster's own alone, or these and the packs of a folder. A date is given where all packs have one,
 * and is that of the oldest. No age is given: a pack is no worse for not having been changed in a week, as a database of
 * advisories is.
 */
export async function rulesFacts({ database }: { database?: string }): Promise<DatabaseFacts> {
  const own = await ownDigest();
  const facts = { name: OWN, updatedAt: null, ageHours: null, digest: own };
  if (database === undefined) return facts;
  const packs = await packsIn(database);
  if (packs.length === 0) return { ...facts, name: `${OWN}; none in the folder that is configured` };
  const names = packs.slice(0, NAMED).map(({ name }) => name);
  const more = packs.length > NAMED ? ` and ${packs.length - NAMED} more` : '';
  const dates = packs.flatMap(({ updatedAt }) => updatedAt ?? []).sort();
  return {
    name: `${OWN}; ${names.join(', ')}${more}`,
    updatedAt: dates.length === packs.length ? (dates[0] ?? null) : null,
    ageHours: null,
    digest: sha256([own, ...packs.map((pack) => `${pack.name} ${pack.sha256}`)].join('\n')),
  };
}
