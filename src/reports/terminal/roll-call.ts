import { groupBy } from '../../model/collections.js';
import type { CoverageEntry } from '../../model/coverage.js';
import type { Report } from '../../model/report.js';
import { cut, padEnd, padStart, widthOf, wrap } from './layout.js';
import { rollCall, type ScannerLine } from './ledger.js';
import { more, type Page, part } from './page.js';

/** Lines that a scanner gets below its own to say what is missing. */
const DETAILS = 3;
const GAP = 2;

interface Column {
  title: string;
  cell: (line: ScannerLine) => string;
  right?: boolean;
  /** Widest that it may be. */
  most?: number;
}

function seconds({ durationMs }: ScannerLine): string {
  if (durationMs <= 0) return '–';
  return durationMs < 10_000 ? `${(durationMs / 1000).toFixed(1)} s` : `${Math.round(durationMs / 1000)} s`;
}

function count(amount: number): string {
  return amount === 0 ? '–' : amount.toLocaleString('en-US');
}

/** `failed 2/3` when only some of a scanner's runs ended so. */
function evidence({ status, entries }: ScannerLine): string {
  const same = entries.filter((entry) => entry.status === status).length;
  return same === entries.length ? status : `${status} ${same}/${entries.length}`;
}

/** A zero is a claim: it stands only where the scanner said something. */
function foundSoMany({ findings, entries }: ScannerLine): string {
  const spoke = entries.some(({ status }) => status === 'completed' || status === 'partial');
  return findings === 0 && !spoke ? '–' : findings.toLocaleString('en-US');
}

const COLUMNS: Column[] = [
  {
    title: 'scanner',
    cell: ({ scanner, entries }) => (entries.length > 1 ? `${scanner} ×${entries.length}` : scanner),
    most: 24,
  },
  { title: 'version', cell: ({ version }) => version ?? '–', most: 12 },
  { title: 'evidence', cell: evidence },
  { title: 'canary', cell: ({ canary }) => canary },
  { title: 'files', cell: ({ files }) => count(files), right: true },
  { title: 'packages', cell: ({ packages }) => count(packages), right: true },
  { title: 'findings', cell: foundSoMany, right: true },
  { title: 'time', cell: seconds, right: true },
];
/** What a narrow terminal loses, in this order: a canary that was not found is also the reason below the line. */
const DISPENSABLE = ['version', 'canary', 'time', 'packages'];

interface Table {
  columns: Column[];
  widths: number[];
}

function layOut(lines: ScannerLine[], width: number): Table {
  let columns = COLUMNS;
  for (const title of [undefined, ...DISPENSABLE]) {
    columns = columns.filter((column) => column.title !== title);
    const widths = columns.map((column) =>
      Math.min(
        column.most ?? Number.POSITIVE_INFINITY,
        lines.reduce((most, line) => Math.max(most, widthOf(column.cell(line))), column.title.length),
      ),
    );
    const over = widths.reduce((sum, one) => sum + one + GAP, 0) - width;
    if (over <= 0) return { columns, widths };
    // The first column is the scanner's name, whose end can be spared.
    if (title === DISPENSABLE.at(-1)) return { columns, widths: widths.with(0, Math.max(1, (widths[0] ?? 0) - over)) };
  }
  return { columns, widths: [] };
}

function row({ columns, widths }: Table, cellOf: (column: Column) => string): string[] {
  return columns.map((column, index) => {
    const width = widths[index] ?? 0;
    const cell = cut(cellOf(column), width);
    return column.right ? padStart(cell, width) : padEnd(cell, width);
  });
}

function symbolOf(line: ScannerLine, { colors }: Page): string {
  if (line.complete) return colors.green('✓');
  if (line.status === 'partial' || line.status === 'completed') return colors.yellow('!');
  return line.required ? colors.red('✗') : colors.yellow('✗');
}

function paintStatus(line: ScannerLine, { colors }: Page): (text: string) => string {
  if (line.complete) return colors.green;
  return line.status === 'partial' || !line.required ? colors.yellow : colors.red;
}

