import type { Result } from 'sarif';
import type { Finding } from '../../model/finding.js';
import type { Severity } from '../../model/severity.js';

const LEVELS: Record<Severity, Result.level> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
  unknown: 'note',
};

/** SARIF has three words for six severities; the severity itself is in the properties of the result. */
export function levelOf(severity: Severity): Result.level {
  return LEVELS[severity];
}

/**
 * The numbers that GitHub shows as each severity: "over 9.0 is critical, from 7.0 to 8.9 is high, from 4.0 to 6.9 is
 * medium and from 0.1 to 3.9 is low", and 0.0 as none.
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#reportingdescriptor-object
 */
const BANDS: Record<Exclude<Severity, 'unknown'>, [number, number]> = {
  critical: [9.1, 10],
  high: [7, 8.9],
  medium: [4, 6.9],
  low: [0.1, 3.9],
  info: [0, 0],
};

/**
 * GitHub's `security-severity`: where in the band of the severity the risk score lies, from the band's least at 0 to its
 * most at 100, so that GitHub and Muster call a finding by the same word and sort it alike. Undefined when nobody has said how bad it is: any number would be made up.
 */
export function securitySeverity({ severity, risk }: Finding): string | undefined {
  if (severity === 'unknown') return undefined;
  const [least, most] = BANDS[severity];
  return (least + ((most - least) * risk.score) / 100).toFixed(1);
}
