import { describe, expect, it } from 'vitest';
import { readSarif } from '../../../test/read-sarif.js';
import { contextOf } from '../../../test/reading-context.js';
import type { Json } from '../values.js';
import { isSarif, olderSarif } from './log.js';

interface Parts {
  driver?: Json;
  results?: Json[];
  run?: Json;
}

const logOf = ({ driver = {}, results = [], run = {} }: Parts): Json => ({
  version: '2.1.0',
  runs: [{ tool: { driver: { name: 'Some Linter', ...driver } }, results, ...run }],
});

const read = (parts: Parts) => readSarif(logOf(parts), contextOf());

/** The one row of a log with one result. */
function rowOf(result: Json, parts: Omit<Parts, 'results'> = {}) {
  const { rows } = read({ ...parts, results: [{ ruleId: 'R1', message: { text: 'Bad' }, ...result }] });
  expect(rows).toHaveLength(1);
  return rows[0] as (typeof rows)[number];
}

const at = (uri: string, more: Json = {}, region?: Json) => ({
  locations: [{ physicalLocation: { artifactLocation: { uri, ...more }, ...(region ? { region } : {}) } }],
});

describe('what is SARIF', () => {
  it('is told by its version, or by its schema where it has none', () => {
    expect(isSarif(logOf({}))).toBe(true);
    expect(isSarif({ $schema: 'https://example.org/sarif-schema-2.1.0.json', runs: [] })).toBe(true);
    expect(isSarif({ version: '2.0.0', runs: [] })).toBe(false);
    expect(isSarif({ runs: [] })).toBe(false);
    expect(olderSarif({ version: '2.0.0', runs: [] })).toBe('2.0.0');
    expect(olderSarif(logOf({}))).toBeUndefined();
  });
});

describe('the place of a result', () => {
  it.each([
    ['src/a.py', {}, 'src/a.py'],
    ['./src/../src/a.py', {}, 'src/a.py'],
    ['file:///target/src/a.py', {}, 'src/a.py'],
    ['/target/src/a.py', {}, 'src/a.py'],
    ['my%20code/a%23b.py', {}, 'my code/a#b.py'],
    ['100%.py', {}, '100%.py'],
    ['src\\sub\\a.cs', {}, 'src/sub/a.cs'],
    ['/elsewhere/src/a.py', {}, 'elsewhere/src/a.py'],
    ['a.py', { uriBaseId: 'SRC' }, 'lib/a.py'],
    ['a.py', { uriBaseId: 'ABSOLUTE' }, 'inner/a.py'],
    ['a.py', { uriBaseId: 'OTHER_MACHINE' }, 'a.py'],
    ['a.py', { uriBaseId: 'UNTOLD' }, 'a.py'],
    ['a.py', { uriBaseId: 'CIRCLE' }, 'a.py'],
  ])('of %s with %j is %s', (uri, more, expected) => {
    const originalUriBaseIds = {
      SRC: { uri: 'lib/', uriBaseId: 'UNTOLD' },
      ABSOLUTE: { uri: 'file:///target/inner' },
      OTHER_MACHINE: { uri: 'file:///home/runner/work/app/app/' },
      UNTOLD: { description: { text: 'the top' } },
      CIRCLE: { uri: '', uriBaseId: 'CIRCLE' },
    };
    expect(rowOf(at(uri, more), { run: { originalUriBaseIds } }).finding.location).toEqual({ path: expected });
  });

  it('may stand in the list of artifacts; a web page is none', () => {
    const artifacts = [{ location: { uri: 'x.py' } }, { location: { uri: 'y.py' } }];
    const byIndex = { locations: [{ physicalLocation: { artifactLocation: { index: 1 } } }] };
    expect(rowOf(byIndex, { run: { artifacts } }).finding.location).toEqual({ path: 'y.py' });
    expect(rowOf(at('https://example.org/login')).finding.location).toBeUndefined();
    expect(rowOf({}).finding.location).toBeUndefined();
  });

  it('has the lines and columns that make sense', () => {
    const regionOf = (region: Json) => rowOf(at('a', {}, region)).finding.location;
    expect(regionOf({ startLine: 2, startColumn: 3, endLine: 4, endColumn: 5 })).toEqual({
      ...{ path: 'a', startLine: 2, startColumn: 3, endLine: 4, endColumn: 5 },
    });
    expect(regionOf({ startLine: 2, endLine: 1, startColumn: 1, endColumn: 1 })).toEqual({ path: 'a', startLine: 2 });
    expect(regionOf({ startLine: 0 })).toEqual({ path: 'a' });
    expect(regionOf({ byteOffset: 7 })).toEqual({ path: 'a' });
  });
});

