import { readdirSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { type Answer, npmService } from '../../../test/npm-service.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import npmAudit from './adapter.js';
import type { Manifest } from './contents.js';
import { type Foreign, standFor } from './foreign.js';
import { readPnpmLock } from './pnpm-lock.js';
import { findingsOf } from './report.js';
import { readYarnLock } from './yarn-lock.js';

const GIT = 'comes from a repository, not from a registry with advisories';
const FILE = 'comes from a file, not from a registry with advisories';
const ADDRESS = 'comes from an address of its own, not from a registry with advisories';
const PATCHED = 'is patched by the project: only what it was before could be asked about';

const LATER_GAPS = [
  { what: 'is-odd', why: PATCHED },
  { what: 'ours', why: GIT },
  { what: 'packed', why: FILE },
  { what: 'gone', why: 'packages/a/package.json asks for ^1.0.0, and it is not in the lock file' },
];

describe('npm audit on a lock file of yarn or pnpm', () => {
  it('reads vulnerabilities at the lock file, with the version it has and no advice for npm', async () => {
    const { recording, outcome, findings } = await replay(npmAudit, 'yarn-1');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'partial',
      reason: '6 packages looked at, 4 not',
      considered: { files: ['yarn.lock'], packages: 6 },
      notCovered: [
        { what: 'ours', why: GIT },
        { what: 'packed', why: FILE },
        { what: 'tarball', why: ADDRESS },
        { what: 'qs', why: 'package.json asks for 0.6.6, and it is not in the lock file' },
      ],
    });
    expect(findings).toEqual([
      {
        kind: 'vulnerability',
        ruleId: 'GHSA-jf85-cpcp-j695',
        title: 'defaultsDeep pollutes the prototype',
        message: 'Versions <4.17.12.',
        severity: 'critical',
        nativeSeverity: 'critical',
        location: { path: 'yarn.lock' },
        package: { ecosystem: 'npm', name: 'lodash', version: '4.17.11', purl: 'pkg:npm/lodash@4.17.11' },
        advisory: {
          id: 'GHSA-jf85-cpcp-j695',
          aliases: [],
          cwes: ['CWE-20', 'CWE-1321'],
          cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H', score: 9.1 }],
          url: 'https://github.com/advisories/GHSA-jf85-cpcp-j695',
        },
        rule: { cwes: ['CWE-20', 'CWE-1321'], helpUri: 'https://github.com/advisories/GHSA-jf85-cpcp-j695' },
        fix: { summary: 'Update lodash to 4.17.21', versions: ['4.17.21'] },
        pointer: '/vulnerabilities/lodash/via/0',
      },
      expect.objectContaining({
        ruleId: 'GHSA-vh95-rmgr-6w4m',
        package: expect.objectContaining({ name: 'minimist', version: '0.0.8' }),
      }),
      expect.objectContaining({
        ruleId: 'GHSA-xvch-5gv4-984h',
        message: 'Versions >=1.0.0 <1.2.6.',
        package: expect.objectContaining({ name: 'minimist', version: '1.2.0' }),
      }),
    ]);
    // Two versions of one package: npm's one way out is for neither surely.
    expect(findings.map((row) => 'fix' in row)).toEqual([true, false, false]);
  });

  it.each([
    ['yarn-berry', 6, ['lodash@4.17.11', 'minimist@0.0.8', 'minimist@1.2.0'], LATER_GAPS],
    ['yarn-npm-10', 6, ['lodash@4.17.11', 'minimist@0.0.8', 'minimist@1.2.0'], LATER_GAPS],
    [
      'pnpm-5',
      5,
      ['lodash@4.17.11', 'minimist@0.0.8', 'minimist@1.2.0'],
      [
        { what: 'packed', why: FILE },
        { what: 'ours', why: GIT },
      ],
    ],
    [
      'pnpm-6',
      4,
      ['lodash@4.17.11', 'minimist@1.2.0'],
      [
        { what: 'tarball', why: ADDRESS },
        { what: 'is-odd', why: PATCHED },
        { what: 'gone', why: 'package.json asks for 1.0.0, and it is not in the lock file' },
      ],
    ],
    ['pnpm-9', 5, ['minimist@0.0.8', 'minimist@1.2.0', 'qs@0.6.6'], [{ what: 'ours', why: GIT }]],
  ])('reads %s: what comes from elsewhere is named, all else was asked about', async (name, packages, found, gaps) => {
    const { recording, outcome, findings } = await replay(npmAudit, name);
    const file = name.startsWith('yarn') ? 'yarn.lock' : 'pnpm-lock.yaml';
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'partial',
      reason: `${packages} packages looked at, ${gaps.length} not`,
      considered: { files: [file], packages },
      notCovered: gaps,
    });
    expect(findings.map(({ package: at }) => `${at?.name}@${at?.version}`)).toEqual(found);
    expect(findings.every(({ location }) => location?.path === file)).toBe(true);
  });

  it('tells what is needed for development alone, where the lock file does', async () => {
    const { findings } = await replay(npmAudit, 'pnpm-6');
    expect(findings.map(({ message }) => message)).toEqual([
      'Versions <4.17.12. Needed for development alone',
      'Versions >=1.0.0 <1.2.6.',
    ]);
    expect(findings.map(({ package: at }) => at?.scope)).toEqual(['development', undefined]);
    expect(findings.map(({ fix }) => fix?.versions)).toEqual([['4.17.21'], ['1.2.8']]);
  });

  it('completes when it asked about every package, also when there is none', async () => {
    const clean = await replay(npmAudit, 'yarn-clean');
    expect(clean.outcome).toEqual({ status: 'completed', considered: { files: ['yarn.lock'], packages: 1 } });
    expect(clean.findings).toEqual([]);
    const nothing = await replay(npmAudit, 'pnpm-nothing-in-it');
    expect(nothing.outcome).toEqual({ status: 'completed', considered: { files: ['pnpm-lock.yaml'], packages: 0 } });
  });

  it.each([
    ['yarn-broken', 'yarn.lock: not a lock file that can be read: Expected'],
    ['yarn-conflict', 'yarn.lock: it has the marks of a merge conflict'],
    ['pnpm-broken', 'pnpm-lock.yaml: not YAML: Flow map'],
  ])('fails on a lock file that cannot be read, by its name (%s)', async (name, words) => {
    const { recording, outcome, findings } = await replay(npmAudit, name);
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining(words) });
    expect(findings).toEqual([]);
  });

  it.each([
    ['yarn-no-service', 'connect ECONNREFUSED 127.0.0.1:1'],
    ['pnpm-refused', '405 Method Not Allowed'],
  ])('is unavailable when the registry does not answer (%s)', async (name, words) => {
    const { recording, outcome } = await replay(npmAudit, name);
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining(words) });
  });
});

