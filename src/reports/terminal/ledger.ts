import { groupBy } from '../../model/collections.js';
import { type CoverageEntry, type CoverageStatus, isComplete } from '../../model/coverage.js';

/** All runs of one scanner as one line of the roll call. */
export interface ScannerLine {
  scanner: string;
  /** The worst of its runs. */
  status: CoverageStatus;
  complete: boolean;
  /** Whether the verdict depends on any of its runs. */
  required: boolean;
  version: string | null;
  canary: CoverageEntry['canary'];
  files: number;
  packages: number;
  findings: number;
  durationMs: number;
  entries: CoverageEntry[];
}

/** Worst first: one bad run is what the line has to say. */
const STATUSES: CoverageStatus[] = [
  'failed',
  'timed-out',
  'unavailable',
  'partial',
  'completed',
  'not-applicable',
  'disabled',
];
const CANARIES: CoverageEntry['canary'][] = ['missed', 'untested', 'found'];

function worst<Value>(order: Value[], values: Value[], otherwise: Value): Value {
  return order.find((value) => values.includes(value)) ?? otherwise;
}

function sum(entries: CoverageEntry[], amount: (entry: CoverageEntry) => number): number {
  return entries.reduce((total, entry) => total + amount(entry), 0);
}

function toLine(scanner: string, entries: CoverageEntry[]): ScannerLine {
  const versions = [...new Set(entries.flatMap(({ version }) => version ?? []))];
  return {
    scanner,
    status: worst(
      STATUSES,
      entries.map(({ status }) => status),
      'failed',
    ),
    complete: entries.every(isComplete),
    required: entries.some(({ required }) => required),
    version: versions.length > 1 ? 'several' : (versions[0] ?? null),
    canary: worst(
      CANARIES,
      entries.map(({ canary }) => canary),
      'untested',
    ),
    files: sum(entries, ({ considered }) => considered.files),
    packages: sum(entries, ({ considered }) => considered.packages),
    findings: sum(entries, ({ findings }) => findings),
    durationMs: sum(entries, ({ durationMs }) => durationMs),
    entries,
  };
}

/** Whether a scanner had nothing to do, by the target or by the user's choice. */
export function isAbsent({ status }: Pick<CoverageEntry, 'status'>): boolean {
  return status === 'not-applicable' || status === 'disabled';
}

/** The roll call in the order of the report, one line a scanner; scanners that did not run are told apart. */
export function rollCall(coverage: CoverageEntry[]): { lines: ScannerLine[]; absent: CoverageEntry[] } {
  const ran = coverage.filter((entry) => !isAbsent(entry));
  return {
    lines: [...groupBy(ran, ({ scanner }) => scanner)].map(([scanner, entries]) => toLine(scanner, entries)),
    absent: coverage.filter(isAbsent),
  };
}
