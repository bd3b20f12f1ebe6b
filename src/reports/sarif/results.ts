import type { Result, Suppression } from 'sarif';
import type { Finding } from '../../model/finding.js';
import { clip, listed, plainLine, plainText } from '../plain-text.js';
import { placeOf, toLocation } from './locations.js';
import { levelOf } from './severity.js';
import type { Subject } from './subject.js';

/** GitHub refuses a result with more than 1,000 locations, and keeps 100. */
const RELATED_PLACES = 99;
/** How many of them the message names; viewers show the others beside it. */
const NAMED_PLACES = 5;
const MESSAGE_LENGTH = 4000;

function sentence(text: string): string {
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A scanner's text inside a message: `[…](…)` would be a link there (SARIF 3.11.6). */
function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}

function textOf(finding: Finding): string[] {
  const title = unlinked(plainLine(finding.title)) || 'A finding without a title';
  const message = unlinked(plainText(finding.message ?? '').trim());
  const fix = unlinked(plainLine(finding.fix?.summary ?? ''));
  return [
    sentence(clip(title, 1000)),
    ...(message !== '' && message !== title ? [sentence(clip(message, MESSAGE_LENGTH))] : []),
    ...(fix === '' ? [] : [sentence(`Fix: ${clip(fix, 1000)}`)]),
  ];
}

/** The first sentence is the finding's own: GitHub shows no more where there is little room. */
function messageOf({ finding, locations }: Subject): string {
  const others = locations.slice(1, 1 + NAMED_PLACES).map((place, index) => {
    const name = clip(placeOf(place), 200).replaceAll(/[[\]\\]/g, '\\$&');
    return `[${name}](${index + 1})`;
  });
  const left = locations.length - 1 - others.length;
  if (left > 0) others.push(left === 1 ? 'one more place' : `${left} more places`);
  return [
    ...textOf(finding),
    ...(locations.length === 0 ? ['No scanner says in which file it stands.'] : []),
    ...(others.length > 0 ? [`It also stands at ${listed(others)}.`] : []),
    ...(finding.agreement.found.length > 0
      ? [`Found by ${listed(finding.agreement.found.map((id) => plainLine(id)))}.`]
      : []),
  ].join('\n\n');
}

const WHY_NOT_OPEN: Record<Exclude<Finding['status'], 'open'>, string> = {
  suppressed: 'Accepted.',
  baseline: 'It was there when the baseline was made.',
  notAffected: 'Not affected.',
};

function suppressionsOf({ status, suppression }: Finding): Suppression[] {
  if (status === 'open') return [];
  const { reason, by, owner, expires } = suppression ?? {};
  const details = Object.entries({ by, owner, expires }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, plainLine(value)]],
  );
  return [
    {
      kind: 'external',
      status: 'accepted',
      justification: clip(plainLine(reason ?? ''), 1000) || WHY_NOT_OPEN[status],
      properties: { muster: status, ...Object.fromEntries(details) },
    },
  ];
}

export interface ResultContext {
  /** The index of each rule in the log's `rules`. */
  ruleIndex: Map<string, number>;
  /** Path of the target inside its work tree, '' when it is the top. */
  prefix: string;
  /** SARIF 3.27.23: all results of a run tell their suppressions, or none does. */
  tellSuppressions: boolean;
}

/** One finding as a result. */
export function toResult(subject: Subject, context: ResultContext): Result {
  const { finding, ruleId, locations } = subject;
  const [first, ...others] = locations;
  const related = others.slice(0, RELATED_PLACES).map((place, index) => ({
    id: index + 1,
    ...toLocation(place, finding, context.prefix),
  }));
  const id = plainLine(finding.id) || 'unknown';
  return {
    ruleId,
    ruleIndex: context.ruleIndex.get(ruleId) ?? 0,
    level: levelOf(finding.severity),
    message: { text: messageOf(subject) },
    locations: [toLocation(first, finding, context.prefix)],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    // GitHub looks at primaryLocationLineHash alone. Without it, its upload action takes a hash of the line, and two
    // advisories of one lock file, which has no line to tell them apart, become one alert. It warns, and keeps ours.
    partialFingerprints: { 'muster/v1': id, primaryLocationLineHash: id },
    ...(context.tellSuppressions ? { suppressions: suppressionsOf(finding) } : {}),
    rank: finding.risk.score,
    properties: {
      severity: finding.severity,
      kind: finding.kind,
      foundBy: finding.agreement.found.map(plainLine),
      ...(finding.fix?.versions ? { fixedIn: finding.fix.versions.map(plainLine) } : {}),
    },
  };
}
