import { z } from 'zod';
import { GATE_SEVERITIES, SEVERITIES } from './severity-names.js';

/**
 * The words are those of CVSS v3.1's qualitative scale (section 5) with `info` for its "None", and `unknown`.
 */
export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

export const GateSeverity = z.enum(GATE_SEVERITIES);
export type GateSeverity = z.infer<typeof GateSeverity>;

/** 0 for critical to 5 for unknown: sorts worst first. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** The worse of two. A known severity always beats `unknown`. */
export function worseSeverity(a: Severity, b: Severity): Severity {
  return severityRank(a) <= severityRank(b) ? a : b;
}

/** Whether `severity` is `threshold` or worse. `unknown` is never at least anything: the gate decides about it apart. */
export function atLeast(severity: Severity, threshold: GateSeverity): boolean {
  return severity !== 'unknown' && severityRank(severity) <= severityRank(threshold);
}

/**
 * The qualitative severity of a CVSS v3.x or v4.0 base score.
 * @param score 0.0 to 10.0
 * @see https://www.first.org/cvss/v3.1/specification-document#Qualitative-Severity-Rating-Scale
 */
export function severityOfCvssScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  if (score > 0) return 'low';
  return 'info';
}
