import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFinding, buildReport } from './build-report.js';
import { muster } from './muster.js';

let dir: string;
const report = buildReport({ findings: [buildFinding({ title: 'First' }), buildFinding({ title: 'Second' })] });
const run = (...args: string[]) => muster(['report', ...args], { cwd: dir });

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'muster-report-'));
  await writeFile(path.join(dir, 'report.json'), JSON.stringify(report));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('muster report', () => {
  it('makes files beside the result, and says which', async () => {
    const { status, stdout, stderr } = await run('.', '--format', 'jsonl');
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: '',
      stderr: 'muster: wrote reports/findings.jsonl\n',
    });
    const lines = (await readFile(path.join(dir, 'reports/findings.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(report.findings);
  });

  it('makes them elsewhere, without touching the result', async () => {
    const before = await readdir(dir);
    const { status } = await run('report.json', '--format', 'jsonl,sarif', '--output', 'else/where');
    expect(status).toBe(0);
    expect(await readdir(path.join(dir, 'else/where'))).toEqual(['reports', 'sarif']);
    expect((await readdir(dir)).filter((name) => name !== 'else')).toEqual(before);
  });

  it('prints one document when asked', async () => {
    const { stdout } = await run('.', '--format', 'jsonl', '--stdout');
    expect(stdout.split('\n').map((line) => line && JSON.parse(line).title)).toEqual(['First', 'Second', '']);
  });

  it('tells results of one commit apart by their category', async () => {
    await run('.', '--format', 'sarif', '--output', 'parts', '--category', 'api');
    const log = JSON.parse(await readFile(path.join(dir, 'parts/sarif/muster.sarif'), 'utf8'));
    expect(log.runs[0].automationDetails).toEqual({ id: 'muster/api/' });
    const own = JSON.parse(await readFile(path.join(dir, 'parts/sarif/hadolint.sarif'), 'utf8'));
    expect(own.runs[0].automationDetails).toEqual({ id: 'muster/api/hadolint/' });
  });

  it('prints the summary of the scan', async () => {
    const { stdout } = await run('.', '--format', 'summary');
    expect(stdout).toContain('First');
  });

  it('says why it makes no bill of materials of a scan without lists of packages', async () => {
    const { status, stderr } = await run('.', '--format', 'cyclonedx');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'muster: no bill of materials (CycloneDX) is written: no scanner listed packages\n',
    });
  });

  it.each([
    [['.', '--format', 'pdf'], /knows json, sarif.*not "pdf"/],
    [['.'], /--format/],
    [['nowhere', '--format', 'jsonl'], /nowhere does not exist/],
    [['.', '--format', 'jsonl,sarif', '--stdout'], /prints one document; name one format/],
    [['.', '--format', 'summary', '--stdout'], /prints one document/],
    [['.', '--format', 'sarif', '--category', 'a/b'], /must be a word of letters/],
  ])('refuses %j', async (args, message) => {
    const { status, stdout, stderr } = await run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
