import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Stock } from '../model/component.js';
import type { ManyFindings } from '../model/many-findings.js';
import type { Report } from '../model/report.js';
import { chosenFormats, type TerminalFormat } from '../model/report-formats.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { UsageError } from '../model/usage-error.js';
import type { Settings } from '../policy/settings.js';
import type { ReportContext } from '../reports/format.js';
import { exitStatusOf } from './exit-status.js';
import { printJson } from './table.js';
import { terminalLook } from './terminal-look.js';
import { webRepository } from './web-repository.js';

export interface Finished {
  report: Report;
  /** What the user should know that is no finding. */
  notes: string[];
  settings: Settings;
  scanners: ScannerDefinition[];
  /** Print the report as JSON instead of a summary. */
  json: boolean;
  /** All findings, where the report has the worst of them only. */
  all?: ManyFindings | undefined;
}

/**
 * What formats are made from beside the report.
 * @param dir the results directory, with the scanners' outputs
 * @param note what is done with remarks of formats
 */
export function contextOf(
  report: Report,
  dir: string,
  scanners: ScannerDefinition[],
  note: (text: string) => void,
): ReportContext {
  let stock: Promise<Stock> | undefined;
  const repository = webRepository(report.target, process.env);
  return {
    scanners: Object.fromEntries(scanners.map((one) => [one.id, one])),
    // Read once, and only for those who ask: the outputs may be large.
    stock: () => {
      stock ??= import('../pipeline/components.js').then(({ takeStock }) => takeStock(dir, report, scanners));
      return stock;
    },
    note,
    ...(repository ? { repository } : {}),
  };
}

/** Prints a result in the looks that were asked for, one after another. */
export async function printLooks(
  report: Report,
  looks: TerminalFormat[],
  output: string,
  all?: ManyFindings,
): Promise<void> {
  const { TERMINAL_LOOKS } = await import('../reports/terminal-looks.js');
  const resultsDir = path.relative(process.cwd(), output) || '.';
  const root = path.resolve(report.target.path);
  const options = { ...terminalLook(), resultsDir, ...(existsSync(root) ? { root } : {}), all };
  for (const look of looks) process.stdout.write(TERMINAL_LOOKS[look](report, options));
}

async function printFile(file: string): Promise<void> {
  await pipeline(createReadStream(file), process.stdout, { end: false });
}

/** Ends every command that makes a report: writes the results directory, prints the answer, sets the exit status. */
export async function finish({ report, notes, settings, scanners, json, all }: Finished): Promise<void> {
  const { writeReports } = await import('../reports/write-results.js');
  const { files, looks } = chosenFormats(settings.formats);
  const remarks = [...notes];
  // What is usual is written without being asked for: that it is not there is told only when somebody asked.
  const note = (text: string) => settings.formats && remarks.push(text);
  const context = { ...contextOf(report, settings.output, scanners, note), category: settings.category, all };
  // A format that cannot tell this result is an error; the result is told all the same.
  let problem: UsageError | undefined;
  await writeReports(settings.output, report, context, files).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    problem = error;
  });
  for (const remark of remarks) console.error(`muster: ${remark}`);
  if (json && all) await printFile(path.join(settings.output, 'report.json'));
  else if (json) printJson(report);
  else await printLooks(report, looks, settings.output, all);
  process.exitCode = exitStatusOf(report, settings.allowIncomplete);
  if (problem) throw problem;
}
