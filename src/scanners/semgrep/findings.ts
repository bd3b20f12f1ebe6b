import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import type { ParseContext } from '../../model/scanner.js';
import type { Severity } from '../../model/severity.js';
import { region } from '../kit/lines.js';
import { Prepared } from './prepared.js';
import type { Report } from './report.js';

/** Both scales, which rules may mix. @see https://semgrep.dev/docs/writing-rules/rule-syntax */
const SEVERITY: Record<string, Severity> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  ERROR: 'high',
  WARNING: 'medium',
  INFO: 'low',
};

/** CWE-259, 321 and 798 are about a secret that stands in the source. */
const HARD_CODED = /^CWE-(?:259|321|798)$/;

/** `["CWE-78"]`, and the registry's `CWE-78: Improper …`. */
function cwesOf(cwe: string | string[] | undefined): string[] {
  return [cwe ?? []].flat().flatMap((text) => /\bCWE-\d+\b/i.exec(text)?.[0].toUpperCase() ?? []);
}

/** The first sentence as a title, and what follows it. */
function sentences(message: string): { title: string; rest: string } {
  const text = message.trim().replaceAll(/\s+/g, ' ');
  const end = text.search(/[.!?](?:\s|$)/);
  return end < 0 ? { title: text, rest: '' } : { title: text.slice(0, end), rest: text.slice(end + 1).trim() };
}

/** The hard-coded value: our rules call it `$KEY`. */
function keyIn(metavars: Record<string, { abstract_content: string }> | null | undefined): string | undefined {
  return metavars?.['$KEY']?.abstract_content.replace(/^(["'`])(.*)\1$/s, '$2') || undefined;
}

/** A key or a password in the source is a secret, whose value, where it is printed, goes no further. */
function kindOf(cwes: string[], metavars: Parameters<typeof keyIn>[0]): Pick<RawFinding, 'kind' | 'secret'> {
  if (!cwes.some((cwe) => HARD_CODED.test(cwe))) return { kind: 'code' };
  const secret = keyIn(metavars);
  return { kind: 'secret', ...(secret === undefined ? {} : { secret }) };
}

/** For output that comes from elsewhere. */
const UNPREPARED: Prepared = { rules: {}, names: {}, wide: {}, official: [], gaps: [] };

/** Reads the results, without those that a comment silences in releases that print them. */
export function findingsOf({ results }: Report, { prepared, relative }: ParseContext): RawFinding[] {
  const { names, wide } = Prepared.safeParse(prepared).data ?? UNPREPARED;
  return results.flatMap(({ check_id, path, start, end, extra }, index) => {
    if (extra.is_ignored) return [];
    const { title, rest } = sentences(extra.message);
    const cwes = cwesOf(extra.metadata?.cwe);
    const { confidence } = extra.metadata ?? {};
    const message = [rest, ...(confidence ? [`Confidence: ${confidence.toLowerCase()}`] : [])].join(' ').trim();
    const helpUri = extra.metadata?.references?.[0];
    const file = names[relative(path)] ?? relative(path);
    const inBytes = [start.line, end.line].some((line) => wide[file]?.includes(line));
    const columns = inBytes ? {} : { startColumn: start.col, endColumn: end.col };
    return [
      {
        ...kindOf(cwes, extra.metavars),
        ruleId: check_id,
        title: title || check_id,
        ...(message ? { message } : {}),
        severity: SEVERITY[extra.severity.toUpperCase()] ?? 'unknown',
        nativeSeverity: extra.severity,
        location: { path: file, ...region({ startLine: start.line, endLine: end.line, ...columns }) },
        rule: { ...(helpUri ? { helpUri } : {}), ...(cwes.length > 0 ? { cwes } : {}) },
        pointer: pointer('results', index),
      },
    ];
  });
}
