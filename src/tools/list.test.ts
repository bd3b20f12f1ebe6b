import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, GOCYCLO, makeBench, PYCODESTYLE, SEMVER } from '../../test/tools-kit.js';
import type { InstallSource } from '../model/scanner.js';
import { describeTools } from './list.js';

let bench: Bench;
beforeEach(() => {
  bench = makeBench();
  vi.stubEnv('PATH', bench.bin);
});
afterEach(() => {
  vi.unstubAllEnvs();
  bench.remove();
});

const onPath: InstallSource = { kind: 'path', command: 'throw-away' };
const release: InstallSource = {
  kind: 'release',
  url: 'https://registry.example/x',
  version: '4.5.6',
  files: {},
  command: 'x',
};

describe('describeTools', () => {
  it('shows exactly what the contract names', async () => {
    const scanner = bench.scanner([PYCODESTYLE.source, onPath], { verified: 'recorded' });
    expect(await describeTools([scanner], bench.options())).toEqual([
      {
        id: 'throw-away',
        tier: 'basic',
        finds: ['code', 'secret'],
        version: '2.14.0',
        source: 'PyPI',
        installed: false,
        verified: 'recorded',
      },
    ]);
  });

  it('shows the program that is there rather than the one that would be installed', async () => {
    bench.program('throw-away', '#!/bin/sh\necho 7.7.7\n');
    const [shown] = await describeTools([bench.scanner([PYCODESTYLE.source, onPath])], bench.options());
    expect(shown).toMatchObject({ version: '7.7.7', source: 'PATH', installed: true });
  });

  it.each<[string, InstallSource[], string | null, string | null]>([
    ['PyPI', [PYCODESTYLE.source, onPath], '2.14.0', 'PyPI'],
    ['npm', [SEMVER.source], '7.7.2', 'npm'],
    ['Go, whose versions begin with v', [GOCYCLO.source], '0.6.0', 'Go'],
    ['a release, also one for other platforms', [release], '4.5.6', 'release'],
    ['PATH alone', [onPath], null, 'PATH'],
    ['nowhere', [], null, null],
  ])('shows version and source of one that is not there, from %s', async (_, install, version, source) => {
    const [shown] = await describeTools([bench.scanner(install)], bench.options());
    expect(shown).toMatchObject({ version, source, installed: false });
  });

  it('shows under --tools path what would be taken from there', async () => {
    const options = bench.options({ mode: 'path' });
    const [both, managed] = await describeTools(
      [bench.scanner([PYCODESTYLE.source, onPath]), bench.scanner([PYCODESTYLE.source])],
      options,
    );
    expect(both).toMatchObject({ version: null, source: 'PATH', installed: false });
    expect(managed).toMatchObject({ version: null, source: null, installed: false });
  });

  it('keeps the order, and installs nothing', async () => {
    const scanners = ['b', 'a', 'c'].map((id) => bench.scanner([PYCODESTYLE.source], { id }));
    expect((await describeTools(scanners, bench.options())).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(bench.events).toEqual([]);
  });
});
