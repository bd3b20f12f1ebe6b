import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import { child } from '../../test/tools-child.js';
import { itWith, makeBench, PYCODESTYLE } from '../../test/tools-kit.js';
import { type Lease, withInstallLock } from './install-lock.js';
import { ensureTool, findTool, type Tool } from './tool.js';

const roots: string[] = [];
afterAll(() => {
  vi.unstubAllEnvs();
  for (const root of roots) rmSync(root, { recursive: true, maxRetries: 3 });
});

/** One for each test: they wait for most of their time, and so run side by side. */
function newStore(): string {
  const root = makeFolder({});
  roots.push(root);
  return path.join(root, 'new', 'store');
}

const quiet = () => undefined;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Holds the lock until the test says so. */
async function hold(store: string): Promise<() => Promise<void>> {
  let release: () => void = quiet;
  let job: Promise<void> = Promise.resolve();
  await new Promise<void>((held) => {
    job = withInstallLock(store, undefined, quiet, () => {
      held();
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    });
  });
  return () => {
    release();
    return job;
  };
}

const withUv = await itWith(['uv', 'PyPI']);

// A busy machine takes its time to start so many processes.
describe.concurrent('withInstallLock', { timeout: 120_000 }, () => {
  it('gives what the job gives, and lets go of the lock also when it throws', async () => {
    const store = newStore();
    expect(await withInstallLock(store, undefined, quiet, async () => 7)).toBe(7);
    const failing = withInstallLock(store, undefined, quiet, async () => {
      expect(existsSync(path.join(store, '.install.lock'))).toBe(true);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(path.join(store, '.install.lock'))).toBe(false);
  });

  it('is shared by the jobs of one process, until the last of them has ended', async () => {
    const store = newStore();
    const release = await hold(store);
    const leases: Lease[] = [];
    const others = [1, 2].map(() => withInstallLock(store, undefined, quiet, async (lease) => leases.push(lease)));
    await Promise.all(others);
    expect(leases[0]).toBe(leases[1]);
    expect(existsSync(path.join(store, '.install.lock'))).toBe(true);
    await release();
    expect(existsSync(path.join(store, '.install.lock'))).toBe(false);
    expect(existsSync(leases[0]?.workspace.folder ?? '')).toBe(false);
  });

  it('makes processes wait for each other', async () => {
    const store = newStore();
    const both = [child('hold', store, '1500'), child('hold', store, '1500')];
    const printed = await Promise.all(both.map(({ ended }) => ended));
    const times = printed
      .map((lines) => lines.flatMap((line) => /^(?:begin|end) (\d+)$/.exec(line)?.[1] ?? []).map(Number))
      .sort(([a = 0], [b = 0]) => a - b);
    expect(times.map((row) => row.length)).toEqual([2, 2]);
    expect(times[1]?.[0]).toBeGreaterThanOrEqual(times[0]?.[1] ?? Number.NaN);
  });

  it('takes the lock of a process over that was killed', async () => {
    const store = newStore();
    const holder = child('hold', store, '60000');
    await holder.said('begin');
    holder.process.kill('SIGKILL');
    await holder.ended;
    const killedAt = Date.now();
    const said: string[] = [];
    const who = (text: string) => said.push(text);
    expect(await withInstallLock(store, undefined, who, async () => Date.now() - killedAt)).toBeLessThan(60_000);
    expect(said).toEqual([expect.stringContaining(`process ${holder.process.pid},`)]);
    expect(JSON.parse(readFileSync(path.join(store, '.install'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('does not take over the lock of one that works for longer than a lock lives, and says for which it waits', async () => {
    const store = newStore();
    const release = await hold(store);
    const other = child('hold', store, '0');
    await other.said('waiting');
    await pause(11_000);
    const releasedAt = Date.now();
    await release();
    const printed = await other.ended;
    expect(printed[0]).toMatch(
      new RegExp(`^waiting for another Muster \\(process ${process.pid}, since 20.*Z\\) that is installing$`),
    );
    const begin = printed.find((line) => line.startsWith('begin'));
    expect(Number(begin?.slice('begin '.length))).toBeGreaterThanOrEqual(releasedAt);
  });

  it('ends waiting when it is cancelled, and leaves the lock to its holder', async () => {
    const store = newStore();
    const holder = child('hold', store, '60000');
    await holder.said('begin');
    const cancel = new AbortController();
    const waiting = withInstallLock(store, cancel.signal, quiet, async () => 'ran');
    setTimeout(() => cancel.abort(), 300);
    await expect(waiting).rejects.toThrow('interrupted');
    const late = withInstallLock(store, AbortSignal.abort(), quiet, async () => 'ran');
    await expect(late).rejects.toThrow('interrupted');
    expect(existsSync(path.join(store, '.install.lock'))).toBe(true);
    holder.process.kill('SIGKILL');
    await holder.ended;
  });

  it('lets another job of the process wait on when one is cancelled', async () => {
    const store = newStore();
    const holder = child('hold', store, '2000');
    await holder.said('begin');
    const cancel = new AbortController();
    const cancelled = withInstallLock(store, cancel.signal, quiet, async () => 'ran');
    const other = withInstallLock(store, undefined, quiet, async () => 'ran');
    setTimeout(() => cancel.abort(), 300);
    await expect(cancelled).rejects.toThrow('interrupted');
    expect(await other).toBe('ran');
  });

  it('tells a job that stood still for so long that another process took its lock', async () => {
    const store = newStore();
    const compromised = withInstallLock(store, undefined, quiet, async ({ lost }) => {
      rmSync(path.join(store, '.install.lock'), { recursive: true });
      await new Promise((resolve) => lost.addEventListener('abort', resolve));
      return lost.aborted;
    });
    expect(await compromised).toBe(true);
    expect(await withInstallLock(store, undefined, quiet, async ({ lost }) => lost.aborted)).toBe(false);
  });

  withUv(
    'is taken over when it was held by an installation that was killed: that is ended, and done again',
    async () => {
      const bench = makeBench();
      roots.push(bench.root);
      // Of this file, no other test asks for it.
      vi.stubEnv('PATH', bench.bin);
      const { source, sha256, requirements } = PYCODESTYLE;
      const scanner = bench.scanner([source]);
      bench.lock('requirements.txt', requirements(sha256));
      // A uv that makes the environment and then never ends.
      const pid = path.join(bench.root, 'pid');
      bench.provide('uv');
      const real = readFileSync(path.join(bench.bin, 'uv'), 'utf8');
      bench.program(
        'uv',
        real.replace('exec', () => `[ "$1" = pip ] && echo $$ > '${pid}' && exec /bin/sleep 600\nexec`),
      );
      const killed = child('install', bench.store, path.join(bench.root, 'scanners'), JSON.stringify(source));
      await killed.said('installing');
      await vi.waitFor(() => expect(readFileSync(pid, 'utf8')).toMatch(/^\d+\n$/), { timeout: 60_000 });
      killed.process.kill('SIGKILL');
      await killed.ended;
      const orphan = Number(readFileSync(pid, 'utf8'));
      expect(readFileSync(`/proc/${orphan}/cmdline`, 'utf8')).toContain('sleep');

      writeFileSync(path.join(bench.bin, 'uv'), real);
      expect(await findTool(scanner, bench.options())).toBeUndefined();
      const tool = (await ensureTool(scanner, bench.options())) as Tool;
      expect(execFileSync(tool.path, ['--version'], { encoding: 'utf8' })).toBe('2.14.0\n');
      expect(bench.events.map(({ type }) => type)).toEqual(['waiting', 'installing', 'installed']);
      const stat = existsSync(`/proc/${orphan}/stat`) ? readFileSync(`/proc/${orphan}/stat`, 'utf8') : 'gone';
      expect(stat).toMatch(/^gone$|\) Z /);
      expect(readdirSync(path.join(bench.store, '.work'))).toEqual([]);
    },
  );
});
