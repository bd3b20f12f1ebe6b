import { createCB } from 'xmlbuilder2';
import type { Report } from '../model/report.js';
import type { ReportFile } from './format.js';
import { evidenceSuite, gapSuites, gateSuite } from './junit/evidence.js';
import { findingSuites } from './junit/findings.js';
import { type Case, type Counts, countsOf, type Suite } from './junit/suite.js';
import { clip, plainLine, plainText } from './plain-text.js';

const LINE_LENGTH = 1000;
const DETAILS_LENGTH = 10_000;

/**
 * Writes out what no XML 1.0 document may hold beside what `plainText` writes out, and marks what the writer would take
 * for an entity that is written already: it would leave `&lt;` as it is, and a reader would see `<`.
 * @see https://www.w3.org/TR/xml/#charsets
 */
function allowed(text: string): string {
  return text
    .replaceAll(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replaceAll(/&(?=(?:lt|gt|amp|apos|quot);)/g, '&amp;');
}

function line(text: string): string {
  return allowed(clip(plainLine(text), LINE_LENGTH));
}

function lines(text: string): string {
  return allowed(clip(plainText(text.slice(0, 2 * DETAILS_LENGTH)), DETAILS_LENGTH));
}

/** The moment without its zone, as the schemas have it; it is UTC. */
function timestampOf({ startedAt }: Report): { timestamp?: string } {
  const moment = new Date(startedAt);
  const year = moment.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? { timestamp: moment.toISOString().slice(0, 19) } : {};
}

type Xml = ReturnType<typeof createCB>;

function writeCase(xml: Xml, { group, name, seconds = 0, result, because = '', details = '' }: Case): void {
  xml.ele('testcase', { classname: line(group), name: line(name), time: seconds.toFixed(3) });
  if (result === 'passed' && details !== '') xml.ele('system-out').txt(lines(details)).up();
  else if (result === 'skipped') xml.ele(result, { message: line(because) }).up();
  else if (result !== 'passed')
    xml
      .ele(result, { message: line(because), type: result })
      .txt(lines(details))
      .up();
  xml.up();
}

function headOf({ tests, failures, errors, seconds }: Counts) {
  return { tests, failures, errors, time: seconds.toFixed(3) };
}

function writeSuite(xml: Xml, { name, cases }: Suite, report: Report): void {
  const counts = countsOf(cases);
  xml.ele('testsuite', { name, ...headOf(counts), skipped: counts.skipped, ...timestampOf(report) });
  for (const one of cases) writeCase(xml, one);
  xml.up();
}

/**
 * `reports/junit.xml`: the gate, the evidence and the findings as tests. Green for the verdict `pass` alone: what the
 * gate counts fails, evidence that is required and not there is an error, and what nobody looked at is skipped.
 * @throws Error when something is no XML
 */
export function junitFile(report: Report): ReportFile[] {
  const suites = [gateSuite(report), evidenceSuite(report), ...gapSuites(report), ...findingSuites(report)];
  const filled = suites.filter(({ cases }) => cases.length > 0);
  const pieces: string[] = [];
  const xml = createCB({
    wellFormed: true,
    prettyPrint: true,
    data: (piece: string) => pieces.push(piece),
    error: (error: Error) => {
      throw error;
    },
  });
  xml
    .dec({ encoding: 'UTF-8' })
    .ele('testsuites', { name: 'muster', ...headOf(countsOf(filled.flatMap((one) => one.cases))) });
  for (const suite of filled) writeSuite(xml, suite, report);
  xml.end();
  return [{ path: 'reports/junit.xml', content: [...pieces, '\n'] }];
}
