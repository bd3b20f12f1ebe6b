import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { makeDatabase } from '../../examples/prepare.mjs';
import type { CoverageEntry } from '../../src/model/coverage.js';
import type { Inventory } from '../../src/model/inventory.js';
import type { Verdict } from '../../src/model/report.js';
import type { ScannerDefinition } from '../../src/model/scanner.js';
import { assess, lookersOf } from '../../src/pipeline/assess.js';
import { correlate, outputOf } from '../../src/pipeline/correlate.js';
import { type Executed, type ExecuteServices, execute } from '../../src/pipeline/execute.js';
import { judgeRun, type RunServices, runScanner } from '../../src/pipeline/run-scanner.js';
import { judge } from '../../src/policy/gate.js';
import { findSandbox } from '../../src/process/sandbox.js';
import { Scheduler } from '../../src/process/scheduler.js';
import { Workspace } from '../../src/process/workspace.js';
import { scannerFolder } from '../../src/scanners/registry.js';
import { ensureTool, type Tool } from '../../src/tools/tool.js';
import { type Act, cast } from './actor.js';
import type { Subject } from './take.js';

/** One cell of the matrix, as it came out. */
export interface Cell {
  status: CoverageEntry['status'];
  canary: CoverageEntry['canary'];
  verdict: Verdict;
  reason: string;
  /** What the adapter alone makes of the run, as if its canary had been found. */
  alone?: string;
}

/** A fault, and how it is brought about. Gives a reason instead of a cell where a scanner cannot have it. */
export interface Fault {
  title: string;
  provoke(subject: Subject): Promise<Cell | string>;
}

const MEMORY_MB = 200;
const SHORT_SECONDS = 5;

function asCell({ entry, run }: Executed, findings: Parameters<typeof judge>[0]['findings']): Cell {
  const { verdict } = judge({
    findings,
    coverage: [entry],
    stocktakers: run.scanner.finds.length === 0 ? [entry.scanner] : [],
    unreachable: [],
    changed: [],
    failOn: 'info',
    interrupted: false,
  });
  return { status: entry.status, canary: entry.canary, verdict, reason: entry.reason ?? '' };
}

let made: string | undefined;
function osvDatabase(): string {
  if (made === undefined) {
    made = mkdtempSync(path.join(os.tmpdir(), 'muster-osv-'));
    makeDatabase(made);
  }
  return made;
}

async function servicesFor(inventory: Inventory, workspace: Workspace): Promise<RunServices> {
  return {
    workspace,
    scheduler: new Scheduler(2, 8000),
    rules: path.resolve('rules'),
    sandbox: await findSandbox(inventory.root, workspace.folder),
    offline: false,
    // So that a run gets to its program before it asks anybody.
    databases: { 'osv-scanner': osvDatabase() },
    timeoutSeconds: 60,
    cancel: new AbortController().signal,
  };
}

/** How the adapter reads the run by itself: a canary that was found must not be what keeps it honest. */
async function alone(
  { scanner, inventory, input }: Subject,
  program: string,
  more: Partial<RunServices>,
): Promise<string> {
  const base = mkdtempSync(path.join(os.tmpdir(), 'muster-alone-'));
  const workspace = await Workspace.open(base);
  const services = { ...(await servicesFor(inventory, workspace)), ...more };
  const ran = await runScanner(scanner, program, inventory, input, services);
  rmSync(base, { recursive: true });
  return judgeRun(scanner, input, ran).status;
}

/** Executes the scanner on the stage, with a program and with what makes the fault. */
async function perform(
  { scanner, inventory, input }: Subject,
  program: Partial<Tool> | { reason: string },
  more: Partial<ExecuteServices> = {},
  disk?: string,
): Promise<Cell> {
  const base = disk ?? mkdtempSync(path.join(os.tmpdir(), 'muster-fault-'));
  const workspace = await Workspace.open(base);
  try {
    const services = await servicesFor(inventory, workspace);
    const run = { scanner, input, required: true, outputPath: `basic/${scanner.id}.json` };
    const [executed] = await execute([run], inventory, {
      ...services,
      maxDatabaseAgeDays: 5,
      cache: undefined,
      onEvent: () => undefined,
      provide: async () =>
        'reason' in program
          ? { reason: program.reason as string }
          : { id: scanner.id, path: '', version: '0.0.0', source: 'PATH', sha256: null, ...program },
      ...more,
    });
    if (!executed) throw new Error('nothing was executed');
    return asCell(executed, assess(await correlate([outputOf(executed)], inventory.root), lookersOf([executed])));
  } finally {
    await workspace.close().catch(() => undefined);
    // A disk goes as a whole, and a frozen one cannot be emptied.
    if (disk === undefined) rmSync(base, { recursive: true, force: true });
  }
}

/** The actor asks nobody: the pipeline must not refuse it for want of a connection. */
function asLocal(scanner: ScannerDefinition): ScannerDefinition {
  return { ...scanner, network: 'never' };
}

