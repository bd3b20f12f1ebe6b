import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../test/arbitrary-report.js';
import {
  buildAbsentEntry,
  buildEntry,
  buildFinding,
  buildReport,
  buildSource,
  buildVulnerability,
} from '../../test/build-report.js';
import type { Report } from '../model/report.js';
import { renderSummary } from './terminal.js';

function rule(held: boolean, because: string) {
  return { rule: 'a rule', held, because, findings: [] };
}

function show(overrides: Partial<Report>, options: Partial<Parameters<typeof renderSummary>[1]> = {}): string {
  return renderSummary(buildReport(overrides), {
    columns: 100,
    color: false,
    resultsDir: 'security-results',
    ...options,
  });
}

const INCOMPLETE: Partial<Report> = {
  verdict: 'incomplete',
  gate: {
    rules: [
      rule(true, 'no open finding of severity high or worse'),
      rule(false, 'the evidence of grype is not complete'),
    ],
  },
  coverage: [
    buildEntry('grype', {
      status: 'unavailable',
      canary: 'untested',
      reason: 'no vulnerability database',
      considered: { files: 0, packages: 0 },
    }),
    buildEntry('hadolint', { findings: 2 }),
    buildEntry('npm-audit', { input: 'web/package-lock.json', considered: { files: 1, packages: 843 } }),
    buildEntry('npm-audit', {
      input: 'api/package-lock.json',
      status: 'failed',
      reason: 'the registry refused the request',
      considered: { files: 0, packages: 0 },
    }),
    buildEntry('osv-scanner', {
      status: 'partial',
      reason: 'no database for PyPI',
      notCovered: ['a', 'b', 'c', 'd'].map((name) => ({ what: `${name}/requirements.txt`, why: 'no database' })),
    }),
    buildEntry('pip-audit', { status: 'timed-out', reason: 'ended after 600 s, its time limit' }),
    buildEntry('safety', { status: 'failed', reason: 'needs an account', required: false }),
    buildAbsentEntry('trivy-fs', { required: true, status: 'unavailable', reason: 'not on PATH' }),
    buildAbsentEntry('conftest', { status: 'not-applicable', reason: 'nothing in the target for it' }),
    buildAbsentEntry('kubesec', { status: 'not-applicable', reason: 'nothing in the target for it' }),
  ],
};

describe('the verdict', () => {
  it('comes first, with the reason', () => {
    expect(show({}).trim().split('\n')[0]).toBe(
      'PASS  No open finding of severity high or worse; every required scanner looked at all of its',
    );
  });

  it('of a failed gate names what broke it and nothing else', () => {
    const gate = { rules: [rule(false, '3 open findings of severity high or worse'), rule(true, 'all is well')] };
    const text = show({ verdict: 'fail', gate });
    expect(text).toContain('  FAIL  3 open findings of severity high or worse.\n');
    expect(text).not.toContain('well');
  });

  it('of missing evidence says what is missing, and that the rest is only as far as was looked', () => {
    const text = show(INCOMPLETE);
    expect(text).toContain('  INCOMPLETE  The evidence of grype is not complete.\n');
    expect(text).toContain('As far as was looked: no open finding of severity high or worse.');
    expect(text).toContain('Findings  none open in what was looked at');
  });

  it('says of what it is', () => {
    expect(show({})).toContain('shop at 0123456 · 12.4 s · muster 0.1.0');
  });
});

describe('the roll call', () => {
  const text = show(INCOMPLETE);
  const lineOf = (scanner: string) =>
    text
      .split('\n')
      .find((line) => new RegExp(`[✓!✗] ${scanner} `).test(line))
      ?.trim();

  it('has one line a scanner, with its inputs folded', () => {
    expect(text).toContain('Roll call  1 of 7 with complete evidence');
    expect(lineOf('hadolint')).toMatch(/^✓ hadolint {6}1\.2\.3 +completed +found +3 +– +2 +1\.2 s$/);
    expect(lineOf('npm-audit')).toMatch(/^✗ npm-audit ×2 +1\.2\.3 +failed 1\/2 +found +1 +843 +0 +2\.5 s$/);
  });

  it('claims no zero for a scanner that said nothing', () => {
    expect(lineOf('grype')).toMatch(/^✗ grype +1\.2\.3 +unavailable +untested +– +– +– +1\.2 s$/);
  });

  it('says below a line what is missing, and counts what it has no room for', () => {
    expect(text).toContain('\n        api/package-lock.json: the registry refused the request\n');
    expect(text).toContain(
      '\n        not looked at: a/requirements.txt: no database\n        … and 3 more in report.json\n',
    );
    expect(text).toContain('\n        not required: needs an account\n');
  });

  it('tells scanners that did not run on one line a reason', () => {
    expect(text).toContain('    – nothing in the target for it: conftest, kubesec\n');
  });

  it('says when nobody ran', () => {
    const coverage = [buildAbsentEntry('gitleaks', { status: 'disabled', reason: 'runs with --profile advanced' })];
    const nobody = show({ verdict: 'incomplete', coverage });
    expect(nobody).toContain('Roll call  no scanner ran\n    – runs with --profile advanced: gitleaks\n');
    expect(nobody).toContain('muster scan --profile advanced');
  });

  it('loses columns on a narrow terminal, never the evidence or the findings', () => {
    const narrow = show(INCOMPLETE, { columns: 60 });
    expect(narrow).toContain('      scanner       evidence     files  packages  findings\n');
    expect(show(INCOMPLETE, { columns: 80 })).toContain('canary  ');
  });
});

