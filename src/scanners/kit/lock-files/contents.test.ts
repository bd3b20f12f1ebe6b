import { describe, expect, it } from 'vitest';
import { decode } from '../requirements-text.js';
import { readContents } from './contents.js';
import { keyOf, keyOfPurl } from './keys.js';
import { readRequirements } from './requirements.js';

const NPM_3 = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'app', version: '1.0.0' },
    'packages/a': { version: '1.0.0' },
    'node_modules/a': { link: true, resolved: 'packages/a' },
    'node_modules/lodash': { version: '4.17.20', dev: true },
    'node_modules/x/node_modules/@types/node': { version: '20.1.0', devOptional: true },
    'node_modules/old': { name: 'minimist', version: '1.2.0' },
  },
};
const NPM_1 = {
  lockfileVersion: 1,
  dependencies: {
    lodash: { version: '4.17.20', dev: true, dependencies: { x: { version: '1.0.0', dev: true } } },
    old: { version: 'npm:@a/minimist@1.2.0' },
    own: { version: 'git+ssh://git@git.example/own.git#0123' },
  },
};

describe('readContents', () => {
  it.each([
    ['package-lock.json', JSON.stringify(NPM_3), ['lodash@4.17.20', '@types/node@20.1.0', 'minimist@1.2.0']],
    ['package-lock.json', JSON.stringify(NPM_1), ['lodash@4.17.20', 'x@1.0.0', '@a/minimist@1.2.0']],
    [
      'yarn.lock',
      '# yarn lockfile v1\n\n"@types/node@^20.0.0":\n  version "20.1.0"\n\nlodash@^4.1, lodash@^4.2:\n  version "4.17.20"\n  resolved "x"\n\n"old@npm:minimist@1.2.0":\n  version "1.2.0"\n',
      ['@types/node@20.1.0', 'lodash@4.17.20', 'minimist@1.2.0'],
    ],
    [
      'yarn.lock',
      '__metadata:\n  version: 6\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n\n"lodash@npm:^4.1, lodash@npm:^4.2":\n  version: 4.17.20\n  resolution: "lodash@npm:4.17.20"\n',
      ['lodash@4.17.20'],
    ],
    [
      'pnpm-lock.yaml',
      'lockfileVersion: 5.4\npackages:\n  /lodash/4.17.20:\n    dev: true\n  /@types/node/20.1.0: {}\n  /react-dom/17.0.2_react@17.0.2: {}\n',
      ['lodash@4.17.20', '@types/node@20.1.0', 'react-dom@17.0.2'],
    ],
    [
      'pnpm-lock.yaml',
      "lockfileVersion: '6.0'\npackages:\n  /lodash@4.17.20: {}\n  /react-dom@17.0.2(react@17.0.2): {}\n  file:own: {}\n",
      ['lodash@4.17.20', 'react-dom@17.0.2'],
    ],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\npackages:\n  '@types/node@20.1.0': {}\n", ['@types/node@20.1.0']],
    [
      'bun.lock',
      '{\n  "packages": {\n    "a": ["a@workspace:packages/a"],\n    "lodash": ["lodash@4.17.20", "", {}, "x"],\n    "@types/node": ["@types/node@20.1.0", "", {}, "x"],\n  }\n}\n',
      ['lodash@4.17.20', '@types/node@20.1.0'],
    ],
    ['poetry.lock', '[[package]]\nname = "PyYAML"\nversion = "5.3.1"\n', ['pyyaml@5.3.1']],
    ['pdm.lock', '[metadata]\nlock_version = "4.4"\n\n[[package]]\nname = "a.b_c"\nversion = "1"\n', ['a-b-c@1']],
    [
      'uv.lock',
      'version = 1\n\n[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { virtual = "." }\n\n[[package]]\nname = "pyyaml"\nversion = "5.3.1"\nsource = { registry = "x" }\n',
      ['pyyaml@5.3.1'],
    ],
    [
      'Cargo.lock',
      '[[package]]\nname = "app"\nversion = "0.1.0"\n\n[[package]]\nname = "smallvec"\nversion = "1.6.0"\nsource = "registry+x"\n',
      ['smallvec@1.6.0'],
    ],
    [
      'Pipfile.lock',
      '{"_meta":{},"default":{"pyyaml":{"version":"==5.3.1"},"own":{"path":"."}},"develop":{"jinja2":{"version":"==2.7.1"}}}',
      ['pyyaml@5.3.1', 'jinja2@2.7.1'],
    ],
    [
      'composer.lock',
      '{"packages":[{"name":"a/b","version":"1.0.0"}],"packages-dev":[{"name":"c/d","version":"v2.0.0"}]}',
      ['a/b@1.0.0', 'c/d@2.0.0'],
    ],
    [
      'packages.lock.json',
      '{"version":1,"dependencies":{"net8.0":{"A.B":{"type":"Direct","resolved":"1.0.0"},"own":{"type":"Project"}}}}',
      ['a-b@1.0.0'],
    ],
    [
      'go.mod',
      'module example.com/app\n\ngo 1.21\n\nrequire example.com/a v1.0.0 // indirect\n\nrequire (\n\texample.com/b v1.0.0\n\texample.com/c v1.0.0\n)\n\nreplace example.com/c => ../c\n',
      ['example-com/b@1.0.0', 'example-com/a@1.0.0'],
    ],
    [
      'Gemfile.lock',
      'PATH\n  remote: .\n  specs:\n    own (0.1.0)\n\nGEM\n  specs:\n    rack (2.2.2)\n      racc (~> 1.4)\n\nDEPENDENCIES\n  rack\n',
      ['rack@2.2.2'],
    ],
    ['gradle.lockfile', '# a comment: x=y\norg.example:a:1.0=runtimeClasspath\nempty=\n', ['org-example/a@1.0']],
    [
      'mix.lock',
      '%{\n  "phoenix": {:hex, :phoenix, "1.6.13", "0", [:mix], [], "hexpm", "0"},\n  "own": {:git, "https://git.example/own.git", "0", []},\n}\n',
      ['phoenix@1.6.13'],
    ],
    [
      'pubspec.lock',
      'packages:\n  http:\n    source: hosted\n    version: "0.13.0"\n  flutter:\n    source: sdk\n    version: "0.0.0"\n',
      ['http@0.13.0'],
    ],
  ])('names the packages of others in %s', (format, text, keys) => {
    expect(readContents(format, text)?.keys).toEqual(keys);
  });

  it.each([
    ['package-lock.json', JSON.stringify(NPM_1), 'own', 'no version'],
    ['Pipfile.lock', '{"default":{"own":{"path":"."}}}', 'own', 'no version'],
    ['pnpm-lock.yaml', 'packages:\n  git.example/own/0123: {}\n', 'git.example/own/0123', 'no version'],
    ['uv.lock', '[[package]]\nname = "own"\nsource = { git = "x" }\n', 'own', 'no version'],
    ['mix.lock', '  "own": {:git, "x", "0", []},\n', 'own', 'from a repository, not a package of the index'],
    [
      'pubspec.lock',
      'packages:\n  own:\n    source: git\n    version: "1.0.0"\n',
      'own',
      'from a repository, not a package of the index',
    ],
    [
      'go.mod',
      'module a\n\ngo 1.16\n\nrequire example.com/b v1.0.0\n',
      'packages',
      'indirect requirements are not named in it (go.mod of before Go 1.17)',
    ],
  ])('says what of %s cannot be looked up', (format, text, what, why) => {
    expect(readContents(format, text)?.gaps).toEqual([{ what, why }]);
  });

  it('gives copies that do not tell what is for development alone', () => {
    const copyOf = (format: string, text: string) => JSON.parse(readContents(format, text)?.copy ?? '') as unknown;
    expect(JSON.stringify(copyOf('package-lock.json', JSON.stringify(NPM_3)))).not.toMatch(
      /dev|"packages\/a"|link|"app"/,
    );
    expect(JSON.stringify(copyOf('package-lock.json', JSON.stringify(NPM_1)))).not.toContain('dev');
    expect(copyOf('Pipfile.lock', '{"_meta":{},"develop":{"a":{"version":"==1"}}}')).toEqual({
      _meta: {},
      default: { a: { version: '==1' } },
    });
    const composer = '{"packages":[],"packages-dev":[{"name":"c/d","version":"1"}]}';
    expect(copyOf('composer.lock', composer)).toEqual({
      packages: [{ name: 'c/d', version: '1' }],
      'packages-dev': [],
    });
    expect(readContents('pnpm-lock.yaml', 'packages:\n  /a@1.0.0:\n    dev: true\n')?.copy).not.toContain('dev');
    expect(readContents('bun.lock', '{"workspaces":{"":{"devDependencies":{"a":"1"}}}}')?.copy).not.toContain('dev');
  });

  it.each(['package-lock.json', 'pnpm-lock.yaml', 'poetry.lock', 'Pipfile.lock'])(
    'gives up on a broken %s',
    (format) => {
      expect(readContents(format, '{')).toBeUndefined();
    },
  );
});