describe('the rule of a result', () => {
  const rules = [
    { id: 'R0', shortDescription: { text: 'Nought' } },
    { id: 'R1', messageStrings: { m: { text: 'Calls {0} with {1}' } }, helpUri: 'https://example.org/r1' },
  ];

  it('is found by index, by id, and by an id with more behind it', () => {
    expect(rowOf({ ruleId: undefined, ruleIndex: 1 }, { driver: { rules } }).finding.ruleId).toBe('R1');
    expect(rowOf({}, { driver: { rules } }).finding.rule).toEqual({ helpUri: 'https://example.org/r1' });
    expect(rowOf({ ruleId: 'R1/2' }, { driver: { rules } }).finding).toMatchObject({
      ruleId: 'R1/2',
      rule: { helpUri: 'https://example.org/r1' },
    });
  });

  it('may be one of an extension', () => {
    const extensions = [{ name: 'plugin', rules: [{ id: 'P1', helpUri: 'https://example.org/p1' }] }];
    const tool = { driver: { name: 'Some Linter', rules }, extensions };
    const rule = { index: 0, toolComponent: { index: 0 } };
    expect(rowOf({ ruleId: 'P1', rule }, { run: { tool } }).finding.rule).toEqual({
      helpUri: 'https://example.org/p1',
    });
    expect(rowOf({ ruleId: 'P1' }, { run: { tool } }).finding.rule).toEqual({ helpUri: 'https://example.org/p1' });
  });

  it('gives the text of a message that is only named', () => {
    const message = { id: 'm', arguments: ['run', 'a shell'] };
    expect(rowOf({ message }, { driver: { rules } }).finding.title).toBe('Calls run with a shell');
  });

  it('names weaknesses by tags, by its relations and by a property; a result adds its own', () => {
    const rule = {
      id: 'R1',
      relationships: [{ target: { id: '89', toolComponent: { name: 'CWE' } } }, { target: { id: 'A1' } }],
      properties: { tags: ['external/cwe/cwe-079', 'CWE-22: Path Traversal', 'security'], cwe: ['CWE-78'] },
    };
    const taxa = [
      { id: '601', toolComponent: { name: 'CWE' } },
      { id: 'A01', toolComponent: { name: 'OWASP' } },
    ];
    const { finding } = rowOf({ taxa }, { driver: { rules: [rule] } });
    expect(finding.rule?.cwes).toEqual(['CWE-79', 'CWE-22', 'CWE-89', 'CWE-78', 'CWE-601']);
  });
});

describe('the severity of a result', () => {
  const severityOf = (result: Json, rule: Json = {}) => {
    const { finding } = rowOf(result, { driver: { rules: [{ id: 'R1', ...rule }] } });
    return [finding.severity, finding.nativeSeverity];
  };

  it.each([
    ['the word of a property', { level: 'error', properties: { severity: 'LOW' } }, {}, ['low', 'LOW']],
    ['a word below the name of the tool', { properties: { 'lint/severity': 'High' } }, {}, ['high', 'High']],
    ['the number of the result', { properties: { 'security-severity': '9.1' } }, {}, ['critical', '9.1']],
    ['the number of the rule', { level: 'note' }, { properties: { 'security-severity': '5.0' } }, ['medium', '5.0']],
    ['the level', { level: 'note' }, {}, ['low', 'note']],
    ['the level of the rule', {}, { defaultConfiguration: { level: 'error' } }, ['high', 'error']],
    ['the rank', { rank: 95 }, {}, ['critical', '95']],
    ['a warning, where nothing is said', { rank: -1 }, {}, ['medium', null]],
  ])('is %s', (_, result, rule, expected) => {
    expect(severityOf(result, rule)).toEqual(expected);
  });
});

