import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import { LEVELS, NOT_OF_THE_IMAGE, SEVERITIES } from './checkpoints.js';
import type { Detail, Report } from './report.js';

/** What it says of a file that it needs and that is not there: the checkpoint is skipped, whatever its level. */
export const NOT_THERE = /^failed to detect (?<files>.+)$/;

/** Alerts that name a path, each as its assessor prints it (pkg/assessor). */
const PATHS = [
  /^Suspicious (?:filename|file extension) found : (?<path>.+) \(You can suppress it with .*\)$/,
  /^(?:Suspicious directory|unnecessary file) : (?<path>.+?) ?$/,
  /^set[ug]id file: \S+ (?<path>.+)$/,
];
/** Alerts of a few words of their own that say what of many; the others only repeat a whole command. */
const SAYS_WHICH = [
  /^(?:No password user found! username : .*|duplicate (?:UID|GroupID) .*)$/,
  /^Avoid mounting sensitive dirs : .*$/,
];
const KEY = /^Suspicious ENV key found : (?<key>\S+) on /;
/** Keys whose values are worth hiding, much as it knows them (pkg/assessor/manifest); key ids of GPG are public. */
const VALUE =
  /(?<![\w-])(?!GPG_KEYS?=)(?:[\w-]*(?:PASS|SECRET|TOKEN)[\w-]*|[\w-]*(?:KEY|ACCESS))=(?<value>"[^"]+"|'[^']+'|[^\s"']+)/dgi;
/** Masked by it, a reference, a place, or a word that stands in many texts: none of them to be taken out of all. */
const HARMLESS = /^(?:\*+|[$./~].*|https?:.*|true|false|none|null|yes|\d{1,4})$/i;

/**
 * Repeating a command, it masks the value of the first key in it and prints those of the others.
 * @returns what of an alert stands in the clear, from the first value to the last
 */
export function secretIn(alert: string): string | undefined {
  const spans = [...alert.matchAll(VALUE)].flatMap(({ groups, indices }) => {
    const value = (groups?.['value'] ?? '').replaceAll(/["']/g, '');
    const span = indices?.groups?.['value'];
    return span === undefined || HARMLESS.test(value) ? [] : [span];
  });
  const [first, last] = [spans[0], spans.at(-1)];
  return first && last ? alert.slice(first[0], last[1]).replaceAll(/^["']|["']$/g, '') : undefined;
}

function placeOf(alert: string): string | undefined {
  for (const pattern of PATHS) {
    const found = pattern.exec(alert)?.groups?.['path'];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Never a whole command: there may be a password in it. */
function messageOf(alert: string): string | undefined {
  const key = KEY.exec(alert)?.groups?.['key'];
  if (key !== undefined) return `A step of its making sets ${key}.`;
  return SAYS_WHICH.some((pattern) => pattern.test(alert)) ? alert : undefined;
}

function findingOf({ code, title, level }: Detail, alert: string, at: string): RawFinding {
  const place = placeOf(alert);
  const message = messageOf(alert);
  const secret = secretIn(alert);
  const known = level === 'SKIP' ? (LEVELS[code] ?? level) : level;
  return {
    kind: 'misconfiguration',
    ruleId: code,
    title,
    ...(message ? { message } : {}),
    severity: SEVERITIES[known] ?? 'unknown',
    nativeSeverity: known,
    ...(place ? { location: { path: place } } : {}),
    rule: { helpUri: `https://github.com/goodwithtech/dockle/blob/master/CHECKPOINT.md#${code.toLowerCase()}` },
    ...(secret ? { secret } : {}),
    pointer: at,
  };
}

export function findingsIn({ details }: Report): RawFinding[] {
  return (details ?? []).flatMap((detail, index) =>
    NOT_OF_THE_IMAGE.includes(detail.code)
      ? []
      : detail.alerts.flatMap((alert, number) =>
          NOT_THERE.test(alert) ? [] : [findingOf(detail, alert, pointer('details', index, 'alerts', number))],
        ),
  );
}
