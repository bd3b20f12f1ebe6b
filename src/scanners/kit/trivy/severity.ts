import type { Severity } from '../../../model/severity.js';

const SEVERITY: Record<string, Severity> = { CRITICAL: 'critical', HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };

/** `UNKNOWN`, and whatever it may add. */
export function severityOf(word: string | null | undefined): Severity {
  return SEVERITY[word ?? ''] ?? 'unknown';
}
