import { groupBy } from '../../model/collections.js';
import type { Finding } from '../../model/finding.js';
import { FindingKind } from '../../model/finding.js';
import type { Report, Verdict } from '../../model/report.js';
import { Severity } from '../../model/severity.js';
import { clip, counted, plainLine } from '../plain-text.js';
import { worstFirst } from '../terminal/findings.js';
import { rollCall } from '../terminal/ledger.js';
import { verdictReasons } from '../terminal/verdict.js';
import { type Action, actionsFor, dayOf } from './actions.js';

/** What one page says. Texts are plain and short; whoever writes them escapes them. */
export interface Summary {
  verdict: Verdict;
  /** The verdict in a sentence. */
  sentence: string;
  meaning: string;
  subject: string;
  proved: string[];
  notProved: string[];
  actions: Action[];
  actionsLeft: number;
  due: string[];
  counts: { kinds: string[]; rows: { severity: string; cells: number[]; total: number }[] };
}

const ACTIONS = 5;
const GAPS = 3;
const DUE_DAYS = 3;
const LENGTH = 180;

const WORDS: Record<Verdict, string> = {
  pass: 'Passed',
  fail: 'Failed',
  incomplete: 'Incomplete: not a pass',
};

const MEANING: Record<Verdict, string> = {
  pass: 'By the rules that were set for it, it may be released. That no scanner found more is no proof that there is no more.',
  fail: 'By the rules that were set for it, it is not to be released before what breaks them is dealt with.',
  incomplete:
    'Nobody can say whether it is safe to release: what was looked at keeps the rules, but not everything that has to be was looked at.',
};

function short(text: string, length = LENGTH): string {
  return clip(plainLine(text), length);
}

/** The first items, and how many there are beside them. A last one is shown rather than counted. */
function firstOf(items: string[], most: number, noun: string): string[] {
  if (items.length <= most) return items;
  return [...items.slice(0, most - 1), `And ${counted(items.length - most + 1, noun)} more.`];
}

function proved({ coverage }: Report): string[] {
  const { lines } = rollCall(coverage);
  const complete = lines.filter((line) => line.complete).map(({ scanner }) => scanner);
  if (complete.length === 0) return ['Nothing: no scanner has shown that it looked at all of its input.'];
  return [
    `${complete.length} of ${counted(lines.length, 'scanner')} looked at all of their input, and found the flaw that was planted to test them.`,
    short(complete.join(', ')),
  ];
}

function notProved({ coverage, blindSpots, silenced, findings, interrupted }: Report): string[] {
  const incomplete = rollCall(coverage).lines.filter((line) => !line.complete);
  const names = incomplete.map(({ scanner }) => scanner).join(', ');
  const aside = findings.filter(({ status }) => status !== 'open').length;
  const gaps = blindSpots.map(({ what, why }) => short(`${what}: looked at by no scanner (${why})`));
  const said = [
    ...(interrupted ? ['The scan was interrupted.'] : []),
    ...firstOf(gaps, GAPS, 'blind spot'),
    ...(incomplete.length > 0 ? [short(`Without complete evidence: ${names}`)] : []),
    ...(silenced.length > 0 ? [`The target tells scanners to look away in ${counted(silenced.length, 'place')}.`] : []),
    ...(aside > 0 ? [`${counted(aside, 'finding')} accepted earlier or set aside, and not counted.`] : []),
  ];
  return said.length > 0 ? said : ['No gap is known.'];
}

/** Against the end of the scan, not today: a page says the same whenever it is made. */
function dueLines(open: Finding[], { finishedAt }: Report): string[] {
  const dated = open.flatMap(({ due, severity }) => {
    const day = dayOf(due?.by);
    return due?.by && day ? [{ by: due.by, day, severity }] : [];
  });
  const overdue = dated.filter(({ by }) => Date.parse(by) < Date.parse(finishedAt));
  const coming = dated.filter((one) => !overdue.includes(one));
  const days = [...groupBy(coming, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1));
  const next = days.map(([day, own]) => {
    const worst = Severity.options.find((severity) => own.some((one) => one.severity === severity)) ?? 'unknown';
    return `${day}: ${counted(own.length, 'issue')}, the worst ${worst}`;
  });
  return [
    overdue.length > 0 ? `Overdue: ${counted(overdue.length, 'issue')}.` : 'Overdue: none.',
    ...firstOf(next, DUE_DAYS, 'day'),
  ];
}

function countsOf(open: Finding[]): Summary['counts'] {
  const kinds = FindingKind.options.filter((kind) => open.some((finding) => finding.kind === kind));
  const rows = Severity.options.map((severity) => {
    const own = open.filter((finding) => finding.severity === severity);
    return { severity, cells: kinds.map((kind) => own.filter((one) => one.kind === kind).length), total: own.length };
  });
  return { kinds, rows: rows.filter(({ total, severity }) => total > 0 || ['critical', 'high'].includes(severity)) };
}

function subjectOf({ target, finishedAt, tool }: Report): string {
  const commit = target.commit ? ` at ${short(target.commit, 12)}` : '';
  const day = dayOf(finishedAt);
  return `${short(target.path, 80)}${commit}${day ? `, scanned on ${day}` : ''}, muster ${short(tool.version, 20)}`;
}

function shortened({ what, how, where, ...rest }: Action): Action {
  return { what: short(what, 120), how: short(how, 160), where: short(where, 120), ...rest };
}

/** What a manager has to know of a scan. */
export function summaryOf(report: Report): Summary {
  const open = worstFirst(report.findings.filter(({ status }) => status === 'open'));
  const actions = actionsFor(open);
  const [reason = ''] = verdictReasons(report);
  return {
    verdict: report.verdict,
    sentence: `${WORDS[report.verdict]}. ${short(reason, 240)}`,
    meaning: MEANING[report.verdict],
    subject: subjectOf(report),
    proved: proved(report),
    notProved: notProved(report),
    actions: actions.slice(0, ACTIONS).map(shortened),
    actionsLeft: Math.max(0, actions.length - ACTIONS),
    due: dueLines(open, report),
    counts: countsOf(open),
  };
}

/** What stands where there is nothing to do. */
export function nothingToDo({ verdict }: Summary): string {
  return verdict === 'pass' ? 'Nothing is open.' : 'Nothing is open in what was looked at. Complete the evidence.';
}
