import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import type { ScannerDefinition } from '../model/scanner.js';
import { UsageError } from '../model/usage-error.js';
import type { Flags } from '../policy/settings.js';
import type { ToolOptions } from '../tools/tool.js';
import { cancellation } from './cancellation.js';
import { EXIT } from './exit-status.js';
import { addToolOptions } from './options.js';
import { printJson, printTable } from './table.js';

interface ToolFlags extends Flags {
  quiet?: boolean;
  json?: boolean;
}

interface Prepared {
  scanners: ScannerDefinition[];
  options: ToolOptions;
  cache: string;
  databases: Record<string, string>;
  cancel: AbortSignal;
}

/** @throws UsageError when an id is not known */
async function prepare(ids: string[], flags: ToolFlags): Promise<Prepared> {
  const [{ loadScanners, scannerFolder }, { cacheFolder }, { decideSettings }, { storedDatabases }] = await Promise.all(
    [
      import('../scanners/registry.js'),
      import('../tools/cache-folder.js'),
      import('../policy/settings.js'),
      import('../databases/store.js'),
    ],
  );
  const all = await loadScanners();
  const unknown = ids.find((id) => !all.some((scanner) => scanner.id === id));
  if (unknown !== undefined) {
    throw new UsageError(`there is no scanner "${unknown}"; there are ${all.map(({ id }) => id).join(', ')}`);
  }
  const settings = decideSettings(flags, process.env, { config: {} }, os.availableParallelism());
  const cancel = cancellation('stopping');
  const cache = cacheFolder();
  const options: ToolOptions = {
    mode: settings.tools,
    install: settings.install,
    offline: settings.offline,
    store: path.join(cache, 'tools'),
    scannerFolder,
    avoid: [],
    cancel,
  };
  const scanners = ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
  return { scanners, options, cache, databases: { ...(await storedDatabases(cache)), ...settings.databases }, cancel };
}

async function list(flags: ToolFlags): Promise<void> {
  const { scanners, options } = await prepare([], flags);
  const { describeTools } = await import('../tools/list.js');
  const tools = await describeTools(scanners, options);
  if (flags.json) return printJson(tools);
  printTable([
    ['SCANNER', 'TIER', 'FINDS', 'VERSION', 'SOURCE', 'INSTALLED', 'VERIFIED'],
    ...tools.map((tool) => [
      tool.id,
      tool.tier,
      tool.finds.join(', ') || 'a bill of materials',
      tool.version ?? '-',
      tool.source ?? '-',
      tool.installed ? 'yes' : 'no',
      tool.verified,
    ]),
  ]);
}

async function install(ids: string[], flags: ToolFlags): Promise<void> {
  const { scanners, options, cancel } = await prepare(ids, flags);
  const [{ ensureTool }, { progressOn }] = await Promise.all([import('../tools/tool.js'), import('./progress.js')]);
  const progress = progressOn(process.stderr, flags.quiet ?? false);
  const onProgress: ToolOptions['onProgress'] = (event) => progress.show({ type: 'tool', event });
  const results = await Promise.all(
    scanners.map(async (scanner) => ({ id: scanner.id, ...(await ensureTool(scanner, { ...options, onProgress })) })),
  );
  progress.end();
  if (flags.json) printJson(results);
  else {
    for (const result of results) {
      if ('reason' in result) console.log(`! ${result.id}: ${result.reason}`);
      else console.log(`✓ ${result.id} ${result.version} (${result.source}) ${result.path}`);
    }
  }
  if (cancel.aborted) process.exitCode = EXIT.interrupted;
  else if (results.some((result) => 'reason' in result)) process.exitCode = EXIT.fail;
}

async function doctor(ids: string[], flags: ToolFlags): Promise<void> {
  const { scanners, options, cache, databases, cancel } = await prepare(ids, flags);
  const { checkUp } = await import('../pipeline/doctor.js');
  const jobs = flags.jobs ?? os.availableParallelism();
  const remember = path.join(cache, 'canaries');
  const results = await checkUp(scanners, { options, cache, remember, jobs, databases, cancel });
  if (flags.json) printJson(results);
  else {
    printTable([
      ['SCANNER', 'VERSION', 'SOURCE', 'CANARY', ''],
      ...results.map(({ id, version, source, canary, reason }) => [
        id,
        version ?? '-',
        source ?? '-',
        canary,
        reason ?? '',
      ]),
    ]);
  }
  if (cancel.aborted) process.exitCode = EXIT.interrupted;
  else if (results.some(({ canary }) => canary !== 'found')) process.exitCode = EXIT.fail;
}

/** `muster tools list|install|doctor` */
export function toolsCommand(): Command {
  const tools = new Command('tools').description('the scanners: pinned versions, where they come from, self-test');
  tools.addCommand(addToolOptions(new Command('list').description('which scanners there are').action(list)));
  tools.addCommand(
    addToolOptions(
      new Command('install')
        .description('install scanners at their pinned versions; all of them when none is named')
        .argument('[id...]', 'scanners')
        .action(install),
    ),
  );
  tools.addCommand(
    addToolOptions(
      new Command('doctor')
        .description('run installed scanners on their canaries; exit status 1 when one does not find its own')
        .argument('[id...]', 'scanners')
        .action(doctor),
    ),
  );
  return tools;
}