describe('what a result is', () => {
  const kindOf = (result: Json, tags: string[], name?: string) => {
    const driver = { ...(name ? { name } : {}), rules: [{ id: 'R1', properties: { tags } }] };
    const { scanner, finding } = rowOf(result, { driver });
    return `${scanner} ${finding.kind}`;
  };

  it('goes by what its scanner finds, by the tags of its rule, by the id of an advisory', () => {
    expect(kindOf({}, [], 'KICS')).toBe('kics misconfiguration');
    expect(kindOf({}, ['secret'])).toBe('some-linter secret');
    expect(kindOf({}, ['kubernetes', 'security'])).toBe('some-linter misconfiguration');
    expect(kindOf({}, ['security'])).toBe('some-linter code');
    expect(kindOf({ ruleId: 'SNYK-JS-LODASH-590103' }, [], 'Snyk Open Source')).toBe('snyk-open-source vulnerability');
  });

  it.each([
    ['Semgrep OSS', 'semgrep'],
    ['Semgrep Pro', 'semgrep'],
    ['OSV-Scanner', 'osv-scanner'],
    ['Retire.js', 'retire'],
    ['Bandit', 'bandit'],
    ['Gitleaks', 'gitleaks'],
    ['ESLint', 'eslint'],
    ['Grype', 'grype'],
  ])('of %s counts as of %s', (name, scanner) => {
    expect(rowOf({}, { driver: { name } }).scanner).toBe(scanner);
  });

  it('is no finding when it passed, does not apply, or is gone since the baseline', () => {
    const results = [
      { kind: 'pass' },
      { kind: 'notApplicable' },
      { kind: 'informational' },
      { baselineState: 'absent' },
    ];
    expect(read({ results: results.map((one) => ({ ruleId: 'R1', message: { text: 'x' }, ...one })) }).rows).toEqual(
      [],
    );
  });

  it('says what Snyk knows of a package', () => {
    const rule = { id: 'SNYK-JS-LODASH-590103', properties: { tags: ['security', 'CWE-400', 'npm'] } };
    const result = {
      ruleId: rule.id,
      locations: [{ logicalLocations: [{ fullyQualifiedName: 'lodash@4.17.15' }] }],
    };
    const { finding } = rowOf(result, { driver: { name: 'Snyk Open Source', rules: [rule] } });
    expect(finding.package).toEqual({
      ecosystem: 'npm',
      name: 'lodash',
      version: '4.17.15',
      purl: 'pkg:npm/lodash@4.17.15',
    });
    expect(finding.advisory).toMatchObject({ id: 'SNYK-JS-LODASH-590103', cwes: ['CWE-400'] });
  });

  it('of an unknown tool about a secret shows no message: the value may be in it', () => {
    const driver = { rules: [{ id: 'R1', name: 'Cloud key', properties: { tags: ['secret'] } }] };
    const { finding } = rowOf({ message: { text: 'found hunter2' } }, { driver });
    expect(finding.title).toBe('Cloud key');
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });

  it('of Gitleaks has the value and the commit, and no version, which it does not print', () => {
    const value = ['not', 'a', 'secret'].join('-');
    const result = {
      ...at('a.ini', {}, { startLine: 3, snippet: { text: value } }),
      partialFingerprints: { commitSha: 'abc' },
    };
    const driver = { name: 'gitleaks', semanticVersion: 'v8.0.0' };
    expect(rowOf(result, { driver }).finding).toMatchObject({
      kind: 'secret',
      severity: 'high',
      secret: value,
      location: { path: 'a.ini', startLine: 3, commit: 'abc' },
    });
    expect(read({ driver }).runs[0]?.version).toBeNull();
  });
});