/** Why a scanner's evidence is not complete: what became of its runs, then what they did not look at. */
export function detailsOf({ entries, required }: ScannerLine): string[] {
  const incomplete = entries.filter(({ status, canary }) => status !== 'completed' || canary !== 'found');
  const on = ({ input }: CoverageEntry) => (entries.length > 1 ? `${input}: ` : '');
  const reasons = incomplete.map((entry) => {
    const otherwise = entry.canary === 'found' ? 'it gives no reason' : `its canary is ${entry.canary}`;
    return `${required ? '' : 'not required: '}${on(entry)}${entry.reason ?? otherwise}`;
  });
  const gaps = incomplete.flatMap((entry) =>
    entry.notCovered
      .map(({ what, why }) => `${what}: ${why}`)
      .filter((gap) => !entry.reason?.includes(gap))
      .map((gap) => `not looked at: ${on(entry)}${gap}`),
  );
  return [...reasons, ...gaps];
}

function detailLines(line: ScannerLine, page: Page): string[] {
  const details = detailsOf(line);
  // A last detail is shown rather than counted.
  const shown = details.length > DETAILS ? details.slice(0, DETAILS - 1) : details;
  const left = details.length - shown.length;
  const texts = shown.flatMap((detail) => {
    const [first = '', ...others] = wrap(detail, page.width - 4, 2);
    return [first, ...others.map((other) => `  ${cut(other, page.width - 6)}`)];
  });
  return [...texts, ...more(page, left)].map((text) => `    ${text}`);
}

function scannerRow(line: ScannerLine, table: Table, page: Page): string {
  const cells = row(table, (column) => column.cell(line)).map((cell, index) => {
    const title = table.columns[index]?.title;
    if (title === 'scanner') return page.colors.bold(cell);
    if (title === 'evidence') return paintStatus(line, page)(cell);
    if (title === 'canary' && line.canary === 'missed') return page.colors.red(cell);
    if (title === 'findings') return cell;
    return page.colors.dim(cell);
  });
  return `${symbolOf(line, page)} ${cells.join('  ')}`.trimEnd();
}

/** Scanners that did not run, those with the same reason on one line: nobody has to read thirty of them. */
function absentLines(absent: CoverageEntry[], page: Page): string[] {
  return [...groupBy(absent, ({ status, reason }) => reason ?? status)].flatMap(([reason, entries]) => {
    const names = [...new Set(entries.map(({ scanner }) => scanner))].join(', ');
    return wrap(`${reason}: ${names}`, page.width - 2, 3).map(
      (text, index) => `${page.colors.dim(index === 0 ? '–' : ' ')} ${page.colors.dim(text)}`,
    );
  });
}

/** Who looked, at how much, and how well: one line a scanner. */
export function rollCallPart(report: Report, page: Page): string[] {
  const { lines, absent } = rollCall(report.coverage);
  if (lines.length === 0) return part(page, 'Roll call', 'no scanner ran', absentLines(absent, page));
  const complete = lines.filter((line) => line.complete).length;
  const table = layOut(lines, page.width);
  return part(page, 'Roll call', `${complete} of ${lines.length} with complete evidence`, [
    page.colors.dim(`  ${row(table, ({ title }) => title).join('  ')}`.trimEnd()),
    ...lines.flatMap((line) => [scannerRow(line, table, page), ...(line.complete ? [] : detailLines(line, page))]),
    ...absentLines(absent, page),
  ]);
}

/** Who did not look at everything, and why: nothing of the others but their number. */
export function missingPart(report: Report, page: Page): string[] {
  const { lines } = rollCall(report.coverage);
  if (lines.length === 0) return part(page, 'Evidence', 'no scanner ran', []);
  const missing = lines.filter((line) => !line.complete);
  const said = `${lines.length - missing.length} of ${lines.length} scanners with complete evidence`;
  return part(page, 'Evidence', said, [
    ...missing.flatMap((line) => [
      `${symbolOf(line, page)} ${cut(line.scanner, 40)}  ${paintStatus(line, page)(evidence(line))}`,
      ...detailLines(line, page),
    ]),
  ]);
}
