import { groupBy } from '../../model/collections.js';
import type { Finding } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { Severity } from '../../model/severity.js';
import { countedByGate } from '../counted.js';
import type { WebRepository } from '../format.js';
import { clip, counted, plainLine } from '../plain-text.js';
import { bySeverity, foundBy, NOT_OPEN, worstFirst } from '../terminal/findings.js';
import { markdownCode, markdownText } from './escape.js';
import { blocks, folded, type Limit, leftOut, tableHead, tableRow, wholeItems } from './layout.js';
import { markdownPlace } from './place.js';

const TITLE_LENGTH = 300;
const FIX_LENGTH = 300;
const NAMES_LENGTH = 120;
const ID_LENGTH = 60;
/** For headings, heads of tables and what is said of what was cut, of each severity. */
const GROUP_SIZE = 500;
const NOT_OPEN_SHARE = 0.1;

function text(value: string, length: number): string {
  return markdownText(clip(plainLine(value), length));
}

function titleOf({ title, id }: Finding): string {
  return [text(title, TITLE_LENGTH) || 'no title', markdownCode(clip(plainLine(id), ID_LENGTH))].join(' ').trim();
}

/** To the minute; the words behind it where no moment is set. */
function dueText({ due }: Finding): string {
  if (!due) return '';
  const moment = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(due.by ?? '');
  return moment ? `${moment[1]} ${moment[2]} UTC` : plainLine(due.because);
}

function openRow(finding: Finding, repository: WebRepository | undefined): string {
  return tableRow([
    titleOf(finding),
    markdownPlace(finding, repository),
    text(finding.fix?.summary ?? finding.rule?.help ?? '', FIX_LENGTH),
    text(dueText(finding), NAMES_LENGTH),
    String(Math.round(finding.risk.score)),
    text(foundBy(finding), NAMES_LENGTH),
  ]);
}

const OPEN_HEAD = tableHead(['finding', 'where', 'what to do', 'due', 'risk', 'found by']);

interface FindingsOptions {
  heading: string;
  limit: Limit;
  /** What the other parts of the document leave. */
  room: number;
  /** Folds severities of which the gate counts nothing. */
  fold: boolean;
  repository: WebRepository | undefined;
}

/** What is open, worst first, as far as there is room. */
export function findingsPart(report: Report, options: FindingsOptions): string {
  const { heading, limit, fold, repository } = options;
  const open = worstFirst(report.findings.filter(({ status }) => status === 'open'));
  const title = `${heading} Findings`;
  if (open.length === 0) {
    const none = report.verdict === 'pass' ? 'None open.' : 'None open in what was looked at.';
    return blocks(title, none);
  }
  const counts = countedByGate(report);
  const groups = groupBy(open, ({ severity }) => severity);
  let room = options.room - Severity.options.length * GROUP_SIZE;
  const parts = Severity.options.flatMap((severity) => {
    const own = groups.get(severity);
    if (!own) return [];
    const { shown, left, used } = wholeItems(own, (finding) => openRow(finding, repository), room, limit);
    // What is less bad does not take the room that something worse was too large for.
    room = left > 0 ? 0 : room - used;
    const said = `${severity[0]?.toUpperCase()}${severity.slice(1)} (${own.length.toLocaleString('en-US')})`;
    const table = shown.length === 0 ? '' : [OPEN_HEAD, ...shown].join('\n');
    const rest = leftOut(left, `finding`);
    const aside = fold && !own.some(({ id }) => counts.has(id));
    return aside ? folded(said, table, rest) : blocks(`${heading}# ${said}`, table, rest);
  });
  return blocks(title, `${open.length.toLocaleString('en-US')} open: ${bySeverity(open)}.`, parts);
}

/** What counts for nothing, and why. */
export function notOpenPart({ findings }: Report, heading: string, limit: Limit): string {
  const aside = worstFirst(findings.filter(({ status }) => status !== 'open'));
  if (aside.length === 0) return '';
  const row = (finding: Finding) => {
    const { status, severity, suppression } = finding;
    return tableRow([
      titleOf(finding),
      severity,
      status === 'open' ? '' : NOT_OPEN[status],
      text(suppression?.reason ?? '', FIX_LENGTH),
      text(suppression?.owner ?? suppression?.by ?? '', NAMES_LENGTH),
      text(suppression?.expires ?? '', NAMES_LENGTH),
    ]);
  };
  const { shown, left } = wholeItems(aside, row, limit.most * NOT_OPEN_SHARE, limit);
  const head = tableHead(['finding', 'severity', 'status', 'reason', 'by', 'until']);
  return blocks(
    `${heading} Not counted`,
    folded(
      `${counted(aside.length, 'finding')} that ${aside.length === 1 ? 'is' : 'are'} not open`,
      [head, ...shown].join('\n'),
      leftOut(left, 'finding'),
    ),
  );
}
