import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../../test/repository.js';
import { layOutTree, pathInTree, TREE } from '../kit/trivy/tree.js';
import { developmentCopy, fileAt, holdsPackages, placeOf } from './lock-files.js';
import { askedIn } from './requirements.js';
import { searchable } from './text.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('where copies go', () => {
  it('names what cannot be read, and lays out the rest', async () => {
    const target = makeFolder({ 'a/b.txt': 'x' });
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'muster-test-'));
    folders.push(target, scratch);
    expect(await layOutTree({ target, scratch }, ['a/b.txt', 'gone.txt'])).toEqual([
      { what: 'gone.txt', why: 'could not be read: ENOENT' },
    ]);
  });

  it('is undone by the paths that are read back', () => {
    const relative = (printed: string) => printed;
    expect([`${TREE}/a.txt`, TREE, '.', 'a.txt'].map((printed) => pathInTree(printed, relative))).toEqual([
      'a.txt',
      '',
      '',
      'a.txt',
    ]);
  });

  it.each([
    ['web/package-lock.json', 'web/package-lock.json'],
    ['requirements.txt', 'requirements.txt'],
    ['api/requirements-dev.txt', 'api/requirements-dev.txt/requirements.txt'],
    ['npm-shrinkwrap.json', 'npm-shrinkwrap.json/package-lock.json'],
    ['gems.locked', 'gems.locked/Gemfile.lock'],
    ['pdm.lock', 'pdm.lock/poetry.lock'],
  ])('is a name that Trivy knows: %s', (file, place) => {
    expect(placeOf(file)).toBe(place);
    expect(fileAt(place)).toBe(file);
  });

  it('leads the packages for development of a Pipfile.lock back to it', () => {
    const text = '{"default": {"a": {"version": "==1"}}, "develop": {"b": {"version": "==2"}}}';
    const second = developmentCopy('api/Pipfile.lock', text);
    expect(JSON.parse(second?.text ?? '')).toMatchObject({ default: { b: { version: '==2' } } });
    expect(fileAt(second?.place ?? '')).toBe('api/Pipfile.lock');
    expect(developmentCopy('Pipfile.lock', '{"default": {}, "develop": {}}')).toBeUndefined();
    expect(developmentCopy('package-lock.json', text)).toBeUndefined();
  });
});

describe('whether a lock file holds packages', () => {
  it.each([
    ['package-lock.json', '{"packages": {"": {}}}', false],
    ['package-lock.json', '{"packages": {"node_modules/a": {}}}', true],
    ['yarn.lock', '# yarn lockfile v1\n\n\n', false],
    ['yarn.lock', 'junk\n', true],
    ['composer.lock', '{"packages": [], "packages-dev": []}', false],
    ['gradle.lockfile', '# comment\nempty=classpath\n', false],
    ['gradle.lockfile', 'a:b:1=classpath\n', true],
    ['mix.lock', '%{\n}\n', false],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n", false],
    ['requirements.txt', '# nothing\n', false],
  ])('is told by its text: %s %j', (file, text, holds) => {
    expect(holdsPackages(file, text)).toBe(holds);
  });
});

describe('what a requirements file asks for', () => {
  it('is a line each, without options, comments and continuations', () => {
    const text = [
      '--index-url https://example.org',
      '-c constraints.txt',
      '# comment',
      'a==1 \\',
      '    --hash=sha256:00',
      '',
      '-r base.txt  # why',
      '--requirement=more.txt',
      '-e .',
      'b @ https://example.org/b.whl',
    ].join('\r\n');
    expect(askedIn(text)).toEqual([
      { line: 4, text: 'a==1' },
      { line: 7, text: '-r base.txt', include: 'base.txt' },
      { line: 8, text: '--requirement=more.txt', include: 'more.txt' },
      { line: 9, text: '-e .' },
      { line: 10, text: 'b @ https://example.org/b.whl' },
    ]);
  });
});

describe('what of a file can be searched', () => {
  const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();
  it('is text, of UTF-16 in UTF-8, and nothing of what holds a zero byte', () => {
    expect(text(searchable(Buffer.from('plain')))).toBe('plain');
    expect(text(searchable(Buffer.from('\ufeffwide', 'utf16le')))).toBe('wide');
    expect(text(searchable(Buffer.from('\ufeffwide', 'utf16le').swap16()))).toBe('wide');
    expect(searchable(Buffer.from('PNG\0'))).toBeUndefined();
  });
});
