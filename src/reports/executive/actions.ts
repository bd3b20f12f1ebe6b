import { groupBy, sortedUnique } from '../../model/collections.js';
import type { Finding } from '../../model/finding.js';
import { severityRank } from '../../model/severity.js';
import { clip, counted, listed, plainLine } from '../plain-text.js';
import { worstFirst } from '../terminal/findings.js';

/** One thing to do, and what it is good for. Texts are as scanners gave them: plain, not escaped. */
export interface Action {
  what: string;
  how: string;
  where: string;
  /** `12 issues, 3 of them critical`. */
  solves: string;
  /** The day by which the most urgent of them is due, as `2026-11-25`; undefined when none has one. */
  due: string | undefined;
}

const VERSIONS = 3;

/** What is done in one go: a package is upgraded, a rule is followed, a kind of secret is replaced. */
function keyOf({ kind, title, package: pkg, rule, sources: [source] }: Finding): string {
  if (pkg && kind === 'vulnerability') return JSON.stringify([kind, pkg.ecosystem, pkg.name, pkg.version]);
  if (kind === 'secret' || kind === 'malware') return JSON.stringify([kind, title]);
  return JSON.stringify([kind, rule?.control ?? [source?.scanner, source?.ruleId]]);
}

function upgrade(findings: Finding[], name: string): Pick<Action, 'what' | 'how'> {
  const versions = sortedUnique(findings.flatMap(({ fix }) => fix?.versions ?? []));
  const unfixed = findings.filter(({ fix }) => !fix).length;
  const shown = [...versions.slice(0, VERSIONS), ...(versions.length > VERSIONS ? ['others'] : [])];
  if (unfixed === findings.length)
    return { what: `Replace or isolate ${name}`, how: 'No version without the issue is known.' };
  const how = versions.length > 0 ? `Fixed in ${listed(shown)}.` : (findings[0]?.fix?.summary ?? '');
  const rest = unfixed > 0 ? ` For ${counted(unfixed, 'issue')} no fix is known.` : '';
  return { what: `Upgrade ${name}`, how: `${how}${rest}` };
}

function wordsFor(findings: Finding[], worst: Finding): Pick<Action, 'what' | 'how'> {
  const { kind, title, package: pkg, fix, rule } = worst;
  if (pkg && kind === 'vulnerability') return upgrade(findings, `${pkg.name} ${pkg.version ?? ''}`.trim());
  const how = fix?.summary ?? rule?.help ?? '';
  if (kind === 'secret') return { what: `Revoke and replace: ${title}`, how };
  if (kind === 'malware') return { what: `Remove: ${title}`, how };
  return { what: title, how };
}

function solves(findings: Finding[], worst: Finding): string {
  const same = findings.filter(({ severity }) => severity === worst.severity).length;
  const count = counted(findings.length, 'issue');
  if (same === findings.length) return `${count}, ${worst.severity}`;
  return `${count}, ${same.toLocaleString('en-US')} of them ${worst.severity}`;
}

/** The day of a moment that RFC 3339 writes. */
export function dayOf(moment: string | null | undefined): string | undefined {
  return /^\d{4}-\d{2}-\d{2}(?=T)/.exec(moment ?? '')?.[0];
}

function toAction(findings: Finding[]): Action[] {
  const [worst] = worstFirst(findings);
  if (worst === undefined) return [];
  const paths = sortedUnique(findings.flatMap(({ locations }) => locations.map(({ path }) => path)));
  const [first = ''] = paths;
  const where =
    paths.length > 1 ? `${clip(plainLine(first), 80)} and ${counted(paths.length - 1, 'other file')}` : first;
  const due = sortedUnique(findings.flatMap((finding) => dayOf(finding.due?.by) ?? []))[0];
  return [{ ...wordsFor(findings, worst), where, solves: solves(findings, worst), due }];
}

/** All that is to be done about open findings, the most urgent first: by the worst that it solves, then by how much. */
export function actionsFor(open: Finding[]): Action[] {
  const groups = [...groupBy(open, keyOf)].map(([key, findings]) => ({
    key,
    findings,
    rank: Math.min(...findings.map(({ severity }) => severityRank(severity))),
    risk: findings.reduce((most, { risk }) => Math.max(most, risk.score), 0),
  }));
  groups.sort(
    (a, b) => a.rank - b.rank || b.risk - a.risk || b.findings.length - a.findings.length || (a.key < b.key ? -1 : 1),
  );
  return groups.flatMap(({ findings }) => toAction(findings));
}
