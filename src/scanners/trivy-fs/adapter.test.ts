import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTrivyDatabase } from '../../../test/databases/trivy/make.js';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { FileKind, Inventory, InventoryFile } from '../../model/inventory.js';
import type { ScannerDefinition } from '../../model/scanner.js';
import { checkUp } from '../../pipeline/doctor.js';
import trivy from './adapter.js';

const TOKEN = ['ghp', 'A1b2C3d4E5f6'.repeat(3)].join('_');

describe('trivy-fs, in search for secrets', () => {
  it('looks where Trivy by itself does not: below dev and vendor, into Markdown, lock files, and UTF-16', async () => {
    const { findings } = await replay(trivy, 'secrets');
    expect(findings.map(({ ruleId, location }) => [ruleId, location?.path, location?.startLine])).toEqual([
      ['github-pat', 'README.md', 3],
      ['github-pat', 'dev/.env', 2],
      ['github-pat', 'vendor/test/example.txt', 3],
      ['github-pat', 'web/package-lock.json', 2],
      ['github-pat', 'wide.txt', 2],
    ]);
  });

  it('says what was found without the value, which is nowhere in the output', async () => {
    const { findings } = await replay(trivy, 'secrets');
    expect(findings[0]).toEqual({
      kind: 'secret',
      ruleId: 'github-pat',
      title: 'GitHub Personal Access Token',
      severity: 'critical',
      nativeSeverity: 'CRITICAL',
      location: { path: 'README.md', startLine: 3, endLine: 3 },
      rule: { name: 'GitHub Personal Access Token', help: 'A secret of GitHub.' },
      secretOffset: 15,
      pointer: '/Results/1/Secrets/0',
    });
  });

  it('is partial when a file was not read to its end, and not for one that holds no text', async () => {
    const { recording, outcome } = await replay(trivy, 'secrets');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: {
        files: expect.arrayContaining(['README.md', '__init__.py', 'dev/.env', 'picture.png', 'wide.txt']),
      },
      notCovered: [{ what: 'control.txt', why: 'it does not show that it read the file to its end' }],
    });
  });

  it('is not silenced by files of the target', async () => {
    const { recording, findings } = await replay(trivy, 'secrets');
    expect(recording.input.files).toEqual(expect.arrayContaining(['.trivyignore', 'trivy.yaml', 'trivy-secret.yaml']));
    expect(findings).toHaveLength(5);
    expect(trivy.silencedBy).toEqual([]);
  });

  it('counts a run without a finding as completed, since it shows each file', async () => {
    const { outcome, findings } = await replay(trivy, 'secrets-clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['__init__.py', 'app.py'], packages: 0 } });
    expect(findings).toEqual([]);
  });
});