const contents = (foreign: Foreign, manifests: Record<string, Manifest> = {}) =>
  standFor(foreign, new Map(Object.entries(manifests))).contents;
const first = (...entries: string[]) => readYarnLock(`# yarn lockfile v1\n\n\n${entries.join('\n\n')}\n`);
const later = (...entries: string[]) => readYarnLock(`__metadata:\n  version: 8\n\n${entries.join('\n\n')}\n`);
const entry = (key: string, resolution: string, version = '1.0.0') =>
  `"${key}":\n  version: ${version}\n  resolution: "${resolution}"`;
const pnpm = (document: object) => readPnpmLock(JSON.stringify(document));
const gapsOf = (foreign: Foreign, manifest?: Manifest) =>
  contents(foreign, manifest ? { '': manifest } : {}).gaps.map(({ what, why }) => `${what} ${why}`);

describe('the project that stands for a lock file', () => {
  it('has every version of a name once, by aliases in a folder that no package has', () => {
    const items = ['1.0.0', '2.0.0', '1.0.0', '3.0.0'].map((version) => {
      return { name: 'a', version, origin: 'registry' as const };
    });
    const scoped = { name: '@other/b', version: '1.0.0', origin: 'registry' as const };
    const foreign = { items: [...items, scoped], folders: [''], gaps: [], isMet: () => true };
    const { lock, contents: held } = standFor(foreign, new Map());
    const root = {
      name: 'file:none',
      dependencies: { a: '1.0.0', '@other-/1': 'npm:a@2.0.0', '@other-/2': 'npm:a@3.0.0', '@other/b': '1.0.0' },
    };
    expect(lock).toEqual({
      ...root,
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': root,
        'node_modules/a': { version: '1.0.0' },
        'node_modules/@other-/1': { name: 'a', version: '2.0.0' },
        'node_modules/@other-/2': { name: 'a', version: '3.0.0' },
        'node_modules/@other/b': { version: '1.0.0' },
      },
    });
    expect(held.packages).toEqual(['a@1.0.0', 'a@2.0.0', 'a@3.0.0', '@other/b@1.0.0']);
  });

  it('counts a package as for development when all its entries say so', () => {
    const row = { resolution: {}, dev: true };
    const packages = { '/a@1.0.0(b@1.0.0)': row, '/a@1.0.0(b@2.0.0)': { ...row, dev: false }, '/c@1.0.0': row };
    expect(contents(pnpm({ lockfileVersion: '6.0', packages })).foreign).toEqual({ dev: ['c@1.0.0'] });
  });

  it('never leads to advice about npm', () => {
    const advisory = { source: 7, name: 'a', severity: 'low', range: '<2.0.0' };
    const vulnerabilities = { a: { via: [advisory], nodes: ['node_modules/a'], fixAvailable: true } };
    const report = { auditReportVersion: 2 as const, vulnerabilities, metadata: { dependencies: { total: 1 } } };
    const rows = findingsOf(report, { versions: { 'node_modules/a': '1.0.0' }, foreign: { dev: [] } }, 'yarn.lock');
    expect(rows).toEqual([expect.not.objectContaining({ fix: expect.anything() })]);
  });
});

