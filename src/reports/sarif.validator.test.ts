import { describe, expect, it } from 'vitest';
import {
  buildAbsentEntry,
  buildEntry,
  buildFinding,
  buildReport,
  buildSource,
  buildVulnerability,
} from '../../test/build-report.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import { sarifComplaints as complaints } from '../../test/sarif-multitool.js';
import { toJson } from './report-json.js';
import { scannerSarif, toSarif } from './sarif.js';

const HOSTILE = [
  'a b/#?%41;é中.py',
  '../../up.txt',
  '/absolute/x',
  'c:\\windows',
  'scheme:rest',
  'http://x/y',
  '\\xff\\xfe',
  'x\uD800y',
  '',
  '.',
  '-rf',
  '日本/\u202Eevil',
  'a\nb',
  '[z](1)',
  '{0}',
  '~',
];

const report = buildReport({
  verdict: 'incomplete',
  coverage: [
    buildEntry('hadolint', { findings: 3 }),
    buildEntry('osv-scanner', {
      status: 'partial',
      reason: 'no database for PyPI',
      notCovered: [{ what: 'requirements.txt', why: 'no database' }],
    }),
    buildEntry('grype', { status: 'unavailable', canary: 'untested', reason: 'no database', exitStatus: null }),
    buildAbsentEntry('conftest', { status: 'not-applicable' }),
  ],
  blindSpots: [{ what: 'packages of PyPI', paths: ['a b', 'c#d'], why: 'no database' }],
  findings: [
    buildVulnerability(),
    buildFinding({ locations: [] }),
    buildFinding({ locations: HOSTILE.map((name) => ({ path: name })) }),
    buildFinding({ status: 'suppressed', suppression: { reason: 'only in tests', by: 'muster.yml' } }),
    ...HOSTILE.map((text, index) =>
      buildFinding({
        title: `[x](http://evil.test) {0} {{1}} <b>${text}\u001b[31m`,
        message: `{5} [q](99) ${text}`,
        rule: {
          control: null,
          cwes: ['CWE-79', text],
          frameworks: [],
          help: `# ${text}\n![i](http://evil.test/i)`,
          helpUri: text,
        },
        locations: [
          {
            path: text,
            startLine: 5,
            endLine: 4 + (index % 3),
            startColumn: 9,
            endColumn: 8 + (index % 3),
            resource: text,
          },
        ],
        sources: [buildSource('hadolint', text)],
      }),
    ),
  ],
});

describe("Microsoft's validator, with GitHub's rules", () => {
  it('has nothing against a log of hostile paths and texts', async () => {
    expect(await complaints(toSarif(report))).toEqual([]);
  });

  it('has nothing against paths in a folder of the repository', async () => {
    expect(await complaints(toSarif(report, { prefix: 'services/my api' }))).toEqual([]);
  });

  it('has nothing against texts that an attacker wrote, which nothing obeys', async () => {
    const hostile = Object.values(HOSTILE_TEXTS).map((text) => hostileReport(text.slice(0, 50_000)));
    const findings = hostile.flatMap((one) => one.findings.map((finding) => buildFinding({ ...finding })));
    const coverage = hostile.flatMap((one) => one.coverage);
    const all = { ...report, findings, coverage, silenced: hostile.flatMap(({ silenced }) => silenced) };
    const log = toSarif(all, { suppressed: 'marked' });
    expect(log.runs[0]?.results).toHaveLength(findings.length);
    expect(toJson(log)).not.toMatch(OBEYED);
    expect(await complaints(log)).toEqual([]);
  });

  it('has nothing against a log in parts, with weaknesses, controls and frameworks', async () => {
    const rule = {
      control: 'compose-privileged',
      cwes: ['CWE-250'],
      frameworks: ['CIS-Docker:5.5', 'NIST-800-53:AC-6'],
    };
    const findings = Array.from({ length: 9 }, () => buildFinding({ rule }));
    const log = toSarif(buildReport({ findings }), { limits: { results: 4, runs: 20, bytes: 1e6 } });
    expect(log.runs).toHaveLength(16);
    expect(log.runs.flatMap(({ taxonomies }) => taxonomies ?? [])).not.toHaveLength(0);
    expect(await complaints(log)).toEqual([]);
  });

  it("has nothing against a scanner's log", async () => {
    const log = scannerSarif(report, 'hadolint', { homepage: 'https://github.com/hadolint/hadolint' });
    expect(log?.runs[0]?.results).not.toHaveLength(0);
    expect(log && (await complaints(log))).toEqual([]);
  });

  it('has nothing against a log without results', async () => {
    expect(await complaints(toSarif(buildReport()))).toEqual([]);
  });

  it('has a lot against a log that breaks the rules', async () => {
    const log = toSarif(report);
    for (const result of log.runs[0]?.results ?? []) delete result.locations;
    expect((await complaints(log)).join('\n')).toContain('error GH1015');
  });
});