describe('trivy-fs, on packages', () => {
  it('reads what is vulnerable, with lines, scores and fixes, also under names that Trivy does not know', async () => {
    const { outcome, findings } = await replay(trivy, 'packages');
    expect(outcome).toEqual({
      status: 'completed',
      considered: {
        files: [
          'Pipfile.lock',
          'api/requirements-dev.txt',
          'empty/package-lock.json',
          'service/go.mod',
          'web/package-lock.json',
        ],
        packages: 6,
      },
    });
    expect(
      findings.map(({ ruleId, severity, location, package: named }) => [
        ruleId,
        severity,
        location?.path,
        location?.startLine,
        named?.ecosystem,
        named?.version,
      ]),
    ).toEqual([
      ['CVE-2020-14343', 'critical', 'api/requirements-dev.txt', 1, 'PyPI', '5.3.1'],
      ['CVE-2020-14343', 'critical', 'Pipfile.lock', 9, 'PyPI', '5.3.1'],
      ['CVE-2020-27813', 'high', 'service/go.mod', undefined, 'Go', '1.4.0'],
      ['CVE-2021-23337', 'high', 'web/package-lock.json', 9, 'npm', '4.17.20'],
    ]);
  });

  it('names advisory, package and fix', async () => {
    const { findings } = await replay(trivy, 'packages');
    expect(findings[0]).toEqual({
      kind: 'vulnerability',
      ruleId: 'CVE-2020-14343',
      title: 'PyYAML: full_load and FullLoader run code from the document',
      message: 'PyYAML before 5.4 runs code that stands in a document when it is loaded with FullLoader.',
      severity: 'critical',
      nativeSeverity: 'CRITICAL',
      location: { path: 'api/requirements-dev.txt', startLine: 1, endLine: 1 },
      package: { ecosystem: 'PyPI', name: 'PyYAML', version: '5.3.1', purl: 'pkg:pypi/pyyaml@5.3.1' },
      advisory: {
        id: 'CVE-2020-14343',
        aliases: ['GHSA-8q59-q68h-6hv4'],
        cwes: ['CWE-20'],
        cvss: [
          { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, source: 'ghsa' },
          { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, source: 'nvd' },
          { version: '2.0', vector: 'AV:N/AC:L/Au:N/C:C/I:C/A:C', score: 10, source: 'nvd' },
        ],
        url: 'https://avd.aquasec.com/nvd/cve-2020-14343',
      },
      rule: { helpUri: 'https://avd.aquasec.com/nvd/cve-2020-14343', cwes: ['CWE-20'] },
      fix: { summary: 'Update PyYAML to 5.4, or later', versions: ['5.4'] },
      pointer: '/Results/1/Vulnerabilities/0',
    });
  });

  it('looks at packages for development too', async () => {
    const { findings } = await replay(trivy, 'packages');
    const paths = findings.map(({ location }) => location?.path);
    expect(paths).toEqual(expect.arrayContaining(['Pipfile.lock', 'web/package-lock.json']));
    expect(findings.map(({ package: at }) => [at?.name, at?.scope])).toContainEqual(['lodash', 'development']);
  });

  it('is not silenced by files of the target', async () => {
    const { findings } = await replay(trivy, 'packages');
    const ids = findings.map(({ ruleId }) => ruleId);
    expect(ids).toContain('CVE-2020-14343'); // in .trivyignore
    expect(ids).toContain('CVE-2020-27813'); // in a file that trivy.yaml leaves out
  });

  it('counts a run without a finding as completed', async () => {
    const { outcome, findings } = await replay(trivy, 'packages-clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['requirements.txt'], packages: 1 } });
    expect(findings).toEqual([]);
  });

  it('names everything that was passed over: exit status 0, without a word in the report', async () => {
    const { recording, outcome } = await replay(trivy, 'packages-gaps');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'partial',
      reason:
        '4 packages of 4 files looked at; not d/go.mod: indirect dependencies: they stand in go.sum, which is not there and 9 more',
      considered: { files: ['d/go.mod', 'e/mix.lock', 'g/packages.lock.json', 'requirements.txt'], packages: 4 },
      notCovered: [
        { what: 'd/go.mod: indirect dependencies', why: 'they stand in go.sum, which is not there' },
        {
          what: 'a/package-lock.json',
          why: 'could not be read: decode error: jsontext: unexpected EOF within "/name" after offset 9',
        },
        { what: 'b/yarn.lock', why: 'it does not say that it looked at it' },
        { what: 'c/uv.lock', why: expect.stringContaining('could not be read: failed to decode uv lock file: toml') },
        { what: 'f/Cargo.lock: without-version', why: 'no version' },
        { what: 'requirements.txt:2', why: 'not a package with one exact version' },
        { what: 'requirements.txt:3', why: 'includes a file that is not looked at' },
        { what: 'requirements.txt:4', why: 'not a package with one exact version' },
        {
          what: 'a version that it cannot compare',
          why: 'version error (not a version): malformed version: not a version',
        },
        { what: 'phoenix', why: 'from a repository, without a version' },
      ],
    });
  });

  it('fails when it could read no file, although its exit status is 0', async () => {
    const { recording, outcome } = await replay(trivy, 'packages-unparsed');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('it looked at no file of 1: package-lock.json: could not be read: decode error'),
    });
  });

  it('knows before it starts that a pom.xml does not say everything, and names what has no version', async () => {
    const { recording, outcome, findings } = await replay(trivy, 'pom');
    expect(recording.input.caveats).toEqual([
      { what: 'what pom.xml files do not say themselves', why: expect.stringContaining('Maven repositories') },
    ]);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['pom.xml'], packages: 1 },
      notCovered: [{ what: 'pom.xml: com.example:elsewhere', why: 'no version' }],
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['CVE-2021-44228']);
  });

  it.each([
    ['no-database', 'it has no database: database error: --skip-db-update cannot be specified on the first run'],
    [
      'no-network',
      'it could not download its database: Get "https://mirror.gcr.io/v2/": proxyconnect tcp: dial tcp 127.0.0.1:9: connect: connection refused',
    ],
    ['old-database', 'Local DB: 1, Expected: 2'],
  ])('is unavailable when it has no database to use (%s): exit status 1, no report', async (name, words) => {
    const { recording, outcome, findings } = await replay(trivy, name);
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining(words) });
    expect(findings).toEqual([]);
  });

  it('fails when it crashes on a database that is cut short', async () => {
    const { recording, outcome } = await replay(trivy, 'cut-database');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('panic: assertion failed') });
  });
});

