import cvssCalculator from 'ae-cvss-calculator';
import type { Advisory } from './finding.js';
import { type Severity, severityOfCvssScore } from './severity.js';

export type CvssScore = Advisory['cvss'][number];

/** What is used of the calculator's vectors, whose own types say `any`. */
interface ReadVector {
  isBaseFullyDefined(): boolean;
  getVectorName(): string;
  calculateScores(): { base?: number };
}

/**
 * A CVSS vector of any version with its base score. Version 4.0 has one score for all metrics of a vector, so exploit
 * maturity (E) counts there, as it does for the vector's publishers.
 * @param source who gave the vector
 * @returns undefined for what is no vector, or one that lacks a base metric
 */
export function scoreOf(vector: string, source?: string): CvssScore | undefined {
  const read: ReadVector | undefined = cvssCalculator.fromVector(vector);
  if (!read?.isBaseFullyDefined()) return undefined;
  const { base } = read.calculateScores();
  if (base === undefined) return undefined;
  const version = read.getVectorName().replace(/^CVSS:/, '');
  return { version, vector, score: base, ...(source === undefined ? {} : { source }) };
}

/**
 * The severity that CVSS gives: the worst of the newest scales. Version 2.0 has no `critical`, and counts only where
 * there is no newer one.
 * @see https://nvd.nist.gov/vuln-metrics/cvss
 */
export function severityOfScores(scores: CvssScore[]): Severity {
  const worst = (some: CvssScore[]) => Math.max(...some.map(({ score = 0 }) => score));
  const known = scores.filter(({ score }) => score !== undefined);
  const newer = known.filter(({ version }) => !version.startsWith('2'));
  if (newer.length > 0) return severityOfCvssScore(worst(newer));
  if (known.length === 0) return 'unknown';
  const severity = severityOfCvssScore(worst(known));
  return severity === 'critical' ? 'high' : severity;
}
