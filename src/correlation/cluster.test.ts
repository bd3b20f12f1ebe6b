import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issuesOf, rowWith } from '../../test/rows.js';
import { packageName } from './packages.js';
import type { Row } from './row.js';

const grouped = (rows: Row[]) => issuesOf(rows).map(({ rows: own }) => own);
const idsOf = (...rows: Row[]) => issuesOf(rows).map(({ id }) => id);

describe('vulnerabilities', () => {
  const vulnerability = (scanner: string, id: string, aliases: string[], more: Partial<Row> = {}) =>
    rowWith({
      ...{ kind: 'vulnerability', scanner, ruleId: id },
      package: { ecosystem: 'PyPI', name: 'PyYAML', version: '5.1' },
      advisory: { id, aliases, cwes: [], cvss: [] },
      ...more,
    });

  it('have the names of packages as their ecosystem compares them', () => {
    expect(packageName('PyPI', 'Zope.Interface__x')).toBe('zope-interface-x');
    expect(packageName('Go', 'github.com/BurntSushi/toml')).toBe('github.com/BurntSushi/toml');
  });

  it('are one for one package and hole, wherever it lies, under whichever name', () => {
    const other = { package: { ecosystem: 'PyPI', name: 'other', version: '5.1' } };
    expect(
      grouped([
        vulnerability('pip-audit', 'PYSEC-2020-1', ['CVE-2020-1']),
        vulnerability('osv-scanner', 'GHSA-x', ['CVE-2020-1'], { location: { path: 'image/other.txt' } }),
        vulnerability('grype', 'GHSA-y', ['CVE-2020-2']),
        vulnerability('safety', 'GHSA-x', [], other),
      ]),
    ).toEqual([['grype:GHSA-y'], ['pip-audit:PYSEC-2020-1', 'osv-scanner:GHSA-x'], ['safety:GHSA-x']]);
  });

  it('are two for two CVEs, also where one scanner gives both as names of one hole', () => {
    const rows = [
      vulnerability('grype', 'CVE-2020-1', ['GHSA-x']),
      vulnerability('grype', 'CVE-2020-2', ['GHSA-y']),
      vulnerability('retire', 'GHSA-x', ['CVE-2020-1', 'CVE-2020-2']),
      vulnerability('osv-scanner', 'GO-1', ['CVE-2020-1', 'CVE-2020-2', 'GHSA-x', 'GHSA-y']),
    ];
    expect(grouped(rows)).toEqual([['grype:CVE-2020-1', 'retire:GHSA-x'], ['grype:CVE-2020-2'], ['osv-scanner:GO-1']]);
  });

  it('do not tell a version of Go with a v from the same without', () => {
    const of = (scanner: string, version: string) =>
      vulnerability(scanner, 'CVE-2021-38561', [], {
        package: { ecosystem: 'Go', name: 'golang.org/x/text', version },
      });
    expect(grouped([of('a', 'v0.3.5'), of('b', '0.3.5'), of('c', '0.3.6')])).toEqual([
      ['a:CVE-2021-38561', 'b:CVE-2021-38561'],
      ['c:CVE-2021-38561'],
    ]);
  });
});

