import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, GOCYCLO, itWith, makeBench } from '../../test/tools-kit.js';
import type { GoSource } from '../model/scanner.js';
import { fileDigest } from './digest.js';
import { ensureTool, findTool, type Tool, type Unavailable } from './tool.js';

let bench: Bench;
beforeEach(() => {
  bench = makeBench();
  vi.stubEnv('PATH', bench.bin);
});
afterEach(() => {
  vi.unstubAllEnvs();
  bench.remove();
});

const install = async (source: GoSource) =>
  (await ensureTool(bench.scanner([source]), bench.options())) as Tool & Unavailable;

const HELLO: GoSource = {
  kind: 'go',
  package: 'example.org/hello/cmd/hello',
  version: 'v1.2.3',
  sum: 'h1:2hnUeXrcGQNY6JJ7zpVliXxei5TRwuVQSGKJWMiLyFc=',
  command: 'hello',
};

/** A module proxy in a folder, with one program in it. @see https://go.dev/ref/mod#goproxy-protocol */
function proxyWith(text: string): void {
  const folder = path.join(bench.root, 'proxy/example.org/hello/@v');
  mkdirSync(folder, { recursive: true });
  const mod = 'module example.org/hello\n\ngo 1.21\n';
  const main = `package main\n\nimport "os"\n\nfunc main() { os.Stdout.WriteString("${text}\\n") }\n`;
  const files = { 'go.mod': mod, 'cmd/hello/main.go': main };
  const entries = Object.entries(files).map(([name, content]) => [
    `example.org/hello@v1.2.3/${name}`,
    strToU8(content),
  ]);
  writeFileSync(path.join(folder, 'list'), 'v1.2.3\n');
  writeFileSync(path.join(folder, 'v1.2.3.info'), '{"Version":"v1.2.3","Time":"2026-01-02T03:04:05Z"}');
  writeFileSync(path.join(folder, 'v1.2.3.mod'), mod);
  writeFileSync(path.join(folder, 'v1.2.3.zip'), zipSync(Object.fromEntries(entries)));
  vi.stubEnv('GOPROXY', `file://${path.join(bench.root, 'proxy')}`);
  vi.stubEnv('GONOSUMDB', 'example.org');
  vi.stubEnv('GOMODCACHE', path.join(bench.root, 'modules'));
  vi.stubEnv('GOFLAGS', '-modcacherw');
}

const withGo = await itWith(['go']);
const withModules = await itWith(['go', 'Go modules']);

describe('a scanner from Go', () => {
  it('needs Go, and the reason says so', async () => {
    expect((await install(HELLO)).reason).toMatch(
      /^Throw-away 1\.2\.3 could not be installed from Go: needs Go 1\.21 or newer, which is not installed; log: /,
    );
  });

  withGo('is built, runs, and is named by the digest of the program', async () => {
    bench.provide('go');
    proxyWith('hello');
    const tool = await install(HELLO);
    expect(tool).toMatchObject({ version: '1.2.3', source: 'Go', sha256: await fileDigest(tool.path) });
    expect(execFileSync(tool.path, { encoding: 'utf8' })).toBe('hello\n');
    expect(await findTool(bench.scanner([HELLO]), bench.options())).toEqual(tool);
    writeFileSync(tool.path, '#!/bin/sh\necho pwned\n');
    expect(await findTool(bench.scanner([HELLO]), bench.options())).toBeUndefined();
  });

  withGo('is refused when another source is served than the pinned one, and nothing of it is left', async () => {
    bench.provide('go');
    proxyWith('pwned');
    expect((await install(HELLO)).reason).toMatch(
      /from Go: the source that was served has the checksum h1:\S+=, pinned is h1:2hnU\S+: it is not the release; log: /,
    );
    expect(readdirSync(path.join(bench.store, 'throw-away'))).toEqual([]);
  });

  withGo('is refused when the module has no such program', async () => {
    bench.provide('go');
    proxyWith('hello');
    const other = { ...HELLO, package: 'example.org/hello/cmd/other', command: 'other' };
    expect((await install(other)).reason).toMatch(
      /from Go: go: go: \S+: module example\.org\/hello@v1\.2\.3 found, but does not contain package example\.org\/hello\/cmd\/other; log: /,
    );
  });

  withModules('comes from the module proxy, and Go tells its version where it is on PATH', async () => {
    bench.provide('go');
    const tool = await install(GOCYCLO.source);
    expect(tool).toMatchObject({ version: '0.6.0', source: 'Go' });
    copyFileSync(tool.path, path.join(bench.bin, 'gocyclo'));
    const scanner = bench.scanner([GOCYCLO.source, { kind: 'path', command: 'gocyclo' }]);
    expect(await findTool(scanner, bench.options({ mode: 'path' }))).toEqual({
      ...tool,
      path: path.join(bench.bin, 'gocyclo'),
      source: 'PATH',
    });
  });
});
