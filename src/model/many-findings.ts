import type { Finding } from './finding.js';

/** What of a finding a gate and a summary count. */
export type Counted = Pick<Finding, 'id' | 'kind' | 'severity' | 'status'>;

/**
 * Findings, worst first, that are too many to be held: they are read again whenever they are gone over. A report that is
 * made of them has the worst of them only.
 */
export interface ManyFindings extends Iterable<Finding> {
  readonly counted: readonly Counted[];
  /** Each as JSON. */
  texts(): Iterable<string>;
  /** Forgets them. */
  close(): void;
}
