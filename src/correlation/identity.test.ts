import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupKey, issueIds, packageName, type Row } from './identity.js';
import { withAdvisoryGroups } from './vulnerabilities.js';

const row = (more: Partial<Row> = {}): Row => ({
  kind: 'code',
  ruleId: 'B602',
  title: 't',
  severity: 'high',
  nativeSeverity: null,
  location: { path: 'a.py', startLine: 3 },
  pointer: '/0',
  scanner: 'bandit',
  outputPath: 'advanced/bandit.json',
  line: 'run(x, shell=True)',
  ...more,
});
const vulnerability = (id: string, aliases: string[], more: Partial<Row> = {}) =>
  row({
    kind: 'vulnerability',
    package: { ecosystem: 'PyPI', name: 'PyYAML', version: '5.1' },
    advisory: { id, aliases, cwes: [], cvss: [] },
    ...more,
  });
const idOf = (...rows: Row[]) => issueIds(rows);

describe('package and advisory names', () => {
  it('writes names as their ecosystem compares them', () => {
    expect(packageName('PyPI', 'Zope.Interface__x')).toBe('zope-interface-x');
    expect(packageName('Go', 'github.com/BurntSushi/toml')).toBe('github.com/BurntSushi/toml');
  });
});

describe('groupKey', () => {
  it('does not tell a version of Go with a v from the same without', () => {
    const of = (version: string) => ({ package: { ecosystem: 'Go', name: 'golang.org/x/text', version } });
    const [a, b, c] = ['v0.3.5', '0.3.5', '0.3.6'].map((version) =>
      groupKey(vulnerability('CVE-2021-38561', [], of(version))),
    );
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });

  it('joins two scanners on the same package and advisory, wherever they saw it', () => {
    const keys = withAdvisoryGroups([
      vulnerability('PYSEC-2020-1', ['CVE-2020-1'], { scanner: 'pip-audit' }),
      vulnerability('GHSA-x', ['CVE-2020-1'], { scanner: 'osv-scanner', location: { path: 'other.txt' } }),
      vulnerability('GHSA-y', ['CVE-2020-2']),
      vulnerability('GHSA-x', [], { package: { ecosystem: 'PyPI', name: 'other', version: '5.1' } }),
    ]).map(groupKey);
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
  });

  it('keeps two secrets of one line apart, and joins one secret over scanners', () => {
    const secret = (value: string, scanner: string) => row({ kind: 'secret', secret: value, scanner });
    expect(groupKey(secret('aaaa', 'gitleaks'))).toBe(groupKey(secret('aaaa', 'bandit')));
    expect(groupKey(secret('aaaa', 'gitleaks'))).not.toBe(groupKey(secret('bbbb', 'gitleaks')));
  });
});

describe('issueIds', () => {
  it('stays when lines above move or white space changes', () => {
    const moved = row({ location: { path: 'a.py', startLine: 53 }, line: 'run(x,   shell=True)' });
    expect(idOf(moved)).toEqual(idOf(row()));
    expect(idOf(row())[0]).toMatch(/^code-[0-9a-f]{12}$/);
  });

  it('changes with rule, file and code', () => {
    const ids = [
      row(),
      row({ ruleId: 'B601' }),
      row({ location: { path: 'b.py', startLine: 3 } }),
      row({ line: 'run(y, shell=True)' }),
    ].flatMap((one) => idOf(one));
    expect(new Set(ids).size).toBe(4);
  });

  it('numbers issues that are alike in all that lasts', () => {
    const [first, second] = idOf(row(), row({ location: { path: 'a.py', startLine: 9 } }));
    expect(first).not.toBe(second);
    expect(idOf(row())).toEqual([first]);
  });

  it('gives a changed secret another id, without its value in it', () => {
    const secret = (value: string) => idOf(row({ kind: 'secret', secret: value }))[0];
    expect(secret('hunter2-hunter2')).not.toBe(secret('hunter3-hunter3'));
    expect(secret('hunter2-hunter2')).toMatch(/^secret-[0-9a-f]{12}$/);
  });

  it('gives every issue its own id', () => {
    const rows = fc.array(
      fc.record({ file: fc.constantFrom('a', 'b'), line: fc.constantFrom('x', 'y'), rule: fc.constantFrom('1', '2') }),
    );
    fc.assert(
      fc.property(rows, (list) => {
        const ids = issueIds(list.map(({ file, line, rule }) => row({ ruleId: rule, line, location: { path: file } })));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
