import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, stat } from 'node:fs/promises';
import { groupResidentBytes, signalGroup } from './group.js';

const SAMPLE_MS = 200;
const GRACE_MS = 2_000;

export interface ProcessRequest {
  file: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Absolute paths of files; what the program prints goes there and not through memory. */
  stdout: string;
  stderr: string;
  timeoutMs: number;
  /** Limit for the resident memory of the whole process group. */
  memoryBytes?: number;
  /** Limit for each of `stdout`, `stderr` and `watched`. */
  outputBytes?: number;
  /** A further file that the program writes, for the size limit. */
  watched?: string;
  cancel?: AbortSignal;
  /** Called with the process group's id as soon as it is there. */
  onStart?: (group: number) => void;
}

/** Why Muster ended a process, or could not start it. */
export type Ending = 'exited' | 'timed-out' | 'cancelled' | 'out-of-memory' | 'output-too-large' | 'not-started';

export interface ProcessResult {
  ending: Ending;
  /** Null when it was ended by a signal or never started. */
  exitStatus: number | null;
  signal: string | null;
  durationMs: number;
  peakRssBytes: number | null;
  /** Why it could not be started. */
  error?: string;
}

/** SIGTERM, then SIGKILL after two seconds for those of the group that are still there. */
async function endGroup(group: number): Promise<void> {
  signalGroup(group, 'SIGTERM');
  const deadline = Date.now() + GRACE_MS;
  while (Date.now() < deadline && signalGroup(group, 0)) await new Promise((resolve) => setTimeout(resolve, 20));
  signalGroup(group, 'SIGKILL');
}

async function sizeOf(path: string | undefined): Promise<number> {
  if (path === undefined) return 0;
  return stat(path).then(
    (facts) => facts.size,
    () => 0,
  );
}

/**
 * Runs one program without a shell, in a process group of its own, until it ends or breaks a limit; then nothing of its
 * group is left. Never throws for what the program does: that is in the result.
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  const nothing = { exitStatus: null, signal: null, peakRssBytes: null };
  if (request.cancel?.aborted) return { ...nothing, ending: 'cancelled', durationMs: 0 };

  const stdout = await open(request.stdout, 'w', 0o600);
  const stderr = await open(request.stderr, 'w', 0o600);
  try {
    const child = spawn(request.file, request.args, {
      cwd: request.cwd,
      env: request.env,
      stdio: ['ignore', stdout.fd, stderr.fd],
      detached: true,
    });
    const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    const group = child.pid;
    if (group === undefined) {
      const error = await exit.then(
        () => 'unknown',
        (reason: Error) => reason.message,
      );
      return { ...nothing, ending: 'not-started', durationMs: elapsed(), error };
    }

    let ending: Ending = 'exited';
    let peak: number | null = null;
    const end = (why: Ending) => {
      if (ending !== 'exited') return;
      ending = why;
      void endGroup(group);
    };
    const sample = async () => {
      const resident = await groupResidentBytes(group);
      if (resident !== null) peak = Math.max(peak ?? 0, resident);
      if (request.memoryBytes && resident !== null && resident > request.memoryBytes) end('out-of-memory');
      if (!request.outputBytes) return;
      const sizes = await Promise.all([request.stdout, request.stderr, request.watched].map(sizeOf));
      if (Math.max(...sizes) > request.outputBytes) end('output-too-large');
    };
    const onCancel = () => end('cancelled');
    const limit = setTimeout(() => end('timed-out'), request.timeoutMs);
    const sampling = setInterval(() => void sample(), SAMPLE_MS);
    request.cancel?.addEventListener('abort', onCancel, { once: true });
    try {
      request.onStart?.(group);
      await sample();
      const [exitStatus, signal] = await exit;
      return { ending, exitStatus, signal, durationMs: elapsed(), peakRssBytes: peak };
    } finally {
      clearTimeout(limit);
      clearInterval(sampling);
      request.cancel?.removeEventListener('abort', onCancel);
      // A scanner can leave helpers behind that hold files open and burn cores.
      signalGroup(group, 'SIGKILL');
    }
  } finally {
    await stdout.close();
    await stderr.close();
  }
}
