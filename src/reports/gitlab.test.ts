import { describe, expect, it } from 'vitest';
import {
  buildAbsentEntry,
  buildEntry,
  buildFinding,
  buildReport,
  buildSource,
  buildVulnerability,
} from '../../test/build-report.js';
import { GitLabReport } from '../../test/gitlab-schema.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import { markdownTree, nodesOf } from '../../test/markdown-tree.js';
import type { Report } from '../model/report.js';
import type { ReportContext } from './format.js';
import { gitlabFiles } from './gitlab.js';

const context: ReportContext = {
  scanners: {
    hadolint: { finds: ['misconfiguration'] },
    semgrep: { finds: ['code'] },
    gitleaks: { finds: ['secret'] },
    grype: { finds: ['vulnerability'] },
  },
};

/** The documents by name, each as GitLab's schema asks. */
function documents(report: Report, by: ReportContext = context) {
  return Object.fromEntries(
    gitlabFiles(report, by).map(({ path, content }) => [
      path.replace(/^reports\/gl-(.+)-report\.json$/, '$1'),
      GitLabReport.parse(JSON.parse(String(content))),
    ]),
  );
}

const code = buildFinding({
  ...{ kind: 'code', severity: 'high', locations: [{ path: 'api/app.py', startLine: 16 }, { path: 'b.py' }] },
  rule: { control: null, cwes: ['CWE-78'], frameworks: [], helpUri: 'https://example.test/B602' },
  sources: [buildSource('semgrep', 'shell')],
});

describe("GitLab's security reports", () => {
  it('tell each kind of finding in the report of its type', () => {
    const secret = buildFinding({ kind: 'secret', locations: [{ path: 'a.env', startLine: 2, commit: 'abc' }] });
    const findings = [code, secret, buildFinding(), buildVulnerability()];
    const made = documents(buildReport({ findings }));
    expect(Object.entries(made).map(([name, { scan }]) => [name, scan.type, scan.scanner.id])).toEqual([
      ['sast', 'sast', 'muster-code'],
      ['iac-sast', 'sast', 'muster-configuration'],
      ['secret-detection', 'secret_detection', 'muster-secrets'],
      ['dependency-scanning', 'dependency_scanning', 'muster-packages'],
    ]);
    expect(made['sast']?.vulnerabilities).toMatchObject([
      {
        severity: 'High',
        identifiers: [
          { type: 'semgrep_rule', name: 'semgrep: shell', value: 'shell' },
          { type: 'cwe', name: 'CWE-78', value: '78' },
        ],
        links: [{ url: 'https://example.test/B602' }],
        location: { file: 'api/app.py', start_line: 16, end_line: 16 },
        details: { places: { value: 'b.py' } },
      },
    ]);
    expect(made['secret-detection']?.vulnerabilities[0]?.location).toEqual({ file: 'a.env', commit: { sha: 'abc' } });
    expect(made['dependency-scanning']?.vulnerabilities).toMatchObject([
      {
        severity: 'Critical',
        solution: 'Update lodash to 4.17.12',
        identifiers: [
          { type: 'cve', value: 'CVE-2019-10744' },
          { type: 'ghsa', value: 'GHSA-jf85-cpcp-j695' },
          { type: 'osv-scanner_rule' },
          { type: 'npm-audit_rule' },
          { type: 'cwe', value: '20' },
          { type: 'cwe', value: '1321' },
        ],
        location: { file: 'web/package-lock.json', dependency: { package: { name: 'lodash' }, version: '4.17.4' } },
      },
    ]);
  });

  it('give the same finding the same id, whatever else was found', () => {
    const ids = [[code], [buildVulnerability(), code]].map(
      (findings) => documents(buildReport({ findings }))['sast']?.vulnerabilities[0]?.id,
    );
    expect(ids[0]).toBe(ids[1]);
  });

  it('succeed when all that looks for the kind did, also without a finding', () => {
    const coverage = [buildEntry('semgrep'), buildEntry('grype', { status: 'failed', reason: 'no luck' })];
    const made = documents(buildReport({ coverage }));
    expect(Object.keys(made)).toEqual(['sast']);
    expect(made['sast']).toMatchObject({ scan: { status: 'success' }, vulnerabilities: [] });
  });

  it.each<[string, Partial<Report>]>([
    ['part of it was not looked at', { coverage: [buildEntry('semgrep', { status: 'partial', reason: 'a.py' })] }],
    ['the canary was missed', { coverage: [buildEntry('semgrep', { canary: 'missed' })] }],
    ['one of two failed', { coverage: [buildEntry('semgrep'), buildEntry('semgrep', { status: 'timed-out' })] }],
    ['the scan was interrupted', { coverage: [buildEntry('semgrep')], interrupted: true }],
    ['nobody looked', { coverage: [buildAbsentEntry('semgrep', { status: 'disabled' })] }],
  ])('are failures with a finding, and are not written without one, when %s', (_, more) => {
    const notes: string[] = [];
    expect(documents(buildReport({ ...more, findings: [code] }))['sast']?.scan.status).toBe('failure');
    expect(documents(buildReport(more), { ...context, note: (text) => notes.push(text) })).toEqual({});
    expect(notes[0]).toBe('gl-sast-report.json is not written: nothing was found, and not everything was looked at');
  });

  it('say why they are failures, and what was left out', () => {
    const coverage = [buildEntry('semgrep', { status: 'failed', reason: 'no luck' })];
    const suppression = { reason: 'only in tests', by: 'muster.yml' };
    const findings = [code, buildFinding({ kind: 'code', title: 'Weak', status: 'suppressed', suppression })];
    const made = documents(buildReport({ coverage, findings }))['sast'];
    expect(made?.vulnerabilities).toHaveLength(1);
    expect(made?.scan.messages).toEqual([
      { level: 'info', value: 'Verdict of the whole scan: pass' },
      { level: 'warn', value: 'Not looked at by semgrep (.): failed: no luck' },
      { level: 'info', value: 'Left out (suppressed): Weak: only in tests' },
    ]);
  });

  it('are failures when a vulnerability has no package that could be named', () => {
    const { package: _, ...unnamed } = buildVulnerability();
    const made = documents(buildReport({ findings: [unnamed] }))['dependency-scanning'];
    expect([made?.vulnerabilities, made?.scan.status]).toEqual([[], 'failure']);
    expect(made?.scan.messages.at(-1)?.value).toContain('Left out, for it has no package with a name');
  });

  it('keep what is in the baseline: it is still there', () => {
    const made = documents(buildReport({ findings: [{ ...code, status: 'baseline' }] }))['sast'];
    expect(made?.vulnerabilities[0]?.details).toMatchObject({ baseline: { value: 'It is in the baseline' } });
  });

  it.each(Object.entries(HOSTILE_TEXTS))('are as the schemas ask with %s', (_, text) => {
    const files = gitlabFiles(hostileReport(text), context);
    expect(files.map(({ content }) => String(content)).join('')).not.toMatch(OBEYED);
    const made = documents(hostileReport(text));
    expect(Object.keys(made).slice(0, 3)).toEqual(['sast', 'iac-sast', 'secret-detection']);
    // Nothing of it is markup where GitLab shows Markdown.
    const nodes = [...nodesOf(markdownTree(made['sast']?.vulnerabilities[0]?.description ?? ''))];
    expect(nodes.filter(({ type }) => !['root', 'paragraph', 'text', 'inlineCode', 'break'].includes(type))).toEqual(
      [],
    );
  });
});
