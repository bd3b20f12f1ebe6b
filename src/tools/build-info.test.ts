import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ask, parseBuildInfo } from './build-info.js';

describe('parseBuildInfo', () => {
  it('reads what go 1.26.8 prints of a program that was installed at a version', () => {
    const printed = `/tmp/h/go/gocyclo: go1.26.8
	path	github.com/fzipp/gocyclo/cmd/gocyclo
	mod	github.com/fzipp/gocyclo	v0.6.0	h1:lsblElZG7d3ALtGMx9fmxeTKZaLLpU8mET09yN4BBLo=
	build	-buildmode=exe
	build	-trimpath=true
`;
    expect(parseBuildInfo(printed)).toEqual({
      package: 'github.com/fzipp/gocyclo/cmd/gocyclo',
      version: 'v0.6.0',
      sum: 'h1:lsblElZG7d3ALtGMx9fmxeTKZaLLpU8mET09yN4BBLo=',
    });
  });

  it('reads that one was built from a checkout, which has no checksum', () => {
    const printed = 'hello: go1.26.8\n\tpath\texample.org/hello\n\tmod\texample.org/hello\t(devel)\t\n';
    expect(parseBuildInfo(printed)).toEqual({ package: 'example.org/hello', version: '(devel)', sum: null });
  });

  it.each([
    ['what go says of another program', '/bin/ls: could not read Go build info from /bin/ls: not a Go executable\n'],
    ['a program of Go without a module', 'x: go1.26.8\n\tpath\tcommand-line-arguments\n\tbuild\t-compiler=gc\n'],
    ['nothing', ''],
  ])('takes %s for no build information', (_, printed) => {
    expect(parseBuildInfo(printed)).toBeUndefined();
  });
});

describe('ask', () => {
  it('runs in an empty folder that is home as well, and leaves nothing of it', async () => {
    const asked = await ask('/bin/sh', ['-c', 'pwd; echo "$HOME"; ls -A; echo no >&2; exit 3'], (home) => ({
      PATH: '/usr/bin:/bin',
      HOME: home,
    }));
    const [cwd = '', home, ...files] = asked.stdout.trim().split('\n');
    expect(asked).toMatchObject({ ending: 'exited', exitStatus: 3, stderr: 'no\n' });
    expect(home).toBe(cwd);
    // Its own two outputs are the only files.
    expect([files, existsSync(cwd)]).toEqual([['stderr', 'stdout'], false]);
  });
});
