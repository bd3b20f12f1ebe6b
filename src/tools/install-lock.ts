import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import lockfile from 'proper-lockfile';
import writeFileAtomic from 'write-file-atomic';
import { Workspace } from '../process/workspace.js';

/** A holder that was killed is taken for dead after this; a living one says so every two seconds. */
const STALE_MS = 10_000;
const UPDATE_MS = 2_000;
const LOOK_AGAIN_MS = 200;
const SAY_AFTER_MS = 1_000;

/** What there is while the lock is held. */
export interface Lease {
  /** Remembers the installers that run, so that those of a killed Muster are ended before anybody installs again. */
  workspace: Workspace;
  /** Aborted when another process took the lock away: this one slept for longer than a lock lives. */
  lost: AbortSignal;
}

type Release = () => Promise<void>;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Who holds the lock, by what it left in the locked file. */
async function holderOf(file: string): Promise<string> {
  try {
    const { pid, since } = JSON.parse(await readFile(file, 'utf8')) as { pid: number; since: string };
    return `another Muster (process ${pid}, since ${since}) that is installing`;
  } catch {
    return 'another Muster that is installing';
  }
}

/** The machine's one lock on a store, held once by this process for however many installations run side by side. */
class StoreLock {
  private users = 0;
  private acquiring: Promise<{ lease: Lease; release: Release }> | undefined;
  private released: Promise<void> = Promise.resolve();

  constructor(private readonly store: string) {}

  async enter(cancel: AbortSignal | undefined, onWaiting: (who: string) => void): Promise<Lease> {
    this.users++;
    this.acquiring ??= this.acquire(onWaiting);
    let stop: () => void = () => undefined;
    const cancelled = new Promise<never>((_, reject) => {
      stop = () => reject(new Error('interrupted'));
    });
    if (cancel?.aborted) stop();
    cancel?.addEventListener('abort', stop, { once: true });
    try {
      return (await Promise.race([this.acquiring, cancelled])).lease;
    } catch (error) {
      void this.leave();
      throw error;
    } finally {
      cancel?.removeEventListener('abort', stop);
    }
  }

  /** Lets go of it when nobody else in this process needs it. */
  leave(): Promise<void> {
    if (--this.users > 0) return Promise.resolve();
    const acquired = this.acquiring;
    this.acquiring = undefined;
    this.released = (async () => (await acquired)?.release())().catch(() => undefined);
    return this.released;
  }

  private async acquire(onWaiting: (who: string) => void): Promise<{ lease: Lease; release: Release }> {
    await this.released;
    await mkdir(this.store, { recursive: true, mode: 0o700 });
    const file = path.join(this.store, '.install');
    await (await open(file, 'a', 0o600)).close();
    const lost = new AbortController();
    const unlock = await this.take(file, lost, onWaiting);
    try {
      await writeFileAtomic(file, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
      const workspace = await Workspace.open(path.join(this.store, '.work'));
      const release = async () => {
        await workspace.close().finally(unlock);
      };
      return { lease: { workspace, lost: lost.signal }, release };
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  private async take(file: string, lost: AbortController, onWaiting: (who: string) => void): Promise<Release> {
    const startedAt = Date.now();
    let said = false;
    const options = { stale: STALE_MS, update: UPDATE_MS, onCompromised: () => lost.abort() };
    while (this.users > 0) {
      try {
        return await lockfile.lock(file, options);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
      }
      if (!said && Date.now() - startedAt >= SAY_AFTER_MS) {
        said = true;
        onWaiting(await holderOf(file));
      }
      await pause(LOOK_AGAIN_MS);
    }
    throw new Error('interrupted');
  }
}

const locks = new Map<string, StoreLock>();

/**
 * Runs a job while no other process installs into the store; jobs of this process share the lock.
 * @param onWaiting called once, when it takes longer than a second, with who holds it
 * @throws Error when cancelled before the lock was there
 */
export async function withInstallLock<Result>(
  store: string,
  cancel: AbortSignal | undefined,
  onWaiting: (who: string) => void,
  job: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  const lock = locks.get(store) ?? new StoreLock(store);
  locks.set(store, lock);
  const lease = await lock.enter(cancel, onWaiting);
  try {
    return await job(lease);
  } finally {
    await lock.leave();
  }
}
