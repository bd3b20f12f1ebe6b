/**
 * npm run bench: what a scan costs against what it has to cost, as ratios within one run on this machine.
 *
 * The bound of a scan is the larger of its longest scanner and its total CPU time over the cores: no order of the same
 * programs is faster. Nothing fails on a time. The programs must be installed (`muster tools install`).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Report } from '../src/model/report.js';
import { benchMerge } from './bench/merge.js';

const CORES = os.availableParallelism();
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const root = path.resolve(import.meta.dirname, '..');
const main = path.join(root, 'dist/cli/main.js');
const output = mkdtempSync(path.join(os.tmpdir(), 'muster-bench-'));

interface Timed {
  wall: number;
  /** User and system time of the command and all it waited for. */
  cpu: number;
}

/** Bash's own clock counts the descendants too; Node has none for them. */
function timed(command: string[]): Timed {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>/dev/null';
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [wall = 0, user = 0, system = 0] = stderr.trim().split(/\s+/).map(Number);
  return { wall, cpu: user + system };
}

function best(rounds: number, measure: () => Timed): Timed {
  return Array.from({ length: rounds }, measure).reduce((a, b) => (b.wall < a.wall ? b : a));
}

function row(what: string, value: string, ratio: string): void {
  console.log(`${what.padEnd(52)} ${value.padStart(10)}  ${ratio}`);
}
const s = (value: number) => `${value.toFixed(2)} s`;

execFileSync(process.execPath, [path.join(root, 'examples/prepare.mjs')], { cwd: root, stdio: 'ignore' });
const target = path.join(root, '.example/vulnerable-app');
process.env['MUSTER_OSV_SCANNER_DATABASE'] = path.join(root, '.example/databases/osv');
const scan = (...more: string[]) => [
  process.execPath,
  main,
  'scan',
  target,
  '--profile',
  'advanced',
  '--no-install',
  '--output',
  output,
  ...more,
];

timed(scan()); // warms the system's file cache, and finds each canary once
const full = best(ROUNDS, () => timed(scan()));
const report = JSON.parse(readFileSync(path.join(output, 'report.json'), 'utf8')) as Report;
const ran = report.coverage.filter(({ durationMs }) => durationMs > 0);
const longest = ran.reduce((a, b) => (b.durationMs > a.durationMs ? b : a));
const bound = Math.max(longest.durationMs / 1000, full.cpu / CORES);
const serial = best(ROUNDS, () => timed(scan('--jobs', '1')));
const proving = best(1, () => timed(scan('--no-cache')));
const bare = best(20, () => timed([process.execPath, '-e', '0']));
const version = best(20, () => timed([process.execPath, main, '--version']));
const help = best(20, () => timed([process.execPath, main, '--help']));
rmSync(output, { recursive: true });

console.log(
  `${CORES} cores, Node ${process.version}, ${ran.length} runs of scanners on examples/vulnerable-app, best of ${ROUNDS}\n`,
);
row('a full scan, canaries remembered', s(full.wall), '');
row(`  longest scanner (${longest.scanner})`, s(longest.durationMs / 1000), '');
row('  total CPU time over the cores', s(full.cpu / CORES), '');
row('  wall / larger of the two (target ≤ 1.10)', '', (full.wall / bound).toFixed(2));
row(
  'one after another (--jobs 1)',
  s(serial.wall),
  `side by side / one after another: ${(full.wall / serial.wall).toFixed(2)} (target ≤ 0.65)`,
);
row('a full scan that proves every canary again', s(proving.wall), `× ${(proving.wall / full.wall).toFixed(2)}`);
row('node -e 0', s(bare.wall), '');
row('muster --version (target ≤ 2.00)', s(version.wall), `× ${(version.wall / bare.wall).toFixed(2)}`);
row('muster --help (target ≤ 2.00)', s(help.wall), `× ${(help.wall / bare.wall).toFixed(2)}`);
console.log();
await benchMerge(row);
