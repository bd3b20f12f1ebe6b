import { describe, expect, it } from 'vitest';
import { countPackages, whatIsUnnamed, withoutOwn } from './lock-files.js';

describe('countPackages', () => {
  it.each([
    [
      'Pipfile.lock',
      '{"_meta":{"hash":{}},"default":{"a":{"version":"==1"},"b":{}},"develop":{"a":{"version":"==1"}}}',
      2,
    ],
    ['Pipfile.lock', '{"_meta":{},"default":{},"docs":{"c":{"version":"==1"}}}', 1],
    ['renv.lock', '{"R":{},"Packages":{"a":{},"b":{}}}', 2],
    ['pnpm-lock.yaml', 'lockfileVersion: "9.0"\npackages:\n  a@1.0.0: {}\n  file:../b: {}\n', 1],
    ['pnpm-lock.yaml', 'lockfileVersion: "9.0"\n', 0],
    ['mix.lock', '%{\n  "a": {:hex, :a, "1.0.0", "x"},\n  "b": {:git, "https://git.example/b", "0"},\n}\n', 2],
    ['stack.yaml.lock', 'packages:\n- completed: {}\n- completed: {}\nsnapshots: []\n', 2],
    ['gradle.lockfile', '# comment\na:b:1=compile\na:c:2=test\nempty=annotationProcessor\n', 2],
    [
      'Gemfile.lock',
      'GIT\n  specs:\n    a (1.0)\n      b (> 1)\nGEM\n  specs:\n    b (2.0)\n\nDEPENDENCIES\n  a!\n',
      2,
    ],
    ['cabal.project.freeze', 'constraints: any.a ==1.0,\n             a +flag,\n             any.b ==2.0\n', 2],
  ])('counts all entries of %s', (file, text, packages) => {
    expect(countPackages(`some/${file}`, text)).toBe(packages);
  });

  it('says nothing of other formats and of broken files', () => {
    expect(countPackages('poetry.lock', '[[package]]')).toBeUndefined();
    for (const file of ['Pipfile.lock', 'renv.lock', 'stack.yaml.lock'])
      expect(countPackages(file, '{')).toBeUndefined();
  });
});

describe('withoutOwn', () => {
  const npm = (packages: Record<string, unknown>) => JSON.stringify({ lockfileVersion: 3, packages });

  it("takes the workspace's members and links out of npm's lock file, and leaves packages and links to elsewhere", () => {
    const outside = { 'node_modules/far': { resolved: '../far', link: true } };
    const packages = { '': { name: 'x' }, 'node_modules/a': { version: '1.0.0' }, ...outside };
    const members = { 'packages/own': { name: 'own' }, 'node_modules/own': { resolved: 'packages/own', link: true } };
    const nested = { 'packages/own/node_modules/b': { version: '2.0.0' } };
    const text = withoutOwn('package-lock.json', npm({ ...packages, ...members, ...nested }));
    expect(JSON.parse(text ?? '')).toEqual({ lockfileVersion: 3, packages: { ...packages, ...nested } });
  });

  it('takes references to projects of the same solution out of a lock file of NuGet', () => {
    const lock = {
      version: 1,
      dependencies: { 'net8.0': { A: { type: 'Direct', resolved: '1.0.0' }, B: { type: 'Project' } } },
    };
    expect(JSON.parse(withoutOwn('packages.lock.json', JSON.stringify(lock)) ?? '')).toEqual({
      version: 1,
      dependencies: { 'net8.0': { A: { type: 'Direct', resolved: '1.0.0' } } },
    });
  });

  it('takes members without a version out of a lock file of uv, and leaves packages of elsewhere', () => {
    const head = 'version = 1\n\n';
    const kept = '[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "r" }\n\n';
    const own = '[[package]]\nname = "own"\nsource = { editable = "packages/own" }\ndependencies = []\n\n';
    const far = '[[package]]\nname = "far"\nsource = { directory = "../far" }\n';
    expect(withoutOwn('uv.lock', head + own + kept + far)).toBe(head + kept + far);
  });

  it('leaves broken files and other formats as they are', () => {
    expect(withoutOwn('package-lock.json', '{')).toBeUndefined();
    expect(withoutOwn('Cargo.lock', '')).toBeUndefined();
    expect(withoutOwn('package-lock.json', '{"lockfileVersion":1}')).toBe('{"lockfileVersion":1}');
  });
});

describe('whatIsUnnamed', () => {
  it('knows that go.mod names no indirect requirements before Go 1.17, and go.sum does', () => {
    const older = 'module x\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n';
    expect(whatIsUnnamed('a/go.mod', older, false)).toContain('indirect requirements');
    expect(whatIsUnnamed('a/go.mod', older, true)).toBeUndefined();
    expect(whatIsUnnamed('go.mod', older.replace('go 1.16', ''), true)).toContain('indirect requirements');
    expect(whatIsUnnamed('go.mod', older.replace('1.16', '1.17'), false)).toBeUndefined();
    expect(whatIsUnnamed('go.mod', older.replace('1.16', '2.0'), false)).toBeUndefined();
    expect(whatIsUnnamed('go.mod', 'module x\n\ngo 1.16\n', false)).toBeUndefined();
  });

  it("knows that Stack's lock file does not name the packages of its snapshot", () => {
    expect(whatIsUnnamed('stack.yaml.lock', 'packages: []\nsnapshots:\n- original: lts-21.0\n', false)).toContain(
      'snapshot',
    );
    expect(whatIsUnnamed('stack.yaml.lock', 'packages: []\nsnapshots: []\n', false)).toBeUndefined();
  });
});
