import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import type { Flags } from '../policy/settings.js';
import { cancellation } from './cancellation.js';
import { checkTarget } from './check-target.js';
import { finish } from './finish.js';
import { addScanOptions } from './options.js';

interface ScanFlags extends Flags {
  config?: string;
  quiet?: boolean;
  json?: boolean;
}

async function run(where: string, flags: ScanFlags): Promise<void> {
  const target = path.resolve(where);
  await checkTarget(target, where, 'scan');
  const [{ loadConfig }, { decideSettings }, { scan }, { loadScanners, scannerFolder }, { cacheFolder }] =
    await Promise.all([
      import('../policy/config-file.js'),
      import('../policy/settings.js'),
      import('../pipeline/scan.js'),
      import('../scanners/registry.js'),
      import('../tools/cache-folder.js'),
    ]);
  const settings = decideSettings(
    flags,
    process.env,
    await loadConfig(target, flags.config),
    os.availableParallelism(),
  );
  const { progressOn } = await import('./progress.js');
  const progress = progressOn(process.stderr, flags.quiet ?? false);
  const scanners = await loadScanners();
  const { report, notes } = await scan({
    target,
    shownTarget: where,
    settings,
    scanners,
    scannerFolder,
    cache: cacheFolder(),
    cancel: cancellation('saving what has finished'),
    onEvent: (event) => progress.show(event),
  }).finally(() => progress.end());

  await finish({ report, notes, settings, scanners, json: flags.json ?? false });
}

/** `muster scan [PATH]` */
export function scanCommand(): Command {
  const command = new Command('scan')
    .description('plan, install what is missing, run, correlate, gate and report')
    .argument('[path]', 'the folder to scan', '.')
    .action(run);
  return addScanOptions(command);
}
