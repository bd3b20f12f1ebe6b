import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeSarif } from '../../scripts/bench/sarif-files.js';
import { makeFolder } from '../../test/repository.js';
import { decideSettings, type Flags } from '../policy/settings.js';
import { writeReports } from '../reports/write-results.js';
import { loadScanners, scannerFolder } from '../scanners/registry.js';
import { type MergeLimits, merge } from './merge.js';
import { mergeInputs } from './merge-file.js';

const scanners = await loadScanners();
const base = makeFolder({
  'target/app.py': 'import subprocess\n\nsubprocess.check_output("ping " + host, shell=True)\n',
  'target/Dockerfile': 'FROM python:latest\n',
  'target/web/package-lock.json': '{}',
});
const target = path.join(base, 'target');
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-02T03:04:05Z') }));
afterAll(() => {
  vi.useRealTimers();
  rmSync(base, { recursive: true });
});

let number = 0;
function write(files: Record<string, string | Buffer>): string[] {
  const folder = path.join(base, String(number++));
  mkdirSync(folder);
  return Object.entries(files).map(([name, content]) => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  });
}

async function run(named: string[], limits?: MergeLimits, flags: Flags = {}) {
  const output = path.join(base, `out-${number++}`);
  const settings = decideSettings({ output, ...flags }, {}, { config: {} }, 1);
  const inputs = await mergeInputs(named, scanners);
  const cache = path.join(base, 'cache');
  const request = { inputs, target, shownTarget: 'target', settings, scanners, cache, ...(limits ? { limits } : {}) };
  const { report, all, notes } = await merge(request);
  const findings = [...(all ?? report.findings)];
  return { report: { ...report, findings }, worst: report.findings, all, notes, output: settings.output };
}

/** All that tells of files by their digests left out: of a log without its secrets the layout may be another. */
function comparable({ report, notes }: Awaited<ReturnType<typeof run>>) {
  const coverage = report.coverage.map(({ output, ...entry }) => ({ ...entry, output: output?.path }));
  return { ...report, coverage, notes };
}

/** A log with its results in the order of their issues: all come worst first, but ties are not told alike. */
function logIn(file: string) {
  interface Written {
    runs: { results: { rank: number; partialFingerprints: Record<string, string> }[] }[];
  }
  const log = JSON.parse(readFileSync(file, 'utf8')) as Written;
  for (const { results } of log.runs) {
    const keyOf = (one: (typeof results)[number]) => one.partialFingerprints['muster/v1'] ?? '';
    results.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }
  return log;
}

/** Outputs of scanners of every kind, of SARIF and of CycloneDX. */
function everything(): string[] {
  const natives = scanners.flatMap(({ id }) => {
    const file = path.join(scannerFolder(id), 'recorded', 'findings', 'output');
    return existsSync(file) && statSync(file).size > 0 ? [[`${id}.out`, readFileSync(file)] as const] : [];
  });
  const folder = path.resolve('src/interchange/recorded');
  const standard = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))] as const);
  const named = write(Object.fromEntries([...natives, ...standard]));
  return named.map((file) => (file.endsWith('.out') ? `${path.basename(file, '.out')}=${file}` : file));
}

const sarif = (results: object[], driver: object = { name: 'Some Linter' }) =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver }, results }] });
const at = (uri: string, startLine: number, snippet?: string) => [
  {
    physicalLocation: {
      artifactLocation: { uri },
      region: { startLine, ...(snippet ? { snippet: { text: snippet } } : {}) },
    },
  },
];

const limits = (sliced: number): MergeLimits => ({ rows: 3, findings: 2, part: 300, sliced });

