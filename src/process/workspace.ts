import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { signalGroup, startTicks } from './group.js';

interface Owner {
  pid: number;
  /** Of the pid, so that a later process with the same number is not taken for it. Null where nobody can tell. */
  started: string | null;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's
  }
}

function isAlive({ pid, started }: Owner): boolean {
  const now = startTicks(pid);
  return now !== null || started !== null ? now === started : isThere(pid);
}

/** The folder in which one scan keeps what is not yet a result. It outlives a crash, so that the next scan can tidy up. */
export class Workspace {
  private count = 0;

  private constructor(readonly folder: string) {}

  /**
   * Makes a fresh one, after ending and removing what scans that were killed left behind.
   * @param base absolute folder for all of them; made when missing, readable by the user only: outputs may hold secrets
   */
  static async open(base: string): Promise<Workspace> {
    await mkdir(base, { recursive: true, mode: 0o700 });
    await tidyUp(base);
    const folder = path.join(base, `${process.pid}-${randomBytes(4).toString('hex')}`);
    await mkdir(folder, { mode: 0o700 });
    const owner: Owner = { pid: process.pid, started: startTicks(process.pid) };
    await writeFile(path.join(folder, 'owner.json'), JSON.stringify(owner));
    return new Workspace(folder);
  }

  /** A new empty folder in it. */
  async newFolder(name: string): Promise<string> {
    const folder = path.join(this.folder, `${++this.count}-${name.replaceAll(/[^A-Za-z0-9.-]/g, '_').slice(0, 60)}`);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /**
   * Notes a process group of ours, for the case that nobody is left to end it. Written before this returns: whoever is
   * killed at once after its program started has left a note of it.
   */
  noteGroup(group: number): void {
    const leader: Owner = { pid: group, started: startTicks(group) };
    writeFileSync(path.join(this.folder, `group-${group}.json`), JSON.stringify(leader));
  }

  /** Forgets a process group that has ended. */
  async forgetGroup(group: number): Promise<void> {
    await rm(path.join(this.folder, `group-${group}.json`), { force: true });
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch {
    return undefined; // not written yet, or never: its owner was killed in between
  }
}

/** Ends the scanners, and removes the folders, of scans whose process is gone. */
async function tidyUp(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const folder = path.join(base, name);
    const owner = await readOwner(path.join(folder, 'owner.json'));
    // A folder is there for a moment before its owner is told in it; its name begins with the number.
    if (owner ? isAlive(owner) : isThere(Number.parseInt(name, 10))) continue;
    for (const file of await readdir(folder).catch(() => [])) {
      if (!file.startsWith('group-')) continue;
      const leader = await readOwner(path.join(folder, file));
      if (leader && isAlive(leader)) signalGroup(leader.pid, 'SIGKILL');
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
