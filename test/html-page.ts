import type { Finding } from '../src/model/finding.js';
import type { Report } from '../src/model/report.js';
import type { ReportContext } from '../src/reports/format.js';
import { makeFiles } from '../src/reports/write-results.js';
import {
  buildAbsentEntry,
  buildEntry,
  buildFinding,
  buildReport,
  buildSource,
  buildVulnerability,
} from './build-report.js';

/** The HTML report as text. */
export async function htmlPage(report: Report, context: Partial<ReportContext> = {}): Promise<string> {
  const [file] = await makeFiles(report, 'html', { scanners: {}, ...context });
  if (!file) throw new Error('the format made no file');
  return typeof file.content === 'string' ? file.content : [...file.content].join('');
}

/** The documents that the page's data blocks hold, by id. */
export function dataBlocks(page: string): Map<string, unknown> {
  const blocks = page.matchAll(/<script type="application\/json" id="([^"]+)">([^<]*)<\/script>/g);
  return new Map([...blocks].map(([, id = '', text = '']) => [id, JSON.parse(text)]));
}

/** A report with something in every part of the page. */
export function fullReport(overrides: Partial<Report> = {}): Report {
  return buildReport({
    verdict: 'fail',
    gate: {
      rules: [
        {
          rule: 'fail-on high',
          held: false,
          because: '2 open findings of severity high or worse',
          findings: ['v-1', 'c-1'],
        },
        { rule: 'evidence', held: false, because: 'the evidence of grype is not complete', findings: [] },
      ],
    },
    coverage: [
      buildEntry('bandit', { considered: { files: 12, packages: 0 }, findings: 1 }),
      buildEntry('grype', {
        status: 'partial',
        reason: '1 of 2 inputs looked at',
        notCovered: [{ what: 'worker/go.mod', why: 'it cannot be read' }],
        database: { name: 'grype-db', updatedAt: '2026-01-01T00:00:00.000Z', ageHours: 27, digest: null },
      }),
      buildEntry('hadolint', { findings: 2 }),
      buildEntry('osv-scanner', { status: 'failed', required: false, canary: 'untested', reason: 'no connection' }),
      buildAbsentEntry('lynis', { status: 'disabled', reason: 'it audits the machine' }),
    ],
    blindSpots: [
      { what: 'packages of Go', paths: ['worker/go.mod'], why: 'grype: it cannot be read; osv-scanner: no connection' },
    ],
    silenced: [{ where: 'api/app.py:7', what: 'a comment # nosec', by: 'bandit' }],
    findings: [
      buildVulnerability({
        id: 'v-1',
        due: { by: '2026-01-03T03:04:05.000Z', because: 'critical: 24h after this scan' },
        risk: {
          score: 98,
          factors: [
            { name: 'severity', value: 90, because: 'CVSS 9.8' },
            { name: 'agreement', value: 8, because: 'found by 2' },
          ],
        },
        advisory: {
          id: 'CVE-2019-10744',
          aliases: ['GHSA-jf85-cpcp-j695'],
          cwes: ['CWE-1321'],
          cvss: [{ version: '3.1', score: 9.8, vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', source: 'NVD' }],
          epss: { probability: 0.42, percentile: 0.97, date: '2026-01-01' },
          kev: { dateAdded: '2025-05-05', ransomware: true },
          url: 'https://osv.dev/vulnerability/GHSA-jf85-cpcp-j695',
        },
        agreement: {
          found: ['grype', 'osv-scanner'],
          couldHaveFound: ['npm-audit'],
          notFound: [{ scanner: 'npm-audit', why: 'it looked at the same file, and has a rule for it' }],
        },
      }),
      buildFinding({
        id: 'c-1',
        kind: 'code',
        severity: 'high',
        title: 'A command is put together from input',
        message: 'shell=True with a variable',
        risk: { score: 71, factors: [{ name: 'severity', value: 71, because: 'high' }] },
        locations: [{ path: 'api/app.py', startLine: 9 }],
        rule: {
          control: 'python-shell',
          cwes: ['CWE-78'],
          frameworks: ['OWASP:A03'],
          helpUri: 'https://bandit.test/B602',
        },
        sources: [buildSource('bandit', 'B602', { severity: 'HIGH' })],
      }),
      buildFinding({ id: 'd-1', title: 'Pin versions in apt get install', fix: { summary: 'Write the version' } }),
      buildFinding({
        id: 's-1',
        title: 'A finding that was accepted',
        status: 'suppressed',
        suppression: { reason: 'only in tests', by: 'muster.yml', owner: 'team-a', expires: '2026-12-31' },
      }),
    ],
    ...overrides,
  });
}

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** As many findings as asked for, of several kinds, files and packages, none like the other. */
export function manyFindings(count: number): Finding[] {
  return Array.from({ length: count }, (_, index): Finding => {
    const severity = SEVERITIES[index % 5] ?? 'low';
    const risk = {
      score: 100 - Math.floor((index * 100) / count),
      factors: [{ name: 'severity', value: 1, because: `the middle of "${severity}"` }],
    };
    const common = { id: `many-${index}`, severity, risk };
    const file = `services/part-${index % 700}/src/module-${index % 9000}.py`;
    if (index % 3 === 0) {
      const name = `package-${index % 2000}`;
      return buildVulnerability({
        ...common,
        title: `Hole number ${index} in ${name}`,
        package: { ecosystem: 'npm', name, version: `1.${index % 40}.0`, purl: `pkg:npm/${name}@1.${index % 40}.0` },
        advisory: {
          id: `CVE-2025-${index}`,
          aliases: [`GHSA-${index}`],
          cwes: ['CWE-79'],
          cvss: [{ version: '3.1', score: 7 }],
        },
      });
    }
    return buildFinding({
      ...common,
      kind: index % 3 === 1 ? 'code' : 'misconfiguration',
      title: `Issue number ${index} of rule ${index % 300}`,
      message: `What is wrong with rule ${index % 300}, and why it matters where it stands`,
      locations: [{ path: file, startLine: (index % 2000) + 1 }],
      rule: { control: `control-${index % 300}`, cwes: ['CWE-20'], frameworks: ['CIS:1'] },
      sources: [
        buildSource(index % 2 ? 'semgrep' : 'checkov', `R${index % 300}`, {
          location: { path: file, startLine: (index % 2000) + 1 },
          output: { path: 'advanced/semgrep.json', pointer: `/results/${index}` },
        }),
      ],
    });
  });
}
