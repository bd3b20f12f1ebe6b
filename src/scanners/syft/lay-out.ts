import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import type { CommandContext } from '../../model/scanner.js';
import { type LaidOut, layOutFiles } from '../kit/anchore/lay-out.js';
import { KNOWN } from './files.js';

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

/** Copies what it is to read, beside its configuration. */
export async function layOut(context: CommandContext): Promise<LaidOut> {
  await writeFile(path.join(context.scratch, CONFIGURATION), stringify(SETTINGS));
  return layOutFiles(context.input.files, KNOWN, context);
}
