import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { NotCovered } from '../../../model/coverage.js';
import type { CommandContext } from '../../../model/scanner.js';

/**
 * The folder in a run's scratch space that holds copies of what is to be looked at. Trivy is shown its parent, since of
 * the folder that it is shown it leaves out `dev`, `proc` and `sys`, without a word (pkg/fanal/walker/walk.go).
 *
 * Copies, because in the target itself it would look at what git ignores, spend its time on `git status`, take a clean
 * work tree's earlier result from its cache, and obey the target's own configuration.
 */
export const TREE = 'muster-target';
const AT_ONCE = 16;

/** Absolute path of what Trivy is shown: the folder `TREE` is all that is in it. */
export function shownOf(scratch: string): string {
  return path.join(scratch, 'shown');
}

/** A printed path as the inventory has it; empty for the target as a whole. */
export function pathInTree(printed: string, relative: (path: string) => string): string {
  const plain = relative(printed);
  if (plain === TREE || plain === '.') return '';
  return plain.startsWith(`${TREE}/`) ? plain.slice(TREE.length + 1) : plain;
}

/** Makes the copy of one file; both paths are absolute. */
export type Copy = (from: string, to: string, file: string) => Promise<void>;

export const copy: Copy = (from, to) => copyFile(from, to, constants.COPYFILE_FICLONE);

/**
 * Lays out copies of files below `TREE`.
 * @param place where a file goes; its own place when not given
 * @returns what could not be read
 */
export async function layOutTree(
  { target, scratch }: Pick<CommandContext, 'target' | 'scratch'>,
  files: string[],
  make: Copy = copy,
  place: (file: string) => string = (file) => file,
): Promise<NotCovered[]> {
  const tree = path.join(shownOf(scratch), TREE);
  await mkdir(tree, { recursive: true });
  const gaps: NotCovered[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    await Promise.all(
      files.slice(from, from + AT_ONCE).map(async (file) => {
        const to = path.join(tree, place(file));
        try {
          await mkdir(path.dirname(to), { recursive: true });
          await make(path.join(target, file), to, file);
        } catch (error) {
          const { code, message } = error as NodeJS.ErrnoException;
          gaps.push({ what: file, why: `could not be read: ${code ?? message}` });
        }
      }),
    );
  }
  return gaps.sort((a, b) => (a.what < b.what ? -1 : 1));
}
