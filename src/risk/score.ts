import type { Finding } from '../model/finding.js';
import type { Severity } from '../model/severity.js';

/**
 * The middle of each band of CVSS v3.1's qualitative scale, times ten. `unknown` stands with medium: not shown to be
 * harmless, not shown to be worse.
 */
const BAND_MIDDLE: Record<Severity, number> = {
  critical: 95,
  high: 80,
  medium: 55,
  low: 20,
  info: 0,
  unknown: 55,
};

/** Risk from 0 to 100, and every factor in it. So far: the CVSS base score where there is one, the severity otherwise. */
export function riskOf(severity: Severity, cvss: { score?: number | undefined; version: string }[]): Finding['risk'] {
  const best = cvss.reduce<{ score: number; version: string } | undefined>(
    (worst, { score, version }) =>
      score !== undefined && (worst === undefined || score > worst.score) ? { score, version } : worst,
    undefined,
  );
  if (best !== undefined) {
    const score = Math.round(best.score * 10);
    return { score, factors: [{ name: 'cvss', value: best.score, because: `CVSS v${best.version} base score` }] };
  }
  const score = BAND_MIDDLE[severity];
  return { score, factors: [{ name: 'severity', value: score, because: `middle of the band "${severity}"` }] };
}
