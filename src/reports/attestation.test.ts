import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { buildAbsentEntry, buildEntry, buildFinding, buildReport } from '../../test/build-report.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import type { AttestationStatement } from '../model/attestation.js';
import type { Report, TargetFacts } from '../model/report.js';
import { attestation } from './attestation.js';
import type { ReportContext } from './format.js';
import { toJson } from './report-json.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const TREE = 'fedcba9876543210fedcba9876543210fedcba98';
const CLEAN: TargetFacts = { kind: 'repository', path: '.', commit: COMMIT, tree: TREE, uncommitted: 0 };

const ajv = new Ajv2020();
formats.default(ajv);
const fits = ajv.compile(JSON.parse(readFileSync('schemas/attestation.schema.json', 'utf8')));

function textOf(report: Report, context: ReportContext = { scanners: {} }): string {
  const [file, ...others] = attestation(report, context);
  expect(others).toEqual([]);
  expect(file?.path).toBe('reports/attestation.intoto.json');
  return file?.content as string;
}
function statementOf(overrides: Partial<Report>, context?: ReportContext): AttestationStatement {
  const statement = JSON.parse(textOf(buildReport({ target: CLEAN, ...overrides }), context));
  expect(fits(statement), JSON.stringify(fits.errors)).toBe(true);
  return statement;
}

describe('the statement of a scan', () => {
  it('is of the commit that was scanned', () => {
    const { _type, subject, predicateType, predicate } = statementOf({});
    expect({ _type, subject, predicateType }).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: '.', digest: { gitCommit: COMMIT } }],
      predicateType: 'https://www.npmjs.com/package/muster-security/attestation/scan/v1',
    });
    expect(predicate).toMatchObject({
      tool: { name: 'muster', version: '0.1.0' },
      target: { commit: COMMIT },
      startedAt: '2026-01-02T03:04:05.000Z',
      finishedAt: '2026-01-02T03:04:17.400Z',
      interrupted: false,
      verdict: 'pass',
    });
  });

  it('is of the tree alone when a part of the commit was scanned', () => {
    const { subject, predicate } = statementOf({ target: { ...CLEAN, prefix: 'services/api' } });
    expect(subject).toEqual([{ name: 'services/api', digest: { gitTree: TREE } }]);
    expect(predicate.target).toEqual({ commit: COMMIT, folder: 'services/api' });
  });

  it.each<[string, Partial<TargetFacts>, RegExp]>([
    ['no commit', { commit: undefined }, /is of a commit, and what was scanned is none; scan a clone/],
    ['no name of a commit', { commit: 'HEAD' }, /is of a commit, and what was scanned is none/],
    ['files that nobody compared', { uncommitted: undefined }, /does not say whether what was scanned is commit 0123/],
    ['no tree', { tree: undefined }, /does not say whether/],
    [
      'three files of another content',
      { uncommitted: 3 },
      /is not commit 0123\w+: 3 files changed, missing, not added/,
    ],
  ])('is refused for %s', (_name, change, message) => {
    const target = Object.fromEntries(
      Object.entries({ ...CLEAN, ...change }).filter(([, value]) => value !== undefined),
    );
    expect(() => textOf(buildReport({ target: target as TargetFacts }))).toThrow(message);
  });

  it('says who looked and with what, and who did not', () => {
    const database = { name: 'Grype', updatedAt: '2026-01-01T00:00:00Z', ageHours: 27.1, digest: 'ef'.repeat(32) };
    const { predicate } = statementOf({
      verdict: 'incomplete',
      coverage: [
        buildEntry('grype', {
          status: 'partial',
          reason: 'too large',
          notCovered: [{ what: 'a', why: 'b' }],
          database,
        }),
        buildAbsentEntry('kics', { status: 'disabled' }),
      ],
      blindSpots: [{ what: 'packages of Go', paths: ['go.mod', 'x/go.mod'], why: 'nobody can' }],
      silenced: [
        { where: 'a:1', what: '# nosec', by: 'bandit' },
        { where: 'a:9', what: '# nosec', by: 'bandit' },
        { where: 'b:1', what: 'ignore', by: 'muster' },
      ],
    });
    expect(predicate.coverage).toEqual([
      {
        scanner: 'grype',
        input: '.',
        required: true,
        status: 'partial',
        reason: 'too large',
        version: '1.2.3',
        program: { source: 'PyPI', sha256: 'ab'.repeat(32) },
        database,
        canary: 'found',
        considered: { files: 3, packages: 0 },
        notCovered: 1,
        findings: 0,
      },
      {
        scanner: 'kics',
        input: '.',
        required: false,
        status: 'disabled',
        version: null,
        program: null,
        canary: 'untested',
        considered: { files: 0, packages: 0 },
        notCovered: 0,
        findings: 0,
      },
    ]);
    expect(predicate.blindSpots).toEqual([{ what: 'packages of Go', why: 'nobody can', paths: 2 }]);
    expect(predicate.silenced).toEqual([
      { by: 'bandit', count: 2 },
      { by: 'muster', count: 1 },
    ]);
  });

  it('counts findings, and names the report by its digest', () => {
    const report = buildReport({
      target: CLEAN,
      findings: [
        buildFinding({ severity: 'high' }),
        buildFinding({ severity: 'unknown' }),
        buildFinding({ severity: 'critical', status: 'suppressed' }),
        buildFinding({ status: 'notAffected' }),
      ],
    });
    const { predicate } = JSON.parse(textOf(report)) as AttestationStatement;
    expect(predicate.findings).toEqual({
      open: { critical: 0, high: 1, medium: 0, low: 0, info: 0, unknown: 1 },
      suppressed: 1,
      baseline: 0,
      notAffected: 1,
    });
    const sha256 = createHash('sha256')
      .update([toJson(report)].flat().join(''))
      .digest('hex');
    expect(predicate.report).toEqual({ name: 'report.json', digest: { sha256 } });
    const context = { scanners: {}, reportSha256: '12'.repeat(32) };
    expect(statementOf({}, context).predicate.report.digest.sha256).toBe('12'.repeat(32));
  });

  it('is the same for the same report', () => {
    const report = buildReport({ target: CLEAN, findings: [buildFinding()] });
    expect(textOf(report)).toBe(textOf(structuredClone(report)));
  });

  it('names no folder of the machine', () => {
    const reason =
      'open /home/me/.cache/muster/db/x.db: gone ("/srv/a/b"), see https://docs.test/a/b/c and api/src/x.py';
    const { predicate } = statementOf({ coverage: [buildEntry('grype', { status: 'failed', reason })] });
    expect(predicate.coverage[0]?.reason).toBe(
      'open …/x.db: gone ("…/b"), see https://docs.test/a/b/c and api/src/x.py',
    );
    expect(JSON.stringify(predicate)).not.toContain('/tools/');
  });

  it('is refused for what no scan has written', () => {
    expect(() => textOf(buildReport({ target: CLEAN, finishedAt: 'yesterday' }))).toThrow(
      /none that a scan writes: at \/predicate\/finishedAt/,
    );
  });
});

