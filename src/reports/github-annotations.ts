import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import { type CoverageEntry, isComplete } from '../model/coverage.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import { clip, counted, listed, plainLine, plainText } from './plain-text.js';
import { foundBy, openInWords, worstFirst } from './terminal/findings.js';
import { isAbsent } from './terminal/ledger.js';
import type { Look } from './terminal/page.js';
import { renderTable } from './terminal-table.js';

type Kind = 'error' | 'warning' | 'notice';

/** Nobody has said how bad an unknown one is, so it is no mere notice. */
const KINDS: Record<Severity, Kind> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  unknown: 'warning',
  low: 'notice',
  info: 'notice',
};

/**
 * What GitHub shows of one step; it leaves out the others without a word. Of a job with several steps it shows 50.
 * @see https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
 */
const SHOWN = 10;
const TITLE_LENGTH = 200;
const MESSAGE_LENGTH = 2000;
const NAMED = 10;

interface Annotation {
  kind: Kind;
  title: string;
  message: string;
  /** Properties beside the title: `file`, `line`, … */
  at?: Record<string, string | number>;
}

/** As GitHub's own toolkit escapes what stands behind the second `::`. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same for a property, which a colon or a comma would end. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function command({ kind, title, message, at = {} }: Annotation): string {
  const properties = Object.entries({ ...at, title }).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  return `::${kind} ${properties.join(',')}::${escapeData(message)}`;
}

/** Where GitHub shows an annotation. Columns only within one line: it takes no others. */
function placeOf({ locations: [first] }: Finding, prefix: string): NonNullable<Annotation['at']> {
  if (first === undefined || first.commit !== undefined) return {};
  const { path, startLine, endLine, startColumn, endColumn } = first;
  const file = plainLine(posix.join(prefix, path));
  if (startLine === undefined) return { file };
  const last = endLine !== undefined && endLine >= startLine ? endLine : startLine;
  const columns =
    startColumn !== undefined && last === startLine
      ? { col: startColumn, ...(endColumn !== undefined && endColumn >= startColumn ? { endColumn } : {}) }
      : {};
  return { file, line: startLine, ...(last > startLine ? { endLine: last } : {}), ...columns };
}

function ofFinding(finding: Finding, prefix: string): Annotation {
  const { severity, title, message, fix } = finding;
  const said = [
    clip(plainText(message ?? '').trim(), MESSAGE_LENGTH) || plainLine(title),
    ...(fix ? [`Fix: ${clip(plainLine(fix.summary), TITLE_LENGTH * 2)}`] : []),
    `Found by ${clip(plainLine(foundBy(finding)), TITLE_LENGTH)}; ${plainLine(finding.id)}`,
  ];
  return {
    kind: KINDS[severity],
    title: clip(`${severity}: ${plainLine(title) || 'a finding without a title'}`, TITLE_LENGTH),
    message: said.join('\n'),
    at: placeOf(finding, prefix),
  };
}

function whoIsMissing(missing: CoverageEntry[]): string {
  const said = missing.slice(0, NAMED).map(({ scanner, input, status, reason }) => {
    const on = input === '.' ? '' : ` on ${plainLine(input)}`;
    return clip(`${plainLine(scanner)}${on}: ${status}${reason ? `: ${plainLine(reason)}` : ''}`, 300);
  });
  const left = missing.length - said.length;
  return [...said, ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}

/** What the scan as a whole says: the verdict with its reasons, and who is missing. */
function ofVerdict({ verdict, gate, coverage }: Report): Annotation[] {
  const reasons = (wanted: boolean) =>
    gate.rules.filter(({ held }) => held === wanted).map(({ because }) => clip(plainLine(because), 500));
  const incomplete = coverage.filter((entry) => !isAbsent(entry) && !isComplete(entry));
  const required = incomplete.filter((entry) => entry.required);
  const others = incomplete.filter((entry) => !entry.required);
  const missing: Annotation[] =
    required.length > 0 || verdict === 'incomplete'
      ? [
          {
            kind: 'error',
            title: 'Muster: incomplete evidence',
            message: [...(verdict === 'incomplete' ? reasons(false) : []), whoIsMissing(required)]
              .filter((text) => text !== '')
              .join('\n'),
          },
        ]
      : [];
  const optional: Annotation[] =
    others.length > 0
      ? [{ kind: 'warning', title: 'Muster: evidence that is not required', message: whoIsMissing(others) }]
      : [];
  if (verdict === 'incomplete') return [...missing, ...optional];
  const own: Annotation =
    verdict === 'fail'
      ? { kind: 'error', title: 'Muster: fail', message: reasons(false).join('\n') || 'the gate does not hold' }
      : { kind: 'notice', title: 'Muster: pass', message: reasons(true).join('\n') || 'the gate asks for nothing' };
  return [own, ...missing, ...optional];
}

/** As many findings as GitHub shows beside what is said of the whole, and a last notice that counts the others. */
function chosen(open: Finding[], first: Annotation[], prefix: string): Annotation[] {
  const room = (kind: Kind) => SHOWN - first.filter((one) => one.kind === kind).length - (kind === 'notice' ? 1 : 0);
  const left: Record<Kind, number> = { error: room('error'), warning: room('warning'), notice: room('notice') };
  const shown = open.filter(({ severity }) => left[KINDS[severity]]-- > 0);
  const missing = open.length - shown.length;
  if (missing === 0) return shown.map((finding) => ofFinding(finding, prefix));
  const kinds = (['error', 'warning', 'notice'] as const).flatMap((kind) => {
    const count = open.filter(({ severity }) => KINDS[severity] === kind).length;
    const own = shown.filter(({ severity }) => KINDS[severity] === kind).length;
    return count > own ? [`${count - own} as ${kind}`] : [];
  });
  const said = `${counted(missing, 'open finding')} without an annotation (${listed(kinds)})`;
  const message = `${said}: GitHub shows ${SHOWN} of a kind for a step. All are in the table of the log and in report.json.`;
  return [
    ...shown.map((finding) => ofFinding(finding, prefix)),
    { kind: 'notice', title: 'Muster: not annotated', message },
  ];
}

/**
 * A scan in the log of GitHub Actions: the table, folded, then workflow commands that annotate files with the worst
 * findings. The table is printed while commands are stopped: a line of it could be one, written by whom the target's
 * files are from. In annotations, texts stand escaped in the place that is for them.
 * @param token that ends the stop; nobody may guess it
 * @returns text that ends in a line break
 */
export function renderAnnotations(report: Report, look: Look, token: string = randomUUID()): string {
  const open = worstFirst(report.findings.filter(({ status }) => status === 'open'));
  const first = ofVerdict(report);
  const table = renderTable(report, { ...look, hyperlinks: false });
  return [
    `::group::${escapeData(`Muster: ${report.verdict}; findings: ${openInWords(report)}`)}`,
    `::stop-commands::${token}`,
    table.trimEnd(),
    `::${token}::`,
    '::endgroup::',
    ...[...first, ...chosen(open, first, report.target.prefix ?? '')].map(command),
    '',
  ].join('\n');
}
