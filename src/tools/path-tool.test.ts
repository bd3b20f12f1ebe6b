import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, GOCYCLO, makeBench } from '../../test/tools-kit.js';
import { textDigest } from './digest.js';
import { findPathTool } from './path-tool.js';

let bench: Bench;
let second: string;
beforeEach(() => {
  bench = makeBench();
  second = path.join(bench.root, 'second');
  mkdirSync(second);
  vi.stubEnv('PATH', [bench.bin, second].join(path.delimiter));
});
afterEach(() => {
  vi.unstubAllEnvs();
  bench.remove();
});

const saying = (text: string) => `#!/bin/sh\necho '${text}'\n`;

function inSecond(script: string): string {
  const file = path.join(second, 'throw-away');
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}

const find = (more = {}) =>
  findPathTool(bench.scanner([{ kind: 'path', command: 'throw-away' }], more), bench.options());

describe('findPathTool', () => {
  it('gives path, version and digest of what is on PATH', async () => {
    const script = saying('throw-away version 1.12.3 (build 9.9.9)');
    const file = bench.program('throw-away', script);
    expect(await find()).toEqual({
      id: 'throw-away',
      path: file,
      version: '1.12.3',
      source: 'PATH',
      sha256: textDigest(script),
    });
  });

  it('takes the digest of what a link leads to, and the version from standard error as well', async () => {
    const script = '#!/bin/sh\necho v2.0.1 >&2\nexit 1\n';
    symlinkSync(bench.program('real', script), path.join(bench.bin, 'throw-away'));
    expect(await find()).toMatchObject({ version: '2.0.1', sha256: textDigest(script) });
  });

  it.each([
    ['a shim of pyenv for another Python', '#!/bin/sh\necho "pyenv: throw-away: command not found" >&2\nexit 127\n'],
    ['a script whose interpreter is gone', '#!/opt/absent/bin/python\nprint("1.0.0")\n'],
    ['one that may not be run after all', '#!/bin/sh\nexit 126\n'],
  ])('goes on to the next on PATH after %s', async (_, script) => {
    bench.program('throw-away', script);
    expect(await find()).toBeUndefined();
    const next = inSecond(saying('3.4.5'));
    expect(await find()).toMatchObject({ path: next, version: '3.4.5' });
  });

  it('uses a program that does not tell its version, and says that it is unknown', async () => {
    bench.program('throw-away', saying('usage: throw-away FILE'));
    expect((await find())?.version).toBe('unknown');
  });

  it('asks the program without the tokens of the caller, in a home of its own', async () => {
    vi.stubEnv('GITHUB_TOKEN', 'x');
    vi.stubEnv('HOME', '/root');
    bench.program(
      'throw-away',
      '#!/bin/sh\n[ -z "$GITHUB_TOKEN$AWS_SECRET_ACCESS_KEY" ] && [ "$HOME" != /root ] && echo 1.2.3\n',
    );
    expect((await find())?.version).toBe('1.2.3');
  });

  it('finds nothing where the scanner is not looked for on PATH', async () => {
    bench.program('gocyclo', saying('1.2.3'));
    expect(await findPathTool(bench.scanner([GOCYCLO.source]), bench.options())).toBeUndefined();
  });

  it.each([
    ['v0.6.0', '0.6.0', 'a release is what the build information says, whatever the program prints'],
    ['v1.0.0-rc.2', '1.0.0-rc.2', 'so is one before a release'],
    ['(devel)', '9.9.9', 'a build from a checkout says it by itself'],
    ['v0.6.1-0.20260102030405-0123456789ab', '9.9.9', 'and so does one of a commit'],
  ])('knows a Go program built at %s as %s: %s', async (built, version) => {
    const info = `x: go1.26.8\\n\\tpath\\t${GOCYCLO.source.package}\\n\\tmod\\tgithub.com/fzipp/gocyclo\\t${built}\\t`;
    bench.program('go', `#!/bin/sh\n[ "$1 $2" = "version -m" ] && printf '${info}'\n`);
    bench.program('throw-away', saying('9.9.9'));
    const scanner = bench.scanner([GOCYCLO.source, { kind: 'path', command: 'throw-away' }]);
    expect((await findPathTool(scanner, bench.options()))?.version).toBe(version);
  });
});
