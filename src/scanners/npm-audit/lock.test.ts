import { describe, expect, it } from 'vitest';
import { contentsOf, type Manifest } from './contents.js';
import { readLock } from './lock.js';

const read = (document: unknown) => readLock(JSON.stringify(document));
const contents = (document: unknown, manifests: Record<string, Manifest> = {}) =>
  contentsOf(read(document), new Map(Object.entries(manifests)));
const places = (packages: Record<string, unknown>) => ({ lockfileVersion: 3, packages });

describe('what a lock file holds', () => {
  it('takes each version of a package of the registry once, by its real name', () => {
    const { packages, versions } = contents(
      places({
        '': {},
        'node_modules/@a/b': { version: '1.0.0', resolved: 'https://registry.example/@a/b/-/b-1.0.0.tgz' },
        'node_modules/c': { version: '2.0.0', inBundle: true },
        'node_modules/d': { name: 'c', version: '2.0.0' },
        'node_modules/d/node_modules/c': { version: '3.0.0', optional: true },
      }),
    );
    expect(packages).toEqual(['@a/b@1.0.0', 'c@2.0.0', 'c@3.0.0']);
    expect(versions).toMatchObject({ 'node_modules/d': '2.0.0', 'node_modules/d/node_modules/c': '3.0.0' });
  });

  it('knows the places that are marked as needed for development alone, in each version', () => {
    const packages = {
      'node_modules/a': { version: '1.0.0', dev: true },
      'node_modules/b': { version: '1.0.0', devOptional: true },
      'node_modules/c': { version: '1.0.0' },
    };
    expect(contents(places(packages)).dev).toEqual(['node_modules/a']);
    const dependencies = { a: { version: '1.0.0', dev: true }, c: { version: '1.0.0' } };
    expect(contents({ lockfileVersion: 1, dependencies }).dev).toEqual(['node_modules/a']);
  });

  it('names what comes from elsewhere, and what has no version', () => {
    const {
      packages,
      gaps,
      places: count,
    } = contents(
      places({
        '': { dependencies: { address: 'https://files.example/a.tgz' } },
        'node_modules/address': { version: '1.0.0', resolved: 'https://files.example/a.tgz' },
        'node_modules/file': { version: '1.0.0', resolved: 'file:vendor/file.tgz' },
        'node_modules/git': { version: '1.0.0', resolved: 'git+ssh://git@git.example/git.git#0123' },
        'node_modules/nothing': {},
      }),
    );
    expect(packages).toEqual([]);
    expect(count).toBe(4);
    expect(gaps).toEqual([
      { what: 'address', why: 'comes from an address of its own, not from a registry with advisories' },
      { what: 'file', why: 'comes from a file, not from a registry with advisories' },
      { what: 'git', why: 'comes from a repository, not from a registry with advisories' },
      { what: 'nothing', why: 'has no version in the lock file' },
    ]);
  });

  it("passes over the project's own folders, which no advisory is about", () => {
    const { packages, gaps } = contents(
      places({
        '': { workspaces: ['packages/*'] },
        'node_modules/a': { resolved: 'packages/a', link: true },
        'packages/a': { version: '1.0.0', dependencies: { b: '^1.0.0' } },
        'packages/a/node_modules/b': { version: '1.0.0' },
      }),
    );
    expect({ packages, gaps }).toEqual({ packages: ['b@1.0.0'], gaps: [] });
  });

  it('reads the nested form of version 1, with all that `version` held', () => {
    const {
      packages,
      gaps,
      places: count,
    } = contents({
      lockfileVersion: 1,
      dependencies: {
        a: { version: '1.0.0', integrity: 'sha512-x', dependencies: { b: { version: '2.0.0', bundled: true } } },
        plain: { version: '3.0.0' },
        fetched: { version: '3.0.0', resolved: 'https://registry.example/fetched/-/fetched-3.0.0.tgz' },
        alias: { version: 'npm:@c/d@4.0.0', integrity: 'sha512-x' },
        own: { version: 'file:packages/own', dependencies: { e: { version: '5.0.0', integrity: 'sha512-x' } } },
        tarball: { version: 'file:vendor/tarball.tgz' },
        address: { version: 'https://files.example/a.tgz' },
        git: { version: 'git+https://git.example/git.git#0123' },
        // npm goes by the file's name here, and finds no version in it.
        odd: { version: '6.0.0', resolved: 'https://registry.example/odd/download' },
      },
    });
    expect(packages).toEqual(['a@1.0.0', 'b@2.0.0', 'plain@3.0.0', 'fetched@3.0.0', '@c/d@4.0.0', 'e@5.0.0']);
    expect(gaps.map(({ what }) => what)).toEqual(['tarball', 'address', 'git', 'odd']);
    expect(count).toBe(12);
  });

  it('finds what is needed and not there, wherever it is needed', () => {
    const lock = places({
      '': { dependencies: { a: '1' }, optionalDependencies: { o: '1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '^1.0.0', c: '^1.0.0' } },
      'node_modules/a/node_modules/c': { version: '1.0.0' },
    });
    expect(contents(lock).gaps).toEqual([
      { what: 'b', why: 'node_modules/a asks for ^1.0.0, and it is not in the lock file' },
    ]);
  });

  it('goes by package.json for what the project asks for, with ranges', () => {
    const lock = places({
      '': { dependencies: { a: '^1.0.0', gone: '1' } },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/w': { resolved: 'w', link: true },
      w: { version: '1.0.0' },
    });
    const manifests = {
      '': { dependencies: { a: '^2.0.0', w: '*' } },
      w: { devDependencies: { a: '~1.0.0', b: '1' } },
    };
    expect(contents(lock, manifests).gaps).toEqual([
      { what: 'a', why: 'package.json asks for ^2.0.0, and the lock file has 1.0.0' },
      { what: 'b', why: 'w/package.json asks for 1, and it is not in the lock file' },
    ]);
    const overridden = { ...manifests, '': { ...manifests[''], overrides: { a: '1.0.0' } } };
    expect(contents(lock, overridden).gaps.map(({ what }) => what)).toEqual(['b']);
  });

  it('takes no part in what is asked for by a tag or an address', () => {
    const lock = places({ '': {}, 'node_modules/a': { version: '1.0.0' } });
    expect(contents(lock, { '': { dependencies: { a: 'latest' } } }).gaps).toEqual([]);
  });

  it.each([
    ['{', 'not JSON'],
    ['{\n<<<<<<< HEAD\n}', 'not JSON: it has the marks of a merge conflict'],
    ['null', 'not a lock file'],
    ['{}', 'neither lockfileVersion nor packages nor dependencies'],
    ['{"lockfileVersion": 4, "packages": {}}', 'at /lockfileVersion'],
    ['{"packages": {"node_modules/a": {"version": 1}}}', 'at /packages/node_modules/a/version'],
  ])('refuses %j', (text, words) => {
    expect(() => readLock(text)).toThrow(words);
  });

  it('reads a file with a byte order mark, one without packages, and one of before npm 5', () => {
    expect(readLock('\ufeff{"lockfileVersion": 3, "packages": {}}').entries.size).toBe(0);
    expect(readLock('{"lockfileVersion": 1}').entries.size).toBe(0);
    expect(contents({ dependencies: { a: { version: '1.0.0' } } }).packages).toEqual(['a@1.0.0']);
  });
});
