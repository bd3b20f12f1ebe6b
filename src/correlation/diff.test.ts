import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEntry, buildFinding, buildReport, buildSource, buildVulnerability } from '../../test/build-report.js';
import type { CoverageEntry } from '../model/coverage.js';
import { loadScanners } from '../scanners/registry.js';
import { diffReports } from './diff.js';

const database = { name: 'data', updatedAt: '2026-01-02T00:00:00Z', ageHours: 3, digest: 'sha256:1' };

/** What takes the evidence from a line of the roll call; undefined: the line itself is gone. */
const losses: fc.Arbitrary<(entry: CoverageEntry) => CoverageEntry | undefined> = fc.oneof(
  fc.constant(() => undefined),
  fc
    .constantFrom('failed', 'timed-out', 'unavailable', 'not-applicable', 'disabled', 'partial' as const)
    .map((status) => (entry: CoverageEntry) => ({ ...entry, status })),
  fc.constantFrom('missed', 'untested' as const).map((canary) => (entry: CoverageEntry) => ({ ...entry, canary })),
  fc.constant((entry: CoverageEntry) => ({ ...entry, input: `other ${entry.input}` })),
  fc.constant(({ database: _, ...entry }: CoverageEntry) => entry),
  fc
    .constantFrom<Partial<typeof database>[]>(
      { updatedAt: '2026-01-01T00:00:00Z' },
      { name: 'other data' },
      { digest: null as never },
      { updatedAt: null as never },
    )
    .map((older) => (entry: CoverageEntry) => ({ ...entry, database: { ...database, ...older } })),
  fc
    .constantFrom('web/app.py', 'web/app.py:3', 'web', 'rule x', 'ecosystem npm', 'lodash 4.17.4', 'lib/lodash')
    .map((what) => (entry: CoverageEntry) => ({
      ...entry,
      status: 'partial' as const,
      notCovered: [{ what, why: 'could not be parsed' }],
    })),
);
const scanners = (await loadScanners()).map(({ id }) => id);

const findingOf = (...found: string[]) =>
  buildVulnerability({
    locations: [{ path: 'web/app.py', startLine: 3 }],
    sources: found.map((scanner) => buildSource(scanner, 'r')),
  });
const entryOf = (scanner: string) => buildEntry(scanner, { database });

describe('the difference of two results', () => {
  it('calls nothing fixed when one of those who found it failed, lost its data, its canary or its input', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scanners), fc.constantFrom(...scanners), losses, (scanner, second, lose) => {
        const both = [...new Set([scanner, second])];
        const old = buildReport({ coverage: both.map(entryOf), findings: [findingOf(...both)] });
        const coverage = both.flatMap((id) => (id === scanner ? (lose(entryOf(id)) ?? []) : entryOf(id)));
        const { fixed, unknown } = diffReports(old, buildReport({ coverage }));
        expect(fixed).toEqual([]);
        expect(unknown).toHaveLength(1);
        expect(unknown[0]?.why).toHaveLength(1);
        expect(unknown[0]?.why[0]).toContain(scanner);
      }),
    );
  });

  it('calls fixed what all who had found it looked for again, with data that may be newer', () => {
    for (const scanner of scanners) {
      const found = findingOf(scanner);
      const old = buildReport({ coverage: [entryOf(scanner)], findings: [found] });
      const newer = { ...database, updatedAt: '2026-02-01T00:00:00Z', digest: 'sha256:2' };
      const elsewhere = [{ what: 'lib/broken.py', why: 'could not be parsed' }];
      for (const entry of [
        entryOf(scanner),
        { ...entryOf(scanner), database: newer },
        { ...entryOf(scanner), status: 'partial' as const, notCovered: elsewhere },
      ])
        expect(diffReports(old, buildReport({ coverage: [entry] })).fixed).toEqual([found]);
    }
  });

  it('is empty for a result and itself', () => {
    const coverage = [entryOf('bandit'), buildEntry('grype', { status: 'failed', canary: 'untested', reason: 'x' })];
    const report = buildReport({ coverage, findings: [findingOf('bandit'), buildFinding()] });
    expect(diffReports(report, report)).toEqual({
      ...{ new: [], fixed: [], unknown: [], firstLooked: [], coverageLost: [], coverageGained: [] },
      unchanged: report.findings,
    });
  });

  it('tells which new findings nobody had looked for, and which coverage came and went', () => {
    const [ran, found] = [findingOf('bandit'), findingOf('grype')];
    const failed = buildEntry('grype', { status: 'failed', canary: 'untested', reason: 'no database' });
    const old = buildReport({ coverage: [entryOf('bandit'), failed, entryOf('semgrep')] });
    const now = buildReport({
      coverage: [entryOf('bandit'), entryOf('grype'), buildEntry('semgrep', { canary: 'missed' })],
      findings: [ran, found],
    });
    const difference = diffReports(old, now);
    expect(difference.new).toEqual([ran, found]);
    expect(difference.firstLooked).toEqual([found.id]);
    expect(difference.coverageGained).toEqual([
      { scanner: 'grype', input: '.', before: 'failed: no database', after: 'completed' },
    ]);
    expect(difference.coverageLost).toEqual([
      { scanner: 'semgrep', input: '.', before: 'completed', after: 'completed, canary missed' },
    ]);
  });

  it('does not guess where the old result does not tell which run found it', () => {
    const old = buildReport({ coverage: [], findings: [findingOf('bandit')] });
    const { fixed, unknown } = diffReports(old, buildReport({ coverage: [entryOf('bandit')] }));
    expect(fixed).toEqual([]);
    expect(unknown[0]?.why).toEqual(['the old result does not tell which run found it']);
  });
});