describe('secrets', () => {
  const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
  const secret = (
    scanner: string,
    value: string | undefined,
    location: Partial<Row['location']> = {},
    ruleId = 'key',
  ) =>
    rowWith({
      ...{ kind: 'secret', scanner, ruleId },
      location: { path: 'a.py', startLine: 3, ...location },
      ...(value === undefined ? {} : { secret: value }),
    });

  it('are one for one value, in copies, in commits and over scanners, and two for two values on one line', () => {
    expect(
      grouped([
        secret('gitleaks', 'aaaa-aaaa'),
        secret('secretlint', 'aaaa-aaaa', { path: 'copy.py', startLine: 40 }),
        secret('trufflehog', 'aaaa-aaaa', { commit: 'c1', startLine: 9 }),
        secret('gitleaks', 'bbbb-bbbb'),
      ]),
    ).toEqual([['gitleaks:key', 'trufflehog:key', 'secretlint:key'], ['gitleaks:key']]);
  });

  it('are one where a scanner cuts out more than another, at the same place only', () => {
    const cut = [secret('gitleaks', 'key = aaaa-aaaa'), secret('secretlint', 'aaaa-aaaa')];
    expect(grouped(cut)).toHaveLength(1);
    expect(grouped([cut[0] as Row, secret('secretlint', 'aaaa-aaaa', { startLine: 4 })])).toHaveLength(2);
  });

  it('take a masked value for that at its place, when only one is there', () => {
    const masked = secret('trivy-fs', undefined);
    expect(grouped([masked, secret('gitleaks', 'aaaa-aaaa')])).toHaveLength(1);
    expect(grouped([masked, secret('gitleaks', 'aaaa-aaaa'), secret('gitleaks', 'bbbb-bbbb')])).toHaveLength(3);
    expect(grouped([masked, secret('trivy-fs', undefined, {}, 'other')])).toHaveLength(2);
  });

  it('take a masked value for that of two on its line which its rule finds, and for none that it does not find', () => {
    const [github, npm] = [`ghp_${'a'.repeat(36)}`, `npm_${'b'.repeat(36)}`];
    const masked = secret('trivy-fs', undefined, {}, 'npm-access-token');
    expect(grouped([secret('gitleaks', github), secret('gitleaks', npm), masked])).toEqual([
      ['gitleaks:key'],
      ['gitleaks:key', 'trivy-fs:npm-access-token'],
    ]);
    expect(grouped([secret('gitleaks', github), masked])).toHaveLength(2);
  });

  it('are two where a scanner reports a rule twice on one line, with masked values', () => {
    const row = (pointer: string) => ({ ...secret('trivy-fs', undefined), pointer });
    expect(grouped([row('/0'), row('/1')])).toHaveLength(2);
    expect(grouped([row('/0'), { ...row('/0'), outputPath: 'again.json' }])).toHaveLength(1);
  });

  it('are two where one scanner prints a key and its secret together: its row is about the key', () => {
    const both = secret('trufflehog', 'key-key-key:aaaa-aaaa', {}, 'both');
    expect(grouped([secret('gitleaks', 'aaaa-aaaa'), both, secret('gitleaks', 'key-key-key', {}, 'id')])).toEqual([
      ['gitleaks:id', 'trufflehog:both'],
      ['gitleaks:key'],
    ]);
  });

  it('are known by the digest that a scanner prints instead of the value', () => {
    const hashed = { ...secret('detect-secrets', undefined), secretSha1: sha1('bbbb-bbbb') };
    const rows = [secret('gitleaks', 'aaaa-aaaa'), secret('gitleaks', 'bbbb-bbbb', {}, 'other'), hashed];
    expect(grouped(rows)).toEqual([['detect-secrets:key', 'gitleaks:other'], ['gitleaks:key']]);
    expect(grouped([secret('gitleaks', 'aaaa-aaaa'), { ...hashed, secretSha1: sha1('a part') }])).toHaveLength(1);
    const part = { ...hashed, secretSha1: sha1('ghp') };
    expect(grouped([part, { ...part, location: { path: 'b.py', startLine: 1 } }])).toHaveLength(2);
  });

  it('take a masked value for the one of two that stands where the scanner says that it begins', () => {
    const line = "pair: ['aaaa-aaaa', 'bbbb-bbbb']";
    const masked = (secretIndex: number) => ({ ...secret('trivy-fs', undefined), line, secretIndex });
    const rows = [secret('gitleaks', 'aaaa-aaaa'), secret('gitleaks', 'bbbb-bbbb', {}, 'other')];
    const [at, nowhere] = [line.indexOf('bbbb'), line.length - 1];
    expect(grouped([...rows, masked(at)])).toEqual([['gitleaks:key'], ['gitleaks:other', 'trivy-fs:key']]);
    expect(grouped([...rows, masked(nowhere)])).toHaveLength(3);
  });

  it('take a digest for that of a word of one of two values on its line', () => {
    const rows = ['first', 'second'].map((word) => secret('gitleaks', `https://ci:${word}@git.example.com`, {}, word));
    const hashed = { ...secret('detect-secrets', undefined), secretSha1: sha1('second') };
    expect(grouped([...rows, hashed])).toEqual([['detect-secrets:key', 'gitleaks:second'], ['gitleaks:first']]);
  });

  it('are one with a row at the key of a block of YAML, and not with one at another line before', () => {
    const above = (line: string) => ({ ...secret('detect-secrets', undefined, { startLine: 2 }), line });
    expect(grouped([above('deploy_key: |'), secret('gitleaks', 'aaaa-aaaa')])).toHaveLength(1);
    expect(grouped([above('deploy_key: other'), secret('gitleaks', 'aaaa-aaaa')])).toHaveLength(2);
  });

  it('have another id when the value changes, the same wherever it stands, and never the value in it', () => {
    const [first] = idsOf(secret('gitleaks', 'hunter2-hunter2'));
    expect(first).toMatch(/^secret-[0-9a-f]{12}$/);
    expect(idsOf(secret('gitleaks', 'hunter3-hunter3'))).not.toContain(first);
    expect(idsOf(secret('secretlint', 'hunter2-hunter2', { path: 'moved.py', startLine: 70 }))).toEqual([first]);
  });
});

