import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { NotCovered } from '../../../model/coverage.js';
import type { CommandContext } from '../../../model/scanner.js';
import { readContents } from '../lock-files/contents.js';
import { keyOf } from '../lock-files/keys.js';
import { readRequirements } from '../lock-files/requirements.js';
import { decode } from '../requirements-text.js';
import { type KnownFiles, TARGET } from './files.js';

/** What a scanner's list of packages is held against. */
export const LaidOut = z.object({
  /** The packages of a file, as `keyOf` names them. A file that could not be understood is not in it. */
  expected: z.record(z.string(), z.array(z.string())),
  /** What is known not to be looked at. */
  gaps: z.array(NotCovered),
});
export type LaidOut = z.infer<typeof LaidOut>;

async function layOutFile(
  file: string,
  known: KnownFiles,
  { target, scratch, input }: CommandContext,
  laid: LaidOut,
): Promise<void> {
  const [from, to] = [path.join(target, file), path.join(scratch, TARGET, known.placeOf(file))];
  const bytes = await readFile(from);
  await mkdir(path.dirname(to), { recursive: true });
  if (known.isRequirements(file)) {
    const folder = path.posix.dirname(file);
    const isCovered = (include: string) => input.files.includes(path.posix.join(folder, include));
    const { pinned, gaps } = readRequirements(decode(bytes), isCovered);
    laid.expected[file] = pinned.map((line) => keyOf(...(line.split('==') as [string, string])));
    laid.gaps.push(...gaps.map(({ line, why }) => ({ what: `${file}:${line}`, why })));
    await writeFile(to, pinned.map((line) => `${line}\n`).join(''));
    return;
  }
  const contents = readContents(known.formatOf(file) ?? '', bytes.toString('utf8'));
  if (contents?.copy === undefined) await copyFile(from, to, constants.COPYFILE_FICLONE);
  else await writeFile(to, contents.copy);
  if (contents === undefined) return;
  laid.expected[file] = [...new Set(contents.keys)];
  laid.gaps.push(...contents.gaps.map(({ what, why }) => ({ what: `${file}: ${what}`, why })));
}

/**
 * Copies what is to be read into a folder of its own: in the target these scanners would also read what is installed and
 * built there, start the `go` that they find, and leave out what is needed for development.
 */
export async function layOutFiles(files: string[], known: KnownFiles, context: CommandContext): Promise<LaidOut> {
  const laid: LaidOut = { expected: {}, gaps: [] };
  await mkdir(path.join(context.scratch, TARGET));
  for (const file of files) {
    try {
      await layOutFile(file, known, context, laid);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      laid.gaps.push({ what: file, why: `could not be read: ${code ?? message}` });
    }
  }
  return laid;
}
