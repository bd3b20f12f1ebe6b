import type { Finding } from './finding.js';

/** How one line of the roll call changed between two results. */
export interface CoverageChange {
  scanner: string;
  input: string;
  /** In words: `completed`, `failed: …`, `absent`. */
  before: string;
  after: string;
}

/** What `muster diff OLD NEW --json` prints. */
export interface Difference {
  new: Finding[];
  /** Gone, and whoever had found it looked again: the same scanner with whole evidence, the same input, no older data. */
  fixed: Finding[];
  /** As they are now. */
  unchanged: Finding[];
  /** Gone from the result, and not shown to be fixed. */
  unknown: { finding: Finding; why: string[] }[];
  /** Ids of those among `new` that nobody with whole evidence had looked for before: they may be old. */
  firstLooked: string[];
  coverageLost: CoverageChange[];
  coverageGained: CoverageChange[];
}