describe('what was accepted', () => {
  const accepted = (suppressions: Json[]) => rowOf({ suppressions }).accepted;

  it('is told with the reason', () => {
    expect(accepted([{ kind: 'external', justification: 'test data' }])).toEqual({
      status: 'suppressed',
      reason: 'test data',
      by: 'some-linter, in its log',
    });
    expect(accepted([{ kind: 'inSource' }])).toEqual({
      status: 'suppressed',
      reason: 'suppressed by a comment in the source',
      by: 'some-linter, in the source',
    });
  });

  it('is open where one of the suppressions was rejected or is still looked at', () => {
    expect(accepted([{ kind: 'inSource' }, { kind: 'external', status: 'rejected' }])).toBeUndefined();
    expect(accepted([{ kind: 'external', status: 'underReview' }])).toBeUndefined();
    expect(accepted([])).toBeUndefined();
  });
});

describe('how a run ended', () => {
  const endOf = (...invocations: Json[]) => read({ run: { invocations } }).runs[0]?.end;

  it('is failed when it says so', () => {
    expect(endOf({ executionSuccessful: false, exitCodeDescription: 'out of memory' })).toEqual({
      status: 'failed',
      reason: 'its log says that it failed: out of memory',
    });
  });

  it('is partial when it tells of errors', () => {
    const said = (level: string, text: string) => ({ level, message: { text } });
    const notifications = [said('warning', 'slow'), said('error', 'could not parse a.py'), said('error', 'nor b.py')];
    expect(endOf({ executionSuccessful: true, toolExecutionNotifications: notifications })).toEqual({
      status: 'partial',
      reason: 'its log tells of an error: could not parse a.py (and 1 more)',
    });
  });

  it('is not told to be wrong otherwise', () => {
    expect(endOf({ executionSuccessful: true })).toBeUndefined();
    expect(endOf()).toBeUndefined();
  });
});

describe('a log of Muster itself', () => {
  it('is told under the scanners that found each thing', () => {
    const driver = { name: 'Muster', rules: [{ id: 'bandit/B602' }, { id: 'CVE-2021-23337' }] };
    const results = [
      {
        ruleId: 'bandit/B602',
        message: { text: 'A shell' },
        properties: { kind: 'code', severity: 'high', foundBy: ['bandit'] },
      },
      {
        ruleId: 'CVE-2021-23337',
        message: { text: 'A template' },
        locations: [{ logicalLocations: [{ kind: 'package', fullyQualifiedName: 'pkg:npm/lodash@4.17.11' }] }],
        properties: { kind: 'vulnerability', severity: 'high', foundBy: ['grype', 'trivy-fs'] },
      },
    ];
    const { rows } = read({ driver, results });
    expect(
      rows.map(({ scanner, finding }) => `${scanner} ${finding.kind} ${finding.ruleId} ${finding.severity}`),
    ).toEqual([
      'bandit code B602 high',
      'grype vulnerability CVE-2021-23337 high',
      'trivy-fs vulnerability CVE-2021-23337 high',
    ]);
    expect(rows[1]?.finding.package).toMatchObject({ ecosystem: 'npm', name: 'lodash', version: '4.17.11' });
  });
});

describe('a log in which values have other types than they should', () => {
  it.each([
    [{ results: [null, 3, 'x', []] }],
    [{ results: [{ message: 'text', locations: 'here', ruleIndex: 'x', suppressions: 3, taxa: {}, properties: [] }] }],
    [{ tool: null, results: [{}] }],
    [
      {
        tool: { driver: { rules: [null, { id: 3 }, { id: 'a', properties: { tags: 'x' } }] } },
        results: [{ ruleIndex: 0 }],
      },
    ],
    [{ originalUriBaseIds: [], artifacts: {}, invocations: [null], results: [at('%E0%A4%A')] }],
  ])('is read as far as it makes sense: %#', (run) => {
    expect(() => readSarif({ version: '2.1.0', runs: [run, null] }, contextOf())).not.toThrow();
  });
});
