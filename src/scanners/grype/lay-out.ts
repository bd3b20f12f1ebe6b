import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { CommandContext } from '../../model/scanner.js';
import { LaidOut, layOutFiles } from '../kit/anchore/lay-out.js';
import { hasDatabase } from './database.js';
import { KNOWN } from './files.js';

/** Its configuration; and the name of a program that is not there. */
export const CONFIGURATION = 'grype.yaml';
export const NO_PROGRAM = 'no-program';

/** What its output is held against. */
export const Prepared = LaidOut.extend({
  /** Why it cannot work: without a database. */
  unavailable: z.string().optional(),
});
export type Prepared = z.infer<typeof Prepared>;

const HOW = 'name its folder under databases in muster.yml or by MUSTER_GRYPE_DATABASE (`grype db status` shows it)';

async function whyUnavailable(database: string | undefined): Promise<string | undefined> {
  // Its own download is some hundred megabytes, into a folder that is gone after the run.
  if (database === undefined) return `it has no database: run \`grype db update\` and ${HOW}`;
  return (await hasDatabase(database)) ? undefined : `there is no 6/vulnerability.db in its database's folder: ${HOW}`;
}

/** Copies what it is to read; nothing, when it has no database to look it up in. */
export async function layOut(context: CommandContext): Promise<Prepared> {
  const { scratch, input, database } = context;
  await writeFile(path.join(scratch, CONFIGURATION), '{}\n');
  const unavailable = await whyUnavailable(database);
  const laid = await layOutFiles(unavailable === undefined ? input.files : [], KNOWN, context);
  return { ...(unavailable === undefined ? {} : { unavailable }), ...laid };
}
