import type { Read, ReadingContext } from '../src/interchange/context.js';
import { resultsIn, sarifRuns } from '../src/interchange/sarif/log.js';
import { readResult } from '../src/interchange/sarif/results.js';
import type { SarifRun } from '../src/interchange/sarif/run.js';
import type { Json } from '../src/interchange/values.js';

/** All that a log tells. */
export function readSarif(document: Json, context: ReadingContext): { runs: SarifRun[]; rows: Read[] } {
  const runs = sarifRuns(document, context);
  const rows: Read[] = [];
  for (const { run: at, results } of resultsIn(document)) {
    const run = runs.find(({ index }) => index === at);
    if (!run) continue;
    for (const [index, result] of results.entries()) {
      readResult(result, index, run, context, (scanner, finding, accepted) => {
        rows.push({ scanner, finding, ...(accepted ? { accepted } : {}) });
      });
    }
  }
  return { runs, rows };
}
