import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StoredDatabase } from './types.js';

/** Beside the content of each stored database. */
export const RECORD = 'muster-database.json';

/**
 * Absolute path of the folder of a stored database.
 * @param cache absolute path of the user's cache
 */
export function databaseFolder(cache: string, id: string): string {
  return path.join(cache, 'databases', id);
}

/** SHA-256 of a file, in hex; undefined when it cannot be read. */
export async function digestOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  return pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash).then(
    () => hash.digest('hex'),
    () => undefined,
  );
}

/** What is stored; undefined when nothing is, or nobody can tell what. */
export async function readStored(cache: string, id: string): Promise<StoredDatabase | undefined> {
  try {
    const text = await readFile(path.join(databaseFolder(cache, id), RECORD), 'utf8');
    return StoredDatabase.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * The databases that a scan uses where its user names none: those that `muster db update` has stored.
 * @returns absolute folders by id; one whose files are not all there is left out
 */
export async function storedDatabases(cache: string): Promise<Record<string, string>> {
  const ids = await readdir(path.join(cache, 'databases')).catch(() => []);
  const found: Record<string, string> = {};
  for (const id of ids.sort()) {
    const folder = databaseFolder(cache, id);
    const stored = await readStored(cache, id);
    const missing = stored?.files.map(({ file }) => access(path.join(folder, file))) ?? [];
    const isWhole =
      stored?.id === id &&
      (await Promise.all(missing)
        .then(() => true)
        .catch(() => false));
    if (isWhole) found[id] = folder;
  }
  return found;
}
