import { describe, expect, it } from 'vitest';
import { readContents } from './contents.js';

describe('lock files of Conan', () => {
  it('name packages, and the copy has those for the build among the others', () => {
    const lock = {
      version: '0.5',
      requires: ['zlib/1.2.13#0123%1700000000.0'],
      build_requires: ['cmake/3.25.3'],
      python_requires: ['own/1.0@user/stable'],
    };
    const contents = readContents('conan.lock', JSON.stringify(lock));
    expect(contents?.keys).toEqual(['zlib@1.2.13', 'cmake@3.25.3', 'own@1.0']);
    expect(JSON.parse(contents?.copy ?? '')).toMatchObject({
      requires: ['zlib/1.2.13#0123%1700000000.0', 'cmake/3.25.3', 'own/1.0@user/stable'],
    });
  });

  it('were a graph, in which one without a reference is the target', () => {
    const nodes = { '0': { requires: ['1'] }, '1': { ref: 'zlib/1.2.11#0123' } };
    expect(readContents('conan.lock', JSON.stringify({ version: '0.4', graph_lock: { nodes } }))?.keys).toEqual([
      'zlib@1.2.11',
    ]);
  });
});

describe('lock files of Stack', () => {
  it('name packages of the index, and it is said what else there is', () => {
    const text =
      'packages:\n- completed:\n    hackage: aeson-pretty-0.8.9@sha256:0123,4\n- completed:\n    name: own\n    git: https://git.example/own\nsnapshots:\n- completed:\n    sha256: 0123\n';
    expect(readContents('stack.yaml.lock', text)).toEqual({
      keys: ['aeson-pretty@0.8.9'],
      gaps: [
        { what: 'own', why: 'from a repository, not a package of the index' },
        { what: 'packages of the snapshot', why: 'it names the set of packages (snapshot) and not what is in it' },
      ],
    });
  });

  it('are given up when broken', () => {
    expect(readContents('stack.yaml.lock', '- [')).toBeUndefined();
  });
});
