import { describe, expect, it } from 'vitest';
import { decode } from '../kit/requirements-text.js';
import { readRequirements } from './requirements.js';

const read = (...lines: string[]) => readRequirements(lines.join('\n'), (file) => file === 'covered.txt');
const LINK = 'a file, folder or repository, not a package of the index with a version';

describe('readRequirements', () => {
  it.each([
    ['PyYAML==5.3.1', 'PyYAML==5.3.1'],
    ['jinja2 == 2.4.1 ; python_version < "3"', 'jinja2== 2.4.1'],
    ['requests[socks,security]==2.31.0', 'requests==2.31.0'],
    ['six===1.16.0 # why', 'six===1.16.0'],
    ['idna==3.10 --hash=sha256:00 --hash=sha256:11', 'idna==3.10'],
    ['idna==3.10 \\\n    --hash=sha256:00', 'idna==3.10'],
    ['attrs (==23.1)', 'attrs==23.1'],
    ['a==1!2.0+local', 'a==1!2.0+local'],
    ['flask', 'flask'],
    ['flask>=1,<2', 'flask'],
    ['flask == 1.*', 'flask'],
    ['flask > 1', 'flask'],
    ['flask != 1.0', 'flask'],
  ])('hands on %j without a gap', (line, handed) => {
    expect(read(line)).toEqual({ lines: [handed], gaps: [] });
  });

  it.each(['>=', '<=', '~='])('hands on a range of %s, and says that only its end is looked up', (operator) => {
    expect(read(`idna ${operator} 3.10`)).toEqual({
      lines: [`idna${operator} 3.10`],
      gaps: [{ line: 1, why: `asks for a range (idna${operator} 3.10), of which only 3.10 was looked up` }],
    });
  });

  it.each([
    'git+https://git.example/x.git@1.0#egg=x',
    'https://files.example/x-1.0.tar.gz',
    './x',
    'vendor/x-1.0.whl',
    'x @ https://files.example/x-1.0.tar.gz',
    '-e .',
    '--editable=git+https://git.example/x.git',
  ])('counts %j as a gap, which the scanner passes over', (line) => {
    expect(read('', line)).toEqual({ lines: [], gaps: [{ line: 2, why: LINK }] });
  });

  it.each([`six==\${VERSION}`, '???', 'six=1', 'six 1.0'])('counts %j as a gap that it does not understand', (line) => {
    expect(read(line)).toEqual({ lines: [], gaps: [{ line: 1, why: 'not understood as a requirement' }] });
  });

  it('counts included files as gaps, unless they are looked at by themselves', () => {
    expect(read('-r covered.txt', '--requirement other.txt', '-rmore.txt').gaps).toEqual(
      [2, 3].map((line) => ({ line, why: 'includes a file that is not looked at' })),
    );
  });

  it('leaves out options that want nothing, comments and repetitions', () => {
    const lines = ['--index-url https://index.example', '-c limits.txt', '# six', '  ', 'idna==3.10', 'idna==3.10'];
    expect(read(...lines)).toEqual({ lines: ['idna==3.10'], gaps: [] });
  });

  it('gives the number of the line with which a requirement begins', () => {
    expect(read('idna==3.10 \\', '  --hash=sha256:00', './x').gaps).toEqual([{ line: 3, why: LINK }]);
    expect(read('# a comment with a backslash \\', './x \\').gaps).toEqual([{ line: 2, why: LINK }]);
  });
});

describe('decode', () => {
  it('reads files with a byte order mark, of which the scanner would pass over the first line', () => {
    expect(decode(Buffer.from('\uFEFFidna==3.10', 'utf8'))).toBe('idna==3.10');
    expect(decode(Buffer.from('\uFEFFidna==3.10', 'utf16le'))).toBe('idna==3.10');
    expect(decode(Buffer.from('idna==3.10'))).toBe('idna==3.10');
  });
});
