import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { groupBy } from '../model/collections.js';
import type { Inventory } from '../model/inventory.js';
import type { Silenced } from '../model/report.js';
import type { ScannerDefinition, Silencer } from '../model/scanner.js';
import type { Run } from './plan.js';

/** A longer file is no hand-written source; its comments are not looked for. */
const LARGEST_BYTES = 1024 * 1024;
const AT_ONCE = 64;

interface CommentSilencer {
  scanner: string;
  /** Those that the scanner is given: in any other its comment is a text like any. */
  files: Set<string>;
  comment: RegExp;
  effect: string;
}

function byFile(scanner: ScannerDefinition, silencer: Silencer, inventory: Inventory): Silenced[] {
  if (!('file' in silencer)) return [];
  const isIt = ({ path: file }: { path: string }) =>
    file === silencer.file || file.endsWith(`/${silencer.file.split('/').at(-1)}`);
  return inventory.files.filter(isIt).map(({ path: file }) => ({ where: file, what: silencer.effect, by: scanner.id }));
}

async function commentsIn(root: string, file: string, all: CommentSilencer[]): Promise<Silenced[]> {
  const silencers = all.filter(({ files }) => files.has(file));
  if (silencers.length === 0) return [];
  const text = await readFile(path.join(root, file), 'utf8').catch(() => '');
  if (text.includes('\0') || !silencers.some(({ comment }) => comment.test(text))) return [];
  return text.split('\n').flatMap((line, index) =>
    silencers
      .filter(({ comment }) => comment.test(line))
      .map(({ scanner, comment, effect }) => ({
        where: `${file}:${index + 1}`,
        what: `${comment.exec(line)?.[0].trim()}: ${effect}`,
        by: scanner,
      })),
  );
}

/**
 * What the target itself tells the scanners that run, and Muster, to leave alone.
 * @param runs those of the scan: an ignore file that nobody obeys silences nothing
 */
export async function findSilenced(inventory: Inventory, runs: Pick<Run, 'scanner' | 'input'>[]): Promise<Silenced[]> {
  const given = groupBy(runs, ({ scanner }) => scanner);
  const scanners = [...given.keys()];
  const files = scanners.flatMap((scanner) => scanner.silencedBy.flatMap((one) => byFile(scanner, one, inventory)));
  const comments: CommentSilencer[] = [...given].flatMap(([{ id, silencedBy }, own]) => {
    const looked = new Set(own.flatMap(({ input }) => input.files));
    return silencedBy.flatMap((one) =>
      'comment' in one ? [{ scanner: id, files: looked, comment: one.comment, effect: one.effect }] : [],
    );
  });
  const candidates = inventory.files.filter(
    ({ size, kinds, nameIsNotUtf8 }) =>
      size > 0 && size <= LARGEST_BYTES && !kinds.includes('binary') && !nameIsNotUtf8,
  );
  const inComments: Silenced[] = [];
  for (let from = 0; from < candidates.length; from += AT_ONCE) {
    const batch = candidates
      .slice(from, from + AT_ONCE)
      .map(({ path: file }) => commentsIn(inventory.root, file, comments));
    inComments.push(...(await Promise.all(batch)).flat());
  }
  const hidden = inventory.hidden
    .filter(({ kind }) => kind === 'ignored' || kind === 'excluded')
    .map(({ path: file, why }) => ({ where: file, what: `not scanned: ${why}`, by: 'muster' }));
  return [...files, ...inComments, ...hidden];
}
