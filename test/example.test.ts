import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE, prepare, TARGET } from '../examples/prepare.mjs';
import type { Report } from '../src/model/report.js';
import { loadScanners } from '../src/scanners/registry.js';
import { cacheFolder } from '../src/tools/cache-folder.js';
import { findLive } from './live.js';
import { muster, reportOf } from './muster.js';
import { makeFolder } from './repository.js';
import { sarifComplaints } from './sarif-multitool.js';
import { sarifErrors } from './sarif-schema.js';

/** Scanners that need nothing but their program here, and find something in the example. */
const OFFLINE = ['bandit', 'checkov', 'gitleaks', 'hadolint', 'osv-scanner', 'semgrep', 'zizmor'];

const scanners = await loadScanners();
const there = await Promise.all(
  OFFLINE.map(async (id) => {
    const scanner = scanners.find((candidate) => candidate.id === id);
    return scanner && (await findLive(scanner)) ? [] : [id];
  }),
);
const missing = there.flat();

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe.skipIf(missing.length > 0)(
  `the example, scanned by real programs${missing.length > 0 ? ` (skipped: no ${missing.join(', no ')} here)` : ''}`,
  () => {
    const output = makeFolder({});
    const env = { MUSTER_CACHE_DIR: cacheFolder(), MUSTER_OSV_SCANNER_DATABASE: DATABASE };
    const scan = (...more: string[]) =>
      muster(
        [
          'scan',
          TARGET,
          '--profile',
          'advanced',
          '--offline',
          '--no-install',
          '--output',
          output,
          '--json',
          '--quiet',
          ...more,
        ],
        { env },
      );
    let status: number | null;
    let report: Report;
    beforeAll(async () => {
      prepare();
      const ended = await scan();
      status = ended.status;
      report = reportOf(ended);
    }, 300_000);
    afterAll(() => rmSync(output, { recursive: true }));
    const entriesOf = (id: string) => report.coverage.filter(({ scanner }) => scanner === id);

    it('fails the gate: verdict fail, exit status 1', () => {
      expect([report.verdict, status]).toEqual(['fail', 1]);
    });

    it.each(OFFLINE)('%s found its canary, looked at its input and found something', (id) => {
      const entries = entriesOf(id);
      expect(entries.map(({ canary }) => canary)).toEqual(entries.map(() => 'found'));
      expect(entries.map(({ status: how }) => how)).toEqual(entries.map(() => 'completed'));
      expect(report.findings.some(({ agreement }) => agreement.found.includes(id))).toBe(true);
    });

    it('a scanner that asks a service is unavailable without a connection, never clean', () => {
      for (const id of ['npm-audit', 'pip-audit']) {
        expect(entriesOf(id)).toEqual([
          expect.objectContaining({ status: 'unavailable', reason: expect.stringContaining('--offline') }),
        ]);
      }
    });

    it("the SARIF of everything and of each scanner is what the schema and GitHub's rules allow", async () => {
      const logs = filesBelow(path.join(output, 'sarif'));
      expect(logs.length).toBeGreaterThan(OFFLINE.length);
      for (const file of logs) {
        const log = JSON.parse(readFileSync(file, 'utf8')) as Log;
        const complaints = await sarifComplaints(log);
        // It advises to give a version. A program that had nothing to look at was not even asked for one.
        const wasRun = log.runs.some(({ invocations }) => (invocations ?? []).length > 0);
        const heard = complaints.filter((said) => wasRun || !said.includes('Warning_ProvideToolVersion'));
        expect([file, sarifErrors(log), heard]).toEqual([file, [], []]);
      }
    }, 120_000);

    it('finds the key in the history and in the files, and writes no value of a secret anywhere', () => {
      const secrets = report.findings.filter(({ kind }) => kind === 'secret');
      expect(secrets.flatMap(({ locations }) => locations.map(({ path: file }) => file))).toEqual(
        expect.arrayContaining(['deploy/credentials.ini', 'api/settings.py']),
      );
      const settings = readFileSync(path.join(TARGET, 'api/settings.py'), 'utf8');
      const value = /"(.+)"/.exec(settings)?.[1] as string;
      for (const file of filesBelow(output)) {
        const text = readFileSync(file, 'utf8');
        expect([file, text.includes(value), text.includes('AKIA')]).toEqual([file, false, false]);
      }
    });

    it('gives the same ids again, and the canaries are remembered', async () => {
      const again = reportOf(await scan());
      expect(again.findings.map(({ id }) => id)).toEqual(report.findings.map(({ id }) => id));
    }, 300_000);

    it('shows what was silenced and accepted, and never loses it', async () => {
      const config = path.join(makeFolder({ 'muster.yml': SUPPRESS }), 'muster.yml');
      const { findings } = reportOf(await scan('--config', config, '--only', 'hadolint'));
      const accepted = findings.filter((finding) => finding.status === 'suppressed');
      expect(accepted.map(({ sources: [source] }) => source?.ruleId)).toEqual(['DL3020']);
      expect(accepted[0]?.suppression).toMatchObject({ reason: 'an example', owner: 'docs@example.org' });
    });
  },
);

const SUPPRESS = `suppressions:
  - rule: hadolint:DL3020
    reason: an example
    owner: docs@example.org
`;
