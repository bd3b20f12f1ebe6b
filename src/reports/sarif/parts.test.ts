import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { buildEntry, buildFinding, buildReport, buildSource } from '../../../test/build-report.js';
import { sarifErrors } from '../../../test/sarif-schema.js';
import { sarifFiles, toSarif } from '../sarif.js';
import { type Limits, partOf } from './parts.js';

const some = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}$/), { maxLength: 60 });
const LIMITS: Limits = { results: 10, runs: 20, bytes: 9_500_000 };

const reportOf = (ids: string[]) =>
  buildReport({ findings: ids.map((id) => buildFinding({ id, sources: [buildSource('hadolint', 'DL1')] })) });
const idsIn = (run: Run | undefined) =>
  (run?.results ?? []).map(({ partialFingerprints }) => partialFingerprints?.['muster/v1'] ?? '');
const categoryOf = ({ automationDetails }: Run) => automationDetails?.id ?? '';
/** Where each finding is. */
const places = (runs: Run[]) => new Map(runs.flatMap((run) => idsIn(run).map((id) => [id, categoryOf(run)] as const)));

describe('the parts of a log', () => {
  it('hold every finding once, none more than its limit, each in a category of its own', () => {
    fc.assert(
      fc.property(some, (ids) => {
        const { runs } = toSarif(reportOf(ids), { limits: LIMITS });
        expect(runs.flatMap(idsIn).sort()).toEqual([...ids].sort());
        expect(new Set(runs.map(categoryOf)).size).toBe(runs.length);
        for (const run of runs) expect(idsIn(run).length).toBeLessThanOrEqual(LIMITS.results);
      }),
      { numRuns: 40 },
    );
  });

  it('are the same after one more finding; when there must be more parts, all those before are still written', () => {
    fc.assert(
      fc.property(some, fc.stringMatching(/^[A-Z]{1,8}$/), (ids, added) => {
        const before = toSarif(reportOf(ids), { limits: LIMITS }).runs;
        const after = toSarif(reportOf([...ids, added]), { limits: LIMITS }).runs;
        expect(after.map(categoryOf)).toEqual(expect.arrayContaining(before.map(categoryOf)));
        const isNewStep = ids.length <= LIMITS.results && ids.length + 1 > LIMITS.results;
        const now = places(after);
        if (!isNewStep) for (const [id, category] of places(before)) expect(now.get(id)).toBe(category);
      }),
      { numRuns: 40 },
    );
  });

  it('are one as long as there is room, and the whole is its category', () => {
    const { runs } = toSarif(reportOf(['a', 'b', 'c', 'd', 'e']), { limits: LIMITS });
    expect(runs.map(categoryOf)).toEqual(['muster/']);
    expect(runs[0]?.properties?.['part']).toBeUndefined();
  });

  it('close to one full part are written empty, so that a result that shrinks closes what they held', () => {
    const { runs } = toSarif(reportOf(['a', 'b', 'c', 'd', 'e', 'f']), { limits: LIMITS });
    expect(runs.map((run) => [categoryOf(run), idsIn(run).length])).toEqual([
      ['muster/', 6],
      ...Array.from({ length: 15 }, (_, index) => [`muster/part-${index + 2}/`, 0]),
    ]);
  });

  it('say which they are, and tell the ledger each', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `m-${index}`);
    const coverage = [buildEntry('grype', { status: 'failed', reason: 'no database' })];
    const { runs } = toSarif({ ...reportOf(ids), verdict: 'incomplete', coverage }, { limits: LIMITS });
    expect(runs).toHaveLength(16);
    expect(runs[3]?.properties?.['part']).toEqual({ number: 4, of: 16, resultsOfAllParts: 40 });
    for (const { invocations } of runs) {
      expect(invocations?.[0]?.executionSuccessful).toBe(false);
      expect(invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('no database');
    }
  });

  it('of a higher step hold what the same parts of a lower one held, or new parts do', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(partOf(id, 256) % 16).toBe(partOf(id, 16));
        expect(partOf(id, 4096) % 256).toBe(partOf(id, 256));
      }),
    );
    expect(partOf('CVE-2019-10744', 16)).toBe(partOf('CVE-2019-10744', 16));
  });

  it('do not depend on unique ids', () => {
    const { runs } = toSarif(reportOf(Array.from({ length: 60 }, () => 'same')), { limits: LIMITS });
    expect(runs.flatMap(idsIn)).toHaveLength(60);
  });

  it('are refused with one sentence when even the smallest would be too large', () => {
    expect(() => toSarif(reportOf(['a', 'b']), { limits: { ...LIMITS, bytes: 10 } })).toThrow(
      '2 results do not fit into 4096 parts below the limits of code scanning',
    );
  });
});

