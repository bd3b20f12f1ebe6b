import { type CoverageEntry, isComplete } from '../../model/coverage.js';
import type { BlindSpot, GateRule, Report, Silenced } from '../../model/report.js';
import { verdictReasons } from '../terminal/verdict.js';
import { type Columns, joined } from './cell.js';

export interface CoverageRow {
  record: 'verdict' | 'gate' | 'scanner' | 'blindSpot' | 'silenced';
  scanner?: string;
  input?: string;
  status?: string;
  reason?: string;
  /** A scanner's line of the roll call. */
  entry?: CoverageEntry;
}

export const COVERAGE_COLUMNS: Columns<CoverageRow> = {
  record: ({ record }) => record,
  scanner: ({ scanner }) => scanner,
  input: ({ input }) => input,
  status: ({ status }) => status,
  complete: ({ entry }) => entry && isComplete(entry),
  required: ({ entry }) => entry?.required,
  reason: ({ reason }) => reason,
  notCovered: ({ entry }) => joined((entry?.notCovered ?? []).map(({ what, why }) => `${what}: ${why}`)),
  canary: ({ entry }) => entry?.canary,
  version: ({ entry }) => entry?.version,
  source: ({ entry }) => entry?.provenance?.source,
  sha256: ({ entry }) => entry?.provenance?.sha256,
  database: ({ entry }) => entry?.database?.name,
  databaseUpdated: ({ entry }) => entry?.database?.updatedAt,
  databaseAgeHours: ({ entry }) => entry?.database?.ageHours,
  files: ({ entry }) => entry?.considered.files,
  packages: ({ entry }) => entry?.considered.packages,
  findings: ({ entry }) => entry?.findings,
  seconds: ({ entry }) => entry && entry.durationMs / 1000,
  exitStatus: ({ entry }) => entry?.exitStatus,
  output: ({ entry }) => entry?.output?.path,
};

function fromRule({ rule, held, because }: GateRule): CoverageRow {
  return { record: 'gate', input: rule, status: held ? 'held' : 'broken', reason: because };
}

function fromEntry(entry: CoverageEntry): CoverageRow {
  const { scanner, input, status, reason } = entry;
  return { record: 'scanner', scanner, input, status, ...(reason === undefined ? {} : { reason }), entry };
}

function fromBlindSpot({ what, paths, why }: BlindSpot): CoverageRow {
  return { record: 'blindSpot', input: joined([what, ...paths]), status: 'notCovered', reason: why };
}

function fromSilenced({ where, what, by }: Silenced): CoverageRow {
  return { record: 'silenced', scanner: by, input: where, status: 'silenced', reason: what };
}

/** The verdict, the gate, every line of the roll call, what nobody looked at, and what the target silenced. */
export function coverageRows(report: Report): CoverageRow[] {
  const { verdict, gate, coverage, blindSpots, silenced } = report;
  return [
    { record: 'verdict', status: verdict, reason: verdictReasons(report).join(' ') },
    ...gate.rules.map(fromRule),
    ...coverage.map(fromEntry),
    ...blindSpots.map(fromBlindSpot),
    ...silenced.map(fromSilenced),
  ];
}
