import { describe, expect, it } from 'vitest';
import { replay } from '../../../test/replay.js';
import type { Inventory, InventoryFile } from '../../model/inventory.js';
import osvScanner from './adapter.js';

const NO_NPM = { what: 'package-lock.json', why: 'its database has no advisories of npm' };

describe('OSV-Scanner', () => {
  it('reads vulnerabilities with their aliases, scores, package and fix', async () => {
    const { recording, outcome, findings } = await replay(osvScanner, 'findings');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['api/requirements.in', 'go.mod', 'package-lock.json'], packages: 6 },
    });
    expect(findings).toEqual([
      expect.objectContaining({
        ruleId: 'PYSEC-2021-142',
        title: 'PYSEC-2021-142 in pyyaml 5.3.1',
        severity: 'unknown',
        nativeSeverity: null,
        location: { path: 'api/requirements.in' },
        package: { ecosystem: 'PyPI', name: 'pyyaml', version: '5.3.1', purl: 'pkg:pypi/pyyaml@5.3.1' },
        rule: expect.objectContaining({ help: expect.stringContaining('PyYAML before 5.4 runs code') }),
        fix: { summary: 'Update pyyaml to 5.4, or later', versions: ['5.4'] },
      }),
      expect.objectContaining({
        ruleId: 'GHSA-8r7q-cvjq-x353',
        title: 'Temporary files with predictable names',
        severity: 'medium',
        nativeSeverity: 'MODERATE',
        pointer: '/results/0/packages/2/vulnerabilities/0',
      }),
      expect.objectContaining({
        ruleId: 'GO-2023-1737',
        location: { path: 'go.mod' },
        package: expect.objectContaining({ version: '1.8.1', purl: 'pkg:golang/github.com/gin-gonic/gin@v1.8.1' }),
      }),
      {
        kind: 'vulnerability',
        ruleId: 'GHSA-35jh-r3h4-6jhm',
        title: 'A template of lodash runs commands',
        severity: 'high',
        nativeSeverity: 'HIGH',
        location: { path: 'package-lock.json' },
        package: { ecosystem: 'npm', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' },
        advisory: {
          id: 'GHSA-35jh-r3h4-6jhm',
          aliases: ['CVE-2021-23337'],
          cwes: ['CWE-77', 'CWE-94'],
          cvss: [
            { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H', score: 7.2, source: 'GHSA' },
          ],
          url: 'https://osv.dev/vulnerability/GHSA-35jh-r3h4-6jhm',
        },
        rule: {
          help: 'The function `template` of lodash before 4.17.21 runs code in the options that it is given.',
          helpUri: 'https://osv.dev/vulnerability/GHSA-35jh-r3h4-6jhm',
          cwes: ['CWE-77', 'CWE-94'],
        },
        fix: { summary: 'Update lodash to 4.17.21, or later', versions: ['4.17.21'] },
        pointer: '/results/2/packages/1/vulnerabilities/0',
      },
    ]);
  });

  it.each(['service-findings', 'release-1'])('reads the same from %s', async (name) => {
    const { outcome, findings } = await replay(osvScanner, name);
    const own = await replay(osvScanner, 'findings');
    expect(outcome.status).toBe('completed');
    const bare = (rows: typeof findings) =>
      rows.map(({ pointer, ...row }) => row).sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
    expect(bare(findings)).toEqual(bare(own.findings));
  });

  it('counts a run without a vulnerability as completed when all files and packages were looked at', async () => {
    const { recording, outcome, findings } = await replay(osvScanner, 'clean');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['go.mod', 'package-lock.json', 'requirements.txt'], packages: 4 },
    });
    expect(findings).toEqual([]);
  });

  it('completes on lock files without a package', async () => {
    const { outcome } = await replay(osvScanner, 'empty');
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['api/Gemfile.lock', 'go.mod', 'requirements.txt'], packages: 0 },
    });
  });

  it('is partial with a database for some ecosystems, and still looks at the packages of these', async () => {
    const { outcome, findings } = await replay(osvScanner, 'some-ecosystems');
    expect(outcome).toEqual({
      status: 'partial',
      reason: `files looked at: 1 of 2, packages: 1; not looked at: ${NO_NPM.what} (${NO_NPM.why})`,
      considered: { files: ['requirements.txt'], packages: 1 },
      notCovered: [NO_NPM],
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['PYSEC-2021-142']);
  });

  it('is unavailable with a database for none of the ecosystems: exit status 0', async () => {
    const { recording, outcome } = await replay(osvScanner, 'no-ecosystem');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'unavailable',
      reason: 'nothing could be looked at: go.mod: its database has no advisories of Go',
      notCovered: [
        { what: 'go.mod', why: 'its database has no advisories of Go' },
        NO_NPM,
        { what: 'requirements.txt', why: 'its database has no advisories of PyPI' },
      ],
    });
  });

  it.each([
    ['unread', 1, 'api/poetry.lock', 'requirements.txt'],
    ['unread-clean', 127, 'poetry.lock', 'package-lock.json'],
  ])('is partial when a file could not be read (%s, exit status %i)', async (name, exitStatus, broken, looked) => {
    const { recording, outcome } = await replay(osvScanner, name);
    expect(recording.exitStatus).toBe(exitStatus);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: [looked], packages: 1 },
      notCovered: [{ what: broken, why: expect.stringContaining('could not extract: toml: line 2') }],
    });
  });

  it('fails when nothing in the file has one version: exit status 0', async () => {
    const { recording, outcome } = await replay(osvScanner, 'unpinned');
    expect(recording.exitStatus).toBe(0);
    const notCovered = [{ what: 'requirements.txt', why: 'no version' }];
    expect(outcome).toMatchObject({ status: 'failed', notCovered });
  });

  it('is partial when requirements were passed over, and names each', async () => {
    const { outcome, findings } = await replay(osvScanner, 'gaps');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['requirements.txt'], packages: 2 },
      notCovered: [
        { what: 'requirements.txt: flask', why: 'no version' },
        { what: 'requirements.txt: django', why: 'no version' },
        { what: 'requirements.txt:1', why: 'includes a file that is not looked at' },
        { what: 'requirements.txt:5', why: expect.stringContaining('only 3.10 was looked up') },
        ...[7, 8].map((line) => ({ what: `requirements.txt:${line}`, why: expect.stringContaining('repository') })),
        { what: 'requirements.txt:9', why: 'not understood as a requirement' },
        { what: 'requirements.txt:10', why: expect.stringContaining('repository') },
        { what: 'requirements.txt:11', why: 'not understood as a requirement' },
      ],
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['PYSEC-2021-142']);
  });

  it('is partial when entries of a lock file were passed over without a word', async () => {
    const { recording, outcome } = await replay(osvScanner, 'passed-over');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { packages: 2 },
      notCovered: [{ what: 'Pipfile.lock: 2 of 3 packages' }, { what: 'renv.lock: 1 of 2 packages' }],
    });
  });

  it('does not count packages at a commit as looked at in a local database', async () => {
    const { outcome } = await replay(osvScanner, 'commits');
    expect(outcome).toMatchObject({
      considered: { files: ['yarn.lock'], packages: 1 },
      notCovered: [
        { what: 'mix.lock', why: 'part of a commit hash, with which it leaves it out' },
        { what: 'package-lock.json', why: 'a commit, which only the service of OSV.dev looks up' },
        { what: 'yarn.lock: https://git.example/x/is-odd', why: 'its database has no advisories of GIT' },
      ],
    });
  });

  it.each([
    ['no-service', 'no connection to api.osv.dev: ENOTFOUND'],
    ['service-refuses', 'its service did not answer: client error: status="400 Bad Request"'],
    ['service-hangs-up', 'its service did not answer: max retries exceeded'],
    ['broken-database', 'its database cannot be read: could not load db for PyPI ecosystem'],
  ])('is unavailable when nothing could be looked up (%s): exit status 127', async (name, reason) => {
    const { recording, outcome, findings } = await replay(osvScanner, name);
    expect(recording.exitStatus).toBe(127);
    expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining(reason) });
    expect(findings).toEqual([]);
  });

  it.each([
    ['crash', 2, "panic: invalid version: 'one.seven' is not allowed"],
    ['too-old', 127, 'stat source: no such file'],
  ])('fails without an output (%s)', async (name, exitStatus, words) => {
    const { recording, outcome } = await replay(osvScanner, name);
    expect(recording.exitStatus).toBe(exitStatus);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining(words) });
  });

  it('cannot tell that a record was left out for a field of tomorrow: that is what the canary is for', async () => {
    const { recording, outcome, findings } = await replay(osvScanner, 'newer-records');
    expect(recording.exitStatus).toBe(0);
    expect(outcome.status).toBe('completed');
    expect(findings).toEqual([]);
  });

  it('looks at all lock files in one run, and leaves aside those that it does not read', () => {
    const file = (path: string, ecosystem: string): InventoryFile => ({
      path,
      size: 1,
      kinds: ['lockfile'],
      ecosystem,
    });
    const inventory: Inventory = {
      root: '/target',
      files: [
        file('a/requirements.in', 'PyPI'),
        file('a/requirements.txt', 'PyPI'),
        file('b/requirements.in', 'PyPI'),
        file('conan.lock', 'ConanCenter'),
        file('node_modules/x/package-lock.json', 'npm'),
        file('web/yarn.lock', 'npm'),
        { ...file('\\xff/poetry.lock', 'PyPI'), nameIsNotUtf8: true },
        { path: 'package.json', size: 1, kinds: ['manifest'], ecosystem: 'npm' },
      ],
      hidden: [],
      notes: [],
    };
    const files = ['a/requirements.txt', 'b/requirements.in', 'web/yarn.lock'];
    expect(osvScanner.appliesTo(inventory)).toEqual([{ label: '.', files, ecosystems: ['PyPI', 'npm'] }]);
    expect(osvScanner.appliesTo({ ...inventory, files: [] })).toEqual([]);
  });

  it('names a canary for the ecosystems of the input, and all of them without an input', () => {
    const { files, expects, counterExample } = osvScanner.canary({ label: '.', files: [], ecosystems: ['Go', 'npm'] });
    expect(Object.keys(files)).toEqual(['go.mod', 'package-lock.json']);
    expect(Object.keys(counterExample)).toEqual(['go.mod', 'package-lock.json']);
    expect(expects.map(({ proves, path }) => [proves, path])).toEqual([
      ['Go', 'go.mod'],
      ['npm', 'package-lock.json'],
    ]);
    expect(Object.keys(osvScanner.canary({ label: '.', files: [] }).files)).toHaveLength(12);
  });
});
