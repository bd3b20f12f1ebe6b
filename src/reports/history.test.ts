import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildAbsentEntry,
  buildEntry,
  buildFinding,
  buildReport,
  buildVulnerability,
} from '../../test/build-report.js';
import { makeFolder } from '../../test/repository.js';
import { HISTORY_FILE, historyWith, pastScanOf, readHistory, trendOf } from './history.js';
import { writeReports } from './write-results.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 2, 3, minute)).toISOString();
const scan = (minute: number) => buildReport({ finishedAt: at(minute) });
const lines = (dir: string) => readFileSync(path.join(dir, HISTORY_FILE), 'utf8').trimEnd().split('\n');

describe('the history of a results directory', () => {
  it('keeps of a scan what a trend needs', () => {
    const report = buildReport({
      verdict: 'incomplete',
      coverage: [
        buildEntry('hadolint'),
        buildEntry('grype', { status: 'failed' }),
        buildAbsentEntry('lynis', { status: 'disabled' }),
      ],
      findings: [buildVulnerability(), buildFinding(), buildFinding(), buildFinding({ status: 'suppressed' })],
    });
    expect(pastScanOf(report)).toEqual({
      finishedAt: report.finishedAt,
      target: 'shop',
      commit: report.target.commit,
      verdict: 'incomplete',
      open: { critical: 1, medium: 2 },
      evidence: { complete: 1, required: 2 },
    });
  });

  it('counts all findings where a report has the worst of them only', () => {
    const findings = [buildVulnerability()];
    const counted = [...findings, buildFinding(), buildFinding({ status: 'baseline' })];
    expect(pastScanOf(buildReport({ findings }), counted).open).toEqual({ critical: 1, medium: 1 });
  });

  it('grows by a line a scan, and has none twice', async () => {
    const dir = makeFolder({});
    await writeReports(dir, scan(1), { scanners: {} }, ['json']);
    await writeReports(dir, scan(2), { scanners: {} }, ['json']);
    await writeReports(dir, scan(2), { scanners: {} }, ['json']);
    expect(lines(dir).map((line) => JSON.parse(line).finishedAt)).toEqual([at(1), at(2)]);
    expect(readFileSync(path.join(dir, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('goes on after lines that are none', async () => {
    const dir = makeFolder({});
    await writeReports(dir, scan(1), { scanners: {} }, ['json']);
    const [first] = lines(dir);
    writeFileSync(path.join(dir, HISTORY_FILE), `{"half\n[]\n${first}\n{"verdict":"pass"}\n\u0000\n`);
    expect(await readHistory(dir)).toEqual([pastScanOf(scan(1))]);
    await writeReports(dir, scan(2), { scanners: {} }, ['json']);
    expect(lines(dir)).toHaveLength(2);
  });

  it('keeps the last 200', () => {
    const past = Array.from({ length: 200 }, (_, minute) => pastScanOf(scan(minute)));
    const { scans } = historyWith(past, pastScanOf(scan(500)));
    expect(scans).toHaveLength(200);
    expect([scans[0]?.finishedAt, scans.at(-1)?.finishedAt]).toEqual([at(1), at(500)]);
  });

  it('is told up to the scan of a report, of its target only', () => {
    const other = pastScanOf({ ...scan(2), target: { kind: 'directory', path: 'elsewhere' } });
    const past = [pastScanOf(scan(1)), other, pastScanOf(scan(9))];
    expect(trendOf(scan(3), past).map(({ finishedAt }) => finishedAt)).toEqual([at(1), at(3)]);
  });
});
