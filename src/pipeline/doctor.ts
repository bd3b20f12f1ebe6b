import path from 'node:path';
import type { DatabaseFacts } from '../model/coverage.js';
import type { ScanInput, ScannerDefinition } from '../model/scanner.js';
import { PACKAGE_ROOT } from '../model/version.js';
import { findSandbox } from '../process/sandbox.js';
import { Scheduler } from '../process/scheduler.js';
import { Workspace } from '../process/workspace.js';
import { findTool, type Tool, type ToolOptions } from '../tools/tool.js';
import { asInventory, type CanaryResult, type CanaryServices, layOut, proveAlive, whyNoProof } from './canary.js';
import type { RunServices } from './run-scanner.js';

/** How one scanner does on its own canary. */
export interface CheckUp {
  id: string;
  version: string | null;
  source: string | null;
  path: string | null;
  canary: 'found' | 'missed' | 'untested' | 'not installed';
  reason?: string;
}

export interface DoctorServices {
  options: ToolOptions;
  /** Absolute path of the user's cache. */
  cache: string;
  /** Where canaries that were found are remembered; undefined: not at all. */
  remember: string | undefined;
  jobs: number;
  databases: Record<string, string>;
  cancel: AbortSignal;
}

/** The ways in which a scanner is run on one of its canaries. */
async function waysShownBy(scanner: ScannerDefinition, mode: string | undefined, services: RunServices) {
  const folder = await services.workspace.newFolder('doctor');
  const canary = scanner.canary({ label: '.', files: [], ...(mode === undefined ? {} : { mode }) });
  await layOut(folder, { ...canary, git: true });
  return scanner.appliesTo(await asInventory(folder, canary, services));
}

/** Every way in which a scanner can be run, as its own canaries show it to be run. */
async function waysToRun(scanner: ScannerDefinition, services: RunServices): Promise<ScanInput[]> {
  const ways = await waysShownBy(scanner, undefined, services);
  for (const mode of scanner.modes ?? []) {
    if (ways.some((way) => way.mode === mode)) continue;
    const more = await waysShownBy(scanner, mode, services);
    ways.push(...more.filter((way) => way.mode === mode));
  }
  return ways;
}

async function examine(
  scanner: ScannerDefinition,
  tool: Tool,
  input: ScanInput,
  empty: string,
  database: DatabaseFacts | undefined,
  services: CanaryServices,
): Promise<CanaryResult> {
  const result = await proveAlive(scanner, tool, input, empty, database, services);
  if (result.state !== 'found') return result;
  const reason = await whyNoProof(scanner, tool, input, services);
  return reason === undefined ? result : { state: 'untested', unproven: [], reason };
}

async function checkOne(scanner: ScannerDefinition, services: DoctorServices & RunServices): Promise<CheckUp> {
  const tool = await findTool(scanner, services.options);
  if (!tool) return { id: scanner.id, version: null, source: null, path: null, canary: 'not installed' };
  const folder = services.databases[scanner.id];
  const where = { offline: services.offline, ...(folder ? { database: folder } : {}) };
  const database = await scanner.databaseFacts?.(where);
  const inputs = await waysToRun(scanner, services);
  const empty = await services.workspace.newFolder('doctor');
  const results: CanaryResult[] = [];
  for (const input of inputs) {
    results.push(await examine(scanner, tool, input, empty, database, { ...services, cache: services.remember }));
  }
  const worst = results.find(({ state }) => state !== 'found') ?? results[0];
  const reason = worst?.reason ?? (worst?.unproven.length ? `missed for ${worst.unproven.join(', ')}` : undefined);
  const { version, source, path: file } = tool;
  return {
    id: scanner.id,
    version,
    source,
    path: file,
    canary: worst?.state ?? 'untested',
    ...(reason ? { reason } : {}),
  };
}

/**
 * Runs scanners on their canaries. What is not installed is reported as such; nothing is installed.
 * @returns one entry a scanner, in the given order
 */
export async function checkUp(scanners: ScannerDefinition[], services: DoctorServices): Promise<CheckUp[]> {
  const workspace = await Workspace.open(path.join(services.cache, 'runs'));
  const scheduler = new Scheduler(services.jobs);
  const rules = path.join(PACKAGE_ROOT, 'rules');
  const sandbox = await findSandbox(workspace.folder, workspace.folder);
  const shared = { ...services, workspace, scheduler, rules, sandbox, offline: services.options.offline };
  try {
    return await Promise.all(scanners.map((scanner) => checkOne(scanner, shared)));
  } finally {
    await workspace.close();
  }
}
