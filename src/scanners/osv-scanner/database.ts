import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import type { DatabaseFacts } from '../../model/coverage.js';

/** OSV's names of the ecosystems of the lock files that it reads. */
const ECOSYSTEMS = [
  'CRAN',
  'crates.io',
  'Go',
  'Hackage',
  'Hex',
  'Maven',
  'npm',
  'NuGet',
  'Packagist',
  'Pub',
  'PyPI',
  'RubyGems',
];
/** Packages that a lock file takes from a repository, at a tag. */
const REPOSITORIES = 'GIT';

/** The folder in which it looks for `<ecosystem>/all.zip`, and which it would create. */
const LAYER = 'osv-scalibr';
const ARCHIVE = 'all.zip';

/** Fewer advisories than this say nothing about age: a new one may be years away. */
const ENOUGH_TO_DATE = 100;

const exists = (place: string) =>
  stat(place).then(
    () => true,
    () => false,
  );

/** The folders with an archive, by ecosystem. The database may be laid out as it is downloaded, or without `LAYER`. */
async function foldersOf(database: string): Promise<Map<string, string>> {
  const inner = path.join(database, LAYER);
  const base = (await exists(inner)) ? inner : database;
  const all = [...ECOSYSTEMS, REPOSITORIES].map((name) => [name, path.join(base, name)] as const);
  const there = await Promise.all(all.map(([, folder]) => exists(path.join(folder, ARCHIVE))));
  return new Map(all.filter((_, index) => there[index]));
}

/**
 * Lays out a database: links to the archives that there are, and an empty one for each other ecosystem. At the first
 * ecosystem without an archive, OSV-Scanner 2.6 stops looking, also at packages whose ecosystem has one.
 * @param database absolute path of the one to use
 * @param folder where to lay it out; `--local-db-path`
 * @returns the ecosystems that it has
 */
export async function layOutDatabase(database: string, folder: string): Promise<string[]> {
  const there = await foldersOf(database);
  for (const ecosystem of [...ECOSYSTEMS, REPOSITORIES]) {
    const place = path.join(folder, LAYER, ecosystem);
    await mkdir(path.dirname(place), { recursive: true });
    const real = there.get(ecosystem);
    if (real !== undefined) {
      await symlink(real, place);
    } else {
      await mkdir(place);
      await writeFile(path.join(place, ARCHIVE), zipSync({}));
    }
  }
  return [...there.keys()];
}

interface Dated {
  ecosystem: string;
  records: number;
  /** In the form of ISO 8601. */
  newest: string;
}

/**
 * The newest date of an archive's advisories; those about malicious packages, by far the most, are left aside.
 * Undefined when it does not say: most have no date.
 */
function dated(ecosystem: string, archive: Uint8Array): Dated | undefined {
  let records: Uint8Array[];
  try {
    records = Object.values(unzipSync(archive, { filter: ({ name }) => /^(?!MAL-)[^/]*\.json$/.test(name) }));
  } catch {
    return undefined; // then the scanner says itself that it cannot be read
  }
  const dates = records
    .map((record) => [...strFromU8(record).matchAll(/"(?:modified|published)":\s*"([^"]+)"/g)])
    .map((found) => Math.max(0, ...found.map(([, date = '']) => Date.parse(date) || 0)));
  if (dates.filter((date) => date > 0).length * 2 <= dates.length) return undefined;
  const newest = dates.reduce((one, other) => Math.max(one, other), 0);
  return { ecosystem, records: records.length, newest: new Date(newest).toISOString() };
}

/**
 * The database's facts. Its date is that of its stalest part: for each ecosystem the newest `modified` or `published`
 * of its advisories, and of these the oldest; one with few advisories counts only where all are such. The archives'
 * own dates are those of a copy.
 */
export async function databaseFacts({ database }: { database?: string }): Promise<DatabaseFacts> {
  if (database === undefined) return { name: 'the service of OSV.dev', updatedAt: null, ageHours: null, digest: null };
  const hash = createHash('sha256');
  const [parts, names]: [Dated[], string[]] = [[], []];
  for (const [ecosystem, folder] of await foldersOf(database)) {
    const archive = await readFile(path.join(folder, ARCHIVE));
    hash.update(`${ecosystem}\0${archive.length}\0`).update(archive);
    const part = ecosystem === REPOSITORIES ? undefined : dated(ecosystem, archive);
    if (part) parts.push(part);
    names.push(part ? `${ecosystem} to ${part.newest.slice(0, 10)}` : ecosystem);
  }
  const telling = parts.filter(({ records }) => records >= ENOUGH_TO_DATE);
  const [stalest] = (telling.length > 0 ? telling : parts).map(({ newest }) => newest).sort();
  const hours = stalest === undefined ? null : (Date.now() - Date.parse(stalest)) / 3_600_000;
  return {
    name: `OSV (${names.join(', ') || 'empty'})`,
    updatedAt: stalest ?? null,
    ageHours: hours === null ? null : Math.max(0, Math.round(hours * 10) / 10),
    digest: hash.digest('hex'),
  };
}
