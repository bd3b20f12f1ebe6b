import type { CoverageStatus, NotCovered } from '../../model/coverage.js';
import type { Finding, FindingKind } from '../../model/finding.js';
import type { PastScan } from '../../model/past-scan.js';
import type { BlindSpot, GateRule, RiskData, TargetFacts, Verdict } from '../../model/report.js';
import type { Severity } from '../../model/severity.js';

/** What the list shows, searches and filters of a finding. */
export interface Row {
  id: string;
  title: string;
  severity: Severity;
  kind: FindingKind;
  status: Finding['status'];
  /** 0 to 100. */
  score: number;
  /** The first place, with its line. */
  place: string;
  /** The file of the first place; empty where there is none. */
  file: string;
  /** How many further places there are. */
  more: number;
  /** Name and version. */
  package: string;
  control: string;
  /** Those that found it. */
  scanners: string[];
  /** Names of advisories, rules and CWEs, for the search. */
  names: string[];
  fixable: boolean;
  /** The day by which it is due; empty where none is set. */
  due: string;
}

/** What a scanner's output says, in its own words; or why it cannot be quoted. */
export type RawRow = { text: string; cut: boolean } | { why: string };

/** All that the page says of a finding. */
export interface Detail {
  finding: Finding;
  /** One for each of its sources. */
  raw: RawRow[];
}

/** How many findings stand in one block of details: it is parsed when one of them is opened. */
export const BLOCK_SIZE = 100;

/** Ids of the page's blocks of data. */
export const BLOCKS = { index: 'muster-index', details: (block: number) => `muster-details-${block}` };

export type Counts = Partial<Record<Severity, number>>;

/** One run of a scanner that did not look at everything. */
export interface Gap {
  input: string;
  status: CoverageStatus;
  why: string;
  notCovered: NotCovered[];
}

/** A scanner of the roll call, all its runs together. */
export interface ScannerView {
  scanner: string;
  homepage?: string;
  runs: number;
  status: CoverageStatus;
  complete: boolean;
  required: boolean;
  version: string | null;
  canary: 'found' | 'missed' | 'untested';
  files: number;
  packages: number;
  /** null where it said nothing: a zero is a claim. */
  findings: number | null;
  durationMs: number;
  database?: { name: string; ageHours: number | null };
  gaps: Gap[];
}

/** A file or package with much of the risk. */
export interface Hotspot {
  by: 'file' | 'package';
  name: string;
  open: number;
  risk: number;
  counts: Counts;
}

/** What the page shows before any script has run. */
export interface View {
  version: string;
  target: TargetFacts;
  startedAt: string;
  finishedAt: string;
  interrupted: boolean;
  verdict: Verdict;
  rules: GateRule[];
  open: Counts;
  /** Open findings by kind, the most frequent first. */
  kinds: { kind: FindingKind; count: number }[];
  /** Findings that are not open, by why. */
  aside: Partial<Record<Finding['status'], number>>;
  scanners: ScannerView[];
  /** Scanners that did not run, together where the reason is the same. */
  absent: { why: string; scanners: string[] }[];
  blindSpots: BlindSpot[];
  silenced: { what: string; by: string; where: string[]; count: number }[];
  suppressed: {
    reason: string;
    by: string;
    owner?: string | undefined;
    expires?: string | undefined;
    count: number;
    findings: { id: string; title: string }[];
  }[];
  hotspots: Hotspot[];
  trend: PastScan[];
  riskData: RiskData[];
  /** The findings of highest risk, for paper and for readers without scripts. */
  first: Row[];
  /** Findings that the page holds: where they are very many, the worst of them. */
  held: number;
  total: number;
}
