import { constants } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { CommandContext } from '../../model/scanner.js';
import { FORMATTER, FORMATTER_FILE, WITHOUT_TIMES, WITHOUT_TIMES_FILE } from './formatter.js';

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

/**
 * Where a file is laid out, below `TREE`: in a folder named by its place in the input. It never opens what lies in
 * `.git` or `node_modules`, and takes text for binary by the end of its name; on the other hand some rules are for files
 * of certain names (`package.json`, `.npmrc`), or for JSON.
 */
export function placeOf(index: number, file: string): string {
  const name = path.basename(file);
  const isItsOwn = name.startsWith('.secretlint');
  const keeps = !isItsOwn && (name.endsWith('.json') || name.endsWith('.npmrc'));
  return path.join(String(index), keeps ? name : 'file.txt');
}

/** The place in the input of a file that it prints; NaN for one that was not laid out. */
export function indexOf(printed: string): number {
  return Number(/(?:^|[\\/])(\d+)[\\/][^\\/]+$/.exec(printed)?.[1] ?? Number.NaN);
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
 * Lays out the input's files in `scratch`, as UTF-8: it would look at UTF-16 and see nothing. What steers it in the
 * target (`.secretlintignore`, `.secretlintrc*`) does not steer it there.
 */
export async function layOutTree({ target, input, scratch }: CommandContext): Promise<LaidOut> {
  const tree = path.join(scratch, TREE);
  await mkdir(tree);
  await writeFile(path.join(scratch, FORMATTER_FILE), FORMATTER);
  await writeFile(path.join(scratch, WITHOUT_TIMES_FILE), WITHOUT_TIMES);
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