describe('gaps', () => {
  it('are told when there are some', () => {
    expect(show({})).not.toMatch(/Blind spots|Silenced/);
    const blindSpots = [{ what: 'packages of PyPI', paths: ['a.txt', 'b.txt', 'c.txt'], why: 'no database' }];
    const silenced = ['a.py:1', 'b.py:2'].map((where) => ({ where, what: '# nosec: rules ignored', by: 'bandit' }));
    const text = show({ blindSpots, silenced });
    expect(text).toContain('    ! packages of PyPI (a.txt and 2 more): no database\n');
    expect(text).toContain('Silenced  2 places where the target tells scanners to look away\n');
    expect(text).toContain('    a.py:1 and 1 more: # nosec: rules ignored (bandit)\n');
  });

  it('are counted when there are many', () => {
    const blindSpots = Array.from({ length: 9 }, (_, index) => ({ what: `part ${index}`, paths: [], why: 'x' }));
    const silenced = Array.from({ length: 9 }, (_, index) => ({ where: 'f', what: `comment ${index}`, by: 'bandit' }));
    const text = show({ blindSpots, silenced });
    expect(text).toContain('… and 5 more in report.json');
    expect(text).toContain('… and 6 more in report.json');
  });
});

describe('findings', () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    buildFinding({ severity: index % 2 === 0 ? 'low' : 'high', title: `Finding ${index}` }),
  );

  it('are counted by severity, and the worst are shown', () => {
    const text = show({ findings: [...many, buildVulnerability()] });
    expect(text).toContain('Findings  301 open: 1 critical, 150 high, 150 low\n');
    expect(text).toMatch(
      /critical {2}Prototype pollution in lodash {2}web\/package-lock\.json {2}osv-scanner, npm-audit\n/,
    );
    expect(text.match(/^ {4}high /gm)).toHaveLength(9);
    expect(text).toContain('… and 291 more in report.json');
    expect(show({ findings: many }, { limit: 2 }).match(/^ {4}high /gm)).toHaveLength(2);
  });

  it('that are accepted are counted, not shown', () => {
    const text = show({
      findings: [buildFinding({ status: 'suppressed', title: 'Hidden' }), buildFinding({ status: 'baseline' })],
    });
    expect(text).toContain('Findings  none open\n    1 suppressed, 1 in the baseline: in report.json\n');
    expect(text).not.toContain('Hidden');
  });

  it('take two lines where one has no room', () => {
    expect(show({ findings: [buildVulnerability()] }, { columns: 60 })).toContain(
      '    critical  Prototype pollution in lodash\n              web/package-lock.json · osv-scanner,…\n',
    );
  });

  it('without a place say so, or name their package', () => {
    const findings = [
      buildFinding({ locations: [] }),
      buildVulnerability({ locations: [], sources: [buildSource('grype', 'x')] }),
    ];
    const text = show({ findings });
    expect(text).toContain('lodash 4.17.4');
    expect(text).toContain('no place given');
  });

  it('cannot steer the terminal or fake a line', () => {
    const findings = [
      buildFinding({
        title: '\u001b[2J\u001b]0;x\u0007owned\r\n  PASS  all is well',
        locations: [{ path: 'a\u202Eb\nc' }],
      }),
    ];
    const text = show({ findings });
    expect(text).toContain('\\x1b[2J\\x1b]0;x\\x07owned PASS all is well');
    expect(text).toContain('a\\u202eb c');
    expect(text).not.toMatch(/^ {2}PASS {2}all/m);
  });
});

describe('what to do next', () => {
  const nextOf = (text: string) => text.slice(text.indexOf('  Next\n'));

  it('names the command that mends each kind of missing evidence', () => {
    const next = nextOf(show(INCOMPLETE));
    expect(next).toContain('muster tools install trivy-fs ');
    expect(next).toContain('muster tools doctor grype npm-audit ');
    expect(next).toContain('muster scan --timeout 1800 ');
    expect(next).not.toContain('safety');
  });

  it('is where the results are when all is well', () => {
    expect(nextOf(show({}))).toBe('  Next\n    security-results/report.json   everything; sarif/ is for GitHub\n\n');
  });

  it('is a scan with a connection where that is what is missing, and no installation', () => {
    const entry = buildAbsentEntry('pip-audit', {
      required: true,
      status: 'unavailable',
      reason: 'it asks a service, and no connection may be made (--offline)',
    });
    const next = nextOf(show({ ...INCOMPLETE, coverage: [entry] }));
    expect(next).toContain('without --offline: pip-audit had no connection');
    expect(next).not.toContain('tools install');
  });

  it('is to scan again after an interruption', () => {
    expect(nextOf(show({ ...INCOMPLETE, interrupted: true }))).toMatch(/^ {4}muster scan +again/m);
  });
});

describe('the summary of any report', () => {
  it('fits the terminal and holds nothing that it obeys', () => {
    fc.assert(
      fc.property(arbitraryReport, fc.integer({ min: 60, max: 220 }), (report, columns) => {
        const text = renderSummary(report, { columns, color: false, resultsDir: 'out', limit: 20 });
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
        for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 300 },
    );
  });

  it('says the same with colour', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const colored = renderSummary(report, { columns: 100, color: true });
        expect(stripVTControlCharacters(colored)).toBe(renderSummary(report, { columns: 100, color: false }));
      }),
      { numRuns: 50 },
    );
  });

  it('has colour only when asked', () => {
    const options = { columns: 100, resultsDir: 'out' };
    expect(renderSummary(buildReport(), { ...options, color: true })).toContain('\u001b[');
    expect(renderSummary(buildReport(), { ...options, color: false })).not.toContain('\u001b');
  });
});