describe('the files of a log', () => {
  const textOf = (content: string | Iterable<string>) => [...content].join('');

  it('are one where it fits, written as the whole log is', () => {
    const report = reportOf(['a', 'b']);
    const files = sarifFiles(report, { scanners: {} });
    expect(files.map(({ path }) => path)).toEqual(['sarif/hadolint.sarif', 'sarif/muster.sarif']);
    expect(textOf(files[1]?.content ?? '')).toBe(`${JSON.stringify(toSarif(report), null, 2)}\n`);
  });

  it('stay below the limits of runs and of packed bytes, and hold every part once', () => {
    const noise = (seed: number) =>
      Array.from({ length: 300 }, (_, index) => Math.sin(seed * 1000 + index).toString(36)).join(' ');
    const ids = Array.from({ length: 150 }, (_, index) => `m-${index}`);
    const findings = ids.map((id, index) => buildFinding({ id, message: noise(index), title: id }));
    const limits = { results: 20, runs: 5, bytes: 60_000 };
    const files = sarifFiles(buildReport({ findings }), { scanners: {} }, { limits });
    const merged = files.filter(({ path }) => /\/muster(-\d+)?\.sarif$/.test(path));
    expect(merged.length).toBeGreaterThan(3);
    expect(merged.map(({ path }) => path).slice(0, 3)).toEqual([
      'sarif/muster.sarif',
      'sarif/muster-2.sarif',
      'sarif/muster-3.sarif',
    ]);
    const logs = merged.map(({ content }) => textOf(content));
    for (const text of logs) {
      expect(gzipSync(text).length).toBeLessThanOrEqual(limits.bytes);
      const log = JSON.parse(text) as Log;
      expect(log.runs.length).toBeLessThanOrEqual(limits.runs);
      expect(sarifErrors(log)).toEqual([]);
    }
    expect(logs.flatMap((text) => (JSON.parse(text) as Log).runs.flatMap(idsIn)).sort()).toEqual([...ids].sort());
  });

  it('of a scanner are divided alike, and take no name of another scanner', () => {
    const limits = { results: 3, runs: 4, bytes: 9_500_000 };
    const findings = Array.from({ length: 20 }, () => buildFinding({ sources: [buildSource('lint', 'A')] }));
    const other = buildFinding({ sources: [buildSource('lint-2', 'B')] });
    const files = sarifFiles(buildReport({ findings: [...findings, other] }), { scanners: {} }, { limits });
    const names = files.map(({ path }) => path).filter((name) => name.includes('lint'));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['sarif/lint.sarif', 'sarif/lint-2.sarif', 'sarif/lint-3.sarif']));
    const second = files.find(({ path }) => path === 'sarif/lint-2.sarif');
    expect((JSON.parse(textOf(second?.content ?? '')) as Log).runs.map(categoryOf)).toEqual(['muster/lint-2/']);
  });

  it('tell what is not open in a file of its own, which the folder for uploads does not hold', () => {
    const suppression = { reason: 'only in tests', by: 'muster.yml' };
    const findings = [buildFinding(), buildFinding({ id: 'accepted', status: 'suppressed', suppression })];
    const files = sarifFiles(buildReport({ findings }), { scanners: {} });
    const file = files.find(({ path }) => path === 'reports/suppressed.sarif');
    const [run] = (JSON.parse(textOf(file?.content ?? '')) as Log).runs;
    expect(run && categoryOf(run)).toBe('muster/suppressed/');
    expect(idsIn(run)).toEqual(['accepted']);
    expect(run?.results?.[0]?.suppressions?.[0]).toMatchObject({ status: 'accepted', justification: 'only in tests' });
    expect(sarifFiles(buildReport(), { scanners: {} }).map(({ path }) => path)).not.toContain(
      'reports/suppressed.sarif',
    );
  });
});
