import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, PROGRAM, type Server, startReleaseBench, stopReleaseBench } from '../../test/tools-kit.js';
import type { InstallSource, ReleaseSource } from '../model/scanner.js';
import { ensureTool, findTool, type ToolMode, type Unavailable } from './tool.js';

let bench: Bench;
let server: Server;
let source: ReleaseSource;
let answer: () => string | undefined;
beforeEach(async () => {
  answer = () => PROGRAM;
  ({ bench, server, source } = await startReleaseBench(() => answer()));
});
afterEach(() => stopReleaseBench({ bench, server }));

const onPath: InstallSource = { kind: 'path', command: 'throw-away' };
const both = () => bench.scanner([source, onPath]);

const tell = (text: string) => text.replaceAll(bench.root, 'ROOT');

describe('--tools', () => {
  const CASES: [ToolMode, string, 'installs' | 'does not'][] = [
    ['auto', 'release', 'installs'],
    ['managed', 'release', 'installs'],
    ['path', 'PATH', 'does not'],
  ];
  it.each(CASES)('%s takes the program from %s when both are there', async (mode, from, installs) => {
    bench.program('throw-away', '#!/bin/sh\necho 7.7.7\n');
    expect(await ensureTool(both(), bench.options({ mode }))).toMatchObject({ source: from });
    expect(server.requests.length).toBe(installs === 'installs' ? 1 : 0);
  });

  it('managed takes nothing from PATH, unless that is all there is', async () => {
    bench.program('throw-away', '#!/bin/sh\necho 7.7.7\n');
    const options = bench.options({ mode: 'managed', install: false });
    expect(await findTool(both(), options)).toBeUndefined();
    expect(await ensureTool(both(), options)).toEqual({
      reason: 'Throw-away is not installed; installing was not allowed; run `muster tools install`, or allow it',
    });
    expect(await findTool(bench.scanner([onPath]), options)).toMatchObject({ source: 'PATH' });
  });

  it('path does not look at what is installed', async () => {
    await ensureTool(both(), bench.options());
    expect(await findTool(both(), bench.options({ mode: 'path' }))).toBeUndefined();
  });
});

describe('the reason why there is no program', () => {
  const offline =
    'Throw-away is not installed; nothing can be fetched offline; run `muster tools install` with a connection first';
  const forbidden = 'Throw-away is not installed; installing was not allowed; run `muster tools install`, or allow it';
  const CASES: [
    string,
    ('managed' | 'path')[],
    Partial<{ mode: ToolMode; offline: boolean; install: boolean }>,
    string,
  ][] = [
    ['offline', ['managed', 'path'], { offline: true }, `${offline}; no program 'throw-away' on PATH either`],
    ['offline, where PATH is not looked at', ['managed'], { offline: true }, offline],
    ['--no-install', ['managed', 'path'], { install: false }, `${forbidden}; no program 'throw-away' on PATH either`],
    [
      'path',
      ['managed', 'path'],
      { mode: 'path' },
      "no program 'throw-away' on PATH, the only place to look under --tools path",
    ],
    [
      'path, for one that is only installed',
      ['managed'],
      { mode: 'path' },
      'Throw-away is not looked for on PATH; use another --tools than path',
    ],
    ['one that is never installed', ['path'], {}, "no program 'throw-away' on PATH, and Muster does not install it"],
    ['one without any source', [], {}, 'Throw-away has no source in this version of Muster'],
  ];
  it.each(CASES)('is told in one line: %s', async (_, from, how, reason) => {
    const scanner = bench.scanner(from.map((kind) => (kind === 'path' ? onPath : source)));
    expect(await ensureTool(scanner, bench.options(how))).toEqual({ reason });
    expect([server.requests, bench.events]).toEqual([[], []]);
  });

  it('says all of what was tried', async () => {
    answer = () => 'evil';
    const { reason } = (await ensureTool(both(), bench.options())) as Unavailable;
    expect(tell(reason)).toMatch(
      /^Throw-away 1\.2\.3 could not be installed from its release: http:.* it is not the release; log: ROOT\/store\/logs\/throw-away-release\.log; no program 'throw-away' on PATH either$/,
    );
  });

  it('says of a store that cannot be made what is in its way', async () => {
    writeFileSync(bench.store, 'a file');
    const { reason } = (await ensureTool(bench.scanner([source]), bench.options())) as Unavailable;
    expect(tell(reason)).toMatch(/^Throw-away could not be installed: (?:EEXIST|ENOTDIR).*ROOT\/store/);
  });
});
