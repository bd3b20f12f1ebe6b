import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ScannerDefinition } from '../src/model/scanner.js';
import { discover } from '../src/pipeline/discover.js';
import { type Executed, type ExecuteServices, execute } from '../src/pipeline/execute.js';
import { plan } from '../src/pipeline/plan.js';
import { findSandbox } from '../src/process/sandbox.js';
import { Scheduler } from '../src/process/scheduler.js';
import { Workspace } from '../src/process/workspace.js';

/**
 * Plans and executes one scanner on a folder, with `program` as its tool.
 * @param program absolute path
 */
export async function executeWith(
  scanner: ScannerDefinition,
  target: string,
  program: string,
  more: Partial<ExecuteServices> = {},
): Promise<Executed[]> {
  const base = mkdtempSync(path.join(os.tmpdir(), 'muster-workspace-'));
  const workspace = await Workspace.open(base);
  const inventory = await discover(target);
  // Named, as those have to be that run for nobody who does not ask for them.
  const asked = { profile: 'advanced' as const, only: [scanner.id], skip: [], require: undefined };
  try {
    return await execute(plan(inventory, [scanner], asked).runs, inventory, {
      workspace,
      scheduler: new Scheduler(2, 4000),
      sandbox: await findSandbox(target, workspace.folder),
      rules: path.resolve('rules'),
      offline: false,
      databases: {},
      maxDatabaseAgeDays: 5,
      cancel: new AbortController().signal,
      cache: undefined,
      onEvent: () => undefined,
      provide: async () => ({ id: scanner.id, path: program, version: '1.0.0', source: 'PATH', sha256: null }),
      ...more,
    });
  } finally {
    await workspace.close();
    rmSync(base, { recursive: true, force: true });
  }
}
