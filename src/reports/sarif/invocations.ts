import type { Invocation, Notification, ReportingDescriptor } from 'sarif';
import { type CoverageEntry, isComplete } from '../../model/coverage.js';
import type { BlindSpot, Report } from '../../model/report.js';
import { clip, counted, plainLine } from '../plain-text.js';

/** How many gaps and paths one notification names; report.json has all. */
const NAMED = 5;

const INCOMPLETE = 'incomplete-evidence';
const BLIND_SPOT = 'blind-spot';
const INTERRUPTED = 'interrupted';
const LEFT_OUT = 'left-out';
const SILENCED = 'silenced';

function descriptor(id: string, short: string, help: string): ReportingDescriptor {
  return { id, shortDescription: { text: short }, fullDescription: { text: `${short} ${help}` }, help: { text: help } };
}

/** What the notifications of a log refer to. GitHub's rules ask of them what they ask of rules. */
export const NOTIFICATIONS: ReportingDescriptor[] = [
  descriptor(
    INCOMPLETE,
    'A scanner did not look at everything it was given.',
    'That nothing is reported for what it did not look at says nothing about it.',
  ),
  descriptor(
    BLIND_SPOT,
    'A part of the target was looked at by no scanner that ended well.',
    'That nothing is reported for it says nothing about it.',
  ),
  descriptor(INTERRUPTED, 'The scan was interrupted.', 'What had not ended by then is missing in the results.'),
  descriptor(
    LEFT_OUT,
    'Findings are left out.',
    'All are in report.json; those that are not open also are suppressed results in reports/suppressed.sarif.',
  ),
  descriptor(
    SILENCED,
    'The target tells scanners to look away.',
    'What they would have found there is not among the results.',
  ),
];

function notify(id: string, level: Notification.level, text: string): Notification {
  const index = NOTIFICATIONS.findIndex((known) => known.id === id);
  return { descriptor: { id, index }, level, message: { text } };
}

/** Whether nothing was to be done: no evidence is missing then. */
export function hadNothingToDo({ status }: CoverageEntry): boolean {
  return status === 'not-applicable' || status === 'disabled';
}

/** Whether the scanner gave no account of its input at all, rather than one with gaps. */
function hasNoEvidence({ status, canary }: CoverageEntry): boolean {
  return status === 'failed' || status === 'timed-out' || status === 'unavailable' || canary === 'missed';
}

