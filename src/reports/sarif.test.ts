import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import {
  buildAbsentEntry,
  buildEntry,
  buildFinding,
  buildReport,
  buildSource,
  buildVulnerability,
} from '../../test/build-report.js';
import { sarifErrors } from '../../test/sarif-schema.js';
import type { Report } from '../model/report.js';
import { scannerSarif, scannersIn, toSarif } from './sarif.js';

function runOf(log: Log | undefined) {
  const run = log?.runs[0];
  if (run === undefined) throw new Error('there is no run');
  return { ...run, results: run.results ?? [], rules: run.tool.driver.rules ?? [], invocations: run.invocations ?? [] };
}

function resultOf(overrides: Parameters<typeof buildFinding>[0]): Result {
  const [result] = runOf(toSarif(buildReport({ findings: [buildFinding(overrides)] }))).results;
  if (result === undefined) throw new Error('there is no result');
  return result;
}

describe('the merged log', () => {
  it('is one run of the tool Muster, in its own category', () => {
    const log = toSarif(buildReport());
    expect(log.runs).toHaveLength(1);
    expect(log.runs[0]).toMatchObject({
      tool: {
        driver: { name: 'Muster', semanticVersion: '0.1.0' },
        extensions: [{ name: 'hadolint', version: '1.2.3' }],
      },
      automationDetails: { id: 'muster/' },
      results: [],
    });
    expect(sarifErrors(log)).toEqual([]);
  });

  it('names a vulnerability by its advisory, and anything else by the first scanner and its rule', () => {
    const sources = [buildSource('checkov', 'CKV_DOCKER_3'), buildSource('hadolint', 'DL3002')];
    const { rules, results } = runOf(
      toSarif(buildReport({ findings: [buildFinding({ sources }), buildVulnerability()] })),
    );
    expect(results.map(({ ruleId }) => ruleId)).toEqual(['CVE-2019-10744', 'checkov/CKV_DOCKER_3']);
    expect(rules.map(({ id }) => id)).toEqual(['CVE-2019-10744', 'checkov/CKV_DOCKER_3']);
  });

  it('tells of a rule what GitHub asks for', () => {
    const [rule] = runOf(toSarif(buildReport({ findings: [buildVulnerability()] }))).rules;
    expect(rule).toMatchObject({
      shortDescription: { text: 'Prototype pollution in lodash' },
      fullDescription: { text: 'Prototype pollution in lodash' },
      helpUri: 'https://osv.dev/vulnerability/GHSA-jf85-cpcp-j695',
      defaultConfiguration: { level: 'error' },
      properties: {
        'security-severity': '10.0',
        tags: ['security', 'vulnerability', 'external/cwe/cwe-1321', 'external/cwe/cwe-020'],
      },
    });
    expect(rule?.help?.text).toContain('Also known as: CVE-2019-10744, GHSA-jf85-cpcp-j695');
    expect(rule?.help?.markdown).toContain('**Reported as:** `npm-audit:1065, osv-scanner:GHSA-jf85-cpcp-j695`');
  });

  it('gives a rule the severity of its worst result, and no title that is not true of all', () => {
    const findings = [
      buildFinding({ title: 'Pin curl', severity: 'low', risk: { score: 20, factors: [] } }),
      buildFinding({ title: 'Pin wget', severity: 'high', risk: { score: 80, factors: [] } }),
    ];
    const [rule] = runOf(toSarif(buildReport({ findings }))).rules;
    expect(rule?.properties?.['security-severity']).toBe('8.5');
    expect(rule?.shortDescription?.text).toBe('misconfiguration: hadolint/DL3008');
  });

  it.each([
    ['critical', 90, 'error', '9.9'],
    ['critical', 40, 'error', '9.5'],
    ['high', 95, 'error', '8.8'],
    ['medium', 55, 'warning', '5.6'],
    ['low', 0, 'note', '0.1'],
    ['info', 20, 'note', '0.0'],
    ['unknown', 55, 'note', undefined],
  ] as const)('shows %s with risk %d as %s, security-severity %s', (severity, score, level, expected) => {
    const { rules, results } = runOf(
      toSarif(buildReport({ findings: [buildFinding({ severity, risk: { score, factors: [] } })] })),
    );
    expect(results[0]?.level).toBe(level);
    expect(rules[0]?.properties?.['security-severity']).toBe(expected);
  });

  it('leaves out help pages that are no absolute web address', () => {
    const helpUris = [
      'javascript:alert(1)',
      'docs/rule.html',
      'https://example.test/a b',
      'https://example.test/[a]#b#c',
    ];
    const findings = helpUris.map((helpUri, index) =>
      buildFinding({
        rule: { control: null, cwes: [], frameworks: [], helpUri },
        sources: [buildSource('hadolint', `DL${index}`)],
      }),
    );
    const { rules } = runOf(toSarif(buildReport({ findings })));
    expect(rules.map(({ helpUri }) => helpUri)).toEqual([
      undefined,
      undefined,
      'https://example.test/a%20b',
      undefined,
    ]);
  });

  it("shows a scanner's help as text: no link, image or HTML of it takes effect", () => {
    const help = '# Big\n![x](http://tracker.test/i.png)\n<script>\n\n    code';
    const findings = [buildFinding({ rule: { control: null, cwes: [], frameworks: [], help } })];
    const [rule] = runOf(toSarif(buildReport({ findings }))).rules;
    expect(rule?.help?.markdown).toContain('`#` Big\n`![x](http://tracker.test/i.png)`\n\\<script\\>\n\ncode');
    expect(rule?.help?.text).toContain(help);
  });

  it('puts the worst first, whatever the order of the findings', () => {
    const findings = [
      buildFinding({ severity: 'low' }),
      buildFinding({ severity: 'critical', risk: { score: 91, factors: [] } }),
      buildFinding({ severity: 'critical', risk: { score: 99, factors: [] } }),
    ];
    const ids = (list: Report['findings']) =>
      runOf(toSarif(buildReport({ findings: list }))).results.map(
        (result) => result.partialFingerprints?.['muster/v1'],
      );
    expect(ids(findings)).toEqual([findings[2]?.id, findings[1]?.id, findings[0]?.id]);
    expect(ids([...findings].reverse())).toEqual(ids(findings));
  });
});

