import { type CoverageEntry, isComplete } from '../../model/coverage.js';
import type { Report } from '../../model/report.js';
import { plainLine } from '../plain-text.js';
import type { Contents } from './packages.js';

/** A line of the roll call. */
export function told(entry: CoverageEntry): string {
  const parts = [entry.status, isComplete(entry) ? '' : `canary ${entry.canary}`, entry.reason ?? ''];
  return plainLine(`${entry.scanner} (${entry.input}): ${parts.filter((part) => part !== '').join('; ')}`);
}

/** The lines of the roll call that a bill of materials rests on. */
export function listersOf(report: Report, { packages }: Contents): CoverageEntry[] {
  const names = new Set(packages.flatMap(({ foundBy }) => foundBy.map(({ scanner }) => scanner)));
  return report.coverage.filter(({ scanner, status }) => names.has(scanner) && status !== 'disabled');
}

/** How much of the target a list is, for documents that have no words of their own for it. */
export function ledgerOf(report: Report, contents: Contents): string[] {
  return [
    `Verdict of the scan: ${report.verdict}.`,
    `This list of packages is ${contents.completeness === 'unknown' ? 'of unknown completeness' : contents.completeness}.`,
    ...contents.because.map((why) => `Because: ${plainLine(why)}`),
    ...listersOf(report, contents).map((entry) => `Coverage: ${told(entry)}`),
    ...report.blindSpots.map(({ what, paths, why }) => plainLine(`Blind spot: ${what}: ${paths.join(', ')}: ${why}`)),
  ];
}
