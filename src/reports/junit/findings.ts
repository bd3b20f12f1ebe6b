import { groupBy } from '../../model/collections.js';
import type { Finding, Location } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { countedByGate } from '../counted.js';
import { clip, plainLine } from '../plain-text.js';
import { foundBy, NOT_OPEN, worstFirst } from '../terminal/findings.js';
import type { Case, Suite } from './suite.js';

const NAMED_PLACES = 20;
const TITLE_LENGTH = 300;

function placeOf({ path, startLine }: Location): string {
  return startLine === undefined ? path : `${path}:${startLine}`;
}

function detailsOf(finding: Finding): string {
  const { severity, risk, message, locations, package: pkg, advisory, fix, due } = finding;
  const left = locations.length - NAMED_PLACES;
  return [
    `${severity}, risk ${Math.round(risk.score)}, found by ${foundBy(finding)}`,
    ...(message ? [message] : []),
    ...(pkg ? [`Package: ${pkg.name} ${pkg.version ?? ''}`] : []),
    ...(advisory ? [`Advisory: ${[advisory.id, ...advisory.aliases].join(', ')}`] : []),
    ...locations.slice(0, NAMED_PLACES).map((place) => `At ${placeOf(place)}`),
    ...(left > 0 ? [`At ${left.toLocaleString('en-US')} more places`] : []),
    ...(fix ? [`Fix: ${fix.summary}`] : []),
    ...(due ? [`Due: ${due.by ?? due.because}`] : []),
  ].join('\n');
}

/** The id makes the name one of its own: CI takes two tests of one name for the same. */
function nameOf({ title, id }: Finding): string {
  return `${clip(plainLine(title), TITLE_LENGTH)} [${id}]`;
}

function toCase(finding: Finding, counted: boolean): Case {
  const { status, severity, suppression, title, locations, package: pkg } = finding;
  const common = {
    group: locations[0]?.path ?? pkg?.name ?? 'no place given',
    name: nameOf(finding),
    details: detailsOf(finding),
  };
  if (counted) return { ...common, result: 'failure', because: `${severity}: ${title}` };
  if (status === 'open') return { ...common, result: 'passed' };
  const reason = suppression ? `: ${suppression.reason}` : '';
  return { ...common, result: 'skipped', because: `${NOT_OPEN[status]}${reason}` };
}

/**
 * A suite a kind, a test a finding. Red is what the gate counts; what is open and does not reach it passes and prints
 * what it is; what is not open is skipped with the reason.
 */
export function findingSuites(report: Report): Suite[] {
  const counted = countedByGate(report);
  return [...groupBy(worstFirst(report.findings), ({ kind }) => kind)].map(([kind, findings]) => ({
    name: `Findings: ${kind}`,
    cases: findings.map((finding) => toCase(finding, counted.has(finding.id))),
  }));
}