describe('a result', () => {
  it('says in its first sentence what is wrong, then how to mend it and who says so', () => {
    const [result] = runOf(toSarif(buildReport({ findings: [buildVulnerability()] }))).results;
    expect(result?.message.text).toBe(
      'Prototype pollution in lodash.\n\nFix: Update lodash to 4.17.12.\n\nFound by osv-scanner and npm-audit.',
    );
    expect(result?.rank).toBe(98);
  });

  it('is known to GitHub by the id of the finding, which line moves do not change', () => {
    const result = resultOf({ id: 'abc' });
    expect(result.partialFingerprints).toEqual({ 'muster/v1': 'abc', primaryLocationLineHash: 'abc' });
  });

  it('stands on line 1 when its scanner names no line', () => {
    expect(resultOf({ locations: [{ path: 'package-lock.json' }] }).locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'package-lock.json', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1 },
    });
  });

  it('has a place that says so when no scanner gives one', () => {
    const result = resultOf({ locations: [] });
    expect(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('no%20file%20given');
    expect(result.message.text).toContain('No scanner says in which file it stands.');
  });

  it('links its further places from the message', () => {
    const locations = [
      { path: 'a', startLine: 1 },
      { path: 'b[1]', startLine: 2 },
      { path: 'c', startLine: 3 },
    ];
    const result = resultOf({ locations });
    expect(result.locations).toHaveLength(1);
    expect(result.relatedLocations?.map(({ id }) => id)).toEqual([1, 2]);
    expect(result.message.text).toContain('It also stands at [b\\[1\\]:2](1) and [c:3](2).');
  });

  it('counts the places that it does not name, and stays below the number that GitHub refuses', () => {
    const locations = Array.from({ length: 2000 }, (_, index) => ({ path: `f${index}` }));
    const result = resultOf({ locations });
    expect(result.relatedLocations).toHaveLength(99);
    expect(result.message.text).toContain('[f5](5) and 1994 more places.');
  });

  it.each([
    [{ startLine: 5, endLine: 3, endColumn: 2 }, { startLine: 5 }],
    [
      { startLine: 5, startColumn: 9, endColumn: 3 },
      { startLine: 5, startColumn: 9 },
    ],
    [
      { startLine: 5, startColumn: 9, endLine: 6, endColumn: 3 },
      { startLine: 5, startColumn: 9, endLine: 6, endColumn: 3 },
    ],
    [{ startLine: 2 ** 40 }, { startLine: 1 }],
  ])('has a region without contradictions: %o', (lines, region) => {
    expect(resultOf({ locations: [{ path: 'a', ...lines }] }).locations?.[0]?.physicalLocation?.region).toEqual(region);
  });

  it.each([
    ['a b/#?%41;é中.py', 'a%20b/%23%3F%2541%3B%C3%A9%E4%B8%AD.py'],
    ['\\xff\\xfe', '%5Cxff%5Cxfe'],
    ['scheme:rest', 'scheme%3Arest'],
    ['/absolute//x/./y', 'absolute/x/y'],
    ['a/../b', 'b'],
    ['-rf', '-rf'],
    ['x\uD800y', 'x%EF%BF%BDy'],
    ['.', 'no%20file%20given'],
  ])('writes the path %j as a URI', (path, uri) => {
    expect(resultOf({ locations: [{ path }] }).locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  it('counts paths from the top of the repository when the target is a folder in it', () => {
    const report = buildReport({ findings: [buildFinding()] });
    const [result] = runOf(toSarif(report, { prefix: 'services/my api/' })).results;
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('services/my%20api/Dockerfile');
  });

  it('names the commit of the history, the resource and the package', () => {
    const location = { path: 'a', commit: 'abc123', resource: 'aws_s3_bucket.logs' };
    const result = resultOf({ locations: [location], package: { ecosystem: 'npm', name: 'lodash', version: '1.0.0' } });
    expect(result.locations?.[0]).toMatchObject({
      message: { text: 'In commit abc123.' },
      logicalLocations: [
        { fullyQualifiedName: 'aws_s3_bucket.logs', kind: 'resource' },
        { name: 'lodash@1.0.0', kind: 'package' },
      ],
    });
  });

  it('shows control characters and links of a scanner as text', () => {
    const text = resultOf({ title: '\u001b[31mred\u001b[0m \u202Ex', message: '[click](http://evil.test)' }).message
      .text;
    expect(text).toContain('\\x1b[31mred\\x1b[0m \\u202ex.');
    expect(text).toContain('[click] (http://evil.test)');
  });

  it('says why it was accepted; then all results say whether they are', () => {
    const suppression = { reason: 'only in tests', by: 'muster.yml', owner: 'ops', expires: '2027-01-01' };
    const findings = [
      buildFinding({ severity: 'high' }),
      buildFinding({ status: 'suppressed', suppression }),
      buildFinding({ status: 'baseline', severity: 'low' }),
    ];
    const { results } = runOf(toSarif(buildReport({ findings })));
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      [],
      [
        {
          kind: 'external',
          status: 'accepted',
          justification: 'only in tests',
          properties: { muster: 'suppressed', by: 'muster.yml', owner: 'ops', expires: '2027-01-01' },
        },
      ],
      [expect.objectContaining({ justification: 'It was there when the baseline was made.' })],
    ]);
  });

  it('is not there when it was accepted and the reader does not know suppressions', () => {
    const report = buildReport({ findings: [buildFinding({ status: 'suppressed' }), buildFinding()] });
    const { results } = runOf(toSarif(report, { suppressed: 'left-out' }));
    expect(results).toHaveLength(1);
    expect(results[0]?.suppressions).toBeUndefined();
  });
});

