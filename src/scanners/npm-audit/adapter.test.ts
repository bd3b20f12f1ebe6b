import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { type Answer, npmService } from '../../../test/npm-service.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { Inventory } from '../../model/inventory.js';
import { checkUp } from '../../pipeline/doctor.js';
import npmAudit from './adapter.js';
import { readAsked } from './asked.js';
import { findingsOf, type Report } from './report.js';

const FROM_ELSEWHERE = [
  { what: 'is-odd', why: 'comes from a file, not from a registry with advisories' },
  { what: 'ms', why: 'comes from an address of its own, not from a registry with advisories' },
  { what: 'qs', why: 'has no version in the lock file' },
  { what: 'ours', why: 'comes from a repository, not from a registry with advisories' },
];

describe('npm audit', () => {
  it('reads vulnerabilities with the version that the lock file has, each at the package that has the advisory', async () => {
    const { recording, outcome, findings } = await replay(npmAudit, 'findings');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['package-lock.json'], packages: 5 } });
    expect(findings).toEqual([
      {
        kind: 'vulnerability',
        ruleId: 'GHSA-jf85-cpcp-j695',
        title: 'defaultsDeep pollutes the prototype',
        message: 'Versions <4.17.12. Installed at node_modules/lodash',
        severity: 'critical',
        nativeSeverity: 'critical',
        location: { path: 'package-lock.json' },
        package: { ecosystem: 'npm', name: 'lodash', version: '4.17.11', purl: 'pkg:npm/lodash@4.17.11' },
        advisory: {
          id: 'GHSA-jf85-cpcp-j695',
          aliases: [],
          cwes: ['CWE-20', 'CWE-1321'],
          cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H', score: 9.1 }],
          url: 'https://github.com/advisories/GHSA-jf85-cpcp-j695',
        },
        rule: { cwes: ['CWE-20', 'CWE-1321'], helpUri: 'https://github.com/advisories/GHSA-jf85-cpcp-j695' },
        fix: { summary: '`npm audit fix` updates lodash within what is asked for' },
        pointer: '/vulnerabilities/lodash/via/0',
      },
      // Two versions of one package: each has the advisory that is about it, and npm's one way out fits neither surely.
      expect.objectContaining({
        ruleId: 'GHSA-vh95-rmgr-6w4m',
        severity: 'medium',
        nativeSeverity: 'moderate',
        message: 'Versions <0.2.1. Installed at node_modules/minimist',
        package: expect.objectContaining({ name: 'minimist', version: '0.0.8' }),
        pointer: '/vulnerabilities/minimist/via/0',
      }),
      expect.objectContaining({
        ruleId: 'GHSA-xvch-5gv4-984h',
        // An alias: the package is called otherwise where it is installed.
        message: 'Versions >=1.0.0 <1.2.6. Installed at node_modules/old',
        package: expect.objectContaining({ name: 'minimist', version: '1.2.0' }),
        pointer: '/vulnerabilities/minimist/via/1',
      }),
      expect.objectContaining({
        ruleId: 'GHSA-gqgv-6jq5-jjj9',
        advisory: expect.objectContaining({ cvss: [] }),
        package: expect.objectContaining({ name: 'qs', version: '0.6.6' }),
      }),
    ]);
    expect(findings.map((row) => 'fix' in row)).toEqual([true, false, false, false]);
  });

  it('counts a run without a vulnerability as completed when it asked about every package', async () => {
    const { outcome, findings } = await replay(npmAudit, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['package-lock.json'], packages: 1 } });
    expect(findings).toEqual([]);
  });

  it('asks about the packages of workspaces, and does not count the workspaces', async () => {
    const { outcome, findings } = await replay(npmAudit, 'workspaces');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['web/package-lock.json'], packages: 2 } });
    expect(findings.map(({ message, fix }) => [message, fix])).toEqual([
      [
        'Versions <4.17.12. Installed at node_modules/lodash',
        { summary: 'Update lodash to 4.17.21', versions: ['4.17.21'] },
      ],
      [
        'Versions >=1.0.0 <1.2.6. Installed at packages/a/node_modules/minimist',
        { summary: 'Update minimist to 1.2.8', versions: ['1.2.8'] },
      ],
    ]);
  });

  it.each([
    ['kinds', 'package-lock.json'],
    ['version-1', 'npm-shrinkwrap.json'],
  ])('is partial when packages do not come from a registry, or have no version (%s)', async (name, file) => {
    const { outcome, findings } = await replay(npmAudit, name);
    expect(outcome).toEqual({
      status: 'partial',
      reason: '8 packages looked at, 4 not',
      considered: { files: [file], packages: 8 },
      notCovered: FROM_ELSEWHERE,
    });
    expect(findings.map(({ ruleId, package: at }) => [ruleId, at?.version])).toEqual([
      ['GHSA-jf85-cpcp-j695', '4.17.11'],
      ['GHSA-vh95-rmgr-6w4m', '0.0.8'],
      ['GHSA-xvch-5gv4-984h', '1.2.0'],
    ]);
  });

  it('is partial when the lock file is out of step with package.json, of which npm says nothing', async () => {
    const { recording, outcome } = await replay(npmAudit, 'out-of-step');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { packages: 3 },
      notCovered: [
        { what: 'minimist', why: 'package.json asks for ^2.0.0, and the lock file has 1.2.8' },
        { what: 'qs', why: 'package.json asks for 0.6.6, and it is not in the lock file' },
      ],
    });
  });

  it('is partial when npm asked about a part only, although it counts all', async () => {
    const { outcome, findings } = await replay(npmAudit, 'one-workspace');
    expect(outcome).toEqual({
      status: 'partial',
      reason: '1 packages looked at, 1 not',
      considered: { files: ['web/package-lock.json'], packages: 1 },
      notCovered: [{ what: 'lodash@4.17.11', why: 'it did not ask about it' }],
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['GHSA-xvch-5gv4-984h']);
  });

  it('is unavailable when npm asked about nothing: no vulnerabilities, exit status 0', async () => {
    const { recording, outcome } = await replay(npmAudit, 'nothing-asked');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({ status: 'unavailable', reason: 'it does not say that the registry answered' });
  });

  it('completes on a lock file of nothing but folders of the project, for which nothing is asked', async () => {
    const { outcome } = await replay(npmAudit, 'nothing-in-it');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['package-lock.json'], packages: 0 } });
  });

  it.each([
    ['refused', '405 Method Not Allowed'],
    ['no-service', 'connect ECONNREFUSED 127.0.0.1:1'],
    ['answers-503', '503 Service Unavailable'],
    ['answers-401', '(it is asked without credentials)'],
    ['answers-page', 'invalid json response body'],
    ['silence', 'network timeout'],
  ])(
    'is unavailable when the registry does not answer as it should (%s): same exit status as vulnerabilities',
    async (name, words) => {
      const { recording, outcome, findings } = await replay(npmAudit, name);
      expect(recording.exitStatus).toBe(1);
      expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining(words) });
      expect(findings).toEqual([]);
    },
  );

  it('is unavailable when the registry says `null`: no vulnerabilities, exit status 0', async () => {
    const { recording, outcome } = await replay(npmAudit, 'answers-null');
    expect(recording.exitStatus).toBe(0);
    const reason = "the registry's answer holds no advisories: null";
    expect(outcome).toEqual({ status: 'unavailable', reason, notCovered: [] });
  });

  it('cannot tell by itself that a registry knows no advisories at all: that is for the canary', async () => {
    const { outcome } = await replay(npmAudit, 'answers-nothing');
    expect(outcome.status).toBe('completed');
  });

  it('is unavailable when npm 10 turned to the older service: no vulnerabilities, exit status 0', async () => {
    const { recording, outcome } = await replay(npmAudit, 'npm-10-older-service');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining('only the service of npm 6 answered'),
    });
  });

  it('reads what npm 7 says, without weaknesses and scores', async () => {
    const { outcome, findings } = await replay(npmAudit, 'npm-7');
    expect(outcome).toMatchObject({ status: 'completed', considered: { packages: 5 } });
    expect(findings.map(({ ruleId, package: at }) => [ruleId, at?.version])).toEqual([
      ['GHSA-jf85-cpcp-j695', '4.17.11'],
      ['GHSA-vh95-rmgr-6w4m', '0.0.8'],
      ['GHSA-xvch-5gv4-984h', '1.2.0'],
      ['GHSA-gqgv-6jq5-jjj9', '0.6.6'],
    ]);
    expect(findings[0]?.advisory).toMatchObject({ cwes: [], cvss: [] });
  });

  it('reads what npm 6 says, and does not take it for evidence', async () => {
    const { outcome, findings } = await replay(npmAudit, 'npm-6');
    expect(outcome).toEqual({ status: 'failed', reason: 'this npm is too old; it takes 7 or later' });
    expect(findings).toEqual([
      expect.objectContaining({
        ruleId: 'GHSA-xvch-5gv4-984h',
        message: 'Arguments can pollute the prototype of every object.',
        package: { ecosystem: 'npm', name: 'minimist', version: '1.2.0', purl: 'pkg:npm/minimist@1.2.0' },
        advisory: expect.objectContaining({ cwes: ['CWE-1321'] }),
        fix: { summary: 'Update minimist to a version >=1.2.6' },
        pointer: '/advisories/1097678',
      }),
    ]);
  });

  it.each([
    ['broken', 1, 'not JSON: Unterminated string'],
    ['conflict', 0, 'not JSON: it has the marks of a merge conflict'],
    ['no-lock', 0, 'not a lock file that can be read'],
    ['missing-target', 1, 'EMISSINGTARGET: Missing target in lock file: "packages/a"'],
    ['crash', 1, "its output is empty (exit status 1) Error: Cannot find module '/not-there.cjs'"],
  ])('fails on what is no lock file, or when npm breaks off (%s, exit status %i)', async (name, status, words) => {
    const { recording, outcome } = await replay(npmAudit, name);
    expect(recording.exitStatus).toBe(status);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining(words) });
  });

  it('looks at each lock file of npm, pnpm and yarn, those of the last two in a mode of their own', () => {
    const names = [
      'a/npm-shrinkwrap.json',
      'a/package.json',
      'bun.lock',
      'package-lock.json',
      'pnpm-lock.yaml',
      'yarn.lock',
    ];
    const files = names.map((path) => ({ path, size: 1, kinds: ['lockfile' as const], ecosystem: 'npm' }));
    const inventory: Inventory = { root: '/target', files, hidden: [], notes: [] };
    expect(npmAudit.appliesTo(inventory)).toEqual([
      { label: 'a/npm-shrinkwrap.json', files: ['a/npm-shrinkwrap.json'], ecosystems: ['npm'] },
      { label: 'package-lock.json', files: ['package-lock.json'], ecosystems: ['npm'] },
      { label: 'pnpm-lock.yaml', mode: 'pnpm', files: ['pnpm-lock.yaml'], ecosystems: ['npm'] },
      { label: 'yarn.lock', mode: 'yarn', files: ['yarn.lock'], ecosystems: ['npm'] },
    ]);
  });
});

