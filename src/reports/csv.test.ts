import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../test/arbitrary-report.js';
import { buildEntry, buildFinding, buildReport, buildVulnerability } from '../../test/build-report.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import type { Report } from '../model/report.js';
import { csvFiles } from './csv.js';
import { plainLine } from './plain-text.js';

type Row = Record<string, string>;

function write(report: Report): { findings: string; coverage: string } {
  const files = csvFiles(report).map(({ path, content }) => [path, [...content].join('')]);
  const { 'reports/security-report.csv': findings = '', 'reports/coverage.csv': coverage = '' } =
    Object.fromEntries(files);
  return { findings, coverage };
}

/** As another program reads it: strictly by RFC 4180. */
function read(text: string): Row[] {
  return parse(text, { columns: true, record_delimiter: '\r\n', relax_quotes: false, relax_column_count: false });
}

/** Every cell that any spreadsheet can see, whatever it takes for a separator and wherever it ends a quoted field. */
function formulas(text: string): string[] {
  const cells = text.split(/[,;|\t\r\n"]/).map((cell) => cell.trim());
  return cells.filter((cell) => /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) && !/^-[\d.e+-]+$/.test(cell));
}

describe('CSV', () => {
  it('has a finding a row, worst first, with what a spreadsheet sorts and filters by', () => {
    const report = buildReport({
      verdict: 'fail',
      gate: { rules: [{ rule: 'fail-on high', held: false, because: 'x', findings: ['vuln-1'] }] },
      findings: [
        buildFinding({ id: 'conf-1', locations: [{ path: 'Dockerfile', startLine: 3 }, { path: 'b' }] }),
        buildVulnerability({ id: 'vuln-1', due: { by: '2026-11-25T18:13:39.047Z', because: 'critical: 24h' } }),
      ],
    });
    const rows = read(write(report).findings);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual({
      id: 'vuln-1',
      status: 'open',
      gate: 'yes',
      severity: 'critical',
      risk: '98',
      kind: 'vulnerability',
      title: 'Prototype pollution in lodash',
      package: 'lodash',
      version: '4.17.4',
      ecosystem: 'npm',
      fixedIn: '4.17.12',
      fix: 'Update lodash to 4.17.12',
      advisory: 'CVE-2019-10744',
      aliases: 'GHSA-jf85-cpcp-j695',
      cwes: 'CWE-20; CWE-1321',
      cvss: '9.8',
      epss: '',
      kev: '',
      control: '',
      path: 'web/package-lock.json',
      line: '',
      places: '1',
      scanners: 'osv-scanner, npm-audit',
      due: '2026-11-25T18:13:39.047Z',
      firstSeen: '',
      suppressionReason: '',
      suppressedBy: '',
      suppressedUntil: '',
    });
    expect(rows[1]).toMatchObject({ id: 'conf-1', gate: 'no', path: 'Dockerfile', line: '3', places: '2' });
  });

  it('tells why something is not counted', () => {
    const suppression = { reason: 'only in tests', by: 'muster.yml', owner: 'ops', expires: '2027-01-01' };
    const [row] = read(
      write(buildReport({ findings: [buildFinding({ status: 'suppressed', suppression })] })).findings,
    );
    expect(row).toMatchObject({
      status: 'suppressed',
      suppressionReason: 'only in tests',
      suppressedBy: 'ops',
      suppressedUntil: '2027-01-01',
    });
  });

  it('does not let nothing found look like nothing there', () => {
    const report = buildReport({
      verdict: 'incomplete',
      gate: {
        rules: [{ rule: 'evidence', held: false, because: 'the evidence of grype is not complete', findings: [] }],
      },
      coverage: [
        buildEntry('grype', { status: 'unavailable', canary: 'untested', reason: 'it has no database', durationMs: 0 }),
        buildEntry('hadolint'),
      ],
      blindSpots: [{ what: 'packages of npm', paths: ['package-lock.json'], why: 'grype: no database' }],
      silenced: [{ where: 'Dockerfile:3', what: 'ignore=DL3008', by: 'hadolint' }],
    });
    const { findings, coverage } = write(report);
    expect(read(findings)).toMatchObject([
      { id: 'evidence', status: 'incomplete', gate: 'yes', title: 'the evidence of grype is not complete' },
    ]);
    expect(read(coverage)).toMatchObject([
      { record: 'verdict', status: 'incomplete', reason: 'The evidence of grype is not complete.' },
      { record: 'gate', input: 'evidence', status: 'broken', reason: 'the evidence of grype is not complete' },
      {
        record: 'scanner',
        scanner: 'grype',
        status: 'unavailable',
        complete: 'no',
        required: 'yes',
        reason: 'it has no database',
        canary: 'untested',
      },
      {
        record: 'scanner',
        scanner: 'hadolint',
        status: 'completed',
        complete: 'yes',
        canary: 'found',
        version: '1.2.3',
        files: '3',
        seconds: '1.234',
        exitStatus: '0',
      },
      { record: 'blindSpot', input: 'packages of npm; package-lock.json', reason: 'grype: no database' },
      { record: 'silenced', scanner: 'hadolint', input: 'Dockerfile:3', reason: 'ignore=DL3008' },
    ]);
  });

  it('is what RFC 4180 asks for: CRLF after each record, quotes doubled, no byte order mark', () => {
    const { findings } = write(buildReport({ findings: [buildFinding({ title: 'a "b", c' })] }));
    expect(findings).toMatch(/^"id","status",/);
    expect(findings).toMatch(/"\r\n$/);
    expect(findings.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(findings).toContain('"a ""b"", c"');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['\t=1+1', "'=1+1"],
    ['\r@SUM(A1)', "'@SUM(A1)"],
    ['-2', "'-2"],
    ['\uff1d1', "'\uff1d1"],
    ['a; =1', "a; '=1"],
    ['say "=1"', `say "'=1"`],
    ['a-b = c', 'a-b = c'],
  ])('is computed by no spreadsheet: %j', (title, written) => {
    const [row] = read(write(buildReport({ findings: [buildFinding({ title })] })).findings);
    expect(row?.['title']).toBe(written);
  });

  it.each(Object.entries(HOSTILE_TEXTS))('obeys nothing: %s', (_, text) => {
    const { findings, coverage } = write(hostileReport(text));
    const rows = read(findings);
    expect(rows.filter(({ id }) => id !== 'evidence')).toHaveLength(5);
    expect(
      rows.every(({ title = '' }) =>
        title.replaceAll("'", '').startsWith(plainLine(text).replaceAll("'", '').slice(0, 5000)),
      ),
    ).toBe(true);
    expect(read(coverage).map(({ record }) => record)).toEqual([
      'verdict',
      'gate',
      'scanner',
      'scanner',
      'blindSpot',
      'silenced',
    ]);
    for (const file of [findings, coverage]) {
      expect(file.replaceAll('\r\n', '')).not.toMatch(OBEYED);
      expect(formulas(file)).toEqual([]);
    }
  });

  it('obeys nothing, whatever a report holds, and loses no row', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const { findings, coverage } = write(report);
        expect(read(findings).length).toBeGreaterThanOrEqual(report.findings.length);
        expect(read(coverage).filter(({ record }) => record === 'scanner')).toHaveLength(report.coverage.length);
        expect([...formulas(findings), ...formulas(coverage)]).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('comes in pieces, so that a large result is never one string here', () => {
    const findings = Array.from({ length: 2500 }, () => buildFinding());
    const [file] = csvFiles(buildReport({ findings }));
    expect([...(file?.content ?? [])]).toHaveLength(4);
  });
});
