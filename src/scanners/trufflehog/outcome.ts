import type { Finished, Outcome } from '../../model/scanner.js';
import { historyOutcome } from './history.js';
import { readLog } from './log.js';
import type { Report } from './report.js';
import { treeOutcome } from './tree.js';

/** What `--fail` gives to findings. */
export const FOUND = 183;

/** What an ended run means. */
export function outcomeOf({
  exitStatus,
  stderr,
  report,
  problem,
  input,
  prepared,
  relative,
}: Finished<Report>): Outcome {
  const log = readLog(stderr);
  const failed = (reason: string): Outcome => ({ status: 'failed', reason });
  const last = log.complaints.at(-1)?.said;
  if (!report || ![0, FOUND].includes(exitStatus)) {
    return failed([problem, last, `(exit status ${exitStatus})`].filter(Boolean).join(' '));
  }
  // It ends with status 0 when it is told to stop, too, and says nothing when what it prints cannot be written.
  if (!log.finished) return failed(`it does not say that it finished ${last ?? `(exit status ${exitStatus})`}`);
  if (report.length !== log.finished.secrets || report.length > 0 !== (exitStatus === FOUND)) {
    return failed(`its output has ${report.length} rows, and it says that it found ${log.finished.secrets} secrets`);
  }
  return input.mode === 'history' ? historyOutcome(prepared, log) : treeOutcome(prepared, log, input, relative);
}
