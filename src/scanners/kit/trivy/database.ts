import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { DatabaseFacts } from '../../../model/coverage.js';
import { cacheOf } from './command.js';

const DATABASE = 'trivy.db';
const METADATA = 'metadata.json';
/** The two databases below a cache folder: of vulnerabilities, and of JAR files by their digest. */
const FOLDERS: Record<string, string[]> = { db: [DATABASE, METADATA], 'java-db': ['trivy-java.db', METADATA] };

const Metadata = z.object({ UpdatedAt: z.string() });

/** In milliseconds; NaN when it does not say. */
async function dateOf(folder: string): Promise<number> {
  try {
    return Date.parse(Metadata.parse(JSON.parse(await readFile(path.join(folder, METADATA), 'utf8'))).UpdatedAt);
  } catch {
    return Number.NaN; // then Trivy says itself that it cannot use the database
  }
}

const isFile = (place: string) =>
  stat(place).then(
    (facts) => facts.isFile(),
    () => false,
  );

/** A database is named by its cache folder, or by the folder `db` in it. */
async function folderOf(database: string, name: string): Promise<string> {
  const isInner = name === 'db' && (await isFile(path.join(database, DATABASE)));
  return isInner ? database : path.join(database, name);
}

/**
 * Puts links to the files of a database into the cache folder of a run. To the files and not to their folder, because
 * Trivy deletes a database that it finds corrupt.
 */
export async function linkDatabase(database: string, scratch: string): Promise<void> {
  for (const [name, files] of Object.entries(FOLDERS)) {
    const from = await folderOf(database, name);
    const to = path.join(cacheOf(scratch), name);
    await mkdir(to, { recursive: true });
    for (const file of files) {
      if (await isFile(path.join(from, file))) await symlink(path.join(from, file), path.join(to, file));
    }
  }
}

/** The database's facts. Its date stands beside it and nowhere in a report. */
export async function databaseFacts({ database }: { database?: string }): Promise<DatabaseFacts | undefined> {
  if (database === undefined) return undefined;
  const folder = await folderOf(database, 'db');
  if (!(await isFile(path.join(folder, DATABASE)))) return undefined;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path.join(folder, DATABASE)), hash);
  const updated = await dateOf(folder);
  const known = Number.isFinite(updated);
  return {
    name: 'Trivy DB',
    updatedAt: known ? new Date(updated).toISOString() : null,
    ageHours: known ? Math.max(0, Math.round((Date.now() - updated) / 360_000) / 10) : null,
    digest: hash.digest('hex'),
  };
}