describe('what npm asked about, by its log', () => {
  const answered = 'npm http fetch POST 200 https://registry.example/-/npm/v1/security/advisories/bulk 9ms';

  it('is read from one line or many, with one version or many', () => {
    const list = Array.from({ length: 8 }, (_, index) => `'${index}.0.0'`);
    const log = [
      'npm silly audit bulk request {',
      "npm silly audit   '@a/b': [ '1.0.0', '2.0.0-rc.1' ],",
      'npm silly audit   many: [',
      `npm silly audit     ${list.slice(0, 4).join(', ')},`,
      `npm silly audit     ${list.slice(4).join(', ')}`,
      'npm silly audit   ]',
      'npm silly audit }',
      answered,
      'npm silly audit report {}',
    ].join('\n');
    const many = list.map((version) => `many@${version.slice(1, -1)}`);
    expect(readAsked(log)).toEqual({ packages: new Set(['@a/b@1.0.0', '@a/b@2.0.0-rc.1', ...many]) });
    const short = `npm sill audit bulk request { a: [ '1.0.0' ] }\n${answered}\nnpm sill audit report {}\n`;
    expect(readAsked(short)).toEqual({ packages: new Set(['a@1.0.0']) });
  });

  it('is not known when the log is cut off at its front', () => {
    const log = `npm silly audit   a: [ '1.0.0' ]\nnpm silly audit }\n${answered}\nnpm silly audit report {}\n`;
    expect(readAsked(log)).toEqual({ why: 'the part of its log that says what it asked about is missing' });
  });
});

