import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTrivyDatabase } from '../../../test/databases/trivy/make.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { buildImage } from '../../images/build.js';
import type { ImageFacts } from '../../model/inventory.js';
import type { ImageConfig, ScannerDefinition } from '../../model/scanner.js';
import { checkUp } from '../../pipeline/doctor.js';
import { execute } from '../../pipeline/execute.js';
import { plan } from '../../pipeline/plan.js';
import { Scheduler } from '../../process/scheduler.js';
import { Workspace } from '../../process/workspace.js';
import trivy from './adapter.js';

const TOKEN = ['ghp', 'A1b2C3d4E5f6'.repeat(3)].join('_');

describe('trivy-image, on packages', () => {
  it('reads what is vulnerable of the distribution and of languages, each with its place', async () => {
    const { findings } = await replay(trivy, 'packages');
    expect(
      findings.map(({ ruleId, severity, location, package: named }) => [
        ruleId,
        severity,
        location?.path,
        named?.ecosystem,
        named?.name,
      ]),
    ).toEqual([
      ['CVE-2023-2650', 'medium', undefined, 'Alpine:v3.18', 'libcrypto3'],
      ['CVE-2021-23337', 'high', 'app/node_modules/lodash/package.json', 'npm', 'lodash'],
      [
        'CVE-2020-14343',
        'critical',
        'usr/lib/python3.11/site-packages/PyYAML-5.3.1.dist-info/METADATA',
        'PyPI',
        'PyYAML',
      ],
    ]);
  });

  it('is partial for a release past its end of life, of which new vulnerabilities are not told', async () => {
    const { recording, outcome } = await replay(trivy, 'packages');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'partial',
      reason: '3 packages looked at; not new vulnerabilities of alpine 3.18.0: its distribution tells of none any more',
      considered: { files: [], packages: 3 },
      notCovered: [{ what: 'new vulnerabilities of alpine 3.18.0', why: 'its distribution tells of none any more' }],
    });
  });

  it('is partial for a release that it does not know: exit status 0, and nothing found', async () => {
    const { recording, outcome, findings } = await replay(trivy, 'packages-unknown-release');
    expect(recording.exitStatus).toBe(0);
    expect(findings).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { packages: 1 },
      notCovered: [{ what: 'packages of alpine 9.18.0', why: 'a release that it does not know' }],
    });
  });

  it.each([
    ['packages-unknown-distribution', 'packages of an unknown distribution: a distribution that it does not know'],
    ['packages-deleted', 'new vulnerabilities of alpine 3.18.0: its distribution tells of none any more'],
    ['packages-none', 'what is in the image: neither a distribution nor a package was recognised'],
  ])('fails when it looked at no package (%s), although its exit status is 0', async (name, words) => {
    const { recording, outcome } = await replay(trivy, name);
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({ status: 'failed', reason: `it looked at no package: ${words}` });
  });

  it('says that the files which name the packages are gone', async () => {
    const { outcome } = await replay(trivy, 'packages-deleted');
    expect(outcome).toMatchObject({
      notCovered: [{}, { what: 'packages of the distribution', why: 'the files that name them are not there' }],
    });
  });

  it.each([
    ['no-database', 'it has no database: '],
    ['packages-jar', 'it has no Java database, and there are JAR files: '],
  ])('is unavailable without the database that it needs (%s): exit status 1, no report', async (name, words) => {
    const { recording, outcome } = await replay(trivy, name);
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining(words) });
  });

  it('fails when there is no image', async () => {
    const { recording, outcome } = await replay(trivy, 'no-image');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('no such file or directory') });
  });
});

describe('trivy-image, on contents', () => {
  it('reads secrets and misconfigurations of files, and of the configuration, which is no file', async () => {
    const { outcome, findings } = await replay(trivy, 'contents');
    expect(outcome).toEqual({ status: 'completed', considered: { files: [], packages: 0 } });
    expect(findings.map(({ kind, ruleId, location }) => [kind, ruleId, location?.path, location?.startLine])).toEqual([
      ['misconfiguration', 'DS-0002', undefined, undefined],
      ['misconfiguration', 'DS-0026', undefined, undefined],
      ['misconfiguration', 'DS-0001', 'app/Dockerfile', 1],
      ['misconfiguration', 'DS-0002', 'app/Dockerfile', undefined],
      ['misconfiguration', 'DS-0026', 'app/Dockerfile', undefined],
      ['secret', 'github-pat', 'app/.env', 1],
      ['secret', 'github-pat', 'app/test/x.env', 1],
      ['secret', 'github-pat', undefined, undefined],
    ]);
  });

  it('hands on the value of a secret in the environment to be scrubbed: it stands in the report in the clear', async () => {
    const { findings } = await replay(trivy, 'contents');
    const secrets = findings.filter(({ kind }) => kind === 'secret').map(({ secret }) => secret);
    // The recording has this in its place.
    expect(secrets).toEqual([undefined, undefined, 'masked-1'.padEnd(TOKEN.length, '*')]);
  });

  it('counts a clean image as completed', async () => {
    const { outcome, findings } = await replay(trivy, 'contents-clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: [], packages: 0 } });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['DS-0026']);
  });

  it('is partial when its configuration was not checked, told on standard error only', async () => {
    const { recording, outcome } = await replay(trivy, 'contents-no-history');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      notCovered: [
        { what: 'the configuration of the image', why: 'dockerfile parse error: file with no instructions' },
      ],
    });
  });
});

