/**
 * What it costs to merge two large logs, beside what others take for less: `sarif-multitool merge` puts two logs into one
 * file, `sarif summary` counts. The bound of reading and correlating is the time of `JSON.parse` of both. With
 * BENCH_LARGE=1 also ten times as much: a gigabyte of logs, and several of results.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NURSERY } from '../../src/cli/larger-nursery.js';
import { writeSarif } from './sarif-files.js';

const root = path.resolve(import.meta.dirname, '../..');
const RESULTS = 100_000;

interface Cost {
  seconds: number;
  rssMB: number;
}

export type Row = (what: string, value: string, ratio: string) => void;

/** What a program costs, start included; undefined when it cannot be run. */
function costOf(command: string[], env: Record<string, string> = {}): Cost | undefined {
  const time = '/usr/bin/time';
  if (!existsSync(time)) return undefined;
  const { stderr, error, status } = spawnSync(time, ['-f', '%e %M', ...command], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const [, seconds, kilobytes] = /(\d+\.\d+) (\d+)\s*$/.exec(stderr ?? '') ?? [];
  // 126 and 127: there is no such program, or none that runs here.
  if (error || status === 126 || status === 127 || seconds === undefined || kilobytes === undefined) return undefined;
  return { seconds: Number(seconds), rssMB: Number(kilobytes) / 1024 };
}

/** What a script of Node says of itself. */
function ownCost(args: string[]): Cost {
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Cost;
}

const PARSE = `
const { readFileSync } = require('node:fs');
const start = performance.now();
for (const file of process.argv.slice(1)) JSON.parse(readFileSync(file, 'utf8'));
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, rssMB: process.resourceUsage().maxRSS / 1024 }));`;

const bestOf = (rounds: number, measure: () => Cost): Cost =>
  Array.from({ length: rounds }, measure).reduce((a, b) => (b.seconds < a.seconds ? b : a));

function peers(files: string[], folder: string): [string, Cost | undefined][] {
  const multitool = path.join(root, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
  const merged = [
    'merge',
    ...files,
    '--output-directory',
    folder,
    '--output-file',
    'both.sarif',
    '--log',
    'ForceOverwrite',
  ];
  const env = { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  return [
    [
      '  sarif-multitool merge (puts them into one file)',
      existsSync(multitool) ? costOf([multitool, ...merged], env) : undefined,
    ],
    ['  sarif-tools summary (counts)', costOf(['sarif', 'summary', ...files])],
  ];
}

/** Prints the costs. The program must be built. */
export async function benchMerge(row: Row): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'muster-bench-merge-'));
  const main = path.join(root, 'dist/cli/main.js');
  const tell = (what: string, { seconds, rssMB }: Cost, ratio = '') =>
    row(what, `${seconds.toFixed(2)} s`, `${Math.round(rssMB).toLocaleString('en-US')} MB${ratio && `, ${ratio}`}`);
  try {
    const [target, output] = [path.join(folder, 'target'), path.join(folder, 'results')];
    mkdirSync(target);
    const write = async (name: string, results: number) => {
      const files = ['alpha', 'beta'].map((tool) => path.join(folder, `${tool}-${name}.sarif`));
      for (const [index, file] of files.entries()) {
        await writeSarif(file, index === 0 ? 'alpha' : 'beta', results, index * 2 * results + 1);
      }
      return files;
    };
    const merge = (files: string[]) =>
      costOf([process.execPath, main, 'merge', '--quiet', '--target', target, '--output', output, ...files]);
    const correlate = (files: string[]) => ownCost([NURSERY, path.join(root, 'scripts/bench/correlate.mjs'), ...files]);

    const files = await write('small', RESULTS);
    const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
    const parse = bestOf(3, () => ownCost(['-e', PARSE, ...files]));
    const correlated = bestOf(3, () => correlate(files));
    tell(`JSON.parse of 2 logs, ${2 * RESULTS} results, ${Math.round(megabytes)} MB`, parse);
    const times = (cost: Cost) => `× ${(cost.seconds / parse.seconds).toFixed(2)}`;
    tell('  read and correlated (target ≤ 3.00, 500 MB)', correlated, times(correlated));
    const whole = merge(files);
    if (whole) tell('  muster merge, with ratings and reports', whole, times(whole));
    for (const [what, cost] of peers(files, folder)) {
      if (cost) tell(what, cost, times(cost));
      else row(what, '–', 'not installed');
    }
    if (process.env['BENCH_LARGE'] !== '1') return;
    const large = await write('large', RESULTS * 10);
    const more = correlate(large);
    tell(
      'ten times as much, read and correlated (≤ 12.0, 1,000 MB)',
      more,
      `× ${(more.seconds / correlated.seconds).toFixed(1)}`,
    );
    const all = merge(large);
    if (all && whole) tell('  muster merge', all, `× ${(all.seconds / whole.seconds).toFixed(1)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