describe('the findings of a report', () => {
  const advisory = { source: 7, name: 'a', title: null, url: null, severity: 'none of these', range: '<2.0.0' };
  const report = (nodes: string[]): Report => ({
    auditReportVersion: 2,
    vulnerabilities: { a: { via: [advisory, 'b'], nodes, fixAvailable: false } },
    metadata: { dependencies: { total: 1 } },
  });
  const nodes = ['node_modules/a', 'x/node_modules/a'];

  it('are there without a lock file too, without a version', () => {
    const [row, ...more] = findingsOf(report(nodes), {}, 'package-lock.json');
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      ruleId: 'npm-7',
      title: 'npm-7 in a',
      severity: 'unknown',
      nativeSeverity: 'none of these',
      package: { ecosystem: 'npm', name: 'a', purl: 'pkg:npm/a' },
    });
  });

  it('are one for all places of a version', () => {
    const versions = Object.fromEntries(nodes.map((node) => [node, '1.0.0']));
    const rows = findingsOf(report(nodes), { versions }, 'package-lock.json');
    expect(rows.map(({ message }) => message)).toEqual([
      'Versions <2.0.0. Installed at node_modules/a, x/node_modules/a',
    ]);
  });

  it('say who needs a package, where the lock file tells: production when one of its places does', () => {
    const scopeWith = (dev?: string[]) =>
      findingsOf(report(nodes), { ...(dev ? { dev } : {}) }, 'package-lock.json')[0]?.package?.scope;
    expect(scopeWith(nodes)).toBe('development');
    expect(scopeWith(nodes.slice(1))).toBe('production');
    expect(scopeWith()).toBeUndefined();
  });

  it('name a package of a scope as a purl does', () => {
    const { metadata, ...rest } = report([]);
    const scoped = {
      '@s/a': { via: [{ ...advisory, name: '@s/a' }], nodes: ['node_modules/@s/a'], fixAvailable: false },
    };
    const rows = findingsOf(
      { ...rest, metadata, vulnerabilities: scoped },
      { versions: { 'node_modules/@s/a': '1.0.0' } },
      'x',
    );
    expect(rows.map(({ package: at }) => at?.purl)).toEqual(['pkg:npm/%40s/a@1.0.0']);
  });

  it('keep what npm names although its range is read otherwise here', () => {
    const rows = findingsOf(
      report(['node_modules/a']),
      { versions: { 'node_modules/a': '3.0.0' } },
      'package-lock.json',
    );
    expect(rows.map(({ package: at }) => at?.version)).toEqual(['3.0.0']);
  });
});

