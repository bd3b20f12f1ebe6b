import { constants } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { CommandContext } from '../../model/scanner.js';

/** Below `scratch`: what a scanner is shown as the target. */
export const TREE = 'tree';
const AT_ONCE = 32;

/** Which files could not be laid out. */
export const LaidOut = z.object({ unreadable: z.array(z.object({ what: z.string(), why: z.string() })) });
export type LaidOut = z.infer<typeof LaidOut>;

/** The text of a file. What is neither UTF-16 nor UTF-8 is taken for Latin-1, in which every byte means something. */
export function textOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** Lays out one file. A link in its place, which the inventory did not see, is not followed. */
async function layOutFile(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  const handle = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    await writeFile(to, textOf(await handle.readFile()), { flag: 'wx' });
  } finally {
    await handle.close();
  }
}

/**
 * Lays out the input's files below `TREE`, as UTF-8, for scanners that see nothing in another encoding.
 * @param placeOf where a file comes to stand below `TREE`, by its place in the input and its path
 */
export async function layOutTexts(
  { target, input, scratch }: CommandContext,
  placeOf: (index: number, file: string) => string,
): Promise<LaidOut> {
  const tree = path.join(scratch, TREE);
  await mkdir(tree);
  const unreadable: LaidOut['unreadable'] = [];
  for (let from = 0; from < input.files.length; from += AT_ONCE) {
    const some = input.files.slice(from, from + AT_ONCE);
    const results = await Promise.allSettled(
      some.map((file, at) => layOutFile(path.join(target, file), path.join(tree, placeOf(from + at, file)))),
    );
    for (const [at, result] of results.entries()) {
      if (result.status === 'rejected') {
        unreadable.push({ what: some[at] ?? '', why: `unreadable: ${result.reason.code ?? result.reason.message}` });
      }
    }
  }
  return { unreadable };
}
