import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Log } from 'sarif';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commitAll, makeFolder } from '../../test/repository.js';
import type { Report } from '../model/report.js';
import { runProgram } from './program.js';

let base: string;
let stdout: string;
let stderr: string;

beforeEach(() => {
  base = makeFolder({ 'target/app.py': 'print(1)\n' });
  [stdout, stderr] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  vi.spyOn(console, 'error').mockImplementation((text) => {
    stderr += `${text}\n`;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
  rmSync(base, { recursive: true });
});

async function muster(...args: string[]): Promise<number> {
  await runProgram([
    'node',
    'muster',
    'merge',
    '--target',
    path.join(base, 'target'),
    '--output',
    path.join(base, 'out'),
    ...args,
  ]);
  return Number(process.exitCode);
}

function log(level: string): string {
  const file = path.join(base, `${level}.sarif`);
  const location = { physicalLocation: { artifactLocation: { uri: 'app.py' }, region: { startLine: 1 } } };
  const results = [{ ruleId: 'R1', level, message: { text: 'Not good' }, locations: [location] }];
  writeFileSync(file, JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Lint' } }, results }] }));
  return file;
}

const written = () => JSON.parse(readFileSync(path.join(base, 'out/report.json'), 'utf8')) as Report;

describe('muster merge', () => {
  it('counts paths for GitHub from the top of the repository that the target stands in', async () => {
    commitAll(base);
    await muster(log('note'));
    expect(written().target).toMatchObject({ kind: 'repository', prefix: 'target' });
    const sarif = JSON.parse(readFileSync(path.join(base, 'out/sarif/muster.sarif'), 'utf8')) as Log;
    expect(sarif.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('target/app.py');
  });

  it('writes the same results as a scan, and exits with 3 when nothing fails the gate', async () => {
    expect(await muster(log('note'))).toBe(3);
    expect(written()).toMatchObject({ verdict: 'incomplete', findings: [{ title: 'Not good', severity: 'low' }] });
    expect(readFileSync(path.join(base, 'out/sarif/muster.sarif'), 'utf8')).toContain('lint/R1');
    expect(readFileSync(path.join(base, 'out/.gitignore'), 'utf8')).toBe('*\n');
    expect(stdout).toContain('INCOMPLETE');
  });

  it('exits with 0 instead when it may', async () => {
    expect(await muster(log('note'), '--allow-incomplete')).toBe(0);
    expect(written().verdict).toBe('incomplete');
  });

  it('exits with 1 when the gate is violated, by the severity that is asked for', async () => {
    expect(await muster(log('error'))).toBe(1);
    expect(await muster(log('note'), '--fail-on', 'low')).toBe(1);
  });

  it('prints report.json and nothing else with --json', async () => {
    expect(await muster(log('note'), '--json')).toBe(3);
    expect(JSON.parse(stdout)).toEqual(written());
  });

  it('exits with 2 for what it cannot read, and leaves the results as they were', async () => {
    const cut = path.join(base, 'cut.json');
    writeFileSync(cut, '{"results": [');
    expect(await muster(log('note'), cut, path.join(base, 'gone.json'))).toBe(2);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('cut.json is not whole JSON, it may have been cut short'),
      expect.stringContaining('gone.json does not exist'),
    ]);
    expect(() => written()).toThrow('ENOENT');
  });

  it('obeys muster.yml of the target', async () => {
    mkdirSync(path.join(base, 'target'), { recursive: true });
    const suppression = 'suppressions:\n  - { rule: "lint:R1", reason: "test data" }\n';
    writeFileSync(path.join(base, 'target/muster.yml'), suppression);
    expect(await muster(log('error'))).toBe(3);
    expect(written().findings).toMatchObject([{ status: 'suppressed' }]);
  });

  it('tells in its help how to name a scanner', async () => {
    expect(await muster('--help')).toBe(0);
    expect(stdout).toContain('hadolint=dockerfiles.json');
  });
});