describe('a yarn.lock', () => {
  it('of yarn 1 is read with or without its heading, with any ends of lines', () => {
    const body = '"@a/b@^1.0.0", "@a/b@~1.0.0":\r\n  version "1.0.1"\r\n\r\nc@*:\r\n  version "2.0.0-rc.1"\r\n';
    expect(contents(readYarnLock(body)).packages).toEqual(['@a/b@1.0.1', 'c@2.0.0-rc.1']);
    expect(contents(readYarnLock(`\ufeff# yarn lockfile v1\r\n${body}`)).packages).toHaveLength(2);
  });

  it('of yarn 1 tells by what was asked for, and by the address, where a package comes from', () => {
    const foreign = first(
      'a@latest:\n  version "1.0.0"',
      'b@someone/b:\n  version "1.0.0"',
      'c@^1.0.0:\n  version "1.0.0"\n  resolved "https://codeload.github.com/someone/c/tar.gz/0000000"',
      'd@^1.0.0:\n  version "1.0.0"\n  resolved "file:d.tgz#0000000"',
      '"e@file:../e":\n  version "1.0.0"',
      '"f@link:../f":\n  version "0.0.0"',
      'g@^1.0.0:\n  version "g"',
    );
    expect(contents(foreign).packages).toEqual(['a@1.0.0']);
    expect(gapsOf(foreign)).toEqual([`b ${GIT}`, `c ${GIT}`, `d ${FILE}`, 'g has no version in the lock file']);
  });

  it('of yarn 2 and later tells by its locator where a package comes from', () => {
    const foreign = later(
      entry('a@npm:^1.0.0, a@npm:^1.0.1', 'a@npm:1.0.1::__archiveUrl=https%3A%2F%2Fregistry.example%2Fa.tgz', '1.0.1'),
      entry('b@patch:b@npm%3A^1.0.0#optional!builtin<compat/b>', 'b@patch:b@npm%3A1.0.0#optional!builtin<compat/b>'),
      entry('c@someone/c', 'c@https://github.com/someone/c.git#commit=0000000'),
      entry('d@https://files.example/d.tgz', 'd@https://files.example/d.tgz'),
      entry('f@condition:X ? 1 : 2', 'f@condition:X?1:2#000000', '0.0.0-condition'),
      entry('g@npm:>=1, <2', 'g@npm:1.0.0'),
      entry('e@portal:../e', 'e@portal:../e::locator=x%40workspace%3A.', '0.0.0-use.local'),
      entry('x@workspace:.', 'x@workspace:.', '0.0.0-use.local'),
    );
    expect(contents(foreign).packages).toEqual(['a@1.0.1', 'b@1.0.0', 'g@1.0.0']);
    expect(gapsOf(foreign)).toEqual([`c ${GIT}`, `d ${ADDRESS}`, `f ${ADDRESS}`]);
  });

  it('that lacks what is asked for says so, unless folders of the project or resolutions explain it', () => {
    const one = first('a@^1.0.0:\n  version "1.0.0"\n  dependencies:\n    b "^2.0.0"');
    const why = 'asks for ^2.0.0, and it is not in the lock file';
    const asks = { dependencies: { a: '^2.0.0', c: 'link:../c' } };
    expect(gapsOf(one, asks)).toEqual([`b a@^1.0.0 ${why}`, `a package.json ${why}`]);
    expect(gapsOf(one, { ...asks, resolutions: { a: '^1.0.0' } })).toEqual([`b a@^1.0.0 ${why}`]);
    const member = { workspaces: ['packages/*'], dependencies: { member: '1.0.0' } };
    expect(gapsOf(one, member)).toEqual([`b a@^1.0.0 ${why}`]);
    const two = later(`${entry('a@npm:^1.0.0', 'a@npm:1.0.0')}\n  dependencies:\n    b: "npm:^2.0.0"`);
    expect(gapsOf(two, asks)).toEqual([
      'b a@npm:1.0.0 asks for npm:^2.0.0, and it is not in the lock file',
      `a package.json ${why}`,
      'c package.json asks for link:../c, and it is not in the lock file',
    ]);
    const optional = '\n  dependencies:\n    b: "npm:^2.0.0"\n  dependenciesMeta:\n    b:\n      optional: true';
    expect(gapsOf(later(`${entry('a@npm:^1.0.0', 'a@npm:1.0.0')}${optional}`))).toEqual([]);
  });

  it.each([
    ['', 'it is empty'],
    ['{"lockfileVersion": 3}', 'not a lock file that can be read'],
    ['# yarn lockfile v1\n\n\na:\n  version "1.0.0"\n', 'no package is named by "a"'],
    ['# yarn lockfile v1\n\n\na@1:\n  resolved "x"\n', 'at /a@1/version'],
    ['__metadata:\n  version: 8\n\n"a@npm:1":\n  version: 1.0.0\n', 'at /a@npm:1/resolution'],
    ['__metadata:\n  version: 8\n\n"a@npm:1": [\n', 'not a lock file that can be read'],
    ['__metadata:\n  version: 8\n<<<<<<< HEAD\n', 'merge conflict'],
  ])('is refused when it is %j', (text, words) => {
    expect(() => readYarnLock(text)).toThrow(words);
  });
});