/** A fault of the program itself, played on what the real one left behind. */
function played(title: string, act: Act, more: Partial<ExecuteServices> = {}): Fault {
  return {
    title,
    provoke: async (subject) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'muster-actor-'));
      const program = cast(folder, subject.take, act, subject.scanner.output.from, subject.inventory.root);
      try {
        const local = { ...subject, scanner: asLocal(subject.scanner) };
        const cell = await perform(local, { path: program }, more);
        return { ...cell, alone: await alone(local, program, more) };
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

/** A small disk of its own. Undefined where this user may not mount one. */
function smallDisk(): { folder: string; fill(): void; freeze(): void; remove(): void } | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'muster-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    fill: () => {
      try {
        for (let part = 0; part < 1000; part++) writeFileSync(path.join(folder, `full-${part}`), Buffer.alloc(4096));
      } catch {
        return; // now it is full
      }
    },
    freeze: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
    remove: () => {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function onDisk(title: string, spoil: 'fill' | 'freeze'): Fault {
  return {
    title,
    provoke: async (subject) => {
      const disk = smallDisk();
      if (!disk) return 'this user may not mount a disk';
      const folder = mkdtempSync(path.join(os.tmpdir(), 'muster-actor-'));
      try {
        const base = path.join(disk.folder, 'base');
        mkdirSync(base);
        const { scanner, take, inventory } = subject;
        const replays = cast(folder, take, 'replay', scanner.output.from, inventory.root);
        const local = scanner.network === 'never' && subject.tool ? subject.tool : { path: replays };
        const onEvent: ExecuteServices['onEvent'] = ({ type }) => type === 'started' && disk[spoil]();
        return await perform({ ...subject, scanner: asLocal(scanner) }, local, { onEvent }, base);
      } finally {
        disk.remove();
        rmSync(folder, { recursive: true });
      }
    },
  };
}

/** A server that takes connections and never says a word. */
async function silentServer(): Promise<{ address: string; close(): void }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { address, close };
}

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];

/** The real program behind a proxy that does not work: nothing else is certain to be where a connection leads. */
async function behind(proxy: string, subject: Subject, more: Partial<ExecuteServices> = {}): Promise<Cell | string> {
  const { scanner, tool } = subject;
  if (scanner.network === 'never') return 'it makes no connection';
  if (!tool) return 'its program is not here';
  const names = [...PROXIES, 'NO_PROXY', 'no_proxy'];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of PROXIES) process.env[name] = proxy;
  for (const name of ['NO_PROXY', 'no_proxy']) process.env[name] = '';
  try {
    return await perform(subject, tool, { databases: {}, ...more });
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

const OLD_DAYS = 90;

export const FAULTS: Fault[] = [
  {
    title: 'not installed',
    provoke: async (subject) => {
      const store = mkdtempSync(path.join(os.tmpdir(), 'muster-none-'));
      const before = process.env['PATH'];
      process.env['PATH'] = store;
      const options = { mode: 'path' as const, install: false, offline: false, store, scannerFolder, avoid: [] };
      const tool = await ensureTool(subject.scanner, options).finally(() => {
        process.env['PATH'] = before;
        rmSync(store, { recursive: true });
      });
      return perform({ ...subject, scanner: asLocal(subject.scanner) }, tool);
    },
  },
  played('wrong version', 'usage error'),
  played('exits 0 with nothing', 'silence, status 0'),
  played('exits as with findings, no output', 'silence, status of findings'),
  played('truncated output', 'half the output'),
  played('output of 200 MB', '200 MB', { memoryMB: 4000 }),
  played('invalid UTF-8', 'invalid UTF-8'),
  played('hangs', 'hang', { timeoutSeconds: 1 }),
  played('killed by a signal', 'kill'),
  played('out of memory', 'take memory', { memoryMB: MEMORY_MB }),
  {
    title: 'no database',
    provoke: async (subject) => {
      if (subject.scanner.network !== 'database') return 'it has no database';
      return perform(subject, subject.tool ?? { reason: 'not here' }, { offline: true, databases: {} });
    },
  },
  {
    title: 'empty database',
    provoke: async (subject) => {
      const { scanner, tool } = subject;
      if (scanner.network !== 'database') return 'it has no database';
      if (!tool) return 'its program is not here';
      const empty = mkdtempSync(path.join(os.tmpdir(), 'muster-empty-'));
      return perform(subject, tool, { offline: true, databases: { [scanner.id]: empty } }).finally(() =>
        rmSync(empty, { recursive: true }),
      );
    },
  },
  {
    title: `database ${OLD_DAYS} days old`,
    provoke: async (subject) => {
      if (subject.scanner.network !== 'database') return 'it has no database';
      const name = `the database of ${subject.scanner.id}`;
      const facts = { name, updatedAt: null, ageHours: OLD_DAYS * 24, digest: 'old' };
      const scanner = { ...subject.scanner, databaseFacts: async () => facts };
      return played('', 'replay').provoke({ ...subject, scanner });
    },
  },
  { title: 'network refused', provoke: (subject) => behind('http://127.0.0.1:1', subject) },
  {
    title: 'network hanging',
    provoke: async (subject) => {
      const { address, close } = await silentServer();
      return behind(address, subject, { timeoutSeconds: SHORT_SECONDS }).finally(close);
    },
  },
  onDisk('read-only disk', 'freeze'),
  onDisk('disk full', 'fill'),
  played('writes into the target', 'write into the target'),
];
