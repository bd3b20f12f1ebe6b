import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../src/model/report.js';
import { muster, reportOf } from './muster.js';
import { makeFolder } from './repository.js';
import { standIn } from './stand-in.js';

// Hangs on a file that says so; no real scanner can be made to hang for sure.
const HADOLINT = `
if (process.argv.includes('--version')) { console.log('2.15.1'); process.exit(0); }
const files = process.argv.slice(2).filter((word) => !word.startsWith('-') && word !== 'json');
fs.writeFileSync(require('node:path').join(__dirname, 'pid-' + process.pid), '');
if (files.some((file) => fs.readFileSync(file, 'utf8').includes('hang'))) setInterval(() => {}, 1000);
else {
  const rows = files.filter((file) => fs.readFileSync(file, 'utf8').includes('sudo')).map((file) =>
    ({ code: 'DL3004', column: 1, file, level: 'error', line: 2, message: 'Do not use sudo' }));
  console.log(JSON.stringify(rows));
}
`;

let bin: string;
let target: string;
let env: Record<string, string>;
beforeEach(() => {
  bin = makeFolder({});
  target = makeFolder({ Dockerfile: 'FROM x\n# hang\n' });
  standIn(bin, 'hadolint', HADOLINT);
  env = { PATH: `${bin}:${process.env['PATH']}`, MUSTER_CACHE_DIR: path.join(bin, 'cache') };
});
afterEach(() => {
  for (const folder of [bin, target]) rmSync(folder, { recursive: true, force: true });
});

const args = () => [
  'scan',
  target,
  '--only',
  'hadolint',
  '--tools',
  'path',
  '--output',
  path.join(bin, 'results'),
  '--json',
  '--quiet',
];
const pids = () => readdirSync(bin).flatMap((name) => (name.startsWith('pid-') ? [Number(name.slice(4))] : []));
const isRunning = (pid: number) => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ');
  } catch {
    return false;
  }
};

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited 10 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a scan that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s saves what it has, ends its scanners and exits with 130',
    async (signal) => {
      const ended = await muster(args(), {
        env,
        onSpawn: (child) => void until(() => pids().length >= 1).then(() => child.kill(signal)),
      });
      expect(ended.status).toBe(130);
      expect(reportOf(ended)).toMatchObject({
        verdict: 'incomplete',
        interrupted: true,
        coverage: expect.arrayContaining([
          expect.objectContaining({
            scanner: 'hadolint',
            status: 'failed',
            reason: expect.stringContaining('interrupted'),
          }),
        ]),
      });
      expect(pids().filter(isRunning)).toEqual([]);
      expect(existsSync(path.join(bin, 'results/report.json'))).toBe(true);
    },
  );

  it('by kill -9 leaves nothing that the next one cannot tidy up', async () => {
    const killed = await muster(args(), {
      env,
      onSpawn: (child) => void until(() => pids().length >= 1).then(() => child.kill('SIGKILL')),
    });
    expect(killed.signal).toBe('SIGKILL');
    expect(existsSync(path.join(bin, 'results/report.json'))).toBe(false);
    expect(pids().filter(isRunning).length).toBeGreaterThan(0);

    writeFileSync(path.join(target, 'Dockerfile'), 'FROM x\nRUN sudo y\n');
    const next = await muster(args(), { env });
    expect([next.status, reportOf(next).findings.length]).toEqual([0, 1]);
    expect(pids().filter(isRunning)).toEqual([]);
    expect(readdirSync(path.join(bin, 'cache/runs'))).toEqual([]);
  });
});

describe('two scans at once', () => {
  it('both end well, and the results are those of one of them', async () => {
    writeFileSync(path.join(target, 'Dockerfile'), 'FROM x\nRUN sudo y\n');
    const both = await Promise.all([muster(args(), { env }), muster(args(), { env })]);
    expect(both.map(({ status, stderr }) => [status, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const saved = JSON.parse(readFileSync(path.join(bin, 'results/report.json'), 'utf8')) as Report;
    expect(both.map((ended) => reportOf(ended))).toContainEqual(saved);
  });
});
