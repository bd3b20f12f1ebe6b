import path from 'node:path';
import type { Report } from '../model/report.js';
import type { ScannerDefinition } from '../model/scanner.js';
import type { Settings } from '../policy/settings.js';
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

/** Ends every command that makes a report: writes the results directory, prints the answer, sets the exit status. */
export async function finish({ report, notes, settings, scanners, json }: Finished): Promise<void> {
  const { writeReports } = await import('../reports/write-results.js');
  await writeReports(settings.output, report, { scanners: Object.fromEntries(scanners.map((one) => [one.id, one])) });
  for (const note of notes) console.error(`muster: ${note}`);
  if (json) printJson(report);
  else {
    const { renderSummary } = await import('../reports/terminal.js');
    const resultsDir = path.relative(process.cwd(), settings.output) || '.';
    process.stdout.write(renderSummary(report, { ...terminalLook(), resultsDir }));
  }
  process.exitCode = exitStatusOf(report, settings.allowIncomplete);
}