describe('a pnpm-lock.yaml', () => {
  it.each([
    [5.4, ['/a/1.0.0', '/a/1.0.0_b@2.0.0', '/@s/b/2.0.0_0000', 'registry.example/c/3.0.0']],
    ['6.0', ['/a@1.0.0', '/a@1.0.0(@s/b@2.0.0)(c@3.0.0)', '/@s/b@2.0.0', 'registry.example/c@3.0.0']],
    ['9.0', ['a@1.0.0', '/@s/b@2.0.0', 'c@3.0.0']],
  ])('of version %s names packages of a registry by its keys', (lockfileVersion, keys) => {
    const packages = Object.fromEntries(keys.map((key) => [key, { resolution: { integrity: 'sha512-x' } }]));
    const held = contents(pnpm({ lockfileVersion, packages }));
    expect(held.packages).toEqual(['a@1.0.0', '@s/b@2.0.0', 'c@3.0.0']);
    expect(held.gaps).toEqual([]);
  });

  it('tells by the resolution where a package comes from', () => {
    const packages = {
      'a@https://git.example/a.git#0000': { resolution: { type: 'git', repo: 'https://git.example/a.git' } },
      'b@file:b.tgz': { resolution: { tarball: 'file:b.tgz' } },
      'c@file:c': { resolution: { directory: 'c', type: 'directory' } },
      'd@https://files.example/d.tgz': { resolution: { tarball: 'https://files.example/d.tgz' } },
      'node@runtime:22.0.0': { resolution: { type: 'variations' } },
    };
    expect(gapsOf(pnpm({ lockfileVersion: '9.0', packages }))).toEqual([
      `a ${GIT}`,
      `b ${FILE}`,
      `d ${ADDRESS}`,
      `node ${ADDRESS}`,
    ]);
  });

  it('names what is shipped inside a package, and what is needed and not there', () => {
    const packages = { 'a@1.0.0': { bundledDependencies: ['b'] } };
    const snapshots = {
      'a@1.0.0': { dependencies: { c: '1.0.0', d: 'link:d', e: 'a@1.0.0(f@1.0.0)', g: '1.0.0' } },
      'a@1.0.0(f@1.0.0)': {},
      'g@1.0.0': {},
    };
    expect(gapsOf(pnpm({ lockfileVersion: '9.0', packages, snapshots }))).toEqual([
      'c a@1.0.0 asks for 1.0.0, and it is not in the lock file',
      'g a@1.0.0 asks for 1.0.0, and it is not in the lock file',
      'b is shipped inside a@1.0.0, without a version in the lock file',
    ]);
  });

  it('is held against what package.json asks for, unless it overrides', () => {
    const asks = { dependencies: { a: '^2.0.0' } };
    const why = 'a package.json asks for ^2.0.0, and it is not in the lock file';
    const five = { lockfileVersion: 5.4, importers: { '.': { specifiers: { a: '^1.0.0' } } } };
    expect(gapsOf(pnpm(five), asks)).toEqual([why]);
    expect(gapsOf(pnpm(five), { dependencies: { a: '^1.0.0' } })).toEqual([]);
    const six = { lockfileVersion: '6.0', dependencies: { a: { specifier: '^1.0.0', version: '1.0.0' } } };
    expect(gapsOf(pnpm(six), asks)).toEqual([why]);
    expect(gapsOf(pnpm({ ...six, overrides: { a: '1.0.0' } }), asks)).toEqual([]);
  });

  it('may have nothing where there could be something', () => {
    const nothing = { specifiers: null, dependencies: null, importers: null, packages: { '/a/1.0.0': null } };
    expect(contents(pnpm({ lockfileVersion: 5.3, ...nothing })).packages).toEqual(['a@1.0.0']);
  });

  it('of pnpm 11 has a document about pnpm itself in front', () => {
    const document = (name: string) => `---\nlockfileVersion: '9.0'\npackages:\n  ${name}@1.0.0: {}\n`;
    expect(contents(readPnpmLock(document('a') + document('b'))).packages).toEqual(['a@1.0.0', 'b@1.0.0']);
  });

  it.each([
    ['', 'it is empty'],
    ['a: [', 'not YAML'],
    ['a: 1', 'at /lockfileVersion'],
    ["lockfileVersion: '10.0'", 'its lockfileVersion 10.0 is not one that is known here'],
    ["lockfileVersion: '9.0'\npackages: []", 'at /packages'],
    ["lockfileVersion: '9.0'\n<<<<<<< HEAD\n", 'merge conflict'],
  ])('is refused when it is %j', (text, words) => {
    expect(() => readPnpmLock(text)).toThrow(words);
  });
});

