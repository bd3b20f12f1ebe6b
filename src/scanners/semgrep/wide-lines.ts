import { readFile } from 'node:fs/promises';
import path from 'node:path';

const AT_ONCE = 32;

/** The lines, from 1, that have more bytes than characters. */
export function wideLinesOf(content: Buffer): number[] {
  if (!content.some((byte) => byte > 0x7f)) return [];
  const lines = content.toString('latin1').split('\n');
  return lines.flatMap((line, index) => ([...line].some((character) => character > '\x7f') ? [index + 1] : []));
}

/**
 * Semgrep counts its columns in bytes of UTF-8 and prints no code by which they could be turned into characters.
 * @returns for each file, where columns mean something else; a file that cannot be read is for Semgrep to tell
 */
export async function wideLines(target: string, files: string[]): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {};
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const batch = files.slice(from, from + AT_ONCE).map(async (file) => {
      const lines = wideLinesOf(await readFile(path.join(target, file)).catch(() => Buffer.alloc(0)));
      if (lines.length > 0) found[file] = lines;
    });
    await Promise.all(batch);
  }
  return found;
}
