import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ProcessRequest, runProcess } from './run.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'muster-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

function node(script: string, more: Partial<ProcessRequest> = {}): ProcessRequest {
  return {
    file: process.execPath,
    args: ['-e', script],
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
    stdout: path.join(folder, 'stdout'),
    stderr: path.join(folder, 'stderr'),
    timeoutMs: 20_000,
    ...more,
  };
}

/** A program that starts a child which would outlive it, and prints the child's pid. */
const WITH_CHILD = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  require('node:fs').writeSync(1, String(child.pid));
`;

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    // A killed process whose parent has not asked for its status is a zombie: state Z, ended all the same.
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
    if (stat === undefined || stat.includes(') Z ')) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

describe('runProcess', () => {
  it('gives exit status and outputs, and passes on no environment of the caller', async () => {
    process.env['MUSTER_TEST_TOKEN'] = 'x';
    const result = await runProcess(
      node(
        'console.log(JSON.stringify(process.env)); console.error("oops"); process.exitCode = 7; setTimeout(() => {}, 700)',
      ),
    );
    delete process.env['MUSTER_TEST_TOKEN'];
    expect(result).toMatchObject({ ending: 'exited', exitStatus: 7, signal: null });
    expect(result.peakRssBytes).toBeGreaterThan(1_000_000);
    expect(Object.keys(JSON.parse(await readFile(path.join(folder, 'stdout'), 'utf8')))).toEqual(['PATH']);
    expect(await readFile(path.join(folder, 'stderr'), 'utf8')).toBe('oops\n');
  });

  it('ends a program that hangs, with its children', async () => {
    const result = await runProcess(node(`${WITH_CHILD} setInterval(() => {}, 1000)`, { timeoutMs: 700 }));
    expect(result.ending).toBe('timed-out');
    expect(await isGone(Number(await readFile(path.join(folder, 'stdout'), 'utf8')))).toBe(true);
  });

  it('ends one that ignores SIGTERM', async () => {
    const result = await runProcess(
      node('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)', { timeoutMs: 500 }),
    );
    expect(result).toMatchObject({ ending: 'timed-out', signal: 'SIGKILL' });
  });

  it('leaves no child of a program that has ended by itself', async () => {
    const result = await runProcess(node(`${WITH_CHILD} child.unref(); process.exit(0)`));
    expect(result).toMatchObject({ ending: 'exited', exitStatus: 0 });
    expect(await isGone(Number(await readFile(path.join(folder, 'stdout'), 'utf8')))).toBe(true);
  });

  it('ends one that takes more memory than it may', async () => {
    const result = await runProcess(
      node('const all = []; setInterval(() => all.push(Buffer.alloc(20e6, 1)), 10)', { memoryBytes: 300e6 }),
    );
    expect(result.ending).toBe('out-of-memory');
    expect(result.peakRssBytes).toBeGreaterThan(300e6);
  });

  it('ends one that prints without end', async () => {
    const result = await runProcess(
      node('const block = "x".repeat(1e6); for (;;) require("node:fs").writeSync(1, block)', { outputBytes: 50e6 }),
    );
    expect(result.ending).toBe('output-too-large');
  });

  it('is cancelled', async () => {
    const controller = new AbortController();
    const running = runProcess(node('setInterval(() => {}, 1000)', { cancel: controller.signal }));
    setTimeout(() => controller.abort(), 200);
    expect((await running).ending).toBe('cancelled');
    expect((await runProcess(node('1', { cancel: controller.signal }))).ending).toBe('cancelled');
  });

  it('says why a program could not be started', async () => {
    const result = await runProcess({ ...node(''), file: path.join(folder, 'absent') });
    expect(result).toMatchObject({ ending: 'not-started', exitStatus: null, error: expect.stringContaining('ENOENT') });
  });

  it('tells a program that was killed from outside', async () => {
    const result = await runProcess(node('process.kill(process.pid, "SIGKILL")'));
    expect(result).toMatchObject({ ending: 'exited', exitStatus: null, signal: 'SIGKILL' });
  });
});
