import type { Due } from '../model/finding.js';
import type { DueTimes } from '../model/risk-settings.js';
import type { Severity } from '../model/severity.js';

const HOURS: Record<string, number> = { h: 1, d: 24, w: 7 * 24 };
const HOUR_MS = 3_600_000;

/**
 * By when there is to be done something about a finding of this severity.
 * @param times as the schema of the configuration lets them through
 * @param firstSeen as RFC 3339 writes it; undefined when it is not known
 * @param scanned when the scan started, which counts in its place
 */
export function dueOf(severity: Severity, times: DueTimes, firstSeen: string | undefined, scanned: Date): Due {
  const time = times[severity];
  if (time === 'none') return { by: null, because: `${severity}: no time is set` };
  if (time === 'next release') return { by: null, because: `${severity}: with the next release` };
  const [, count, unit = 'h'] = /^(\d+)([hdw])$/.exec(time) ?? [];
  const seen = firstSeen === undefined ? Number.NaN : Date.parse(firstSeen);
  const [from, since] = Number.isNaN(seen) ? [scanned.getTime(), 'this scan'] : [seen, 'it was first seen'];
  const by = new Date(from + Number(count) * (HOURS[unit] ?? 1) * HOUR_MS);
  return { by: by.toISOString(), because: `${severity}: ${time} after ${since}` };
}