describe('trivy-fs, by release 0.48', () => {
  it('finds the same secrets but in lock files, and does not take its silence on any other file for an answer', async () => {
    const { outcome, findings } = await replay(trivy, 'release-0.48-secrets');
    expect(findings.map(({ location }) => location?.path).sort()).toEqual([
      'README.md',
      'dev/.env',
      'vendor/test/example.txt',
      'wide.txt',
    ]);
    expect(outcome).toMatchObject({ status: 'partial', considered: { files: ['__init__.py', 'picture.png'] } });
  });

  it('finds the same vulnerabilities, and is partial since its log cannot be read', async () => {
    const { outcome, findings } = await replay(trivy, 'release-0.48-packages');
    expect(
      findings.map(({ ruleId, package: named, location }) => [
        ruleId,
        named?.ecosystem,
        named?.version,
        location?.path,
      ]),
    ).toEqual([
      ['CVE-2020-14343', 'PyPI', '5.3.1', 'api/requirements-dev.txt'],
      ['CVE-2020-14343', 'PyPI', '5.3.1', 'Pipfile.lock'],
      ['CVE-2020-27813', 'Go', '1.4.0', 'service/go.mod'],
      ['CVE-2021-23337', 'npm', '4.17.20', 'web/package-lock.json'],
    ]);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { packages: 6 },
      notCovered: [
        { what: 'what it says on standard error', why: 'a release that says it in another form (before 0.51)' },
      ],
    });
  });
});

describe('what trivy-fs applies to', () => {
  const file = (name: string, ...kinds: FileKind[]): InventoryFile => ({ path: name, size: 1, kinds });
  const inventory: Inventory = {
    root: '/target',
    files: [
      file('a/requirements.in', 'lockfile'),
      file('a/requirements.txt', 'lockfile'),
      file('data.bin', 'binary'),
      file('node_modules/x/package-lock.json', 'lockfile'),
      file('notes.txt'),
      file('pom.xml', 'manifest'),
      file('renv.lock', 'lockfile'),
      file('vendor/x/composer.lock', 'lockfile'),
      { ...file('\\xff.txt'), nameIsNotUtf8: true },
    ],
    hidden: [],
    notes: [],
  };

  it('is split by what each run needs, so that a missing database costs only the one', () => {
    expect(trivy.appliesTo(inventory).map(({ label, mode, network, files }) => [label, mode, network, files])).toEqual([
      [
        'secrets',
        'secrets',
        'never',
        [
          'a/requirements.in',
          'a/requirements.txt',
          'node_modules/x/package-lock.json',
          'notes.txt',
          'pom.xml',
          'renv.lock',
          'vendor/x/composer.lock',
        ],
      ],
      ['packages', 'packages', undefined, ['a/requirements.txt']],
      ['pom.xml', 'pom', undefined, ['pom.xml']],
    ]);
    expect(trivy.appliesTo({ ...inventory, files: [] })).toEqual([]);
  });

  it('has a canary for each of them, and for the ecosystems of the input alone', () => {
    const canary = (mode?: string, ecosystems?: string[]) =>
      Object.keys(
        trivy.canary({ label: '.', files: [], ...(mode ? { mode } : {}), ...(ecosystems ? { ecosystems } : {}) }).files,
      );
    expect(canary('packages', ['Go', 'npm'])).toEqual(['go.mod', 'package-lock.json']);
    expect(canary('secrets')).toEqual(['canary.txt']);
    expect(canary('pom')).toEqual(['pom.xml']);
    expect(canary()).toHaveLength(13);
  });
});

