import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DatabaseFacts } from '../../model/coverage.js';

/** The release that is installed, and whose queries are looked for. */
export const VERSION = 'v2.2.0';
/** How the Go command spells the module's folder in its cache. @see https://go.dev/ref/mod#module-cache */
const MODULE = path.join('github.com', '!checkmarx', 'kics', `v2@${VERSION}`);

/** Where `go install` leaves the sources of what it builds; the queries stand among them. */
export function moduleCache(env: NodeJS.ProcessEnv = process.env): string {
  const own = env['GOMODCACHE'];
  if (own) return own;
  const [first] = (env['GOPATH'] ?? '').split(path.delimiter);
  return path.join(first || path.join(os.homedir(), 'go'), 'pkg', 'mod');
}

/** The files in a folder of queries that KICS reads, from that folder. */
async function queryFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => /(?:^|\/)(?:query\.rego|metadata\.json|data\.json)$/.test(name)).sort();
}

/**
 * The folder with KICS's queries, which are not part of the program: the one that is configured (the queries
 * themselves, `assets`, or the top of KICS's sources), or the one that was left behind where the program was built.
 * @returns undefined where there is none with queries for Dockerfiles in it, which every release has
 */
export function findQueries(database: string | undefined): string | undefined {
  const top = database ?? path.join(moduleCache(), MODULE);
  const candidates = [path.join(top, 'assets', 'queries'), path.join(top, 'queries'), top];
  return candidates.find((folder) => existsSync(path.join(folder, 'dockerfile')));
}

/** What the queries are, by all that KICS reads of them. They tell no date. */
export async function factsOf(database: string | undefined): Promise<DatabaseFacts | undefined> {
  const folder = findQueries(database);
  if (folder === undefined) return undefined;
  const hash = createHash('sha256');
  for (const name of await queryFiles(folder)) {
    hash.update(`${name}\0`).update(
      createHash('sha256')
        .update(await readFile(path.join(folder, name)))
        .digest(),
    );
  }
  return { name: 'KICS queries', updatedAt: null, ageHours: null, digest: hash.digest('hex') };
}
