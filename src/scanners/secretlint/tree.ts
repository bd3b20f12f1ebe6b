import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../../model/scanner.js';
import { type LaidOut, layOutTexts } from '../kit/text-tree.js';
import { FORMATTER, FORMATTER_FILE, WITHOUT_TIMES, WITHOUT_TIMES_FILE } from './formatter.js';

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

/**
 * Lays out the input's files in `scratch`, as UTF-8: it would look at UTF-16 and see nothing. What steers it in the
 * target (`.secretlintignore`, `.secretlintrc*`) does not steer it there.
 */
export async function layOutTree(context: CommandContext): Promise<LaidOut> {
  await writeFile(path.join(context.scratch, FORMATTER_FILE), FORMATTER);
  await writeFile(path.join(context.scratch, WITHOUT_TIMES_FILE), WITHOUT_TIMES);
  return layOutTexts(context, placeOf);
}
