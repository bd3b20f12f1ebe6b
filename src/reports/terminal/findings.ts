import { groupBy } from '../../model/collections.js';
import type { Finding } from '../../model/finding.js';
import type { Counted, ManyFindings } from '../../model/many-findings.js';
import type { Report } from '../../model/report.js';
import { Severity, severityRank } from '../../model/severity.js';
import { cut, cutPath, padEnd, widthOf, wrap } from './layout.js';
import { more, type Page, part } from './page.js';

export const SEVERITY_WIDTH = Math.max(...Severity.options.map((severity) => severity.length));
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

export function foundBy({ agreement, sources }: Finding): string {
  const found = agreement.found.length > 0 ? agreement.found : [...new Set(sources.map(({ scanner }) => scanner))];
  return found.join(', ');
}

export function worstFirst(findings: Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      severityRank(a.severity) - severityRank(b.severity) ||
      b.risk.score - a.risk.score ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** The padding stays outside of the paint, where trailing spaces can be cut off. */
export function severityCell({ severity }: Finding, page: Page): string {
  return paintSeverity(severity, page)(severity) + ' '.repeat(SEVERITY_WIDTH - severity.length);
}

function oneLine(finding: Finding, widths: { title: number; place: number; by: number }, page: Page): string {
  const [first] = finding.locations;
  const title = padEnd(page.linkHelp(cut(finding.title, widths.title), finding), widths.title);
  const place = padEnd(page.linkFile(cutPath(placeOf(finding), widths.place), first), widths.place);
  const by = cut(foundBy(finding), widths.by);
  return `${severityCell(finding, page)}  ${title}  ${place}  ${by && page.colors.dim(by)}`.trimEnd();
}

function twoLines(finding: Finding, page: Page): string[] {
  const width = page.width - SEVERITY_WIDTH - 2;
  const by = cut(foundBy(finding), Math.floor(width / 3));
  const place = page.linkFile(cutPath(placeOf(finding), width - widthOf(by) - 3), finding.locations[0]);
  const below = `${place} · ${by}`;
  return [
    `${severityCell(finding, page)}  ${page.linkHelp(cut(finding.title, width), finding)}`.trimEnd(),
    `${' '.repeat(SEVERITY_WIDTH + 2)}${page.colors.dim(below)}`,
  ];
}

function rows(findings: Finding[], page: Page): string[] {
  if (page.width < ONE_LINE_WIDTH) return findings.flatMap((finding) => twoLines(finding, page));
  const room = page.width - SEVERITY_WIDTH - 6;
  const natural = (cell: (finding: Finding) => string) =>
    Math.max(0, ...findings.map((finding) => widthOf(cut(cell(finding), room))));
  // The title gets what the others can spare; what it does not need goes to the place.
  const [placeWidth, byWidth] = [natural(placeOf), natural(foundBy)];
  const [leastPlace, leastBy] = [Math.min(placeWidth, Math.floor(room / 3)), Math.min(byWidth, Math.floor(room / 5))];
  const title = Math.min(
    natural(({ title: text }) => text),
    room - leastPlace - leastBy,
  );
  const place = Math.min(placeWidth, room - title - leastBy);
  const by = Math.min(byWidth, room - title - place);
  return findings.map((finding) => oneLine(finding, { title, place, by }, page));
}

export const NOT_OPEN: Record<Exclude<Finding['status'], 'open'>, string> = {
  suppressed: 'suppressed',
  baseline: 'in the baseline',
  notAffected: 'not affected',
};

/** `2 critical, 5 high`. */
export function bySeverity(findings: readonly Counted[]): string {
  const groups = groupBy(findings, ({ severity }) => severity);
  return Severity.options
    .flatMap((severity) => {
      const own = groups.get(severity);
      return own ? [`${own.length.toLocaleString('en-US')} ${severity}`] : [];
    })
    .join(', ');
}

function notOpen(findings: readonly Counted[]): string[] {
  const groups = groupBy(findings, ({ status }) => status);
  return (Object.keys(NOT_OPEN) as (keyof typeof NOT_OPEN)[]).flatMap((status) => {
    const own = groups.get(status);
    return own ? [`${own.length.toLocaleString('en-US')} ${NOT_OPEN[status]}`] : [];
  });
}

const isOpen = ({ status }: Counted) => status === 'open';

function worstOpen({ findings }: Report, all: ManyFindings | undefined, limit: number): Finding[] {
  if (!all) return worstFirst(findings.filter(isOpen)).slice(0, limit);
  const worst: Finding[] = [];
  for (const finding of all) {
    if (worst.length >= limit) break;
    if (isOpen(finding)) worst.push(finding);
  }
  return worst;
}

/**
 * How many findings are open, in words. That there are none says "clean" only where the evidence is complete.
 * @param findings all, where the report has the worst of them only
 */
export function openInWords({ verdict, findings: own }: Report, findings: readonly Counted[] = own): string {
  const open = findings.filter(isOpen);
  const none = verdict === 'pass' ? 'none open' : 'none open in what was looked at';
  return open.length === 0 ? none : `${open.length.toLocaleString('en-US')} open: ${bySeverity(open)}`;
}

/** How many findings are not open, and why. */
export function asideLines({ findings: own }: Report, page: Page, findings: readonly Counted[] = own): string[] {
  const aside = notOpen(findings);
  return aside.length > 0 ? wrap(`${aside.join(', ')}: in report.json`, page.width, 3).map(page.colors.dim) : [];
}

/**
 * What was found: how much of it, and the worst.
 * @param all findings, where the report has the worst of them only
 */
export function findingsPart(report: Report, page: Page, limit: number, all?: ManyFindings): string[] {
  const counted: readonly Counted[] = all?.counted ?? report.findings;
  const worst = worstOpen(report, all, Math.max(0, limit));
  return part(page, 'Findings', openInWords(report, counted), [
    ...rows(worst, page),
    ...more(page, counted.filter(isOpen).length - worst.length),
    ...asideLines(report, page, counted),
  ]);
}