describe('code', () => {
  const code = (scanner: string, ruleId: string, cwes: string[], location: Partial<Row['location']> = {}) =>
    rowWith({ scanner, ruleId, rule: { cwes }, location: { path: 'a.py', startLine: 3, ...location } });
  const columns = (startColumn: number, endColumn: number) => ({ startColumn, endColumn, endLine: 3 });

  it('is one hole where two scanners name one kind of weakness at one place', () => {
    const rows = [code('bandit', 'B602', ['CWE-78']), code('semgrep', 'shell', ['CWE-88'], { endLine: 5 })];
    expect(grouped(rows)).toEqual([['bandit:B602', 'semgrep:shell']]);
  });

  it('goes by what a rule finds, where its scanner files it under too broad a weakness', () => {
    const bandit = (rule: string, cwe: string) => code('bandit', rule, [cwe]);
    expect(grouped([bandit('B506', 'CWE-20'), code('semgrep', 'yaml', ['CWE-502'])])).toHaveLength(1);
    expect(grouped([bandit('B307', 'CWE-78'), code('semgrep', 'eval', ['CWE-95'])])).toHaveLength(1);
    expect(grouped([bandit('B607', 'CWE-78'), code('semgrep', 'shell', ['CWE-78'])])).toHaveLength(2);
  });

  it('is two for two kinds of weakness, two files, two lines, and for rules that name no weakness', () => {
    const bandit = code('bandit', 'B602', ['CWE-78']);
    for (const other of [
      code('semgrep', 'sql', ['CWE-89']),
      code('semgrep', 'shell', ['CWE-78'], { path: 'b.py' }),
      code('semgrep', 'shell', ['CWE-78'], { startLine: 4 }),
      code('semgrep', 'shell', []),
    ])
      expect(grouped([bandit, other])).toHaveLength(2);
  });

  it('is never one where a scanner sees two holes at that place', () => {
    const two = [
      code('semgrep', 'md5', ['CWE-327'], columns(1, 9)),
      code('semgrep', 'md5', ['CWE-327'], columns(12, 20)),
    ];
    expect(grouped([...two, code('bandit', 'B324', ['CWE-327'])])).toHaveLength(3);
    expect(grouped([...two, code('bandit', 'B324', ['CWE-327'], columns(14, 18))])).toEqual([
      ['semgrep:md5'],
      ['semgrep:md5', 'bandit:B324'],
    ]);
  });

  it('is one for two rules of one scanner at one place to the column, not for two on one line', () => {
    const at = columns(1, 9);
    expect(grouped([code('semgrep', 'a', ['CWE-78'], at), code('semgrep', 'b', ['CWE-77'], at)])).toHaveLength(1);
    expect(grouped([code('x', 'a', ['CWE-78']), code('x', 'b', ['CWE-77'])])).toHaveLength(2);
  });

  it('keeps its id when lines above move, white space changes, or another scanner finds it', () => {
    const [id] = idsOf(code('bandit', 'B602', ['CWE-78']));
    const moved = { ...code('semgrep', 'shell', ['CWE-78'], { startLine: 53 }), line: 'run(x,   shell=True)' };
    expect(idsOf(moved)).toEqual([id]);
    expect(id).toMatch(/^code-[0-9a-f]{12}$/);
  });
});

