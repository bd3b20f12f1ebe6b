import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, itWith, makeBench, SEMVER, type Server, serve } from '../../test/tools-kit.js';
import { textDigest } from './digest.js';
import { checkNpmLock } from './npm.js';
import { ensureTool, findTool, type Tool, type Unavailable } from './tool.js';

const { source, integrity } = SEMVER;

type Package = Partial<Record<'version' | 'integrity' | 'resolved', string> & { link: boolean; inBundle: boolean }>;

const lockWith = (packages: Record<string, Package>, lockfileVersion = 3) =>
  `${JSON.stringify({ name: 'x', lockfileVersion, requires: true, packages }, null, 2)}\n`;
const lock = (sha512: string = integrity) =>
  lockWith({
    '': { dependencies: { semver: '7.7.2' } } as Package,
    'node_modules/semver': { version: '7.7.2', integrity: sha512, bin: { semver: 'bin/semver.js' } } as Package,
  });
const MANIFEST = '{ "private": true, "dependencies": { "semver": "7.7.2" } }\n';

describe('checkNpmLock', () => {
  const good = { version: '7.7.2', integrity };

  it('holds a lock file that pins everything, by the digest of its own or of the package that brings it along', () => {
    const all = { 'node_modules/semver': good, 'node_modules/semver/node_modules/x': { version: '1', inBundle: true } };
    expect(() => checkNpmLock(lockWith(all), source)).not.toThrow();
  });

  it.each<[string, string, string]>([
    ['of an older version', lockWith({ 'node_modules/semver': good }, 2), 'is not of version 3'],
    [
      'of another version of the package',
      lockWith({ 'node_modules/semver': { ...good, version: '7.7.1' } }),
      'does not pin semver to 7.7.2',
    ],
    ['without the package', lockWith({}), 'does not pin semver to 7.7.2'],
    [
      'without a digest, which npm would install as it comes',
      lockWith({ 'node_modules/semver': { version: '7.7.2' } }),
      'has no SHA-512 digest of node_modules/semver',
    ],
    [
      'with a digest that can be forged',
      lockWith({ 'node_modules/semver': { ...good, integrity: 'sha1-x' } }),
      'has no SHA-512 digest of node_modules/semver',
    ],
    [
      'with a link to a folder',
      lockWith({ 'node_modules/semver': good, 'node_modules/x': { link: true } }),
      'has no SHA-512 digest of node_modules/x',
    ],
    [
      'with an address, which npm would ask instead of the registry',
      lockWith({ 'node_modules/semver': { ...good, resolved: 'https://registry.example/semver.tgz' } }),
      'names an address for node_modules/semver',
    ],
  ])('refuses one %s', (_, text, reason) => {
    expect(() => checkNpmLock(text, source)).toThrow(reason);
  });
});

describe('a scanner from npm', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = makeBench();
    vi.stubEnv('PATH', bench.bin);
    bench.lock('npm/package.json', MANIFEST);
    bench.lock('npm/package-lock.json', lock());
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    bench.remove();
  });

  const install = async () => (await ensureTool(bench.scanner([source]), bench.options())) as Tool & Unavailable;
  const left = () => readdirSync(path.join(bench.store, 'throw-away'));

  it('needs npm, and a lock file', async () => {
    expect((await install()).reason).toMatch(/from npm: needs npm, which is not installed; log: /);
    bench.lock('npm/package-lock.json', lockWith({}));
    expect((await install()).reason).toMatch(/from npm: its package-lock\.json does not pin semver to 7\.7\.2/);
    const none = bench.scanner([source], { id: 'other' });
    expect(await ensureTool(none, bench.options())).toEqual({
      reason: 'Throw-away has no npm/package-lock.json; make it with `npm run lock other`',
    });
  });

  it('is not installed when npm warns that files are short, and exits with 0 all the same', async () => {
    // What npm 11.19.1 prints on a full disk, most of its 41 equal lines left out.
    const printed = 'npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write\n\nadded 1 package in 3s\n';
    bench.program('npm', `#!/bin/sh\nprintf '${printed.replaceAll('\n', '\\n')}' >&2\n`);
    expect((await install()).reason).toMatch(
      /npm could not unpack everything: TAR_ENTRY_ERROR ENOSPC: no space left on device, write; log: /,
    );
    expect(left()).toEqual([]);
  });

  it('is asked for without running scripts, whatever the settings of the user say', async () => {
    bench.program('npm', `#!/bin/sh\necho "$@ from $npm_config_registry" > '${bench.root}/asked'\n`);
    vi.stubEnv('npm_config_registry', 'https://registry.example/');
    vi.stubEnv('npm_config_ignore_scripts', 'false');
    expect((await install()).reason).toMatch(/it has no program 'semver'/);
    const asked = readFileSync(path.join(bench.root, 'asked'), 'utf8');
    expect(asked).toMatch(/^ci --prefix \S+ --ignore-scripts --omit=dev /);
    expect(asked).toMatch(/ from https:\/\/registry\.example\/\n$/);
  });
});

const withNpm = await itWith(['npm', 'npm registry']);
const withProgram = await itWith(['npm']);

describe('npm, the real one', () => {
  let bench: Bench;
  let server: Server;
  beforeEach(async () => {
    bench = makeBench();
    vi.stubEnv('PATH', bench.bin);
    bench.provide('npm', 'node');
    bench.lock('npm/package.json', MANIFEST);
    bench.lock('npm/package-lock.json', lock());
    server = await serve((_, response) => response.writeHead(404).end('{}'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
    bench.remove();
  });

  const install = async () => (await ensureTool(bench.scanner([source]), bench.options())) as Tool & Unavailable;

  withNpm('installs a scanner that runs, is found again, and is named by its lock file', async () => {
    const tool = await install();
    expect(tool).toEqual({
      id: 'throw-away',
      version: '7.7.2',
      source: 'npm',
      sha256: textDigest(lock()),
      path: expect.stringMatching(/\/store\/throw-away\/7\.7\.2-[0-9a-f]{12}\/node_modules\/\.bin\/semver$/),
    });
    expect(execFileSync(tool.path, ['-i', 'minor', '1.2.3'], { encoding: 'utf8' })).toBe('1.3.0\n');
    expect(await findTool(bench.scanner([source]), bench.options())).toEqual(tool);
  });

  withNpm('refuses a file that has another digest, and leaves nothing of it', async () => {
    bench.lock('npm/package-lock.json', lock(integrity.replace('RF0F', 'AAAA')));
    // An empty cache: npm looks there for the digest first.
    vi.stubEnv('npm_config_cache', path.join(bench.root, 'cache'));
    expect((await install()).reason).toMatch(
      /could not be installed from npm: npm: Integrity checksum failed when using sha512: wanted sha512-AAAA/,
    );
    expect(readdirSync(path.join(bench.store, 'throw-away'))).toEqual([]);
  });

  withProgram('asks the registry of the user, and no other', async () => {
    vi.stubEnv('npm_config_cache', path.join(bench.root, 'cache'));
    vi.stubEnv('npm_config_registry', `${server.address}/`);
    expect((await install()).reason).toMatch(/could not be installed from npm: npm: Not Found - GET http:\/\/127/);
    expect(new Set(server.requests)).toEqual(new Set(['GET /semver']));
    expect(await findTool(bench.scanner([source]), bench.options())).toBeUndefined();
    expect(existsSync(path.join(bench.store, 'tools.lock.json'))).toBe(false);
  });
});