function some(items: string[]): string {
  const left = items.length - NAMED;
  return [...items.slice(0, NAMED), ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
}

function whatIsMissing(entry: CoverageEntry): string {
  const { scanner, input, status, reason, notCovered, canary } = entry;
  const on = input === '.' ? '' : ` on ${plainLine(input)}`;
  const why = reason ?? (canary === 'found' ? 'it gives no reason' : `its canary is ${canary}`);
  const gaps = notCovered.map(({ what, why: gap }) => `${clip(plainLine(what), 200)} (${clip(plainLine(gap), 200)})`);
  return [
    `${plainLine(scanner)}${on}: ${status}: ${clip(plainLine(why), 1000)}.`,
    ...(gaps.length > 0 ? [`Not looked at: ${some(gaps)}.`] : []),
  ].join(' ');
}

/**
 * What makes the results incomplete. SARIF's appendix I: a notification of level `error` says that they cannot be
 * assumed to be complete, so that is the level of what the verdict depends on.
 */
function evidenceNotifications(coverage: CoverageEntry[]): Notification[] {
  return coverage
    .filter((entry) => !hadNothingToDo(entry) && !isComplete(entry))
    .map((entry) => notify(INCOMPLETE, entry.required ? 'error' : 'warning', whatIsMissing(entry)));
}

function blindSpotNotification({ what, paths, why }: BlindSpot): Notification {
  const where = paths.map((path) => clip(plainLine(path), 200));
  const files = where.length > 0 ? ` in ${counted(where.length, 'path')} (${some(where)})` : '';
  return notify(BLIND_SPOT, 'warning', `Nothing looked at ${plainLine(what)}${files}: ${clip(plainLine(why), 1000)}.`);
}

/** What is told elsewhere: `2 findings are left out: suppressed (2)`. */
function leftOutNotification(leftOut: Record<string, number>): Notification[] {
  const total = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const kinds = Object.entries(leftOut).map(([status, count]) => `${status} (${count})`);
  const said = `${counted(total, 'finding')} ${total === 1 ? 'is' : 'are'} left out`;
  return [notify(LEFT_OUT, 'note', `${said}: ${kinds.join(', ')}.`)];
}

function silencedNotification({ silenced }: Report): Notification[] {
  if (silenced.length === 0) return [];
  const places = silenced.map(({ where, what, by }) => [where, what, by].map((text) => clip(plainLine(text), 200)));
  const said = some(places.map(([where, what, by]) => `${where}: ${what} (${by})`));
  const count = counted(silenced.length, 'place');
  return [notify(SILENCED, 'note', `In ${count} the target tells scanners to look away: ${said}.`)];
}

function times(report: Report): Pick<Invocation, 'startTimeUtc' | 'endTimeUtc'> {
  const [start, end] = [new Date(report.startedAt), new Date(report.finishedAt)];
  const inOrder = start.getTime() <= end.getTime() && start.getUTCFullYear() >= 0 && end.getUTCFullYear() <= 9999;
  return inOrder ? { startTimeUtc: start.toISOString(), endTimeUtc: end.toISOString() } : {};
}

const EXIT_STATUS = { pass: 0, fail: 1 } as const;

export interface Told {
  /** Results of the whole log, all of its parts together. */
  results: number;
  /** How many findings are not among them, by why. */
  leftOut: Record<string, number>;
}

/**
 * The whole scan as one invocation of Muster. It is unsuccessful when a scanner that the verdict depends on gave no
 * evidence: GitHub refuses such an upload ("unsuccessful execution"), where it would close the alerts of everything that
 * was not looked at. Gaps inside a scanner's evidence are notifications alone: it did run. But a log without any result
 * closes every alert, so it is successful for complete evidence only.
 */
export function scanInvocation(report: Report, { results, leftOut }: Told): Invocation {
  const { coverage, blindSpots, interrupted, verdict } = report;
  const isUnfounded = coverage.some((entry) => entry.required && hasNoEvidence(entry));
  return {
    ...times(report),
    executionSuccessful: !interrupted && !isUnfounded && (results > 0 || verdict !== 'incomplete'),
    // Whether an incomplete scan ends with 3 or 0 depends on an option that the report does not hold.
    ...(verdict === 'incomplete' || interrupted
      ? {}
      : { exitCode: EXIT_STATUS[verdict], exitCodeDescription: verdict }),
    toolExecutionNotifications: [
      ...(interrupted ? [notify(INTERRUPTED, 'error', 'The scan was interrupted before it had finished.')] : []),
      ...evidenceNotifications(coverage),
      ...blindSpots.map(blindSpotNotification),
      ...silencedNotification(report),
      ...leftOutNotification(leftOut),
    ],
  };
}

/** One run of one scanner as an invocation of it. Command lines hold paths of the machine; they are in report.json. */
export function scannerInvocation(entry: CoverageEntry): Invocation {
  const { input, status, canary, required, considered, exitStatus, signal, reason } = entry;
  const plainReason = clip(plainLine(reason ?? ''), 1000);
  return {
    executionSuccessful: !hasNoEvidence(entry),
    ...(exitStatus === null ? {} : { exitCode: exitStatus }),
    ...(signal === null ? {} : { exitSignalName: plainLine(signal) }),
    ...(status === 'unavailable' && plainReason !== '' ? { processStartFailureMessage: plainReason } : {}),
    toolExecutionNotifications: evidenceNotifications([entry]),
    properties: { input: plainLine(input), status, canary, required, considered },
  };
}