describe('a merge of which little is in memory', () => {
  it('is the same as of one that is held: issues, their order and ids, the roll call, the gate, the copies', async () => {
    const files = everything();
    expect(files.length).toBeGreaterThan(20);
    const held = await run(files);
    expect(held.all).toBeUndefined();
    expect(held.report.findings.length).toBeGreaterThan(100);
    const some = fc.record({
      rows: fc.integer({ min: 1, max: 40 }),
      findings: fc.nat(50),
      part: fc.integer({ min: 100, max: 100_000 }),
      sliced: fc.constantFrom(0, 10_000),
    });
    await fc.assert(
      fc.asyncProperty(some, fc.shuffledSubarray(files, { minLength: files.length }), async (one, shuffled) => {
        const little = await run(shuffled, one);
        expect(little.worst).toEqual(held.report.findings.slice(0, one.findings));
        expect(little.all?.counted.map(({ id }) => id)).toEqual(held.report.findings.map(({ id }) => id));
        expect(comparable(little)).toEqual(comparable(held));
        for (const { output } of little.report.coverage) {
          const [copy, other] = [little, held].map((done) => readFileSync(path.join(done.output, output?.path ?? '')));
          expect(
            createHash('sha256')
              .update(copy ?? '')
              .digest('hex'),
          ).toBe(output?.sha256);
          if (copy?.equals(other ?? Buffer.of())) continue;
          expect(JSON.parse(String(copy))).toEqual(JSON.parse(String(other)));
        }
        little.all?.close();
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  it('is written as the same report, by the line, and as logs that say how many are not in them', async () => {
    const files = everything();
    const held = await run(files);
    const little = await run(files, limits(0));
    const read = async ({ output, all }: typeof held, report: typeof held.report) => {
      await writeReports(output, report, { scanners: {}, all }, ['json', 'sarif', 'jsonl']);
      const text = readFileSync(path.join(output, 'reports/findings.jsonl'), 'utf8');
      const lines = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      const log = logIn(path.join(output, 'sarif', 'muster.sarif')) as Log;
      return { log, json: JSON.parse(readFileSync(path.join(output, 'report.json'), 'utf8')), lines };
    };
    const whole = await read(held, held.report);
    const streamed = await read(little, { ...little.report, findings: little.worst });
    const strip = ({ coverage, ...rest }: typeof held.report) => ({
      ...rest,
      scanners: coverage.map((one) => one.scanner),
    });
    expect(strip(streamed.json)).toEqual(strip(whole.json));
    expect(streamed.lines).toEqual(whole.lines);
    // GitHub takes so many results of a log; what is beyond them is counted.
    const beyond = whole.json.findings.length - little.worst.length;
    expect(beyond).toBeGreaterThan(0);
    expect(streamed.log.runs[0]?.properties?.['leftOut']).toMatchObject({ 'too many for a log': beyond });
    expect(whole.log.runs[0]?.properties?.['leftOut'] ?? {}).not.toHaveProperty('too many for a log');
  }, 60_000);

  it('of a log larger than what is read at once finds the issues of many small ones, or says that it is cut', async () => {
    const [large = ''] = write({ 'large.sarif': '' });
    await writeSarif(large, 'alpha', 8_000, 1);
    const log = JSON.parse(readFileSync(large, 'utf8')) as { runs: { results: object[] }[] };
    const { results, ...rest } = log.runs[0] as { results: object[] };
    const pieces = Array.from({ length: 8 }, (_, index) => results.slice(index * 1_000, (index + 1) * 1_000));
    const text = (piece: object[]) => JSON.stringify({ ...log, runs: [{ ...rest, results: piece }] });
    const small = write(Object.fromEntries(pieces.map((piece, index) => [`${index}.sarif`, text(piece)])));
    const [one, many] = [await run([large]), await run(small)];
    expect(one.report.coverage).toMatchObject([{ scanner: 'alpha', version: '1.2.3', findings: 8_000 }]);
    const groups = ({ report }: typeof one) => report.findings.map(({ id, sources }) => [id, sources.length]);
    expect(groups(one)).toEqual(groups(many));
    const output = path.join(base, 'nothing-here');
    writeFileSync(large, JSON.stringify(log).slice(0, -200));
    await expect(run([large], undefined, { output })).rejects.toThrow(
      /large\.sarif is not whole JSON, it may have been cut short: around its results Unexpected end of JSON input$/,
    );
    expect(existsSync(output)).toBe(false);
  }, 60_000);
});

describe('a log in slices that is not whole', () => {
  const results = [1, 2, 3].map((line) => ({ ruleId: 'R1', message: { text: 'Bad' }, locations: at('app.py', line) }));
  it.each([
    [
      'is cut',
      (text: string) => text.slice(0, -20),
      /x\.sarif is not whole JSON, it may have been cut short: Unterminated string/,
    ],
    [
      'has a wrong result',
      (text: string) => text.replace('"startLine":2', '"startLine":two'),
      /x\.sarif is not whole JSON: Unexpected token .*in \/runs\/0\/results/,
    ],
    [
      'has bytes that are no text',
      (text: string) => Buffer.from(text.replace('Bad', '\u00ff'), 'latin1'),
      /x\.sarif is not whole JSON: no UTF-8 between its bytes \d+ and \d+/,
    ],
    [
      'has such bytes around its results',
      (text: string) => Buffer.from(text.replace('Some', '\u00ff'), 'latin1'),
      /x\.sarif is not text in UTF-8/,
    ],
    ['is of another version', (text: string) => text.replace('2.1.0', '2.0.0'), /x\.sarif is SARIF of version 2\.0\.0/],
  ])('because it %s is an error that says so, and nothing is written', async (_, broken, message) => {
    const output = path.join(base, 'nothing-here');
    const files = write({ 'x.sarif': broken(sarif(results)), 'good.sarif': sarif(results) });
    await expect(run(files, limits(0), { output })).rejects.toThrow(message);
    expect(existsSync(output)).toBe(false);
  });
});

describe('the copy of a log in slices', () => {
  const value = ['p&ss', 'w0rd', '1234'].join('-');
  const leaks = sarif(
    [1, 2].map((line) => ({ ruleId: 'generic', message: { text: 'found' }, locations: at('a.ini', line, value) })),
    { name: 'gitleaks', semanticVersion: 'v8.0.0' },
  );
  const others = JSON.stringify({
    version: '2.1.0',
    properties: { note: `in the frame ${value}` },
    runs: [
      {
        results: [
          { ruleId: 'R1', message: { text: `it prints ${value}` } },
          { ruleId: 'R2', message: { text: 'é' } },
        ],
      },
      { tool: { driver: { name: 'b' } }, results: [] },
      { results: [{ ruleId: 'R3', message: { text: 'plain' } }], tool: { driver: { name: 'c' } } },
    ],
  }).replaceAll('&', '\\u0026');

  it('holds no value of a secret, and all else', async () => {
    const { output, report } = await run(write({ 'leaks.sarif': leaks, 'others.sarif': others }), limits(0));
    const read = (name: string) => JSON.parse(readFileSync(path.join(output, 'merged', name), 'utf8'));
    const removed = '[secret removed by muster]';
    expect(read('leaks.sarif')).toEqual(JSON.parse(leaks.replaceAll(value, removed)));
    expect(read('others.sarif')).toEqual(JSON.parse(others.replaceAll(value.replace('&', '\\u0026'), removed)));
    expect(JSON.stringify(report)).not.toContain(value);
    expect(readdirSync(path.join(output, 'merged')).sort()).toEqual(['leaks.sarif', 'others.sarif']);
  });

  it('is untouched where it holds none, and where it is to be left', async () => {
    const plain = ` ${sarif([{ ruleId: 'R1', message: { text: 'x' } }])}\n`;
    const files = write({ 'leaks.sarif': leaks, 'plain.sarif': plain });
    const without = await run(files, limits(0));
    expect(readFileSync(path.join(without.output, 'merged/plain.sarif'), 'utf8')).toBe(plain);
    const raw = await run(files, limits(0), { keepRawSecrets: true });
    expect(readFileSync(path.join(raw.output, 'merged/leaks.sarif'), 'utf8')).toBe(leaks);
  });

  it('may go where another of the files stands', async () => {
    const output = path.join(base, 'again');
    const texts = ['one', 'two'].map((text) => sarif([{ ruleId: 'R1', message: { text } }]));
    const [first = '', second = ''] = texts;
    mkdirSync(path.join(output, 'merged'), { recursive: true });
    const inPlace = path.join(output, 'merged', 'x.sarif');
    writeFileSync(inPlace, first);
    const elsewhere = write({ 'x.sarif': second });
    await run([inPlace, ...elsewhere], limits(0), { output });
    const copies = readdirSync(path.join(output, 'merged')).map((name) =>
      readFileSync(path.join(output, 'merged', name), 'utf8'),
    );
    expect(copies.sort()).toEqual([first, second].sort());
  });
});
