import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Inventory } from '../../src/model/inventory.js';
import { networkOf, type ScanInput, type ScannerDefinition } from '../../src/model/scanner.js';
import { asInventory, layOut } from '../../src/pipeline/canary.js';
import { runScanner } from '../../src/pipeline/run-scanner.js';
import { Scheduler } from '../../src/process/scheduler.js';
import { Workspace } from '../../src/process/workspace.js';
import { scannerFolder } from '../../src/scanners/registry.js';
import type { Tool } from '../../src/tools/tool.js';
import { findLive } from '../live.js';
import type { Take } from './actor.js';

/** A scanner, a target with a known issue, and what the real program left behind. */
export interface Subject {
  scanner: ScannerDefinition;
  inventory: Inventory;
  input: ScanInput;
  take: Take;
  /** Whether the take is of this machine, or a recording. */
  from: 'live' | 'recording';
  /** The real program, where it is to be had. */
  tool: Tool | undefined;
}

/** The recording of findings; of a scanner that runs in several modes, the one named after the mode. */
function recorded(scanner: ScannerDefinition, { mode }: ScanInput): Take | undefined {
  const folder = ['findings', ...(mode === undefined ? [] : [mode])]
    .map((name) => path.join(scannerFolder(scanner.id), 'recorded', name))
    .find((place) => existsSync(place));
  if (folder === undefined) return undefined;
  const read = (name: string) => {
    const file = path.join(folder, name);
    return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  };
  const { exitStatus } = JSON.parse(read('run.json').toString()) as { exitStatus: number };
  return { output: read('output'), stderr: read('stderr'), exitStatus };
}

async function live(
  scanner: ScannerDefinition,
  tool: Tool,
  inventory: Inventory,
  input: ScanInput,
  workspace: Workspace,
): Promise<Take | undefined> {
  const ran = await runScanner(scanner, tool.path, inventory, input, {
    workspace,
    scheduler: new Scheduler(2, 8000),
    rules: path.resolve('rules'),
    offline: false,
    databases: {},
    cancel: new AbortController().signal,
  });
  if (ran.report === undefined || ran.process.exitStatus === null) return undefined;
  return { output: readFileSync(ran.outputFile), stderr: Buffer.from(ran.stderr), exitStatus: ran.process.exitStatus };
}

/**
 * Sets the stage for a scanner. Its target is its own canary; a scanner that needs a service or a database is played
 * from its recording.
 * @throws Error when there is neither a program nor a recording: such an adapter has not been seen to do anything
 */
export async function stage(scanner: ScannerDefinition): Promise<Subject | undefined> {
  const base = mkdtempSync(path.join(os.tmpdir(), 'muster-stage-'));
  const workspace = await Workspace.open(base);
  const canary = scanner.canary({ label: '.', files: [] });
  const folder = path.join(base, 'target');
  mkdirSync(folder);
  await layOut(folder, { ...canary, git: true });
  const inventory = await asInventory(folder, canary, { workspace });
  const [input] = scanner.appliesTo(inventory);
  if (!input) throw new Error(`${scanner.id} does not apply to its own canary`);
  const tool = await findLive(scanner);
  const now =
    tool && networkOf(scanner, input) === 'never' ? await live(scanner, tool, inventory, input, workspace) : undefined;
  const take = now ?? recorded(scanner, input);
  return take && { scanner, inventory, input, take, from: now ? 'live' : 'recording', tool };
}