describe('the invocation of a scan', () => {
  it('was successful, with its times, when the evidence is complete', () => {
    const [invocation] = runOf(toSarif(buildReport())).invocations;
    expect(invocation).toEqual({
      startTimeUtc: '2026-01-02T03:04:05.000Z',
      endTimeUtc: '2026-01-02T03:04:17.400Z',
      executionSuccessful: true,
      exitCode: 0,
      exitCodeDescription: 'pass',
      toolExecutionNotifications: [],
    });
  });

  it.each(['failed', 'timed-out', 'unavailable'] as const)(
    'was not when a scanner that counts is %s, so that GitHub refuses the log and keeps its alerts',
    (status) => {
      const coverage = [
        buildEntry('hadolint'),
        buildEntry('grype', { status, reason: 'no database', canary: 'untested' }),
      ];
      const [invocation] = runOf(toSarif(buildReport({ verdict: 'incomplete', coverage }))).invocations;
      expect(invocation?.executionSuccessful).toBe(false);
      expect(invocation?.exitCode).toBeUndefined();
      expect(invocation?.toolExecutionNotifications).toEqual([
        {
          descriptor: { id: 'incomplete-evidence', index: 0 },
          level: 'error',
          message: { text: `grype: ${status}: no database.` },
        },
      ]);
    },
  );

  it('was, with a notification, when a scanner left something out or does not count', () => {
    const coverage = [
      buildEntry('hadolint', {
        input: 'docker',
        status: 'partial',
        reason: 'not everything could be parsed',
        notCovered: [{ what: 'Dockerfile', why: 'line 3: unexpected' }],
      }),
      buildEntry('safety', { status: 'failed', reason: 'no account', required: false }),
      buildAbsentEntry('conftest', { status: 'not-applicable', reason: 'nothing for it' }),
    ];
    const [invocation] = runOf(toSarif(buildReport({ verdict: 'incomplete', coverage }))).invocations;
    expect(invocation?.executionSuccessful).toBe(true);
    expect(invocation?.toolExecutionNotifications?.map(({ level, message }) => [level, message.text])).toEqual([
      [
        'error',
        'hadolint on docker: partial: not everything could be parsed. Not looked at: Dockerfile (line 3: unexpected).',
      ],
      ['warning', 'safety: failed: no account.'],
    ]);
  });

  it('was not when it was interrupted', () => {
    const [invocation] = runOf(toSarif(buildReport({ verdict: 'incomplete', interrupted: true }))).invocations;
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.[0]?.descriptor?.id).toBe('interrupted');
  });

  it('names blind spots', () => {
    const blindSpots = [{ what: 'packages of PyPI', paths: ['requirements.txt'], why: 'no database' }];
    const [invocation] = runOf(toSarif(buildReport({ blindSpots }))).invocations;
    expect(invocation?.toolExecutionNotifications).toEqual([
      {
        descriptor: { id: 'blind-spot', index: 1 },
        level: 'warning',
        message: { text: 'Nothing looked at packages of PyPI in 1 path (requirements.txt): no database.' },
      },
    ]);
  });
});

