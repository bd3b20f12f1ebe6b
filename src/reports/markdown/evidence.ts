import { groupBy } from '../../model/collections.js';
import type { CoverageEntry } from '../../model/coverage.js';
import type { Report } from '../../model/report.js';
import { clip, counted, plainLine } from '../plain-text.js';
import { rollCall, type ScannerLine } from '../terminal/ledger.js';
import { detailsOf } from '../terminal/roll-call.js';
import { markdownCode, markdownText } from './escape.js';
import { blocks, folded, type Limit, leftOut, tableHead, tableRow, wholeItems } from './layout.js';

const DETAILS = 5;
const DETAIL_LENGTH = 400;
/** The part of the document that each list may take. */
const INCOMPLETE_SHARE = 0.2;
const OTHER_SHARE = 0.08;

function text(value: string, length = DETAIL_LENGTH): string {
  return markdownText(clip(plainLine(value), length));
}

function nameOf({ scanner, entries }: ScannerLine): string {
  return `${text(scanner, 60)}${entries.length > 1 ? ` ×${entries.length}` : ''}`;
}

function missing(line: ScannerLine): string {
  const details = detailsOf(line);
  const shown = details.length > DETAILS ? details.slice(0, DETAILS - 1) : details;
  const left = details.length - shown.length;
  return [...shown.map((detail) => text(detail)), ...(left > 0 ? [`… and ${left} more`] : [])].join('<br>');
}

function amount(count: number): string {
  return count === 0 ? '' : count.toLocaleString('en-US');
}

function incompleteTable(lines: ScannerLine[], limit: Limit): string {
  if (lines.length === 0) return '';
  const row = (line: ScannerLine) =>
    tableRow([nameOf(line), line.status, line.canary, line.required ? 'yes' : 'no', missing(line)]);
  const { shown, left } = wholeItems(lines, row, limit.most * INCOMPLETE_SHARE, limit);
  const head = tableHead(['scanner', 'evidence', 'canary', 'required', 'what is missing']);
  return blocks([head, ...shown].join('\n'), leftOut(left, 'scanner'));
}

function completeTable(lines: ScannerLine[], limit: Limit): string {
  if (lines.length === 0) return '';
  const row = (line: ScannerLine) =>
    tableRow([
      nameOf(line),
      text(line.version ?? '', 40),
      amount(line.files),
      amount(line.packages),
      line.findings.toLocaleString('en-US'),
      `${(line.durationMs / 1000).toFixed(1)} s`,
    ]);
  const { shown, left } = wholeItems(lines, row, limit.most * OTHER_SHARE, limit);
  const head = tableHead(['scanner', 'version', 'files', 'packages', 'findings', 'time']);
  return folded(
    `${counted(lines.length, 'scanner')} with complete evidence`,
    [head, ...shown].join('\n'),
    leftOut(left, 'scanner'),
  );
}

function absentList(absent: CoverageEntry[], limit: Limit): string {
  if (absent.length === 0) return '';
  const groups = [...groupBy(absent, ({ status, reason }) => reason ?? status)];
  const item = ([reason, entries]: (typeof groups)[number]) => {
    const names = [...new Set(entries.map(({ scanner }) => scanner))].join(', ');
    return `- ${text(names)}: ${text(reason)}`;
  };
  const { shown, left } = wholeItems(groups, item, limit.most * OTHER_SHARE, limit);
  return folded(
    `${counted(absent.length, 'run')} with nothing to do, or turned off`,
    shown.join('\n'),
    leftOut(left, 'reason'),
  );
}

/** Who looked, and how well: those whose evidence has gaps in full, the others for those who ask. */
export function evidencePart({ coverage }: Report, heading: string, limit: Limit): string {
  const { lines, absent } = rollCall(coverage);
  const complete = lines.filter((line) => line.complete);
  const incomplete = lines.filter((line) => !line.complete);
  const said =
    lines.length === 0
      ? '**No scanner ran.** That nothing was found says nothing.'
      : `${complete.length} of ${counted(lines.length, 'scanner')} looked at all of their input and found their canary.`;
  const warning = incomplete.length > 0 ? ' **What the others did not look at is not known to be clean.**' : '';
  return blocks(
    `${heading} Evidence`,
    `${said}${warning}`,
    incompleteTable(incomplete, limit),
    completeTable(complete, limit),
    absentList(absent, limit),
  );
}

/** What nobody looked at, and where the target tells scanners to look away. */
export function gapsPart({ blindSpots, silenced }: Report, heading: string, limit: Limit): string {
  const room = limit.most * OTHER_SHARE;
  const spots = wholeItems(
    blindSpots,
    ({ what, paths, why }) => {
      const [first] = paths;
      const others = paths.length > 1 ? ` and ${(paths.length - 1).toLocaleString('en-US')} more` : '';
      return `- ${text(what)}${first === undefined ? '' : ` (${markdownCode(clip(plainLine(first), 200))}${others})`}: ${text(why, 1000)}`;
    },
    room,
    limit,
  );
  const places = wholeItems(
    silenced,
    ({ where, what, by }) => `- ${markdownCode(clip(plainLine(where), 200))}: ${text(what)} (${text(by, 60)})`,
    room,
    limit,
  );
  return blocks(
    blindSpots.length === 0
      ? ''
      : blocks(
          `${heading} Blind spots`,
          'In the target, and looked at by no scanner that ended well:',
          spots.shown.join('\n'),
          leftOut(spots.left, 'blind spot'),
        ),
    silenced.length === 0
      ? ''
      : blocks(
          `${heading} Silenced`,
          folded(
            `${counted(silenced.length, 'place')} where the target tells scanners to look away`,
            places.shown.join('\n'),
            leftOut(places.left, 'place'),
          ),
        ),
  );
}
