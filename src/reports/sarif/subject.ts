import type { Finding, Location } from '../../model/finding.js';
import { severityRank } from '../../model/severity.js';
import { clip, plainLine } from '../plain-text.js';

/** A finding as one log tells it: under one rule, at these places. */
export interface Subject {
  finding: Finding;
  ruleId: string;
  /** The first is where it stands; the others are related. */
  locations: Location[];
}

/** GitHub stores 255 characters of a rule's name; nobody's ids are that long. */
const RULE_ID_LENGTH = 255;

function ruleIdOf(text: string): string {
  return clip(plainLine(text), RULE_ID_LENGTH) || 'unnamed';
}

/**
 * A finding under the id of its issue: the advisory's for a vulnerability, since scanners name one advisory by their own
 * ids, else the rule of the first scanner that found it.
 */
export function asIssue(finding: Finding): Subject {
  const [source] = finding.sources;
  const advisory = finding.kind === 'vulnerability' ? finding.advisory?.id : undefined;
  const rule = source ? `${source.scanner}/${source.ruleId}` : `muster/${finding.kind}`;
  return { finding, ruleId: ruleIdOf(advisory || rule), locations: finding.locations };
}

/** A finding in the words of one scanner: its own rule, its own places. Undefined when it did not find it. */
export function asFoundBy(scanner: string, finding: Finding): Subject | undefined {
  const own = finding.sources.filter((source) => source.scanner === scanner);
  const [source] = own;
  if (source === undefined) return undefined;
  const places = own.flatMap(({ location }) => (location ? [location] : []));
  const distinct = [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
  return { finding, ruleId: ruleIdOf(source.ruleId), locations: distinct.length > 0 ? distinct : finding.locations };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same order on every machine, worst first: GitHub shows the first 5,000 results of a run. */
export function inOrder(subjects: Subject[]): Subject[] {
  return subjects.sort(
    (a, b) =>
      severityRank(a.finding.severity) - severityRank(b.finding.severity) ||
      b.finding.risk.score - a.finding.risk.score ||
      compareText(a.ruleId, b.ruleId) ||
      compareText(a.locations[0]?.path ?? '', b.locations[0]?.path ?? '') ||
      (a.locations[0]?.startLine ?? 0) - (b.locations[0]?.startLine ?? 0) ||
      compareText(a.finding.id, b.finding.id),
  );
}
