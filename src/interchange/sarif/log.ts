import type { Read, ReadingContext } from '../context.js';
import { isObject, type Json, listAt, textAt } from '../values.js';
import { readResult } from './results.js';
import { SarifRun } from './run.js';

/** Whether a document is a log of SARIF 2.1.0; its parts are looked at when they are read. */
export function isSarif(document: unknown): document is Json {
  if (!isObject(document) || !Array.isArray(document['runs'])) return false;
  const version = textAt(document, 'version') ?? '';
  return /^2\.1(?:\.0)?$/.test(version) || (version === '' && /sarif/i.test(textAt(document, '$schema') ?? ''));
}

/** A version of SARIF that is not read; undefined for what is no SARIF, or is of 2.1.0. */
export function olderSarif(document: unknown): string | undefined {
  if (!isObject(document) || !Array.isArray(document['runs']) || isSarif(document)) return undefined;
  return textAt(document, 'version');
}

/** The runs of a log. */
function sarifRuns(document: Json, context: ReadingContext): SarifRun[] {
  return listAt(document, 'runs').flatMap((run, index) => (isObject(run) ? [new SarifRun(run, index, context)] : []));
}

/** All that a log tells, read whole. */
export function readSarif(document: Json, context: ReadingContext): { runs: SarifRun[]; rows: Read[] } {
  const runs = sarifRuns(document, context);
  const rows = runs.flatMap((run) =>
    listAt(listAt(document, 'runs')[run.index], 'results').flatMap((result, index) =>
      readResult(result, index, run, context),
    ),
  );
  return { runs, rows };
}
