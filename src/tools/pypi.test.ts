import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, itWith, makeBench, PYCODESTYLE } from '../../test/tools-kit.js';
import { textDigest } from './digest.js';
import { pythonRange } from './pypi.js';
import { ensureTool, findTool, type Tool, type Unavailable } from './tool.js';

const { source, sha256, requirements } = PYCODESTYLE;

let bench: Bench;
beforeEach(() => {
  bench = makeBench();
  vi.stubEnv('PATH', bench.bin);
});
afterEach(() => {
  vi.unstubAllEnvs();
  bench.remove();
});

const scanner = () => bench.scanner([source]);
const install = async () => (await ensureTool(scanner(), bench.options())) as Tool & Unavailable;
const log = () => readFileSync(path.join(bench.store, 'logs/throw-away-pypi.log'), 'utf8');

const withUv = await itWith(['uv', 'PyPI']);
const withPip = await itWith(['venv', 'PyPI']);

describe('pythonRange', () => {
  it('reads for which Python a requirements.txt is', () => {
    expect(pythonRange('# made by\n# python >=3.10,<3.15\nx==1\n')).toEqual({ from: '3.10', below: '3.15' });
    expect(() => pythonRange('x==1\n')).toThrow('does not say for which Python');
  });
});

describe('a scanner from PyPI', () => {
  it.each([
    [
      'without the range of Python',
      'pycodestyle==2.14.0\n',
      /^.*: its requirements\.txt does not say for which Python/,
    ],
    [
      'of another version',
      requirements(sha256).replace('2.14.0', '2.13.0'),
      /^.*: its requirements\.txt does not pin pycodestyle to 2\.14\.0; make it again/,
    ],
  ])('is not installed from a requirements.txt %s', async (_, text, reason) => {
    bench.lock('requirements.txt', text);
    expect((await install()).reason).toMatch(reason);
  });

  it('needs a Python in the range, and the reason says what there is', async () => {
    bench.lock('requirements.txt', requirements(sha256));
    expect((await install()).reason).toMatch(
      /: needs uv, or Python 3\.9 or newer below 3\.20 with venv; none is installed; log: /,
    );
    bench.program('uv', '#!/bin/sh\necho "pyenv: uv: command not found" >&2; exit 127\n');
    bench.program('python3', '#!/bin/sh\necho 3.8\n');
    bench.program('python', '#!/bin/sh\necho 2.7\n');
    bench.program('python3.14', '#!/opt/absent/python\n');
    bench.program('python3.13', '#!/bin/sh\necho 3.13; exit 1\n');
    expect((await install()).reason).toMatch(
      /; python3 is 3\.8, python is 2\.7, python3\.13 3\.13 lacks venv or ensurepip \(Debian, Ubuntu: apt install python3-venv\); log: /,
    );
  });

  it('is installed by no Python of the target', async () => {
    bench.lock('requirements.txt', requirements(sha256));
    const marker = path.join(bench.root, 'ran');
    bench.program('python3', `#!/bin/sh\ntouch '${marker}'\n`);
    const avoid = [bench.bin];
    const { reason } = (await ensureTool(scanner(), bench.options({ avoid }))) as Unavailable;
    expect([reason, existsSync(marker)]).toEqual([expect.stringContaining('none is installed'), false]);
  });

  withUv('is installed with uv, runs, and is found again', async () => {
    bench.lock('requirements.txt', requirements(sha256));
    bench.provide('uv');
    const tool = await install();
    expect(tool).toEqual({
      id: 'throw-away',
      version: '2.14.0',
      source: 'PyPI',
      sha256: textDigest(requirements(sha256)),
      path: expect.stringMatching(/\/store\/throw-away\/2\.14\.0-[0-9a-f]{12}\/bin\/pycodestyle$/),
    });
    expect(execFileSync(tool.path, ['--version'], { encoding: 'utf8' })).toBe('2.14.0\n');
    expect(log()).toMatch(/^\$ \S+\/uv venv .*\n[^$]*\$ \S+\/uv pip sync .*--require-hashes --no-build/m);
    expect(await findTool(scanner(), bench.options())).toEqual(tool);

    // A console script names its Python by an absolute path: a copy of it would run what is in the original.
    const copy = path.join(bench.root, 'copy');
    cpSync(bench.store, copy, { recursive: true, verbatimSymlinks: true });
    bench.events.length = 0;
    expect(await findTool(scanner(), bench.options({ store: copy }))).toBeUndefined();
    expect(bench.events).toEqual([
      { type: 'changed', id: 'throw-away', reason: expect.stringMatching(/does not run from another place$/) },
    ]);

    // Homebrew and pyenv take a Python away when it is upgraded.
    rmSync(path.join(path.dirname(tool.path), 'python'));
    bench.events.length = 0;
    expect(await install()).toEqual(tool);
    expect(bench.events.map(({ type }) => type)).toEqual(['changed', 'installing', 'installed']);
  });

  withPip('is installed with pip where there is no uv', async () => {
    bench.lock('requirements.txt', requirements(sha256));
    bench.provide('python3');
    const tool = await install();
    expect(execFileSync(tool.path, ['--version'], { encoding: 'utf8' })).toBe('2.14.0\n');
    expect(log()).toContain('Successfully installed pycodestyle-2.14.0');
  });

  withUv('is refused by uv when a file has another digest, and nothing of it is left', async () => {
    bench.lock('requirements.txt', requirements('a'.repeat(64)));
    bench.provide('uv');
    expect((await install()).reason).toMatch(
      /^Throw-away 2\.14\.0 could not be installed from PyPI: uv: .*Hash mismatch for `pycodestyle==2\.14\.0`; log: /,
    );
    expect(readdirSync(path.join(bench.store, 'throw-away'))).toEqual([]);
  });

  withPip('is refused by pip when a file has another digest, and nothing of it is left', async () => {
    bench.lock('requirements.txt', requirements('a'.repeat(64)));
    bench.provide('python3');
    expect((await install()).reason).toMatch(/from PyPI: python: ERROR: THESE PACKAGES DO NOT MATCH THE HASHES/);
    expect(readdirSync(path.join(bench.store, 'throw-away'))).toEqual([]);
  });

  withUv('that lacks the program says so', async () => {
    bench.lock('requirements.txt', requirements(sha256));
    bench.provide('uv');
    const wrong = bench.scanner([{ ...source, command: 'absent' }]);
    expect(((await ensureTool(wrong, bench.options())) as Unavailable).reason).toMatch(
      /from PyPI: it has no program 'absent'; log: /,
    );
    expect(readdirSync(path.join(bench.store, 'throw-away'))).toEqual([]);
  });
});