describe('what has no control, no value and no weakness', () => {
  const ids = (...rows: Row[]) => idsOf(...rows);

  it('has an id of scanner, rule, file and code', () => {
    const all = [
      rowWith(),
      rowWith({ ruleId: 'B601' }),
      rowWith({ location: { path: 'b.py', startLine: 3 } }),
      rowWith({ line: 'run(y, shell=True)' }),
    ].flatMap((one) => ids(one));
    expect(new Set(all).size).toBe(4);
  });

  it('is numbered where it is alike in all that lasts', () => {
    const [first, second] = ids(rowWith(), rowWith({ location: { path: 'a.py', startLine: 9 } }));
    expect(first).not.toBe(second);
    expect(ids(rowWith())).toEqual([first]);
  });
});

/** Rows of all kinds, close enough together that many are about the same thing. */
const anyRow = fc
  .record({
    kind: fc.constantFrom('vulnerability', 'secret', 'code', 'misconfiguration', 'malware' as const),
    scanner: fc.constantFrom('a', 'b', 'c'),
    ruleId: fc.constantFrom('r1', 'r2'),
    path: fc.constantFrom('x.py', 'y.py'),
    startLine: fc.integer({ min: 1, max: 4 }),
    length: fc.integer({ min: 0, max: 2 }),
    value: fc.constantFrom('aaaa-aaaa', 'key=aaaa-aaaa', 'bbbb-bbbb', undefined),
    cwe: fc.constantFrom('CWE-78', 'CWE-77', 'CWE-89', undefined),
    name: fc.constantFrom('CVE-1', 'CVE-2', 'GHSA-a', 'GHSA-b'),
    alias: fc.constantFrom('CVE-1', 'CVE-2', 'GHSA-a', 'GHSA-b'),
  })
  .map(({ kind, scanner, ruleId, path, startLine, length, value, cwe, name, alias }) =>
    rowWith({
      ...{ kind: kind as Row['kind'], scanner, ruleId, line: `line ${startLine} of ${path}` },
      location: { path, startLine, endLine: startLine + length },
      rule: { cwes: cwe ? [cwe] : [] },
      ...(kind === 'secret' && value ? { secret: value } : {}),
      ...(kind === 'vulnerability'
        ? {
            package: { ecosystem: 'npm', name: 'p', version: '1' },
            advisory: { id: name, aliases: [alias], cwes: [], cvss: [] },
          }
        : {}),
    }),
  );
const anyRows = fc
  .array(anyRow, { maxLength: 12 })
  .map((rows) => rows.map((row, at) => ({ ...row, pointer: `/${at}` })));

/** Who is with whom, by pointers; with the id. */
function partition(rows: Row[]): string[] {
  const controlOf = (_: string, rule: string) =>
    rule === 'r1'
      ? {
          ...{ id: 'c', domain: 'd', title: 't', scope: 'resource' as const },
          ...{ cwes: [], frameworks: [], rules: [] },
        }
      : undefined;
  const byPointer = rows.map((row) => ({
    ...row,
    ruleId: row.kind === 'misconfiguration' ? row.ruleId : `${row.ruleId}x`,
  }));
  return issuesOf(
    byPointer.map((row) => row),
    { controlOf },
  ).map(({ id, rows: own }) => `${id} ${own.sort().join(' ')}`);
}

describe('all of it', () => {
  it('does not depend on the order of rows, nor on the names of output files', () => {
    fc.assert(
      fc.property(anyRows, fc.infiniteStream(fc.nat()), (rows, numbers) => {
        const shuffled = rows
          .map((row) => ({ row: { ...row, outputPath: `renamed-${row.outputPath}` }, at: numbers.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row);
        expect(partition(shuffled).sort()).toEqual(partition(rows).sort());
      }),
    );
  });

  it('does not depend on where the code stands', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const moved = rows.map((row) => {
          const { path = '', startLine = 0, endLine = 0 } = row.location ?? {};
          return { ...row, location: { path, startLine: startLine + 50, endLine: endLine + 50 } };
        });
        expect(partition(moved).sort()).toEqual(partition(rows).sort());
      }),
    );
  });

  it('loses no row, shows none twice, and gives every issue its own id', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const issues = issuesOf(rows);
        expect(issues.flatMap(({ rows: own }) => own)).toHaveLength(rows.length);
        expect(new Set(issues.map(({ id }) => id)).size).toBe(issues.length);
      }),
    );
  });
});
