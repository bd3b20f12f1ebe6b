import path from 'node:path';
import type { Report } from '../model/report.js';
import { chosenFormats, type TerminalFormat } from '../model/report-formats.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { UsageError } from '../model/usage-error.js';
import type { Settings } from '../policy/settings.js';
import type { ReportContext } from '../reports/format.js';
import { exitStatusOf } from './exit-status.js';
import { printJson } from './table.js';
import { terminalLook } from './terminal-look.js';

export interface Finished {
  report: Report;
  /** What the user should know that is no finding. */
  notes: string[];
  settings: Settings;
  scanners: ScannerDefinition[];
  /** Print the report as JSON instead of a summary. */
  json: boolean;
}

/** What formats are made from beside the report. */
export function contextOf(scanners: ScannerDefinition[]): ReportContext {
  return { scanners: Object.fromEntries(scanners.map((one) => [one.id, one])) };
}

/** Prints a result in the looks that were asked for, one after another. */
export async function printLooks(report: Report, looks: TerminalFormat[], output: string): Promise<void> {
  const { TERMINAL_LOOKS } = await import('../reports/terminal-looks.js');
  const resultsDir = path.relative(process.cwd(), output) || '.';
  for (const look of looks) process.stdout.write(TERMINAL_LOOKS[look](report, { ...terminalLook(), resultsDir }));
}

/** Ends every command that makes a report: writes the results directory, prints the answer, sets the exit status. */
export async function finish({ report, notes, settings, scanners, json }: Finished): Promise<void> {
  const { writeReports } = await import('../reports/write-results.js');
  const { files, looks } = chosenFormats(settings.formats);
  // A format that cannot tell this result is an error; the result is told all the same.
  let problem: UsageError | undefined;
  await writeReports(settings.output, report, contextOf(scanners), files).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    problem = error;
  });
  for (const note of notes) console.error(`muster: ${note}`);
  if (json) printJson(report);
  else await printLooks(report, looks, settings.output);
  process.exitCode = exitStatusOf(report, settings.allowIncomplete);
  if (problem) throw problem;
}
