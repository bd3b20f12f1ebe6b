import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PAGE_BYTES = 4096;

/** Processes of one process group, by /proc: pid and resident memory. @see proc_pid_stat(5) */
async function membersFromProc(group: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const residents = await Promise.all(
    pids.map(async (pid) => {
      try {
        const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
        // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return Number(fields[2]) === group ? Number(fields[21]) * PAGE_BYTES : -1;
      } catch {
        return -1; // ended between the two reads
      }
    }),
  );
  return residents.filter((bytes) => bytes >= 0);
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
 * is an upper bound; null where the system tells neither by /proc nor by `ps`.
 */
export async function groupResidentBytes(group: number): Promise<number | null> {
  try {
    const members = process.platform === 'linux' ? await membersFromProc(group) : await membersFromPs(group);
    return members.reduce((sum, bytes) => sum + bytes, 0);
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