describe("one scanner's log", () => {
  const failed = buildEntry('hadolint', { status: 'failed', reason: 'crashed', exitStatus: null, signal: 'SIGSEGV' });

  it('holds what it found under its own rules and places, in a category of its own', () => {
    const own = { location: { path: 'docker/Dockerfile', startLine: 7 } };
    const findings = [
      buildFinding({ sources: [buildSource('checkov', 'CKV_1'), buildSource('hadolint', 'DL3002', own)] }),
      buildVulnerability(),
    ];
    const facts = { name: 'Hadolint', homepage: 'https://github.com/hadolint/hadolint' };
    const run = runOf(scannerSarif(buildReport({ findings }), 'hadolint', facts));
    expect(run.tool.driver).toMatchObject({
      name: 'Hadolint',
      informationUri: 'https://github.com/hadolint/hadolint',
      version: '1.2.3',
      rules: [{ id: 'DL3002' }],
    });
    expect(run.automationDetails).toEqual({ id: 'muster/hadolint/' });
    expect(run.results).toHaveLength(1);
    expect(run.results[0]?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'docker/Dockerfile' },
      region: { startLine: 7 },
    });
  });

  it('is empty when the scanner looked at everything and found nothing', () => {
    expect(runOf(scannerSarif(buildReport(), 'hadolint')).results).toEqual([]);
  });

  it('is empty when the target has nothing for the scanner: what it once found is gone', () => {
    const coverage = [buildAbsentEntry('hadolint', { status: 'not-applicable' })];
    const run = runOf(scannerSarif(buildReport({ coverage }), 'hadolint'));
    expect(run.results).toEqual([]);
    expect(run.invocations).toEqual([]);
  });

  it.each([
    ['crashed', [failed]],
    ['left something out', [buildEntry('hadolint', { status: 'partial', reason: 'not all of it' })]],
    ['failed on one of its inputs', [buildEntry('hadolint', { input: 'a' }), { ...failed, input: 'b' }]],
    ['missed its canary', [buildEntry('hadolint', { canary: 'missed' })]],
    ['was switched off', [buildAbsentEntry('hadolint', { status: 'disabled' })]],
    ['is not in the report', []],
  ])('is not written when the scanner found nothing and %s: it would close every alert', (_, coverage) => {
    expect(scannerSarif(buildReport({ verdict: 'incomplete', coverage }), 'hadolint')).toBeUndefined();
  });

  it('is not written either when all that is left of an incomplete scan was accepted', () => {
    const report = buildReport({ coverage: [failed], findings: [buildFinding({ status: 'suppressed' })] });
    expect(scannerSarif(report, 'hadolint', {}, { suppressed: 'left-out' })).toBeUndefined();
  });

  it('says that it is incomplete when the scanner found something and did not end well', () => {
    const coverage = [buildEntry('hadolint', { input: 'a', findings: 1 }), { ...failed, input: 'b' }];
    const run = runOf(scannerSarif(buildReport({ coverage, findings: [buildFinding()] }), 'hadolint'));
    expect(run.results).toHaveLength(1);
    expect(run.invocations).toMatchObject([
      { executionSuccessful: true, exitCode: 0, toolExecutionNotifications: [], properties: { input: 'a' } },
      {
        executionSuccessful: false,
        exitSignalName: 'SIGSEGV',
        toolExecutionNotifications: [{ level: 'error', message: { text: 'hadolint on b: failed: crashed.' } }],
      },
    ]);
  });
});

describe('the scanners of a report', () => {
  it('are those of the roll call and those that findings name', () => {
    expect(scannersIn(buildReport({ findings: [buildVulnerability()] }))).toEqual([
      'hadolint',
      'npm-audit',
      'osv-scanner',
    ]);
  });
});

describe('the schema that logs are checked with', () => {
  it('finds mistakes', () => {
    const log = toSarif(buildReport({ findings: [buildFinding()] }));
    const [run] = log.runs;
    const broken = { ...log, runs: [{ ...run, results: [{ message: { text: 'x' }, level: 'bad' }] }] };
    expect(sarifErrors(broken)).not.toEqual([]);
    expect(sarifErrors({ ...log, $schema: 'not a uri' })).toEqual(['/$schema must match format "uri"']);
  });
});
