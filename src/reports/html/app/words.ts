import type { Location } from '../../../model/finding.js';
import type { Counts, Hotspot, Row } from '../page-data.js';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const;

export function number(amount: number): string {
  return amount.toLocaleString('en-US');
}

/** A count with its noun: `1 file`, `3 files`. */
export function counted(amount: number, noun: string, plural = `${noun}s`): string {
  return `${number(amount)} ${amount === 1 ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** The text, or something that can be seen where it is blank. */
export function seen(text: string, otherwise: string): string {
  return text.trim() === '' ? otherwise : text;
}

/** With a capital letter and a full stop. */
export function sentence(text: string): string {
  const whole = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

export function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** `2 critical, 5 high`. */
export function bySeverity(counts: Counts): string {
  return SEVERITIES.filter((one) => counts[one])
    .map((one) => `${number(counts[one] ?? 0)} ${one}`)
    .join(', ');
}

/** `24 Nov 2026, 18:13 UTC`; the text itself where it is no date. */
export function moment(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const [day, month, year] = [date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear()];
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${day} ${names[month]} ${year}, ${date.toISOString().slice(11, 16)} UTC`;
}

export function duration(milliseconds: number): string {
  if (!(milliseconds >= 0)) return '';
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 100 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

export function age(hours: number | null): string {
  if (hours === null) return 'of unknown age';
  if (hours < 48) return `${Math.round(hours)} hours old`;
  return `${Math.round(hours / 24)} days old`;
}

export const STATUS_WORDS: Record<Row['status'], string> = {
  open: 'open',
  suppressed: 'suppressed',
  baseline: 'in the baseline',
  notAffected: 'not affected',
};

export const KIND_WORDS: Record<Row['kind'], string> = {
  vulnerability: 'Vulnerability',
  misconfiguration: 'Misconfiguration',
  secret: 'Secret',
  code: 'Code',
  malware: 'Malware',
  license: 'Licence',
  practice: 'Practice',
};

/** The address of this page with the list so filtered. */
export function listAddress(state: Record<string, string>): string {
  return `#${new URLSearchParams(state)}`;
}

export function hotspotAddress({ by, name }: Hotspot): string {
  return listAddress({ group: by, q: name });
}

/** `api/app.py:3–5`. */
export function placeOf({ path, startLine, endLine }: Location): string {
  if (startLine === undefined) return path;
  return `${path}:${startLine}${endLine !== undefined && endLine !== startLine ? `–${endLine}` : ''}`;
}
