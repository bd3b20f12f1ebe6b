import type { ReadingContext } from '../context.js';
import { isObject, type Json, listAt, textAt } from '../values.js';
import { SarifRun } from './run.js';
import type { ResultsPiece } from './slices.js';

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

/** The runs of a log, without their results. */
export function sarifRuns(document: Json, context: ReadingContext): SarifRun[] {
  return listAt(document, 'runs').flatMap((run, index) => (isObject(run) ? [new SarifRun(run, index, context)] : []));
}

/** The results of a log, in as many pieces as it has runs. */
export function resultsIn(document: Json): ResultsPiece[] {
  return listAt(document, 'runs').map((one, run) => ({ run, first: 0, results: listAt(one, 'results') }));
}