describe('trivy-image, by release 0.48', () => {
  it('reads what it found, and takes neither its log nor the configuration for looked at', async () => {
    const { outcome, findings } = await replay(trivy, 'release-0.48');
    // It prints the files in another order each time.
    expect(findings.map(({ ruleId, location }) => `${ruleId} ${location?.path ?? 'the configuration'}`).sort()).toEqual(
      [
        'DS-0001 app/Dockerfile',
        'DS-0002 app/Dockerfile',
        'DS-0026 app/Dockerfile',
        'github-pat app/.env',
        'github-pat app/test/x.env',
        'github-pat the configuration',
      ],
    );
    expect(findings.find(({ location }) => location === undefined)?.secret).toBe('masked-1'.padEnd(TOKEN.length, '*'));
    expect(outcome).toMatchObject({
      status: 'partial',
      notCovered: [
        { what: 'what it says on standard error', why: 'a release that says it in another form (before 0.51)' },
        { what: 'the configuration of the image', why: 'it gives no result for it' },
      ],
    });
  });
});

describe('what trivy-image applies to', () => {
  const image: ImageFacts = {
    reference: 'a',
    digest: 'sha256:0',
    platform: 'linux/amd64',
    layout: '/l',
    archive: '/a',
  };
  const inventory = { root: '/target', files: [], hidden: [], notes: [] };

  it('is images alone, in two runs, so that a missing database costs only the one', () => {
    expect(trivy.appliesTo(inventory)).toEqual([]);
    expect(trivy.appliesTo({ ...inventory, image }).map(({ label, network }) => [label, network])).toEqual([
      ['packages', undefined],
      ['contents', 'never'],
    ]);
  });

  it('has a canary for each of them', () => {
    const proves = (mode?: string) =>
      trivy.canary({ label: '.', files: [], ...(mode ? { mode } : {}) }).expects.map((expected) => expected.proves);
    expect(proves('packages')).toEqual(['Alpine', 'PyPI', 'npm']);
    expect(proves('contents')).toEqual(['secrets', 'the configuration of the image']);
    expect(proves()).toHaveLength(5);
  });
});

await describeLive(trivy, ['go'], (tool) => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'muster-trivy-'));
  const database = path.join(scratch, 'database');
  const databases = { 'trivy-image': database };
  const cancel = new AbortController().signal;

  beforeAll(() => {
    makeTrivyDatabase(database);
  }, 120_000);
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  async function scan(files: Record<string, string>, config: ImageConfig, offline = false) {
    const folder = mkdtempSync(path.join(scratch, 'image-'));
    const image = await buildImage(files, config, folder);
    const beside = path.join(folder, 'beside');
    mkdirSync(beside);
    const inventory = { root: beside, files: [], hidden: [], notes: [], image };
    const everything = { profile: 'advanced' as const, only: undefined, skip: [], require: undefined };
    const { runs } = plan(inventory, [trivy as ScannerDefinition], everything);
    const workspace = await Workspace.open(path.join(scratch, 'runs'));
    try {
      return await execute(runs, inventory, {
        workspace,
        scheduler: new Scheduler(2, 4000),
        rules: path.resolve('rules'),
        offline,
        databases: offline ? {} : databases,
        maxDatabaseAgeDays: 5,
        cancel,
        cache: undefined,
        onEvent: () => undefined,
        provide: async () => tool,
      });
    } finally {
      await workspace.close();
    }
  }

  it('finds its canary in every part, and keeps quiet on the counter-example', async () => {
    const options = {
      mode: 'path' as const,
      install: false,
      offline: false,
      store: scratch,
      scannerFolder: () => scratch,
      avoid: [],
    };
    const services = { options, cache: scratch, remember: undefined, jobs: 2, databases, cancel };
    expect(await checkUp([trivy as ScannerDefinition], services)).toMatchObject([
      { id: 'trivy-image', canary: 'found' },
    ]);
  }, 180_000);

  it('finds what is there', async () => {
    const runs = await scan(
      {
        'app/node_modules/lodash/package.json': '{"name": "lodash", "version": "4.17.20"}',
        'app/settings.txt': `GH=${TOKEN}\n`,
      },
      { User: 'root' },
    );
    expect(runs.map(({ entry }) => [entry.input, entry.status, entry.canary])).toEqual([
      ['packages', 'completed', 'found'],
      ['contents', 'completed', 'found'],
    ]);
    const found = runs.flatMap(({ findings }) => findings.map(({ ruleId, location }) => [ruleId, location?.path]));
    expect(found).toEqual([
      ['CVE-2021-23337', 'app/node_modules/lodash/package.json'],
      ['DS-0002', undefined],
      ['DS-0026', undefined],
      ['github-pat', 'app/settings.txt'],
    ]);
  }, 180_000);

  it('is unavailable for packages where there is no database, and still looks into the contents', async () => {
    const runs = await scan({ 'app/settings.txt': `GH=${TOKEN}\n` }, { User: '1000' }, true);
    expect(runs.map(({ entry }) => [entry.input, entry.status])).toEqual([
      ['packages', 'unavailable'],
      ['contents', 'completed'],
    ]);
  }, 180_000);
});
