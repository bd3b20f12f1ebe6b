import { groupBy } from '../model/collections.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { counted } from './plain-text.js';
import { asideLines, foundBy, openInWords, SEVERITY_WIDTH, severityCell, worstFirst } from './terminal/findings.js';
import { blindSpotsPart, silencedPart } from './terminal/gaps.js';
import { cut, cutPath, padEnd, padStart, widthOf } from './terminal/layout.js';
import { INDENT, type Look, newPage, type Page, pageText, part } from './terminal/page.js';
import { missingPart } from './terminal/roll-call.js';
import { verdictPart } from './terminal/verdict.js';

const NONE = '–';
const NOTHING = [NONE, ''];

interface Column {
  name: string;
  cell: (finding: Finding) => string;
  /** Widest that it may be. */
  most: number;
  right?: boolean;
}

function line({ locations: [first] }: Finding): string {
  return first?.startLine === undefined ? NONE : String(first.startLine);
}

/** The advisory of a vulnerability, else the rule of the first scanner that found it. */
function ruleOf({ kind, advisory, sources: [source] }: Finding): string {
  return (kind === 'vulnerability' && advisory?.id) || source?.ruleId || NONE;
}

function packageOf({ package: pkg }: Finding): string {
  return pkg ? `${pkg.name}${pkg.version ? ` ${pkg.version}` : ''}` : '';
}

function fixedIn({ fix }: Finding): string {
  return fix?.versions?.join(', ') ?? '';
}

const COLUMNS: Column[] = [
  { name: 'line', cell: line, most: 8, right: true },
  { name: 'rule', cell: ruleOf, most: 24 },
  { name: 'package', cell: packageOf, most: 32 },
  { name: 'fixed in', cell: fixedIn, most: 16 },
  { name: 'found by', cell: foundBy, most: 24 },
];
/** What a narrow terminal loses, in this order; never the severity, the line and the title. */
const DISPENSABLE = ['found by', 'fixed in', 'rule', 'package'];
const BEFORE_TITLE = ['line', 'rule'];
/** A title that is narrower says too little. */
const LEAST_TITLE = 28;
const GAP = '  ';

interface Table {
  /** With the width of each; one that is empty in all rows is not there. */
  columns: (Column & { width: number })[];
  title: number;
}

function layOut(findings: Finding[], room: number): Table {
  const all = COLUMNS.flatMap((column) => {
    const width = findings.reduce((most, one) => Math.max(most, widthOf(cut(column.cell(one), column.most))), 0);
    const saysSomething = findings.some((one) => !NOTHING.includes(column.cell(one)));
    return saysSomething ? [{ ...column, width }] : [];
  });
  const longest = findings.reduce((most, one) => Math.max(most, widthOf(cut(one.title, room))), 0);
  let columns = all;
  for (const name of [undefined, ...DISPENSABLE]) {
    columns = columns.filter((column) => column.name !== name);
    const title = columns.reduce((left, { width }) => left - width - GAP.length, room - SEVERITY_WIDTH - GAP.length);
    if (title >= LEAST_TITLE || name === DISPENSABLE.at(-1)) {
      return { columns, title: Math.min(title, longest) };
    }
  }
  return { columns, title: room };
}

function cellOf(column: Table['columns'][number], finding: Finding, page: Page): string {
  const text = cut(column.cell(finding), column.width);
  if (column.right) return padStart(text, column.width);
  return padEnd(column.name === 'rule' ? page.linkHelp(text, finding) : page.colors.dim(text), column.width);
}

function row(finding: Finding, { columns, title }: Table, page: Page): string {
  const cells = (some: Table['columns']) => some.map((column) => cellOf(column, finding, page));
  const before = columns.filter(({ name }) => BEFORE_TITLE.includes(name));
  const after = columns.filter(({ name }) => !BEFORE_TITLE.includes(name));
  const shown = cut(finding.title, title);
  const hasRule = before.some(({ name }) => name === 'rule');
  const text = padEnd(hasRule ? shown : page.linkHelp(shown, finding), title);
  return [severityCell(finding, page), ...cells(before), text, ...cells(after)].join(GAP).trimEnd();
}

/** The file that a finding stands in; its package, or that nobody says, where it stands in none. */
function groupOf(finding: Finding): string {
  return finding.locations[0]?.path ?? (packageOf(finding) || 'no place given');
}

function groupPart(name: string, findings: Finding[], page: Page): string[] {
  const table = layOut(findings, page.width - INDENT.length);
  const title = page.linkFile(page.colors.underline(cutPath(name, page.width - 20)), findings[0]?.locations[0]);
  const said = page.colors.dim(counted(findings.length, 'finding'));
  return [`${title}${GAP}${said}`, ...findings.map((finding) => `${INDENT}${row(finding, table, page)}`)];
}

/**
 * Every open finding on a terminal, by file, the file with the worst first; then how many are not open, who did not look
 * at everything, what nobody looked at, and the verdict, where the eye is when it ends.
 * @returns text that ends in a line break
 */
export function renderTable(report: Report, look: Look): string {
  const page = newPage(look.columns, look.color, look);
  const groups = groupBy(worstFirst(report.findings.filter(({ status }) => status === 'open')), groupOf);
  return pageText([
    ...[...groups].map(([name, findings]) => groupPart(name, findings, page)),
    part(page, 'Findings', openInWords(report), asideLines(report, page)),
    missingPart(report, page),
    blindSpotsPart(report, page),
    silencedPart(report, page),
    verdictPart(report, page),
  ]);
}
