import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildEntry, buildFinding, buildReport, buildSource } from './build-report.js';
import { muster } from './muster.js';
import { makeFolder } from './repository.js';

const FOUND = buildFinding({
  id: 'conf-0123456789ab',
  title: 'The image has no HEALTHCHECK',
  severity: 'high',
  sources: [buildSource('checkov', 'CKV_DOCKER_2'), buildSource('trivy-config', 'DS-0026')],
  agreement: {
    found: ['checkov', 'trivy-config'],
    couldHaveFound: [],
    notFound: [{ scanner: 'hadolint', why: 'no rule of it is known to find this' }],
  },
  rule: { control: 'dockerfile-no-healthcheck', cwes: ['CWE-778'], frameworks: ['CIS-Docker:4.6'] },
});

let folder: string;
function write(name: string, report: unknown): string {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'report.json'), typeof report === 'string' ? report : JSON.stringify(report));
  return name;
}
const run = (...args: string[]) => muster(args, { cwd: folder });

beforeAll(() => {
  folder = makeFolder({});
  const coverage = [buildEntry('checkov'), buildEntry('trivy-config')];
  write('security-results', buildReport({ coverage, findings: [FOUND] }));
  write('clean', buildReport({ coverage }));
  write('failed', buildReport({ coverage: [buildEntry('checkov'), buildEntry('trivy-config', { status: 'failed' })] }));
  write('cut', '{"schemaVersion": "1.0", ');
  write('foreign', '{"name": "something"}');
  write('future', '{"schemaVersion": "9.0"}');
});

describe('muster explain', () => {
  it('gives two rules that find the same one control, in the shape of the contract', async () => {
    const [one, other] = await Promise.all([
      run('explain', 'trivy-config:DS-0026', '--json'),
      run('explain', 'checkov:CKV_DOCKER_2', '--json'),
    ]);
    const [trivy, checkov] = [JSON.parse(one.stdout), JSON.parse(other.stdout)];
    expect(trivy.control).toBe('dockerfile-no-healthcheck');
    expect(checkov.control).toBe(trivy.control);
    expect(checkov).toMatchObject({ scanner: 'checkov', rule: 'CKV_DOCKER_2', cwes: ['CWE-778'] });
    expect(checkov.alsoKnownAs).toContainEqual({ scanner: 'trivy-config', rule: 'DS-0026' });
    expect(checkov.alsoKnownAs).not.toContainEqual({ scanner: 'checkov', rule: 'CKV_DOCKER_2' });
  });

  it('gives a rule that nobody knows no control, and succeeds', async () => {
    const { status, stdout } = await run('explain', 'nobody:X:1', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ scanner: 'nobody', rule: 'X:1', control: null, alsoKnownAs: [] });
  });

  it('shows a finding of the latest scan: who says so, who looked and did not, and the evidence', async () => {
    const { status, stdout } = await run('explain', FOUND.id);
    expect(status).toBe(0);
    expect(stdout).toContain('checkov:CKV_DOCKER_2; advanced/checkov.json#/0');
    expect(stdout).toContain('hadolint: no rule of it is known to find this');
    expect(stdout).toContain('trivy-config 1.2.3 on .: completed, canary found');
    expect(JSON.parse((await run('explain', FOUND.id, '--json')).stdout)).toEqual(FOUND);
  });

  it('shows a control and a scanner', async () => {
    expect((await run('explain', 'dockerfile-no-healthcheck')).stdout).toContain('CKV_DOCKER_2');
    const { stdout } = await run('explain', 'hadolint', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ id: 'hadolint', name: 'Hadolint', network: 'never' });
  });

  it('says in one line what is wrong with what it was asked', async () => {
    const cases: [string[], string][] = [
      [['explain', 'hadolin'], 'did you mean hadolint?'],
      [['explain', 'conf-ffffffffffff'], 'there is no finding conf-ffffffffffff in security-results'],
      [['explain', FOUND.id, '--output', 'nowhere'], 'nowhere does not exist; muster scan writes it'],
      [['explain', FOUND.id, '--output', 'cut'], 'cut/report.json is not whole JSON'],
      [['explain', FOUND.id, '--output', 'foreign'], 'foreign/report.json is no report of Muster'],
      [['explain', FOUND.id, '--output', 'future'], 'is a report of version 9.0, and this Muster reads 1.0'],
    ];
    for (const [args, says] of cases) {
      const { status, stdout, stderr } = await run(...args);
      expect([args, status, stdout]).toEqual([args, 2, '']);
      expect(stderr).toContain(says);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });
});

describe('muster diff', () => {
  it('calls fixed what was looked for again, and unknown what was not', async () => {
    const fixed = JSON.parse((await run('diff', 'security-results', 'clean', '--json')).stdout);
    expect([fixed.fixed.length, fixed.unknown.length, fixed.new.length]).toEqual([1, 0, 0]);
    const { status, stdout } = await run('diff', 'security-results', 'failed');
    expect(status).toBe(0);
    expect(stdout).toContain('0 new, 0 fixed, 1 unknown');
    expect(stdout).toContain('trivy-config on .: failed');
    expect(stdout).toContain('Coverage lost');
  });

  it('is empty for a result and itself', async () => {
    const { stdout } = await run('diff', 'security-results', 'security-results/report.json', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ new: [], fixed: [], unknown: [], coverageLost: [], coverageGained: [] });
  });

  it('fails on new findings and on lost coverage where it is asked to', async () => {
    expect((await run('diff', 'clean', 'security-results')).status).toBe(0);
    expect((await run('diff', 'clean', 'security-results', '--fail-on', 'high')).status).toBe(1);
    expect((await run('diff', 'clean', 'security-results', '--fail-on', 'critical')).status).toBe(0);
    expect((await run('diff', 'clean', 'failed', '--fail-on', 'high')).status).toBe(3);
    expect((await run('diff', 'clean', 'cut')).status).toBe(2);
  });
});