await describeLive(trivy, ['go'], (tool) => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'muster-trivy-'));
  const targets: string[] = [];
  const database = path.join(scratch, 'all');
  const pythonOnly = path.join(scratch, 'python');
  const target = (files: Record<string, string>) => {
    const folder = makeFolder(files);
    targets.push(folder);
    return folder;
  };

  beforeAll(() => {
    makeTrivyDatabase(database);
    makeTrivyDatabase(pythonOnly, 'pip');
  }, 120_000);
  afterAll(() => {
    for (const folder of [scratch, ...targets]) rmSync(folder, { recursive: true, force: true });
  });

  it('finds its canary in every ecosystem, and keeps quiet on the counter-example', async () => {
    const options = {
      mode: 'path' as const,
      install: false,
      offline: false,
      store: scratch,
      scannerFolder: () => scratch,
      avoid: [],
    };
    const cancel = new AbortController().signal;
    const services = {
      options,
      cache: scratch,
      remember: undefined,
      jobs: 2,
      databases: { 'trivy-fs': database },
      cancel,
    };
    expect(await checkUp([trivy as ScannerDefinition], services)).toMatchObject([{ id: 'trivy-fs', canary: 'found' }]);
  }, 120_000);

  it('finds what is there and leaves nothing behind in the target', async () => {
    const folder = target({
      'dev/.env': `GH=${TOKEN}\n`,
      'requirements.txt': 'PyYAML==5.3.1\n',
      '.trivyignore': 'github-pat\nCVE-2020-14343\n',
    });
    const runs = await executeWith(trivy, folder, tool.path, { databases: { 'trivy-fs': database } });
    expect(runs.map(({ entry }) => [entry.input, entry.status, entry.canary])).toEqual([
      ['secrets', 'completed', 'found'],
      ['packages', 'completed', 'found'],
    ]);
    expect(runs.flatMap(({ findings }) => findings.map(({ ruleId, location }) => [ruleId, location?.path]))).toEqual([
      ['github-pat', 'dev/.env'],
      ['CVE-2020-14343', 'requirements.txt'],
    ]);
    expect(runs[1]?.entry.database).toMatchObject({
      name: 'Trivy DB',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(readdirSync(folder).sort()).toEqual(['.trivyignore', 'dev', 'requirements.txt']);
  }, 120_000);

  it('still finds secrets where there is no database and no connection', async () => {
    const folder = target({ 'settings.txt': `GH=${TOKEN}\n`, 'requirements.txt': 'PyYAML==5.3.1\n' });
    const runs = await executeWith(trivy, folder, tool.path, { offline: true });
    expect(runs.map(({ entry }) => [entry.input, entry.status])).toEqual([
      ['secrets', 'completed'],
      ['packages', 'unavailable'],
    ]);
  }, 120_000);

  it('does not take the silence of a database without advisories of an ecosystem for an answer', async () => {
    const folder = target({ 'requirements.txt': 'PyYAML==5.3.1\n', 'go.mod': 'module example.com/a\n\ngo 1.21\n' });
    const runs = await executeWith(trivy, folder, tool.path, { databases: { 'trivy-fs': pythonOnly } });
    expect(runs[1]?.entry).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'Go', why: 'the known issue of this kind in its canary was not found' }],
    });
  }, 120_000);

  it('fails on a lock file that cannot be parsed, where it ends with status 0', async () => {
    const folder = target({ 'package-lock.json': '{"name": ' });
    const runs = await executeWith(trivy, folder, tool.path, { databases: { 'trivy-fs': database } });
    expect(runs[1]?.entry).toMatchObject({ input: 'packages', status: 'failed', exitStatus: 0 });
  }, 120_000);
});
