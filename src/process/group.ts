import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PAGE_BYTES = 4096;

/** Processes of one process group, by /proc: pid and resident memory. @see proc_pid_stat(5) */
/** Read without a detour over threads: the kernel answers from memory, and this is asked several times a second. */
function membersFromProc(group: number): number[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(fields[2]) === group ? [Number(fields[21]) * PAGE_BYTES] : [];
    } catch {
      return []; // ended between the two reads
    }
  });
}

async function membersFromPs(group: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pgid=,rss=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([pgid]) => pgid === group)
    .map(([, kilobytes]) => (kilobytes ?? 0) * 1024);
}

/**
 * Resident memory of a whole process group, in bytes. Pages that processes share count once for each of them, so this
 * is an upper bound; null where the system tells neither by /proc nor by `ps`, and while the group has none: just before
 * its program is loaded, or when it has ended.
 */
export async function groupResidentBytes(group: number): Promise<number | null> {
  try {
    const members = process.platform === 'linux' ? membersFromProc(group) : await membersFromPs(group);
    return members.reduce((sum, bytes) => sum + bytes, 0) || null;
  } catch {
    return null;
  }
}

/** Sends a signal to every process of the group. False when none is left. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

/** When a process was started, in clock ticks since boot: with the pid, it names a process for good. Linux only. */
export function startTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
