import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { NotCovered } from '../../model/coverage.js';
import type { CommandContext } from '../../model/scanner.js';
import { readContents } from '../kit/lock-files/contents.js';
import { keyOf } from '../kit/lock-files/keys.js';
import { readRequirements } from '../kit/lock-files/requirements.js';
import { decode } from '../kit/requirements-text.js';
import { formatOf, isRequirements, placeOf, TARGET } from './files.js';

/** Its configuration; and the name of a program that is not there. */
export const CONFIGURATION = 'syft.yaml';
export const NO_PROGRAM = 'no-program';

/** @see https://github.com/anchore/syft/wiki/configuration */
const SETTINGS = {
  'check-for-app-update': false,
  // A list of packages: files and their digests would be most of it.
  file: { metadata: { selection: 'none' } },
  // It would start `go`, which downloads what a go.mod asks for.
  golang: { 'use-packages-lib': false },
  javascript: { 'include-dev-dependencies': true },
  // What it could not read, also where it found something; not every program that belongs to no package.
  unknowns: {
    'remove-when-packages-defined': false,
    'executables-without-packages': false,
    'unexpanded-archives': false,
  },
};

/** What its output is held against. */
export const Prepared = z.object({
  /** The packages of a file, as `keyOf` names them. A file that could not be understood is not in it. */
  expected: z.record(z.string(), z.array(z.string())),
  /** What is known not to be looked at. */
  gaps: z.array(NotCovered),
});
export type Prepared = z.infer<typeof Prepared>;

async function layOutFile(file: string, { target, scratch, input }: CommandContext, prepared: Prepared): Promise<void> {
  const [from, to] = [path.join(target, file), path.join(scratch, TARGET, placeOf(file))];
  const bytes = await readFile(from);
  await mkdir(path.dirname(to), { recursive: true });
  if (isRequirements(file)) {
    const folder = path.posix.dirname(file);
    const isCovered = (include: string) => input.files.includes(path.posix.join(folder, include));
    const { pinned, gaps } = readRequirements(decode(bytes), isCovered);
    prepared.expected[file] = pinned.map((line) => keyOf(...(line.split('==') as [string, string])));
    prepared.gaps.push(...gaps.map(({ line, why }) => ({ what: `${file}:${line}`, why })));
    await writeFile(to, pinned.map((line) => `${line}\n`).join(''));
    return;
  }
  const contents = readContents(formatOf(file) ?? '', bytes.toString('utf8'));
  if (contents?.copy === undefined) await copyFile(from, to, constants.COPYFILE_FICLONE);
  else await writeFile(to, contents.copy);
  if (contents === undefined) return;
  prepared.expected[file] = [...new Set(contents.keys)];
  prepared.gaps.push(...contents.gaps.map(({ what, why }) => ({ what: `${file}: ${what}`, why })));
}

/**
 * Copies what it is to read into a folder of its own: in the target it would also read what is installed and built
 * there, and leave out what is needed for development.
 */
export async function layOut(context: CommandContext): Promise<Prepared> {
  const { scratch, input } = context;
  const prepared: Prepared = { expected: {}, gaps: [] };
  await writeFile(path.join(scratch, CONFIGURATION), stringify(SETTINGS));
  await mkdir(path.join(scratch, TARGET));
  for (const file of input.files) {
    try {
      await layOutFile(file, context, prepared);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      prepared.gaps.push({ what: file, why: `could not be read: ${code ?? message}` });
    }
  }
  return prepared;
}
