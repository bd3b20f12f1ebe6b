import type { Outcome } from '../../../model/scanner.js';
import { lastWords } from './words.js';

/** Several causes in a row, of which the last tells. */
const DOWNLOAD = /failed to download (vulnerability|Java) DB: (?:.* errors? occurred: )?(.*)$/;
/** Its words for a database that it cannot use. */
const DATABASE_TROUBLE = /--skip-db-update cannot be specified|vulnerability DB initialize|Java DB|DB schema/;

/** What a run means that ended with another status than 0 or left no report. */
export function failure(ended: { exitStatus: number; stderr: string; problem?: string }): Outcome {
  const { exitStatus, stderr, problem } = ended;
  const words = lastWords(stderr);
  if (exitStatus !== 0 && /on the first run$/.test(words)) {
    const what = words.includes('java') ? 'Java database, and there are JAR files' : 'database';
    return { status: 'unavailable', reason: `it has no ${what}: ${words}` };
  }
  const [, which, cause] = DOWNLOAD.exec(words) ?? [];
  if (exitStatus !== 0 && cause !== undefined) {
    const what = which === 'Java' ? 'Java database' : 'database';
    return { status: 'unavailable', reason: `it could not download its ${what}: ${cause}` };
  }
  if (exitStatus !== 0 && DATABASE_TROUBLE.test(words)) {
    return { status: 'unavailable', reason: `it has no database that it can use: ${words}` };
  }
  return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${words}`.trim() };
}