describe('readRequirements', () => {
  it('takes what has one exact version, whatever stands around it', () => {
    const text =
      '\ufeff# a comment\r\nPyYAML == 5.3.1 ; python_version < "3"  # why\r\nfoo[bar,baz]===1.0\njinja2==2.7.1 \\\n  --hash=sha256:0123\n--index-url https://index.example\n-c constraints.txt\n-r other.txt\nfoo[bar]===1.0\n';
    expect(readRequirements(decode(new TextEncoder().encode(text)), (file) => file === 'other.txt')).toEqual({
      pinned: ['PyYAML==5.3.1', 'foo==1.0', 'jinja2==2.7.1'],
      gaps: [],
    });
  });

  it('reads what PowerShell writes', () => {
    expect(readRequirements(decode(Buffer.from('\ufeffa==1\r\n', 'utf16le')), () => false).pinned).toEqual(['a==1']);
  });

  it.each([
    ['requests', 'names no exact version'],
    ['requests>=2,<3', 'names no exact version'],
    ['requests==2.*', 'names no exact version'],
    ['-r away.txt', 'includes a file that is not looked at'],
    ['-e ./own', 'a file, folder or repository, not a package of the index with a version'],
    ['./own.whl', 'a file, folder or repository, not a package of the index with a version'],
    ['git+https://git.example/own.git', 'a file, folder or repository, not a package of the index with a version'],
    ['own @ https://git.example/own.zip', 'a file, folder or repository, not a package of the index with a version'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: pip's own syntax for variables
    ['own==${VERSION}', 'not understood as a requirement'],
    ['!', 'not understood as a requirement'],
  ])('says why it does not take %s', (line, why) => {
    expect(readRequirements(`# first\n${line}\n`, () => false)).toEqual({ pinned: [], gaps: [{ line: 2, why }] });
  });
});

describe('the key of a package', () => {
  it.each([
    ['pkg:pypi/a-b@1.0', keyOf('A_b', '1.0')],
    ['pkg:npm/%40types/node@20.1.0', keyOf('@types/node', '20.1.0')],
    ['pkg:golang/golang.org/x/text@v0.3.6', keyOf('golang.org/x/text', 'v0.3.6')],
    ['pkg:maven/org.example/a@1.0', keyOf('org.example/a', '1.0')],
    ['pkg:nuget/A.B@1.0', keyOf('A.B', '1.0')],
    ['pkg:pub/http@0.13.0?hosted_url=pub.dev', keyOf('http', '0.13.0')],
  ])('is the same for %s', (purl, key) => {
    expect(keyOfPurl(purl)).toBe(key);
  });

  it('is none for what is no package URL', () => {
    expect(keyOfPurl('lodash')).toBeUndefined();
  });
});
