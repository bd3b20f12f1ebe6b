import { describe, expect, it } from 'vitest';
import { readRequirements } from './requirements.js';
import { decode } from './requirements-text.js';

const read = (text: string) => readRequirements(text, (include) => include === 'covered.txt');

describe('what a requirements file asks for', () => {
  it('takes the version of a pinned requirement, whatever stands around it', () => {
    const text = [
      'Flask_Login[extra] == 0.5 ; python_version < "3.8"  # why',
      'pyyaml==5.3.1 --hash=sha256:aa',
      'six \\',
      '  ==1.16.0 \\',
      '    --hash=sha256:bb',
      'idna (==3.10)',
      'torch==2.1.0+cu118',
    ].join('\n');
    expect(read(text)).toEqual({
      packages: [
        { name: 'flask-login', version: '0.5' },
        { name: 'pyyaml', version: '5.3.1' },
        { name: 'six', version: '1.16.0' },
        { name: 'idna', version: '3.10' },
        { name: 'torch', version: '2.1.0+cu118' },
      ],
      gaps: [],
    });
  });

  it('keeps both versions of a package that is pinned twice, by marker', () => {
    const { packages } = read(
      'numpy==1.24.4; python_version<"3.9"\nnumpy==2.0.2; python_version>="3.9"\nNumPy==2.0.2\n',
    );
    expect(packages).toEqual([
      { name: 'numpy', version: '1.24.4' },
      { name: 'numpy', version: '2.0.2' },
    ]);
  });

  it('has no version for a range, a wildcard, and what is no version today', () => {
    const { packages } = read('flask\nidna>=3\nsix==1.*\npytz==2004d\n');
    expect(packages).toEqual([{ name: 'flask' }, { name: 'idna' }, { name: 'six' }, { name: 'pytz' }]);
  });

  it('names the line of everything that an index does not have', () => {
    const text = [
      '-r covered.txt',
      '-r other.txt',
      '--requirement=another.txt',
      '-e .',
      '--editable git+https://example.org/a#egg=a',
      'git+https://example.org/b.git',
      'c @ https://example.org/c.whl',
      './d',
      'vendor\\e',
      'two words',
      'f===1',
    ].join('\n');
    expect(read(text)).toEqual({
      packages: [],
      gaps: [
        { line: 2, kind: 'include' },
        { line: 3, kind: 'include' },
        ...[4, 5, 6, 7, 8, 9].map((line) => ({ line, kind: 'link' })),
        { line: 10, kind: 'unread' },
        { line: 11, kind: 'unread' },
      ],
    });
  });

  it('passes over what asks for nothing: options, constraints, comments', () => {
    const text = '--index-url https://example.org\n-c constraints.txt\n# a comment \\\n\n--no-binary :all:\r\n';
    expect(read(text)).toEqual({ packages: [], gaps: [] });
  });

  it('reads what PowerShell writes', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('six==1.16.0\r\n', 'utf16le')]);
    expect(read(decode(bytes)).packages).toEqual([{ name: 'six', version: '1.16.0' }]);
    expect(read(decode(Buffer.from('\ufeffsix==1.16.0'))).packages).toEqual([{ name: 'six', version: '1.16.0' }]);
  });
});
