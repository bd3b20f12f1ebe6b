import type { CoverageEntry } from '../src/model/coverage.js';
import type { Finding, Source } from '../src/model/finding.js';
import { Report, SCHEMA_VERSION } from '../src/model/report.js';

/** A line of the roll call: a scanner that looked at everything, unless told otherwise. */
export function buildEntry(scanner: string, overrides: Partial<CoverageEntry> = {}): CoverageEntry {
  return {
    scanner,
    input: '.',
    status: 'completed',
    required: true,
    version: '1.2.3',
    provenance: { source: 'PyPI', sha256: 'ab'.repeat(32), path: `/tools/${scanner}` },
    canary: 'found',
    command: [`/tools/${scanner}`, '--format', 'json'],
    exitStatus: 0,
    signal: null,
    durationMs: 1234,
    peakRssBytes: 50_000_000,
    considered: { files: 3, packages: 0 },
    notCovered: [],
    findings: 0,
    output: { path: `advanced/${scanner}.json`, sha256: 'cd'.repeat(32) },
    ...overrides,
  };
}

/** A line of the roll call for a scanner that did not run. */
export function buildAbsentEntry(scanner: string, overrides: Partial<CoverageEntry> = {}): CoverageEntry {
  return buildEntry(scanner, {
    required: false,
    version: null,
    provenance: null,
    canary: 'untested',
    command: [],
    exitStatus: null,
    durationMs: 0,
    peakRssBytes: null,
    considered: { files: 0, packages: 0 },
    output: null,
    ...overrides,
  });
}

export function buildSource(scanner: string, ruleId: string, overrides: Partial<Source> = {}): Source {
  return { scanner, ruleId, severity: null, output: { path: `advanced/${scanner}.json`, pointer: '/0' }, ...overrides };
}

let count = 0;

/** An open finding of Hadolint in a Dockerfile, unless told otherwise. */
export function buildFinding(overrides: Partial<Finding> = {}): Finding {
  const sources = overrides.sources ?? [buildSource('hadolint', 'DL3008')];
  count += 1;
  return {
    id: `m-${String(count).padStart(8, '0')}`,
    kind: 'misconfiguration',
    title: 'Pin versions in apt get install',
    severity: 'medium',
    risk: { score: 55, factors: [] },
    locations: [{ path: 'Dockerfile', startLine: 3 }],
    sources,
    agreement: { found: [...new Set(sources.map(({ scanner }) => scanner))], couldHaveFound: [], notFound: [] },
    status: 'open',
    ...overrides,
  };
}

/** A vulnerable package in a lock file: a finding without a line, known by two names. */
export function buildVulnerability(overrides: Partial<Finding> = {}): Finding {
  return buildFinding({
    kind: 'vulnerability',
    title: 'Prototype pollution in lodash',
    severity: 'critical',
    risk: { score: 98, factors: [{ name: 'cvss', value: 9.8, because: 'CVSS v3.1 base score' }] },
    locations: [{ path: 'web/package-lock.json' }],
    package: { ecosystem: 'npm', name: 'lodash', version: '4.17.4', purl: 'pkg:npm/lodash@4.17.4' },
    advisory: {
      id: 'CVE-2019-10744',
      aliases: ['GHSA-jf85-cpcp-j695'],
      cwes: ['CWE-20', 'CWE-1321'],
      cvss: [{ version: '3.1', score: 9.8 }],
      url: 'https://osv.dev/vulnerability/GHSA-jf85-cpcp-j695',
    },
    fix: { summary: 'Update lodash to 4.17.12', versions: ['4.17.12'] },
    sources: [buildSource('osv-scanner', 'GHSA-jf85-cpcp-j695'), buildSource('npm-audit', '1065')],
    ...overrides,
  });
}

/** A report that passes: one scanner, nothing found. What is given replaces it. Checked against the model. */
export function buildReport(overrides: Partial<Report> = {}): Report {
  return Report.parse({
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'muster', version: '0.1.0' },
    target: { kind: 'repository', path: 'shop', commit: '0123456789abcdef0123456789abcdef01234567' },
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:04:17.400Z',
    verdict: 'pass',
    gate: {
      rules: [
        { rule: 'fail-on high', held: true, because: 'no open finding of severity high or worse', findings: [] },
        {
          rule: 'evidence',
          held: true,
          because: 'every required scanner looked at all of its input, and found its canary',
          findings: [],
        },
      ],
    },
    coverage: [buildEntry('hadolint')],
    blindSpots: [],
    silenced: [],
    findings: [],
    ...overrides,
  });
}