const YARN =
  '# yarn lockfile v1\n\n\nminimist@1.2.0, minimist@^1.2.0:\n  version "1.2.0"\n\nminimist@0.0.8:\n  version "0.0.8"\n';
const PNPM = "lockfileVersion: '9.0'\n\npackages:\n\n  lodash@4.17.11:\n    resolution: {integrity: sha512-x}\n";

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

  it("asks about each lock file by itself, where npm passes over yarn's and pnpm's beside its own", async () => {
    const service = await serve();
    const files = {
      '.npmrc': 'registry=http://127.0.0.1:1/\noffline=true\nomit=dev\n',
      '.yarnrc.yml': 'npmRegistryServer: "http://127.0.0.1:1/"\nnpmAuditExcludePackages: ["*"]\n',
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: { 'node_modules/minimist': { version: '1.2.8' } },
      }),
      'pnpm-lock.yaml': PNPM,
      'yarn.lock': YARN,
    };
    const target = folder(files);
    const executed = await executeWith(npmAudit, target, tool.path);
    await service.close();
    expect(
      executed.map(({ entry: { input, status, canary, considered } }) => [input, status, canary, considered]),
    ).toEqual([
      ['package-lock.json', 'completed', 'found', { files: 1, packages: 1 }],
      ['pnpm-lock.yaml', 'completed', 'found', { files: 1, packages: 1 }],
      ['yarn.lock', 'completed', 'found', { files: 1, packages: 2 }],
    ]);
    const found = executed.map(({ findings }) => findings.map((row) => [row.ruleId, row.package?.version]));
    expect(found).toEqual([
      [],
      [['GHSA-jf85-cpcp-j695', '4.17.11']],
      [
        ['GHSA-vh95-rmgr-6w4m', '0.0.8'],
        ['GHSA-xvch-5gv4-984h', '1.2.0'],
      ],
    ]);
    expect(service.asked).toContainEqual({ minimist: ['1.2.0', '0.0.8'] });
    // Nothing about the project that stands for the lock file.
    expect(service.requests.filter((request) => !/bulk$|^GET \/(?:lodash|minimist)$/.test(request))).toEqual([]);
    expect(readdirSync(target).sort()).toEqual(Object.keys(files).sort());
  });

  it('does not pass a registry that has no advisories, and is unavailable when it refuses', async () => {
    const target = folder({ 'a/yarn.lock': YARN, 'b/pnpm-lock.yaml': PNPM });
    const empty = await serve('nothing');
    const missed = await executeWith(npmAudit, target, tool.path);
    await empty.close();
    expect(missed.map(({ entry: { status, canary } }) => [status, canary])).toEqual([
      ['failed', 'missed'],
      ['failed', 'missed'],
    ]);
    const refusing = await serve(405);
    const refused = await executeWith(npmAudit, target, tool.path);
    await refusing.close();
    expect(refused.map(({ entry: { status } }) => status)).toEqual(['unavailable', 'unavailable']);
  });

  it('fails on one that cannot be read, and looks at the others', async () => {
    const service = await serve();
    const target = folder({ 'a/yarn.lock': 'a@1:\n  version', 'b/pnpm-lock.yaml': 'a: [', 'c/yarn.lock': YARN });
    const executed = await executeWith(npmAudit, target, tool.path);
    await service.close();
    expect(executed.map(({ entry: { status, reason } }) => [status, reason])).toEqual([
      ['failed', expect.stringContaining('a/yarn.lock: not a lock file')],
      ['failed', expect.stringContaining('b/pnpm-lock.yaml: not YAML')],
      ['completed', undefined],
    ]);
  });
});