const root = { name: 'x', dependencies: { minimist: '1.2.0', b: 'npm:@b/real@1.0.0', w: '1.0.0' }, workspaces: ['w'] };
const LOCK = {
  name: 'x',
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': { ...root, devDependencies: { lodash: '4.17.11' }, optionalDependencies: { o: '1.0.0' } },
    'node_modules/b': { name: '@b/real', version: '1.0.0', dependencies: { bundled: '1.0.0' } },
    'node_modules/b/node_modules/bundled': { version: '1.0.0', inBundle: true },
    'node_modules/lodash': { version: '4.17.11', dev: true },
    'node_modules/minimist': { version: '1.2.0' },
    'node_modules/o': { version: '1.0.0', optional: true },
    'node_modules/p': { version: '1.0.0', peer: true },
    'node_modules/w': { resolved: 'w', link: true },
    w: { version: '1.0.0', devDependencies: { qs: '0.6.6' } },
    'w/node_modules/qs': { version: '0.6.6', dev: true },
  },
};
const NPMRC = [
  'registry=http://127.0.0.1:1/',
  'omit=dev',
  'offline=true',
  'audit=false',
  'audit-level=critical',
  'package-lock=false',
  'workspaces=false',
  'loglevel=silent',
].join('\n');

await describeLive(npmAudit, [], (tool) => {
  const folders: string[] = [];
  const folder = (files: Record<string, string>) => {
    const made = makeFolder(files);
    folders.push(made);
    return made;
  };
  const serve = async (answer?: Answer) => {
    const service = await npmService(answer);
    for (const [name, value] of Object.entries(service.environment)) vi.stubEnv(name, value);
    return service;
  };
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const made of folders.splice(0)) rmSync(made, { recursive: true });
  });
  const vulnerable = () =>
    folder({
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: { 'node_modules/minimist': { version: '1.2.0' } },
      }),
    });

  it('asks about every package whatever kind it is of, and the target cannot tell it otherwise', async () => {
    const service = await serve();
    const target = folder({
      'web/package-lock.json': JSON.stringify(LOCK),
      'web/package.json': JSON.stringify({
        ...root,
        devDependencies: { lodash: '4.17.11' },
        devEngines: { runtime: { name: 'x', onFail: 'error' } },
      }),
      'web/w/package.json': JSON.stringify({ name: 'w', version: '1.0.0', devDependencies: { qs: '0.6.6' } }),
      'web/.npmrc': NPMRC,
      '.npmrc': NPMRC,
      '.env': 'npm_config_registry=http://127.0.0.1:1/\n',
    });
    const [executed] = await executeWith(npmAudit, target, tool.path);
    await service.close();
    expect(executed?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      considered: { files: 1, packages: 7 },
      notCovered: [],
    });
    expect(executed?.findings.map(({ ruleId, package: at }) => [ruleId, at?.name])).toEqual([
      ['GHSA-jf85-cpcp-j695', 'lodash'],
      ['GHSA-xvch-5gv4-984h', 'minimist'],
      ['GHSA-gqgv-6jq5-jjj9', 'qs'],
    ]);
    const question = service.asked.find((asked) => 'lodash' in asked);
    expect(question).toEqual({
      '@b/real': ['1.0.0'],
      bundled: ['1.0.0'],
      lodash: ['4.17.11'],
      minimist: ['1.2.0'],
      o: ['1.0.0'],
      p: ['1.0.0'],
      qs: ['0.6.6'],
    });
    // Besides, the pages of packages with an advisory; nothing about npm itself.
    expect(service.requests.filter((request) => !/bulk$|^GET \/(?:lodash|minimist|qs)$/.test(request))).toEqual([]);
    expect(readdirSync(path.join(target, 'web')).sort()).toEqual(['.npmrc', 'package-lock.json', 'package.json', 'w']);
  });

  it('finds its canary, and not in the version without the issue', async () => {
    const service = await serve();
    const store = folder({});
    const options = {
      mode: 'path' as const,
      install: false,
      offline: false,
      store,
      scannerFolder: () => store,
      avoid: [],
    };
    const cancel = new AbortController().signal;
    const [result] = await checkUp([npmAudit], {
      options,
      cache: store,
      remember: undefined,
      jobs: 1,
      databases: {},
      cancel,
    });
    await service.close();
    expect(result).toMatchObject({ id: 'npm-audit', canary: 'found' });
  });

  it('does not pass a registry that has no advisories', async () => {
    const service = await serve('nothing');
    const [executed] = await executeWith(npmAudit, vulnerable(), tool.path);
    await service.close();
    expect(executed?.entry).toMatchObject({ status: 'failed', canary: 'missed' });
  });

  it('is unavailable within seconds when the registry refuses, without a second try', async () => {
    const service = await serve(405);
    const [executed] = await executeWith(npmAudit, vulnerable(), tool.path);
    await service.close();
    expect(executed?.entry).toMatchObject({
      status: 'unavailable',
      canary: 'untested',
      exitStatus: 1,
      reason: expect.stringContaining('405 Method Not Allowed'),
    });
    // npm before 11 turns to another service then.
    expect(service.requests.filter((request) => request.endsWith('/bulk'))).toHaveLength(1);
  });

  it('is ended at its time limit when the registry never answers', async () => {
    const service = await serve('silence');
    const [executed] = await executeWith(npmAudit, vulnerable(), tool.path, { timeoutSeconds: 2 });
    await service.close();
    expect(executed?.entry.status).toBe('timed-out');
  });

  it('fails on a lock file that npm merges or reads as empty without a word', async () => {
    const service = await serve();
    const target = folder({ 'a/package-lock.json': '{}', 'b/package-lock.json': '{\n<<<<<<< HEAD\n"a": 1\n' });
    const executed = await executeWith(npmAudit, target, tool.path);
    await service.close();
    expect(executed.map(({ entry }) => [entry.status, entry.reason])).toEqual([
      ['failed', expect.stringContaining('not a lock file')],
      ['failed', expect.stringContaining('merge conflict')],
    ]);
  });

  it('says so when package.json cannot be read', async () => {
    const service = await serve();
    const target = folder({ 'package.json': '{', 'package-lock.json': JSON.stringify(LOCK) });
    const [executed] = await executeWith(npmAudit, target, tool.path);
    await service.close();
    expect(executed?.entry).toMatchObject({
      status: 'partial',
      notCovered: expect.arrayContaining([
        { what: 'package.json', why: expect.stringContaining('what it asks for could not be read') },
      ]),
    });
  });

  it('makes no connection when none may be made', async () => {
    const service = await serve();
    const [executed] = await executeWith(npmAudit, vulnerable(), tool.path, { offline: true });
    await service.close();
    expect(executed?.entry.reason).toContain('no connection may be made');
    expect(service.requests).toEqual([]);
  });
});
