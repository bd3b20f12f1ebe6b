import { constants } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { CommandContext } from '../../model/scanner.js';

/** Below `scratch`: what it is shown as the target. */
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
async function layOutFile(target: string, tree: string, file: string): Promise<void> {
  const to = path.join(tree, file);
  await mkdir(path.dirname(to), { recursive: true });
  const from = await open(path.join(target, file), constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    await writeFile(to, textOf(await from.readFile()), { flag: 'wx' });
  } finally {
    await from.close();
  }
}

/**
 * Lays out the input's files in `scratch`, as UTF-8: a file that it cannot decode it leaves out without a word. In the
 * target itself it would also walk into `.git` and whatever Git ignores.
 */
export async function layOutTree({ target, input, scratch }: CommandContext): Promise<LaidOut> {
  const tree = path.join(scratch, TREE);
  await mkdir(tree);
  const unreadable: LaidOut['unreadable'] = [];
  for (let from = 0; from < input.files.length; from += AT_ONCE) {
    const some = input.files.slice(from, from + AT_ONCE);
    const results = await Promise.allSettled(some.map((file) => layOutFile(target, tree, file)));
    for (const [index, result] of results.entries()) {
      if (result.status === 'rejected') {
        unreadable.push({ what: some[index] ?? '', why: `unreadable: ${result.reason.code ?? result.reason.message}` });
      }
    }
  }
  return { unreadable };
}
