import os from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { GATE_SEVERITIES } from '../model/severity-names.js';
import type { Flags } from '../policy/settings.js';
import { checkTarget } from './check-target.js';
import { finish } from './finish.js';
import { ranWithLargerNursery } from './larger-nursery.js';
import { categoryOption, formatOption } from './options.js';

interface MergeFlags extends Flags {
  target: string;
  config?: string;
  quiet?: boolean;
  json?: boolean;
}

async function run(named: string[], flags: MergeFlags): Promise<void> {
  const target = path.resolve(flags.target);
  await checkTarget(target, flags.target, 'merge');
  if (ranWithLargerNursery(named)) return;
  const [{ loadConfig }, { decideSettings }, { merge }, { mergeInputs }, { loadScanners }, { cacheFolder }] =
    await Promise.all([
      import('../policy/config-file.js'),
      import('../policy/settings.js'),
      import('../pipeline/merge.js'),
      import('../pipeline/merge-file.js'),
      import('../scanners/registry.js'),
      import('../tools/cache-folder.js'),
    ]);
  const settings = decideSettings(
    flags,
    process.env,
    await loadConfig(target, flags.config),
    os.availableParallelism(),
  );
  const scanners = await loadScanners();
  const inputs = await mergeInputs(named, scanners);
  const request = { inputs, target, shownTarget: flags.target, settings, scanners, cache: cacheFolder() };
  const { report, notes, all } = await merge(request);

  const said = flags.quiet ? [] : notes;
  await finish({ report, notes: said, settings, scanners, json: flags.json ?? false, all }).finally(() => all?.close());
}

/** `muster merge FILE…` */
export function mergeCommand(): Command {
  return new Command('merge')
    .description('correlate outputs of scanners that ran elsewhere: the same reports, the same gate')
    .argument('<files...>', 'outputs, by their content: FILE, or SCANNER=FILE where that does not tell whose it is')
    .option('--target <path>', 'the folder that the places in the files are in, to read its lines', '.')
    .option('--output <dir>', 'where results go (default: security-results)')
    .addOption(formatOption('what to write and print, by name, separated by commas (see muster report --help)'))
    .addOption(categoryOption())
    .option('--config <file>', 'configuration to use (default: muster.yml of the target, when there is one)')
    .addOption(
      new Option(
        '--fail-on <severity>',
        'open findings of this severity or worse fail the gate (default: high)',
      ).choices(GATE_SEVERITIES),
    )
    .option('--allow-incomplete', 'exit with 0 although the files prove nothing; the verdict stays "incomplete"')
    .option('--keep-raw-secrets', 'leave the values of secrets in the copies of the files')
    .option('--quiet', 'no remarks on standard error')
    .option('--json', 'print report.json on standard output, and nothing else there')
    .addHelpText(
      'after',
      `
Read are the outputs of every scanner that Muster has an adapter for, of today's and of older releases, SARIF 2.1.0 from
any tool, and CycloneDX with vulnerabilities. What is none of them is an error, and then nothing is written.

An output that was made elsewhere says what was found, not what was looked at: without findings that fail the gate the
verdict is "incomplete" (exit status 3), never "pass".

Examples:
  $ muster merge trivy.json semgrep.sarif
  $ muster merge hadolint=dockerfiles.json results/*.sarif --target ../service --allow-incomplete`,
    )
    .action(run);
}
