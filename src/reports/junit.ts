import XMLBuilder from 'fast-xml-builder';
import type { Report } from '../model/report.js';
import type { ReportFile } from './format.js';
import { evidenceSuite, gapSuites, gateSuite } from './junit/evidence.js';
import { findingSuites } from './junit/findings.js';
import { type Case, type Counts, countsOf, type Suite } from './junit/suite.js';
import { clip, plainLine, plainText } from './plain-text.js';

const LINE_LENGTH = 1000;
const DETAILS_LENGTH = 10_000;

/** Writes out what no XML 1.0 document may hold beside what `plainText` writes out. @see https://www.w3.org/TR/xml/#charsets */
function allowed(text: string): string {
  return text.replaceAll(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

function line(text: string): string {
  return allowed(clip(plainLine(text), LINE_LENGTH));
}

function lines(text: string): string {
  return allowed(clip(plainText(text.slice(0, 2 * DETAILS_LENGTH)), DETAILS_LENGTH));
}

/** The moment without its zone, as the schemas have it; it is UTC. */
function timestampOf({ startedAt }: Report): { '@timestamp'?: string } {
  const moment = new Date(startedAt);
  const year = moment.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? { '@timestamp': moment.toISOString().slice(0, 19) } : {};
}

/** An element as the builder takes it: attributes begin with `@`, text is `#`. */
type Element = Record<string, unknown>;

function toTest({ group, name, seconds = 0, result, because = '', details = '' }: Case): Element {
  const head = { '@classname': line(group), '@name': line(name), '@time': seconds.toFixed(3) };
  if (result === 'passed') return details === '' ? head : { ...head, 'system-out': lines(details) };
  if (result === 'skipped') return { ...head, skipped: { '@message': line(because) } };
  return { ...head, [result]: { '@message': line(because), '@type': result, '#': lines(details) } };
}

function headOf({ tests, failures, errors, seconds }: Counts): Element {
  return { '@tests': tests, '@failures': failures, '@errors': errors, '@time': seconds.toFixed(3) };
}

function toSuite({ name, cases }: Suite, report: Report): Element {
  const counts = countsOf(cases);
  const more = { '@skipped': counts.skipped, ...timestampOf(report) };
  return { '@name': name, ...headOf(counts), ...more, testcase: cases.map(toTest) };
}

/**
 * `reports/junit.xml`: the gate, the evidence and the findings as tests. Green for the verdict `pass` alone: what the
 * gate counts fails, evidence that is required and not there is an error, and what nobody looked at is skipped.
 */
export function junitFile(report: Report): ReportFile[] {
  const suites = [gateSuite(report), evidenceSuite(report), ...gapSuites(report), ...findingSuites(report)];
  const filled = suites.filter(({ cases }) => cases.length > 0);
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#',
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
    processEntities: true,
    format: true,
  });
  const head = { '@name': 'muster', ...headOf(countsOf(filled.flatMap(({ cases }) => cases))) };
  const body = builder.build({ testsuites: { ...head, testsuite: filled.map((suite) => toSuite(suite, report)) } });
  return [{ path: 'reports/junit.xml', content: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` }];
}
