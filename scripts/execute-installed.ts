import os from 'node:os';
import path from 'node:path';
import type { ScannerDefinition } from '../src/model/scanner.js';
import { discover } from '../src/pipeline/discover.js';
import { type Executed, execute } from '../src/pipeline/execute.js';
import { plan } from '../src/pipeline/plan.js';
import { decideSettings } from '../src/policy/settings.js';
import { findSandbox } from '../src/process/sandbox.js';
import { Scheduler } from '../src/process/scheduler.js';
import { Workspace } from '../src/process/workspace.js';
import { scannerFolder } from '../src/scanners/registry.js';
import { cacheFolder } from '../src/tools/cache-folder.js';
import { findTool, type Tool } from '../src/tools/tool.js';

interface ExecuteOptions {
  online?: boolean;
  databases?: Record<string, string>;
  instead?: (scanner: string, tool: Tool) => Promise<Tool>;
}

/**
 * Runs scanners on a folder as a scan does, as far as they are installed or on PATH. Databases are those that the
 * environment names (MUSTER_TERRASCAN_DATABASE and the like) and those that are given. Scanners that ask a service are
 * told to where `online` says so.
 * @param root absolute path
 * @param instead the program to run in the place of the one that was found
 */
export async function executeInstalled(
  root: string,
  scanners: ScannerDefinition[],
  { online = false, databases: given = {}, instead = async (_, tool) => tool }: ExecuteOptions = {},
): Promise<Executed[]> {
  const cores = os.availableParallelism();
  const { databases } = decideSettings({}, process.env, { config: {} }, cores);
  const cache = cacheFolder();
  const workspace = await Workspace.open(path.join(cache, 'runs'));
  const inventory = await discover(root);
  const only = scanners.map(({ id }) => id);
  const { runs } = plan(inventory, scanners, { profile: 'advanced', only, skip: [], require: [] });
  const tools = { install: false, offline: true, store: path.join(cache, 'tools'), scannerFolder, avoid: [] };
  try {
    return await execute(runs, inventory, {
      workspace,
      scheduler: new Scheduler(cores),
      sandbox: await findSandbox(root, workspace.folder),
      rules: path.resolve(import.meta.dirname, '../rules'),
      offline: !online,
      databases: { ...databases, ...given },
      maxDatabaseAgeDays: Number.POSITIVE_INFINITY,
      cancel: new AbortController().signal,
      cache: path.join(cache, 'canaries'),
      timeoutSeconds: 1800,
      memoryMB: 8000,
      onEvent: () => undefined,
      provide: async (scanner) => {
        const tool = await findTool(scanner, { mode: 'auto', ...tools });
        return tool ? instead(scanner.id, tool) : { reason: 'it is not installed' };
      },
    });
  } finally {
    await workspace.close();
  }
}
