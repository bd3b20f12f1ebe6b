import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * SHA-256 of a file, or of a folder's names and contents.
 * @returns lower-case hexadecimal; the word `absent` when there is nothing at that path
 */
export async function digestOf(place: string): Promise<string> {
  const facts = await stat(place).catch(() => undefined);
  if (facts === undefined) return 'absent';
  const hash = createHash('sha256');
  if (!facts.isDirectory()) return hash.update(await readFile(place)).digest('hex');
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort())
    hash
      .update(`${path.relative(place, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}
