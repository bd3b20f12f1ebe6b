import assert from 'node:assert';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildEntry, buildFinding, buildReport, buildSource } from '../../test/build-report.js';
import { Report } from '../model/report.js';
import { writeReports } from './write-results.js';

let root: string;
let dir: string;
const place = (...names: string[]) => path.join(dir, ...names);
const read = async (...names: string[]) => JSON.parse(await readFile(place(...names), 'utf8'));

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'muster-results-'));
  dir = path.join(root, 'deep', 'results');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const report = buildReport({ findings: [buildFinding()] });

describe('the results directory', () => {
  it('holds the report and a log of everything and of each scanner', async () => {
    await writeReports(dir, report);
    expect(await readdir(place('sarif'))).toEqual(['hadolint.sarif', 'muster.sarif']);
    expect(Report.parse(await read('report.json'))).toEqual(report);
    expect(await read('sarif', 'hadolint.sarif')).toMatchObject({ runs: [{ tool: { driver: { name: 'hadolint' } } }] });
  });

  it("knows a scanner's name and home when told", async () => {
    await writeReports(dir, report, { scanners: { hadolint: { name: 'Hadolint' } } });
    expect(await read('sarif', 'hadolint.sarif')).toMatchObject({ runs: [{ tool: { driver: { name: 'Hadolint' } } }] });
  });

  it('holds no log of an earlier scan, and no rest of a crash', async () => {
    await writeReports(dir, report);
    await writeFile(place('sarif', 'muster.sarif.123456789'), '{"half');
    await writeFile(place('sarif', 'notes.txt'), 'mine');
    await writeReports(dir, buildReport({ coverage: [buildEntry('hadolint', { status: 'failed' })] }));
    expect(await readdir(place('sarif'))).toEqual(['muster.sarif', 'notes.txt']);
  });

  it('keeps what scanners wrote', async () => {
    await mkdir(place('basic'), { recursive: true });
    await writeFile(place('basic', 'hadolint.json'), '[]');
    await writeReports(dir, report);
    expect(await readFile(place('basic', 'hadolint.json'), 'utf8')).toBe('[]');
  });

  it('stays out of commits', async () => {
    await mkdir(place('advanced'), { recursive: true });
    await writeReports(dir, report);
    expect(await readFile(place('.gitignore'), 'utf8')).toBe('*\n');
  });

  it('is not hidden from Git when it holds files of the user', async () => {
    await mkdir(dir, { recursive: true });
    await writeFile(place('app.py'), '');
    await writeReports(dir, report);
    expect(await readdir(dir)).not.toContain('.gitignore');
  });

  it("keeps the user's .gitignore", async () => {
    await mkdir(dir, { recursive: true });
    await writeFile(place('.gitignore'), 'mine\n');
    await writeReports(dir, report);
    expect(await readFile(place('.gitignore'), 'utf8')).toBe('mine\n');
  });

  it('does not let a link of the scanned repository choose what is written over', async () => {
    const secret = path.join(root, 'victim');
    const folder = path.join(root, 'elsewhere');
    await mkdir(folder);
    await writeFile(secret, 'untouched');
    await writeFile(path.join(folder, 'other.sarif'), 'untouched');
    await mkdir(dir, { recursive: true });
    await symlink(secret, place('report.json'));
    await symlink(folder, place('sarif'));
    await writeReports(dir, report);
    expect(await readFile(secret, 'utf8')).toBe('untouched');
    expect(await readdir(folder)).toEqual(['other.sarif']);
    expect((await lstat(place('sarif'))).isDirectory()).toBe(true);
  });

  it('finds a file name for whatever a scanner is called', async () => {
    const sources = ['../../evil', 'muster', 'Muster', '***', 'a b'].map((scanner) => buildSource(scanner, 'R1'));
    await writeReports(dir, buildReport({ findings: [buildFinding({ sources })] }));
    expect((await readdir(place('sarif'))).sort()).toEqual([
      'a-b.sarif',
      'evil.sarif',
      'hadolint.sarif',
      'muster.sarif',
      'scanner-Muster.sarif',
      'scanner-muster-2.sarif',
      'scanner.sarif',
    ]);
  });

  it('holds nothing that a format made of an earlier result', async () => {
    const all = ['json', 'sarif', 'jsonl'] as const;
    await writeReports(dir, report, { scanners: {} }, all);
    await writeFile(place('reports', 'notes.md'), 'mine');
    expect((await readdir(place('reports'))).sort()).toEqual(['findings.jsonl', 'notes.md']);
    await writeReports(dir, report, { scanners: {} }, ['json', 'sarif']);
    expect(await readdir(place('reports'))).toEqual(['notes.md']);
  });

  it('is written in pieces where it is long, and is the same document', async () => {
    const long = buildReport({
      findings: Array.from({ length: 1500 }, (_, index) => buildFinding({ id: `code-${index}` })),
    });
    await writeReports(dir, long);
    expect(await readFile(place('report.json'), 'utf8')).toBe(`${JSON.stringify(long, null, 2)}\n`);
    expect((await read('sarif', 'muster.sarif')).runs[0].results).toHaveLength(1500);
    expect((await readdir(dir)).sort()).toEqual(['.gitignore', 'history.jsonl', 'report.json', 'reports', 'sarif']);
  });

  it('keeps the last whole file, and no half of the next, when writing in pieces breaks off', async () => {
    await writeReports(dir, report);
    const before = await readFile(place('report.json'), 'utf8');
    const findings = Array.from({ length: 1500 }, () => buildFinding());
    Object.assign(findings[1400] ?? {}, { toJSON: () => assert.fail('broken') });
    await expect(writeReports(dir, { ...report, findings })).rejects.toThrow('broken');
    expect(await readFile(place('report.json'), 'utf8')).toBe(before);
    expect((await readdir(dir)).sort()).toEqual(['.gitignore', 'history.jsonl', 'report.json', 'reports', 'sarif']);
  });

  it('is whole although one format cannot be made', async () => {
    const broken = { ...report, findings: [Object.assign(buildFinding(), { toJSON: () => assert.fail('broken') })] };
    await expect(writeReports(dir, broken, { scanners: {} }, ['json', 'sarif', 'jsonl'])).rejects.toThrow('broken');
    expect(await readdir(place('sarif'))).toContain('muster.sarif');
  });
});
