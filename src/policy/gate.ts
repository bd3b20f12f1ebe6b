import { sortedUnique } from '../model/collections.js';
import { type CoverageEntry, isComplete } from '../model/coverage.js';
import type { FindingKind } from '../model/finding.js';
import type { Counted } from '../model/many-findings.js';
import type { GateRule, Verdict } from '../model/report.js';
import { atLeast, type GateSeverity } from '../model/severity.js';

export interface GateInput {
  findings: readonly Counted[];
  coverage: CoverageEntry[];
  /** Ids of scanners that only take stock: that they have listed all says nothing for the target. */
  stocktakers: string[];
  /** Paths of the target that no scanner could be given: no permission, a name that is no text. */
  unreachable: string[];
  /** Paths that are no longer what was scanned. */
  changed: string[];
  failOn: GateSeverity;
  interrupted: boolean;
}

/** Kinds whose severity nobody gave count as reaching the gate: none of them is harmless until somebody says so. */
const HARMFUL_UNTIL_SHOWN: FindingKind[] = ['vulnerability', 'secret', 'malware'];

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function severityRule({ findings, failOn }: GateInput): GateRule {
  const open = findings.filter(({ status }) => status === 'open');
  const known = open.filter(({ severity }) => atLeast(severity, failOn));
  const unknown = open.filter(({ severity, kind }) => severity === 'unknown' && HARMFUL_UNTIL_SHOWN.includes(kind));
  const violating = [...known, ...unknown];
  const parts = [
    ...(known.length > 0 ? [`${plural(known.length, 'open finding')} of severity ${failOn} or worse`] : []),
    ...(unknown.length > 0 ? [`${plural(unknown.length, 'open finding')} whose severity nobody gives`] : []),
  ];
  return {
    rule: `fail-on ${failOn}`,
    held: violating.length === 0,
    because: parts.join(', ') || `no open finding of severity ${failOn} or worse`,
    findings: violating.map(({ id }) => id),
  };
}

/** Lines of the roll call without which the result is not complete. */
function missingEvidence(coverage: CoverageEntry[]): CoverageEntry[] {
  return coverage.filter(
    (entry) => entry.required && !['not-applicable', 'disabled'].includes(entry.status) && !isComplete(entry),
  );
}

function changedText([first = '', ...others]: string[]): string {
  return others.length > 0 ? `${first} and ${plural(others.length, 'other path')}` : first;
}

function evidenceRule({ coverage, stocktakers, unreachable, changed, interrupted }: GateInput): GateRule {
  const missing = sortedUnique(missingEvidence(coverage).map(({ scanner }) => scanner));
  const lookers = coverage.filter(({ scanner }) => !stocktakers.includes(scanner));
  const nobody = !lookers.some((entry) => isComplete(entry) || entry.status === 'partial');
  const parts = [
    ...(interrupted ? ['the scan was interrupted'] : []),
    ...(missing.length > 0 ? [`the evidence of ${missing.join(', ')} is not complete`] : []),
    ...(unreachable.length > 0 ? [`${plural(unreachable.length, 'path')} of the target could not be read`] : []),
    ...(changed.length > 0 ? [`the target changed while it was scanned (${changedText(changed)})`] : []),
    ...(nobody && missing.length === 0 ? ['no scanner looked at anything'] : []),
  ];
  return {
    rule: 'evidence',
    held: parts.length === 0,
    because: parts.join('; ') || 'every required scanner looked at all of its input, and found its canary',
    findings: [],
  };
}

/** Applies the gate. A violated severity rule fails whatever the evidence; missing evidence is never a pass. */
export function judge(input: GateInput): { verdict: Verdict; rules: GateRule[] } {
  const severity = severityRule(input);
  const evidence = evidenceRule(input);
  const verdict = !severity.held ? 'fail' : evidence.held ? 'pass' : 'incomplete';
  return { verdict, rules: [severity, evidence] };
}
