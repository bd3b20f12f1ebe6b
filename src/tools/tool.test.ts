import { chmodSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, PROGRAM, type Server, startReleaseBench, stopReleaseBench } from '../../test/tools-kit.js';
import type { InstallSource, ReleaseSource } from '../model/scanner.js';
import { fileDigest, textDigest } from './digest.js';
import { ensureTool, findTool, type Tool, type Unavailable } from './tool.js';

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
const installed = async () => (await ensureTool(bench.scanner([source]), bench.options())) as Tool;
const types = () => bench.events.map(({ type }) => type);
const tell = (text: string) => text.replaceAll(bench.root, 'ROOT');

describe('ensureTool', () => {
  it('installs once, says so, and writes down what there is', async () => {
    const tool = await installed();
    expect(bench.events).toEqual([
      { type: 'installing', id: 'throw-away', source: 'release', version: '1.2.3' },
      { type: 'installed', id: 'throw-away', seconds: expect.any(Number) },
    ]);
    expect(await installed()).toEqual(tool);
    expect([types().length, server.requests.length]).toEqual([2, 1]);
    expect(JSON.parse(readFileSync(path.join(bench.store, 'tools.lock.json'), 'utf8'))).toEqual({
      'throw-away': {
        version: '1.2.3',
        source: 'release',
        sha256: textDigest(PROGRAM),
        path: tool.path,
        installedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/),
      },
    });
  });

  it('installs once when it is asked twice at the same time', async () => {
    const [one, other] = await Promise.all([installed(), installed()]);
    expect([other, server.requests.length]).toEqual([one, 1]);
  });

  it('writes down all of those that are installed side by side', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(ids.map((id) => ensureTool(bench.scanner([source], { id }), bench.options())));
    const lock = JSON.parse(readFileSync(path.join(bench.store, 'tools.lock.json'), 'utf8')) as object;
    expect(Object.keys(lock).sort()).toEqual(ids);
  });

  it('takes the next source when the first one does not work', async () => {
    const broken: InstallSource = { kind: 'pypi', package: 'x', version: '1', command: 'x' };
    const tool = await ensureTool(bench.scanner([broken, source]), bench.options());
    expect(tool).toMatchObject({ source: 'release' });
    expect(bench.events[0]).toEqual({
      type: 'failed',
      id: 'throw-away',
      reason: 'Throw-away has no requirements.txt; make it with `npm run lock throw-away`',
    });
  });

  it('takes what is on PATH when nothing can be installed', async () => {
    answer = () => 'evil';
    bench.program('throw-away', '#!/bin/sh\necho 7.7.7\n');
    expect(await ensureTool(both(), bench.options())).toMatchObject({ source: 'PATH', version: '7.7.7' });
    expect(types()).toEqual(['installing', 'failed']);
  });

  it('ends when it is cancelled', async () => {
    answer = () => undefined;
    bench.program('throw-away', '#!/bin/sh\necho 7.7.7\n');
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 300);
    expect(await ensureTool(both(), bench.options({ cancel: cancel.signal }))).toEqual({
      reason: expect.stringMatching(/could not be installed from its release: interrupted; log: /),
    });
    expect(existsSync(path.join(bench.store, '.install.lock'))).toBe(false);
  });
});

