import type { CoverageChange, Difference } from '../model/difference.js';
import type { Finding } from '../model/finding.js';
import { counted, plainLine } from './plain-text.js';
import { cut, wrap } from './terminal/layout.js';
import { INDENT, newPage, type Page, pageText, part } from './terminal/page.js';

function lineOf({ severity, id, title, locations: [place] }: Finding, page: Page): string {
  const at = place ? `  ${place.path}${place.startLine === undefined ? '' : `:${place.startLine}`}` : '';
  return cut(plainLine(`${severity.padEnd(8)}  ${id}  ${title}${at}`), page.width - 2);
}

function findingsPart(page: Page, title: string, findings: Finding[], said = ''): string[] {
  return findings.length > 0
    ? part(
        page,
        title,
        said,
        findings.map((one) => lineOf(one, page)),
      )
    : [];
}

function unknownPart(page: Page, unknown: Difference['unknown']): string[] {
  const said = 'gone from the result, and not shown to be fixed';
  const lines = unknown.flatMap(({ finding, why }) => [
    lineOf(finding, page),
    ...why.flatMap((reason) => wrap(reason, page.width - 6).map((line) => `${INDENT}${page.colors.dim(line)}`)),
  ]);
  return unknown.length > 0 ? part(page, 'Unknown', said, lines) : [];
}

function coveragePart(page: Page, title: string, changes: CoverageChange[]): string[] {
  const lines = changes.flatMap(({ scanner, input, before, after }) =>
    wrap(`${scanner} on ${input}: ${after} (was ${before})`, page.width - 2),
  );
  return changes.length > 0 ? part(page, title, '', lines) : [];
}

/** What changed between two results, for a terminal. Ends in a line break. */
export function renderDifference(difference: Difference, columns: number, color: boolean): string {
  const page = newPage(columns, color);
  const { fixed, unchanged, unknown, firstLooked, coverageLost, coverageGained } = difference;
  const fresh = difference.new.filter(({ id }) => !firstLooked.includes(id));
  const first = difference.new.filter(({ id }) => firstLooked.includes(id));
  const counts = [
    `${difference.new.length} new`,
    `${fixed.length} fixed`,
    `${unknown.length} unknown`,
    `${counted(unchanged.length, 'finding')} unchanged`,
  ];
  return pageText([
    [page.colors.bold(counts.join(', '))],
    findingsPart(page, 'New', fresh),
    findingsPart(page, 'New to this result', first, 'nobody with whole evidence had looked before, so it may be older'),
    findingsPart(page, 'Fixed', fixed, 'whoever had found it looked again'),
    unknownPart(page, unknown),
    coveragePart(page, 'Coverage lost', coverageLost),
    coveragePart(page, 'Coverage gained', coverageGained),
  ]);
}
