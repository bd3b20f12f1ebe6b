import { Command } from 'commander';
import type { Explained } from '../reports/explain.js';
import { printJson } from './table.js';
import { terminalLook } from './terminal-look.js';

interface ExplainFlags {
  output?: string;
  json?: boolean;
}

const FINDING_ID = /^(?:vuln|conf|secret|code|malware|license|practice)-[0-9a-f]{12}$/;

async function findingOf(id: string, output: string): Promise<Explained> {
  const [{ readReportFile }, { UsageError }] = await Promise.all([
    import('../reports/read-report.js'),
    import('../model/usage-error.js'),
  ]);
  const report = await readReportFile(output);
  const finding = report.findings.find((one) => one.id === id);
  if (finding) return { finding, report };
  throw new UsageError(`there is no finding ${id} in ${output}; --output names the results directory of another scan`);
}

async function ruleOf(id: string): Promise<Explained> {
  const [{ crosswalk }, { explainRule }] = await Promise.all([
    import('../correlation/crosswalk/crosswalk.js'),
    import('../correlation/crosswalk/explain.js'),
  ]);
  const colon = id.indexOf(':');
  return { rule: explainRule(crosswalk(), id.slice(0, colon), id.slice(colon + 1)) };
}

async function otherOf(id: string): Promise<Explained> {
  const [{ crosswalk }, { explainControl }, { loadScanners }, { UsageError }, { closest }] = await Promise.all([
    import('../correlation/crosswalk/crosswalk.js'),
    import('../correlation/crosswalk/explain.js'),
    import('../scanners/registry.js'),
    import('../model/usage-error.js'),
    import('fastest-levenshtein'),
  ]);
  const control = crosswalk().control(id);
  if (control) return { control: explainControl(control) };
  const scanners = await loadScanners();
  const scanner = scanners.find((one) => one.id === id);
  if (scanner) return { scanner };
  const near = closest(id, [...scanners.map((one) => one.id), ...crosswalk().controls.map((one) => one.id)]);
  throw new UsageError(`"${id}" is no finding, no SCANNER:RULE, no control and no scanner; did you mean ${near}?`);
}

async function run(id: string, flags: ExplainFlags): Promise<void> {
  const explained = FINDING_ID.test(id)
    ? await findingOf(id, flags.output ?? process.env['SCAN_RESULTS_DIR'] ?? 'security-results')
    : await (id.includes(':') ? ruleOf(id) : otherOf(id));
  const { explanationAsJson, renderExplanation } = await import('../reports/explain.js');
  if (flags.json) {
    printJson(explanationAsJson(explained));
    return;
  }
  const { columns, color } = terminalLook();
  process.stdout.write(renderExplanation(explained, columns, color));
}

/** `muster explain ID` */
export function explainCommand(): Command {
  return new Command('explain')
    .description('a finding, a rule, a control or a scanner, in full: who says so, why this risk, what to do')
    .argument('<id>', "a finding's id (vuln-…), SCANNER:RULE, a control or a scanner")
    .option('--output <dir>', 'results of the scan that the finding is of (default: security-results)')
    .option('--json', 'print the machine-readable answer on standard output, and nothing else there')
    .addHelpText(
      'after',
      `
Examples:
  $ muster explain conf-3f2a9c81d0e4           a finding of the latest scan
  $ muster explain checkov:CKV_DOCKER_2        a rule, and which rules of others find the same
  $ muster explain dockerfile-no-healthcheck   a control
  $ muster explain trivy-config                a scanner`,
    )
    .action(run);
}
