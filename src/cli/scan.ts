import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { UsageError } from '../model/usage-error.js';
import type { Flags } from '../policy/settings.js';
import { cancellation } from './cancellation.js';
import { exitStatusOf } from './exit-status.js';
import { addScanOptions } from './options.js';

interface ScanFlags extends Flags {
  config?: string;
  quiet?: boolean;
  json?: boolean;
}

/** @throws UsageError when this is no folder that can be listed */
async function checkTarget(target: string, shown: string): Promise<void> {
  const facts = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new UsageError(`${shown} does not exist`);
    throw new UsageError(`${shown} cannot be read (${error.code})`);
  });
  if (!facts.isDirectory())
    throw new UsageError(`${shown} is not a folder; muster scan takes the folder of a repository`);
  await access(target, constants.R_OK | constants.X_OK).catch(() => {
    throw new UsageError(`${shown} cannot be read: no permission to list it`);
  });
}

async function run(where: string, flags: ScanFlags): Promise<void> {
  const target = path.resolve(where);
  await checkTarget(target, where);
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

  const { writeReports } = await import('../reports/write-results.js');
  await writeReports(settings.output, report, { scanners: Object.fromEntries(scanners.map((one) => [one.id, one])) });
  for (const note of notes) console.error(`muster: ${note}`);
  if (flags.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    const { renderSummary } = await import('../reports/terminal.js');
    const { columns, isTTY } = process.stdout;
    const color = Boolean(isTTY) && !process.env['NO_COLOR'] && !process.env['CI'];
    const resultsDir = path.relative(process.cwd(), settings.output) || '.';
    process.stdout.write(renderSummary(report, { columns: columns ?? 100, color, resultsDir }));
  }
  process.exitCode = exitStatusOf(report, settings.allowIncomplete);
}

/** `muster scan [PATH]` */
export function scanCommand(): Command {
  const command = new Command('scan')
    .description('plan, install what is missing, run, correlate, gate and report')
    .argument('[path]', 'the folder to scan', '.')
    .action(run);
  return addScanOptions(command);
}