describe('an installed program', () => {
  const again = async (how: Partial<Parameters<Bench['options']>[0]> = {}) =>
    (await ensureTool(bench.scanner([source]), bench.options(how))) as Tool;

  it('that was changed is not used, and installed again', async () => {
    const tool = await installed();
    writeFileSync(tool.path, '#!/bin/sh\necho pwned\n');
    bench.events.length = 0;
    expect(await findTool(bench.scanner([source]), bench.options())).toBeUndefined();
    expect(bench.events.map((event) => tell(JSON.stringify(event)))).toEqual([
      `{"type":"changed","id":"throw-away","reason":"Throw-away 1.2.3 was changed since it was installed: ${tell(tool.path)} has another digest"}`,
    ]);
    expect(await again()).toEqual(tool);
    expect([types(), await fileDigest(tool.path)]).toEqual([
      ['changed', 'changed', 'installing', 'installed'],
      textDigest(PROGRAM),
    ]);
  });

  it('that was changed is not used either where nothing may be installed, and the reason says why', async () => {
    const tool = await installed();
    writeFileSync(tool.path, '#!/bin/sh\necho pwned\n');
    const { reason } = (await ensureTool(bench.scanner([source]), bench.options({ offline: true }))) as Unavailable;
    expect(reason).toMatch(
      /^Throw-away 1\.2\.3 was changed since it was installed: .*; nothing can be fetched offline; /,
    );
  });

  it.each<[string, (tool: Tool, folder: string) => void, RegExp]>([
    ['is gone', (tool) => rmSync(tool.path), /: \S+ is gone$/],
    ['may not be run', (tool) => chmodSync(tool.path, 0o644), /may not be run any more$/],
    [
      'has the manifest of another scanner',
      (_, folder) => {
        const file = path.join(folder, 'manifest.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('"throw-away"', '"other"'));
      },
      /the manifest of Throw-away 1\.2\.3 is about another program$/,
    ],
    [
      'has a manifest that leads to another file',
      (_, folder) => {
        const file = path.join(folder, 'manifest.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('files/throw-away', '../../../bin/sh'));
      },
      /the manifest of Throw-away 1\.2\.3 is about another program$/,
    ],
  ])('that %s is installed again', async (_, change, reason) => {
    const tool = await installed();
    change(tool, path.dirname(path.dirname(tool.path)));
    bench.events.length = 0;
    expect(await again()).toEqual(tool);
    expect(bench.events[0]).toEqual({ type: 'changed', id: 'throw-away', reason: expect.stringMatching(reason) });
    expect(types()).toEqual(['changed', 'installing', 'installed']);
  });

  it.each(['without a manifest', 'with half of one'])('that is half an installation, %s, is not used', async (how) => {
    const tool = await installed();
    const manifest = path.join(path.dirname(path.dirname(tool.path)), 'manifest.json');
    if (how === 'without a manifest') rmSync(manifest);
    else writeFileSync(manifest, readFileSync(manifest, 'utf8').slice(0, 50));
    const left = path.join(path.dirname(tool.path), 'left-over');
    writeFileSync(left, 'x');
    expect(await findTool(bench.scanner([source]), bench.options())).toBeUndefined();
    expect(await again()).toEqual(tool);
    expect([server.requests.length, existsSync(left)]).toEqual([2, false]);
  });

  it('of another version or another digest is another program', async () => {
    const tool = await installed();
    const pinned = Object.values(source.files)[0]?.sha256 ?? '';
    const anotherDigest = JSON.parse(JSON.stringify(source).replace(pinned, textDigest('y'))) as ReleaseSource;
    const found = [{ ...source, version: '1.2.4' }, anotherDigest].map((other) =>
      findTool(bench.scanner([other]), bench.options()),
    );
    expect(await Promise.all(found)).toEqual([undefined, undefined]);
    expect(existsSync(tool.path)).toBe(true);
  });

  it('may be in a store that was moved, when it stands alone', async () => {
    const tool = await installed();
    const moved = path.join(bench.root, 'moved');
    renameSync(bench.store, moved);
    expect(await findTool(bench.scanner([source]), bench.options({ store: moved }))).toMatchObject({
      path: tool.path.replace(bench.store, moved),
    });
  });
});

describe('a store inside of what is scanned', () => {
  it('is not used, not even when a program is installed in it as it should be', async () => {
    const inside = path.join(bench.target, 'cache');
    await ensureTool(bench.scanner([source]), bench.options({ store: inside, avoid: [] }));
    expect(await findTool(bench.scanner([source]), bench.options({ store: inside, avoid: [] }))).toBeDefined();
    expect(await findTool(bench.scanner([source]), bench.options({ store: inside }))).toBeUndefined();
    const { reason } = (await ensureTool(bench.scanner([source]), bench.options({ store: inside }))) as Unavailable;
    expect(tell(reason)).toBe(
      'Throw-away is not installed; tools are kept in ROOT/target/cache, inside of what is scanned; set MUSTER_CACHE_DIR to another folder',
    );
  });

  it('is not used by a link either, and nothing is written there', async () => {
    const link = path.join(bench.root, 'link');
    symlinkSync(bench.target, link);
    const options = bench.options({ store: path.join(link, 'new') });
    expect(await ensureTool(bench.scanner([source]), options)).toEqual({
      reason: expect.stringContaining('inside of what is scanned'),
    });
    expect(existsSync(path.join(bench.target, 'new'))).toBe(false);
  });

  it('is not used the other way round: when a part of it is scanned', async () => {
    const tool = await installed();
    const avoid = [path.dirname(tool.path)];
    expect(await findTool(bench.scanner([source]), bench.options({ avoid }))).toBeUndefined();
    const { reason } = (await ensureTool(bench.scanner([source]), bench.options({ avoid }))) as Unavailable;
    expect(tell(reason)).toMatch(
      /^Throw-away is not installed; ROOT\/store\/\S+ is scanned, inside of ROOT\/store where/,
    );
  });
});
