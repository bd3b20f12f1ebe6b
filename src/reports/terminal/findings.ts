import { groupBy } from '../../model/collections.js';
import { isComplete } from '../../model/coverage.js';
import type { Finding } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { Severity, severityRank } from '../../model/severity.js';
import { cut, cutPath, padEnd, widthOf } from './layout.js';
import { isAbsent } from './ledger.js';
import { more, type Page, part } from './page.js';

const SEVERITY_WIDTH = Math.max(...Severity.options.map((severity) => severity.length));
/** Narrower than this, a finding takes two lines. */
const ONE_LINE_WIDTH = 92;

function paintSeverity(severity: Severity, { colors }: Page): (text: string) => string {
  switch (severity) {
    case 'critical':
      return (text) => colors.bold(colors.red(text));
    case 'high':
      return colors.red;
    case 'medium':
    case 'unknown':
      return colors.yellow;
    case 'low':
      return colors.cyan;
    case 'info':
      return colors.dim;
  }
}

function placeOf({ locations, package: pkg }: Finding): string {
  const [first] = locations;
  if (first === undefined) return pkg ? `${pkg.name}${pkg.version ? ` ${pkg.version}` : ''}` : 'no place given';
  const line = first.startLine === undefined ? '' : `:${first.startLine}`;
  return `${first.path}${line}${locations.length > 1 ? ` +${locations.length - 1}` : ''}`;
}

function foundBy({ agreement, sources }: Finding): string {
  const found = agreement.found.length > 0 ? agreement.found : [...new Set(sources.map(({ scanner }) => scanner))];
  return found.join(', ');
}

function worstFirst(findings: Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      severityRank(a.severity) - severityRank(b.severity) ||
      b.risk.score - a.risk.score ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

function oneLine(finding: Finding, widths: { title: number; place: number; by: number }, page: Page): string {
  const severity = paintSeverity(finding.severity, page)(padEnd(finding.severity, SEVERITY_WIDTH));
  const title = padEnd(cut(finding.title, widths.title), widths.title);
  const place = padEnd(cutPath(placeOf(finding), widths.place), widths.place);
  return `${severity}  ${title}  ${place}  ${page.colors.dim(cut(foundBy(finding), widths.by))}`.trimEnd();
}

function twoLines(finding: Finding, page: Page): string[] {
  const severity = paintSeverity(finding.severity, page)(padEnd(finding.severity, SEVERITY_WIDTH));
  const width = page.width - SEVERITY_WIDTH - 2;
  const by = cut(foundBy(finding), Math.floor(width / 3));
  const place = cutPath(placeOf(finding), width - widthOf(by) - 3);
  const below = `${place} · ${by}`;
  return [`${severity}  ${cut(finding.title, width)}`, `${' '.repeat(SEVERITY_WIDTH + 2)}${page.colors.dim(below)}`];
}

function rows(findings: Finding[], page: Page): string[] {
  if (page.width < ONE_LINE_WIDTH) return findings.flatMap((finding) => twoLines(finding, page));
  const room = page.width - SEVERITY_WIDTH - 6;
  const widest = (cell: (finding: Finding) => string, most: number) =>
    Math.min(most, Math.max(...findings.map((finding) => widthOf(cut(cell(finding), most)))));
  const by = widest(foundBy, Math.floor(room * 0.25));
  const place = widest(placeOf, Math.floor(room * 0.35));
  const title = widest(({ title: text }) => text, room - by - place);
  return findings.map((finding) => oneLine(finding, { title, place, by }, page));
}

const NOT_OPEN: Record<Exclude<Finding['status'], 'open'>, string> = {
  suppressed: 'suppressed',
  baseline: 'in the baseline',
  notAffected: 'not affected',
};

/** `2 critical, 5 high`. */
function bySeverity(findings: Finding[]): string {
  const groups = groupBy(findings, ({ severity }) => severity);
  return Severity.options
    .flatMap((severity) => {
      const own = groups.get(severity);
      return own ? [`${own.length.toLocaleString('en-US')} ${severity}`] : [];
    })
    .join(', ');
}

function notOpen(findings: Finding[]): string[] {
  const groups = groupBy(findings, ({ status }) => status);
  return (Object.keys(NOT_OPEN) as (keyof typeof NOT_OPEN)[]).flatMap((status) => {
    const own = groups.get(status);
    return own ? [`${own.length.toLocaleString('en-US')} ${NOT_OPEN[status]}`] : [];
  });
}

/** What was found: how much of it, and the worst. */
export function findingsPart({ findings, coverage }: Report, page: Page, limit: number): string[] {
  const open = findings.filter(({ status }) => status === 'open');
  const aside = notOpen(findings);
  const whole = coverage.every((entry) => isAbsent(entry) || isComplete(entry));
  const none = whole ? 'none open' : 'none open in what was looked at';
  const said = open.length === 0 ? none : `${open.length.toLocaleString('en-US')} open: ${bySeverity(open)}`;
  const worst = worstFirst(open).slice(0, Math.max(0, limit));
  return part(page, 'Findings', said, [
    ...rows(worst, page),
    ...more(page, open.length - worst.length),
    ...(aside.length > 0 ? [page.colors.dim(`${aside.join(', ')}: in report.json`)] : []),
  ]);
}
