import { mkdir, open, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { CoverageEntry } from '../model/coverage.js';
import type { Inventory } from '../model/inventory.js';
import { type Considered, networkOf, type Outcome, type ScanInput, type ScannerDefinition } from '../model/scanner.js';
import { scannerEnvironment } from '../process/environment.js';
import { type ProcessResult, runProcess } from '../process/run.js';
import type { Sandbox } from '../process/sandbox.js';
import type { Scheduler } from '../process/scheduler.js';
import type { Workspace } from '../process/workspace.js';
import { readReport } from './read-output.js';
import { relativeTo } from './relative.js';

const STDERR_BYTES = 1024 * 1024;
const DEFAULT_TIMEOUT_SECONDS = 600;
const DEFAULT_MEMORY_MB = 4096;
const OUTPUT_BYTES = 1024 ** 3;

/** What all runs of a scan share. */
export interface RunServices {
  workspace: Workspace;
  scheduler: Scheduler;
  /** Absolute path of `rules/`. */
  rules: string;
  offline: boolean;
  /** Seconds; beats what the scanner declares. */
  timeoutSeconds?: number | undefined;
  memoryMB?: number | undefined;
  /** Absolute folders, by scanner id. */
  databases: Record<string, string>;
  /** Undefined where the machine allows none. */
  sandbox?: Sandbox | undefined;
  cancel: AbortSignal;
}

/** One ended run: how it ended, and what it left. */
export interface Ran {
  process: ProcessResult;
  command: string[];
  sandbox: NonNullable<CoverageEntry['sandbox']>;
  /** Absolute path of the scanner's output, which may not exist. */
  outputFile: string;
  stderr: string;
  report?: unknown;
  problem?: string;
  /** What the adapter's `prepare` gave. */
  prepared?: unknown;
  relative: (printed: string) => string;
}

async function tail(file: string, bytes: number): Promise<string> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, bytes));
    await handle.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}

async function makeView(view: string, target: string, files: string[]): Promise<void> {
  for (const folder of new Set(files.map((file) => path.dirname(file)))) {
    await mkdir(path.join(view, folder), { recursive: true });
  }
  await Promise.all(files.map((file) => symlink(path.join(target, file), path.join(view, file))));
}

/** Whether a run has to make connections to do its work. */
function needsNetwork(scanner: ScannerDefinition, input: ScanInput, { offline, databases }: RunServices): boolean {
  const network = networkOf(scanner, input);
  if (offline || network === 'never') return false;
  return network === 'required' || databases[scanner.id] === undefined;
}

/** A shell that could not start the program in a sandbox has started nothing. */
function asNotStarted(result: ProcessResult, stderr: string): ProcessResult {
  const said = /^(?:\/bin\/)?sh: \d+: (?:exec: )?(.*)/.exec(stderr)?.[1];
  const isShells = (result.exitStatus === 126 || result.exitStatus === 127) && said !== undefined;
  return isShells ? { ...result, ending: 'not-started', exitStatus: null, error: said } : result;
}

/**
 * Runs a scanner's program once: on the target, or on the folder of its canary.
 * @param program absolute path
 */
export async function runScanner(
  scanner: ScannerDefinition,
  program: string,
  inventory: Inventory,
  input: ScanInput,
  services: RunServices,
): Promise<Ran> {
  const target = inventory.root;
  const work = await services.workspace.newFolder(scanner.id);
  const place = (name: string) => path.join(work, name);
  const [scratch, view, home, output] = [place('scratch'), place('view'), place('home'), place('output.json')];
  await Promise.all([scratch, view, home].map((folder) => mkdir(folder)));
  if (scanner.needsView) await makeView(view, target, input.files);

  const database = services.databases[scanner.id];
  const { offline, rules } = services;
  const { cores } = services.scheduler;
  const context = {
    target,
    input,
    inventory,
    output,
    scratch,
    view,
    rules,
    offline,
    cores,
    ...(database ? { database } : {}),
  };
  const prepared = await scanner.prepare?.(context);
  const { args, cwd = target, env = {} } = scanner.command(context);

  const stdout = scanner.output.from === 'stdout' ? output : place('stdout');
  const stderr = place('stderr');
  const timeoutSeconds = services.timeoutSeconds ?? scanner.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;
  const network = needsNetwork(scanner, input, services);
  const confinement = {
    readOnly: target,
    writable: services.workspace.folder,
    cwd,
    network,
  };
  const launch = services.sandbox?.wrap({ file: program, args }, confinement) ?? { file: program, args };
  let group: number | undefined;
  const ended = await services.scheduler.run(scanner.uses, () =>
    runProcess({
      ...launch,
      cwd,
      env: scannerEnvironment(home, env),
      stdout,
      stderr,
      watched: output,
      timeoutMs: timeoutSeconds * 1000,
      memoryBytes: (services.memoryMB ?? DEFAULT_MEMORY_MB) * 2 ** 20,
      outputBytes: OUTPUT_BYTES,
      cancel: services.cancel,
      onStart: (started) => {
        group = started;
        services.workspace.noteGroup(started);
      },
    }),
  );
  if (group !== undefined) await services.workspace.forgetGroup(group);
  const said = ended.ending === 'cancelled' ? '' : await tail(stderr, STDERR_BYTES).catch(() => '');
  return {
    process: services.sandbox ? asNotStarted(ended, said) : ended,
    command: [program, ...args],
    sandbox: {
      targetReadOnly: services.sandbox !== undefined,
      network: services.sandbox && !network ? 'none' : 'open',
    },
    outputFile: output,
    stderr: said,
    prepared,
    relative: relativeTo(target, view, cwd),
    ...(await readReport(output, scanner.shape, scanner.output.format)),
  };
}

/** What a run means for the ledger. */
export type Judged = Outcome | { status: 'timed-out'; reason: string };

const NOTHING: Considered = { files: [], packages: 0 };

/** What was looked at, by the adapter's own account; nothing when it did not get that far. */
export function consideredBy(judged: Judged): Considered {
  return 'considered' in judged ? judged.considered : NOTHING;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
}

/** Reads an ended run: first what Muster or the system did to the process, then what the adapter makes of the rest. */
export function judgeRun(scanner: ScannerDefinition, input: ScanInput, ran: Ran): Judged {
  const { ending, durationMs, signal, exitStatus, error } = ran.process;
  switch (ending) {
    case 'timed-out':
      return { status: 'timed-out', reason: `ended after ${seconds(durationMs)}, its time limit` };
    case 'cancelled':
      return { status: 'failed', reason: 'interrupted before it had finished' };
    case 'out-of-memory':
      return {
        status: 'failed',
        reason: 'ended because it took more memory than it is allowed (memory in muster.yml)',
      };
    case 'output-too-large':
      return { status: 'failed', reason: 'ended because its output grew beyond 1 GiB' };
    case 'not-started':
      return { status: 'unavailable', reason: `could not be started: ${error}` };
    case 'exited':
  }
  if (exitStatus === null) return { status: 'failed', reason: `killed by ${signal} from outside` };
  const { stderr, report, problem, prepared, relative } = ran;
  try {
    const known = { exitStatus, stderr, input, prepared, relative };
    const outcome = scanner.outcome({ ...known, ...(problem === undefined ? { report } : { problem }) });
    if (outcome.status === 'completed' && problem !== undefined) return { status: 'failed', reason: problem };
    return outcome;
  } catch (thrown) {
    return { status: 'failed', reason: `its output could not be understood: ${(thrown as Error).message}` };
  }
}
