import path from 'node:path';

/** The directory that a result stands in, whether it or its report.json was named. */
export function resultsFolder(shown: string): string {
  return path.basename(shown) === 'report.json' ? path.dirname(shown) : shown;
}
