import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isComplete } from '../model/coverage.js';
import type { Counted } from '../model/many-findings.js';
import { PastScan } from '../model/past-scan.js';
import type { Report } from '../model/report.js';
import { jsonText } from './plain-text.js';

/** In the results directory. */
export const HISTORY_FILE = 'history.jsonl';
/** Older lines are dropped. */
const KEPT = 200;
/** A file that somebody else made this long is not read. */
const LONGEST = 4 * 1024 * 1024;

/**
 * What the history keeps of a report.
 * @param counted all findings, where the report has the worst of them only
 */
export function pastScanOf(report: Report, counted: readonly Counted[] = report.findings): PastScan {
  const { finishedAt, target, verdict, coverage } = report;
  const open: PastScan['open'] = {};
  for (const { status, severity } of counted) if (status === 'open') open[severity] = (open[severity] ?? 0) + 1;
  const required = coverage.filter((entry) => entry.required);
  return {
    finishedAt,
    target: target.path,
    ...(target.commit === undefined ? {} : { commit: target.commit }),
    verdict,
    open,
    evidence: { complete: required.filter(isComplete).length, required: required.length },
  };
}

function scanOf(line: string): PastScan[] {
  try {
    const read = PastScan.safeParse(JSON.parse(line));
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
}

function byTime(a: PastScan, b: PastScan): number {
  return Date.parse(a.finishedAt) - Date.parse(b.finishedAt);
}

/** The scans that a results directory remembers, of all targets, oldest first. Lines that are none are left out. */
export async function readHistory(dir: string): Promise<PastScan[]> {
  const text = await readFile(path.join(dir, HISTORY_FILE), 'utf8').catch(() => '');
  return text.length > LONGEST ? [] : text.split('\n').flatMap(scanOf).sort(byTime).slice(-KEPT);
}

/** The history with one scan more, as text. A scan that is written again takes the place of its line. */
export function historyWith(past: readonly PastScan[], scan: PastScan): { scans: PastScan[]; text: string } {
  const others = past.filter(({ finishedAt, target }) => finishedAt !== scan.finishedAt || target !== scan.target);
  const scans = [...others, scan].sort(byTime).slice(-KEPT);
  return { scans, text: scans.map((one) => `${jsonText(one)}\n`).join('') };
}

/** The scans of a report's target up to this one, oldest first: what a trend is drawn from. */
export function trendOf(report: Report, past: readonly PastScan[], counted?: readonly Counted[]): PastScan[] {
  const own = pastScanOf(report, counted);
  const until = Date.parse(report.finishedAt);
  return historyWith(past, own).scans.filter(
    ({ target, finishedAt }) => target === own.target && Date.parse(finishedAt) <= until,
  );
}