describe('hostile texts in a statement', () => {
  it.each(Object.entries(HOSTILE_TEXTS))('%s', (_name, text) => {
    const report = hostileReport(text);
    const content = textOf({ ...report, target: { ...CLEAN, path: text, prefix: text || 'x' } });
    expect(content).not.toMatch(OBEYED);
    const statement = JSON.parse(content) as AttestationStatement;
    expect(fits(statement), JSON.stringify(fits.errors)).toBe(true);
    // As in-toto's own readers want it: text that is whole.
    expect(JSON.stringify(statement)).not.toMatch(/(?<!\\)\\ud[89a-f]/i);
    const { gate, coverage } = statement.predicate;
    expect(gate).toHaveLength(1);
    expect(gate[0]?.rule).toHaveLength(gate[0]?.because.length ?? -1);
    expect(gate[0]?.rule.length).toBeLessThanOrEqual(500);
    expect(coverage).toHaveLength(2);
    expect(content.length).toBeLessThan(20_000);
  });

  it('keep what they say, written out', () => {
    const report = { ...hostileReport('a\u001b[31m\u202eb'), target: CLEAN };
    const { predicate } = JSON.parse(textOf(report)) as AttestationStatement;
    expect(predicate.gate[0]?.because).toBe('a\\x1b[31m\\u202eb');
  });
});
