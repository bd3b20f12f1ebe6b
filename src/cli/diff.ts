import { Command, Option } from 'commander';
import { GATE_SEVERITIES } from '../model/severity-names.js';
import { EXIT } from './exit-status.js';
import { printJson } from './table.js';
import { terminalLook } from './terminal-look.js';

interface DiffFlags {
  failOn?: (typeof GATE_SEVERITIES)[number];
  json?: boolean;
}

async function run(old: string, now: string, flags: DiffFlags): Promise<void> {
  const [{ readReportFile }, { diffReports }, { atLeast }] = await Promise.all([
    import('../reports/read-report.js'),
    import('../correlation/diff.js'),
    import('../model/severity.js'),
  ]);
  const difference = diffReports(await readReportFile(old), await readReportFile(now));
  if (flags.json) printJson(difference);
  else {
    const { renderDifference } = await import('../reports/difference.js');
    const { columns, color } = terminalLook();
    process.stdout.write(renderDifference(difference, columns, color));
  }
  const { failOn } = flags;
  if (failOn === undefined) return;
  // Nobody has said how bad an unknown one is.
  const worst = difference.new.filter(
    ({ status, severity }) => status === 'open' && (severity === 'unknown' || atLeast(severity, failOn)),
  );
  if (worst.length > 0) process.exitCode = EXIT.fail;
  else if (difference.coverageLost.length > 0) process.exitCode = EXIT.incomplete;
}

/** `muster diff OLD NEW` */
export function diffCommand(): Command {
  return new Command('diff')
    .description('new, fixed and unchanged findings, and coverage lost between two results')
    .argument('<old>', 'results directory of a scan, or its report.json')
    .argument('<new>', 'those of a later one')
    .addOption(
      new Option(
        '--fail-on <severity>',
        'exit with 1 when there is a new open finding of this severity or worse, else with 3 when coverage was lost',
      ).choices(GATE_SEVERITIES),
    )
    .option('--json', 'print the machine-readable answer on standard output, and nothing else there')
    .addHelpText(
      'after',
      `
A finding that is gone is called fixed only when every scanner that had found it looked again, with its canary found, at
the same input, with data that is not older. Otherwise it is unknown.

Examples:
  $ muster diff before/ security-results/
  $ muster diff before/report.json after/report.json --fail-on high`,
    )
    .action(run);
}
