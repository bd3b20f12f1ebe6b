import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, makeBench, type Server, serve } from '../../test/tools-kit.js';
import type { ReleaseFile, ReleaseSource } from '../model/scanner.js';
import { assetOf } from './release-asset.js';
import { ensureTool, findTool, type Tool } from './tool.js';

const HERE = `${process.platform}-${process.arch}`;
const PROGRAM = '#!/bin/sh\necho "throw-away 1.2.3: $1"\n';

describe('assetOf', () => {
  const source: ReleaseSource = {
    kind: 'release',
    url: 'https://example.org/v{version}/tool_{version}_{os}_{arch}.tar.gz',
    version: '1.2.3',
    files: {
      'linux-x64': { sha256: 'aa', arch: 'x86_64' },
      'darwin-arm64': { sha256: 'bb', os: 'macOS' },
      'win32-x64': { sha256: 'cc', url: 'https://example.org/v{version}/tool-{os}.zip', os: 'windows' },
      'linux-arm64': { sha256: 'dd', url: 'https://example.org/v{version}/tool-{arch}?x=.zip' },
    },
    command: 'tool',
    member: 'tool_{version}/{os}/tool',
  };

  it('fills in version, system and processor, as the release spells them', () => {
    expect(assetOf(source, 'linux-x64')).toEqual({
      url: 'https://example.org/v1.2.3/tool_1.2.3_linux_x86_64.tar.gz',
      sha256: 'aa',
      member: 'tool_1.2.3/linux/tool',
      archive: 'tar.gz',
    });
    expect(assetOf(source, 'darwin-arm64').url).toBe('https://example.org/v1.2.3/tool_1.2.3_macOS_arm64.tar.gz');
    expect(assetOf(source, 'win32-x64')).toMatchObject({
      url: 'https://example.org/v1.2.3/tool-windows.zip',
      archive: 'zip',
    });
  });

  it('takes a file that is no archive for the program itself', () => {
    expect(assetOf(source, 'linux-arm64')).toMatchObject({ archive: 'none', member: 'tool' });
  });

  it('says for which platforms there is a release', () => {
    expect(() => assetOf(source, 'linux-riscv64')).toThrow(
      'tool 1.2.3 is released for linux-x64, darwin-arm64, win32-x64, linux-arm64, and not for linux-riscv64',
    );
  });
});

describe('a scanner from a release', () => {
  let bench: Bench;
  let server: Server;
  let served: Record<string, Uint8Array>;
  beforeEach(async () => {
    bench = makeBench();
    served = {};
    server = await serve((request, response) => {
      const content = served[request.url ?? ''];
      if (content) response.end(content);
      else response.writeHead(404).end();
    });
    for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '127.0.0.1');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
    bench.remove();
  });

  /** Serves a file as the release for this platform. */
  function release(name: string, content: Uint8Array, more: Partial<ReleaseSource> = {}): ReleaseSource {
    served[`/1.2.3/${name}`] = content;
    const file: ReleaseFile = { sha256: createHash('sha256').update(content).digest('hex') };
    const url = `${server.address}/{version}/${name}`;
    return { kind: 'release', url, version: '1.2.3', files: { [HERE]: file }, command: 'throw-away', ...more };
  }

  const install = (source: ReleaseSource) => ensureTool(bench.scanner([source]), bench.options());
  const archive = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)])));

  it('is unpacked, runs, and is named by the digest of the file that was served', async () => {
    const content = archive({ 'tool-1.2.3/throw-away': PROGRAM, 'tool-1.2.3/rules/a.yml': 'a: 1\n' });
    const source = release('tool.zip', content, { member: 'tool-{version}/throw-away' });
    const tool = (await install(source)) as Tool;
    expect(tool).toMatchObject({
      id: 'throw-away',
      version: '1.2.3',
      source: 'release',
      sha256: source.files[HERE]?.sha256,
    });
    expect(execFileSync(tool.path, ['yes'], { encoding: 'utf8' })).toBe('throw-away 1.2.3: yes\n');
    expect(readFileSync(path.join(path.dirname(tool.path), 'rules/a.yml'), 'utf8')).toBe('a: 1\n');
    expect(await findTool(bench.scanner([source]), bench.options())).toEqual(tool);
    expect(await install(source)).toEqual(tool);
    expect(server.requests).toEqual(['GET /1.2.3/tool.zip']);
    expect(readdirSync(path.join(bench.store, '.work'))).toEqual([]);
  });

  it('is the file itself where that is no archive', async () => {
    const tool = (await install(release('throw-away-linux', strToU8(PROGRAM)))) as Tool;
    expect([path.basename(tool.path), statSync(tool.path).mode & 0o777]).toEqual(['throw-away', 0o755]);
    expect(execFileSync(tool.path, ['yes'], { encoding: 'utf8' })).toBe('throw-away 1.2.3: yes\n');
  });

  it('is not installed, and not unpacked, when another file is served than the pinned one', async () => {
    const source = release('tool.zip', archive({ 'throw-away': PROGRAM }));
    served['/1.2.3/tool.zip'] = archive({ 'throw-away': `${PROGRAM}evil` });
    expect(await install(source)).toEqual({
      reason: expect.stringMatching(
        /^Throw-away 1\.2\.3 could not be installed from its release: http:\S+ has the digest [0-9a-f]{64}, pinned is [0-9a-f]{64}: it is not the release; log: \S+throw-away-release\.log$/,
      ),
    });
    expect(readdirSync(path.join(bench.store, 'throw-away'))).toEqual([]);
    expect(readFileSync(path.join(bench.store, 'logs/throw-away-release.log'), 'utf8')).toMatch(
      /^\$ GET http:.*\nhttp/,
    );
  });

  it('leaves nothing outside of its folder when the archive wants to', async () => {
    const source = release('tool.zip', archive({ 'throw-away': PROGRAM, '../../../evil': 'x' }));
    expect(await install(source)).toEqual({ reason: expect.stringContaining('the archive') });
    const names = readdirSync(bench.root, { recursive: true }).map(String);
    expect(names.filter((name) => name.includes('evil') || name.endsWith('manifest.json'))).toEqual([]);
  });

  it.each([
    [{ 'bin/throw-away': PROGRAM, LICENSE: 'x' }, "the archive has no 'throw-away'; it has bin/throw-away, LICENSE"],
    [{ 'throw-away/x': 'x' }, "the archive has no 'throw-away'; it has throw-away/x"],
  ])('says what the archive has when the program is not in it', async (files, message) => {
    const { reason } = (await install(release('tool.zip', archive(files)))) as { reason: string };
    expect(reason).toContain(message);
    expect(existsSync(path.join(bench.store, 'tools.lock.json'))).toBe(false);
  });

  it('is not to be had for another platform, and then the next source is tried', async () => {
    const other = release('a.zip', archive({ 'throw-away': PROGRAM }), { files: { 'plan9-mips': { sha256: 'aa' } } });
    expect(await install(other)).toEqual({
      reason: `throw-away 1.2.3 is released for plan9-mips, and not for ${HERE}`,
    });
    const next = release('b', strToU8(PROGRAM));
    expect(await ensureTool(bench.scanner([other, next]), bench.options())).toMatchObject({ source: 'release' });
    expect(server.requests).toEqual(['GET /1.2.3/b']);
  });

  it('says that the server does not have it', async () => {
    const source = release('tool.zip', archive({ 'throw-away': PROGRAM }));
    served = {};
    expect(await install(source)).toEqual({ reason: expect.stringMatching(/ answers 404 for \/1\.2\.3\/tool\.zip; /) });
  });
});
