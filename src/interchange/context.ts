import type { FindingKind, RawFinding } from '../model/finding.js';

/** What is known of a scanner that Muster has an adapter for. */
export interface KnownScanner {
  id: string;
  /** As its authors write it. */
  name: string;
  finds: FindingKind[];
}

/** What a reader has to know beside the document. */
export interface ReadingContext {
  scanners: readonly KnownScanner[];
  /** A path as the target has it; gives it back unchanged where it is already relative. */
  relative(printed: string): string;
  /** OSV's name of the ecosystem whose packages a file holds. */
  ecosystemOf(file: string): string | undefined;
}

/** Why somebody does not count a finding as open. */
export interface Acceptance {
  status: 'suppressed' | 'notAffected';
  reason: string;
  /** Where that is said. */
  by: string;
  /** Whether it holds for whoever finds the same: a statement about the product, as VEX makes, not about a scanner's row. */
  ofIssue?: true;
}

/** One row, with the scanner that printed it. */
export interface Read {
  scanner: string;
  finding: RawFinding;
  accepted?: Acceptance;
}
