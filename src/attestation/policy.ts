import type { AttestationStatement, AttestedCoverage, Predicate } from '../model/attestation.js';
import { isComplete } from '../model/coverage.js';
import { atLeast, type GateSeverity } from '../model/severity.js';
import { SEVERITIES } from '../model/severity-names.js';

/** What is asked of an attestation whose signature counts. Times are in milliseconds. */
export interface Policy {
  /** A commit, a tree or an image, by its digest; undefined when any will do. */
  subject: Digest | undefined;
  allowIncomplete: boolean;
  failOn: GateSeverity | undefined;
  /** Ids of scanners whose evidence has to be complete. */
  require: string[];
  maxAge: number | undefined;
  maxDatabaseAge: number | undefined;
  blindSpots: boolean;
  silenced: boolean;
  suppressed: boolean;
}

export interface Digest {
  /** As in-toto names it; undefined when the user did not say. */
  algorithm: string | undefined;
  /** Lower-case hexadecimal. */
  hex: string;
}

/** One thing that was asked. `incomplete` is a no for want of evidence. */
export interface Condition {
  condition: string;
  answer: 'yes' | 'no' | 'incomplete';
  because: string;
}

const HOUR = 3_600_000;
/** How far the clocks of two machines may be apart. */
const CLOCK_SKEW = 5 * 60_000;

function ageText(milliseconds: number): string {
  const hours = milliseconds / HOUR;
  if (hours < 1) return `${Math.max(0, Math.round(milliseconds / 60_000))} min`;
  return hours < 48 ? `${Math.round(hours * 10) / 10} h` : `${Math.round(hours / 24)} days`;
}

function yesOr(held: boolean, otherwise: 'no' | 'incomplete'): Condition['answer'] {
  return held ? 'yes' : otherwise;
}

function subjectCondition({ subject }: AttestationStatement, wanted: Digest | undefined): Condition {
  const has = subject.flatMap(({ name, digest }) =>
    Object.entries(digest).map(([algorithm, hex]) => ({
      algorithm,
      hex,
      text: `${algorithm}:${hex}${name === '.' ? '' : ` (${name})`}`,
    })),
  );
  const matches = ({ algorithm, hex }: { algorithm: string; hex: string }) =>
    hex === wanted?.hex && (wanted.algorithm === undefined || wanted.algorithm === algorithm);
  const held = wanted === undefined || has.some(matches);
  const it = has.map(({ text }) => text).join(', ');
  return {
    condition: 'subject',
    answer: yesOr(held, 'no'),
    because: held
      ? `it is of ${it}${wanted ? '' : '; none was asked for'}`
      : `it is of ${it}, and not of ${wanted?.hex}`,
  };
}

function verdictCondition({ verdict, gate, interrupted }: Predicate, allowIncomplete: boolean): Condition {
  const broken = gate.filter(({ held }) => !held).map(({ rule, because }) => `${rule}: ${because}`);
  const reasons = `${verdict}${broken.length > 0 ? `; ${broken.join('; ')}` : ''}`;
  const say = (answer: Condition['answer'], because: string) => ({ condition: 'verdict', answer, because });
  if (verdict === 'fail') return say('no', reasons);
  if (verdict === 'pass' && (broken.length > 0 || interrupted || gate.length === 0)) {
    return say(
      'no',
      `pass, which its own gate does not bear out: ${broken.join('; ') || 'it did not hold to its end'}`,
    );
  }
  if (verdict === 'pass')
    return say('yes', `pass; ${gate.map(({ rule, because }) => `${rule}: ${because}`).join('; ')}`);
  return say(allowIncomplete ? 'yes' : 'incomplete', `${reasons}${allowIncomplete ? '; that is allowed' : ''}`);
}

function severityCondition({ findings: { open } }: Predicate, failOn: GateSeverity): Condition {
  // Nobody has said how bad an unknown one is.
  const bad = SEVERITIES.filter(
    (severity) => open[severity] > 0 && (severity === 'unknown' || atLeast(severity, failOn)),
  );
  return {
    condition: `fail-on ${failOn}`,
    answer: yesOr(bad.length === 0, 'no'),
    because:
      bad.map((severity) => `${open[severity]} open, ${severity}`).join('; ') ||
      `no open finding of severity ${failOn} or worse`,
  };
}

function missingIn(entry: AttestedCoverage): string | undefined {
  if (isComplete(entry) || entry.status === 'not-applicable') return undefined;
  const where = entry.input === '.' ? '' : `${entry.input}: `;
  if (entry.status === 'completed')
    return `${where}its canary was ${entry.canary === 'missed' ? 'missed' : 'not tested'}`;
  return `${where}${entry.status}${entry.reason ? `: ${entry.reason}` : ''}`;
}

function scannerCondition({ coverage }: Predicate, id: string): Condition {
  const entries = coverage.filter(({ scanner }) => scanner === id);
  const missing = entries.flatMap((entry) => missingIn(entry) ?? []);
  const idle = entries.every(({ status }) => status === 'not-applicable');
  const evidence = idle
    ? 'there was nothing for it in the target'
    : 'it looked at all of its input, and found its canary';
  return {
    condition: `require ${id}`,
    answer: yesOr(entries.length > 0 && missing.length === 0, 'incomplete'),
    because: entries.length === 0 ? 'it is not in the roll call' : missing.join('; ') || evidence,
  };
}

function ageCondition({ startedAt, finishedAt }: Predicate, maxAge: number | undefined, now: Date): Condition {
  const [start, end] = [Date.parse(startedAt), Date.parse(finishedAt)];
  const age = now.getTime() - end;
  const say = (held: boolean, because: string): Condition => ({ condition: 'age', answer: yesOr(held, 'no'), because });
  if (age < -CLOCK_SKEW) return say(false, `it says that it was made at ${finishedAt}, which is yet to come`);
  if (start > end) return say(false, `it says that it ended (${finishedAt}) before it began (${startedAt})`);
  const text = `${ageText(age)} old (${finishedAt})`;
  if (maxAge === undefined) return say(true, `${text}; no limit was asked for`);
  return say(age <= maxAge, age <= maxAge ? text : `${text}, and ${ageText(maxAge)} is the most`);
}

/** Rules of Muster's own change with its version alone, which the statement names. */
const OWN_DATA = /^Muster's /;

/**
 * Data grows old after the scan as well: what counts is how old it is now. Data without a date cannot show that it is
 * fresh enough. Without a list the scanners count that the verdict depends on.
 */
function databaseCondition({ coverage }: Predicate, require: string[], maxAge: number, now: Date): Condition {
  const counts = ({ scanner, required }: AttestedCoverage) =>
    require.length > 0 ? require.includes(scanner) : required;
  const looked = coverage.filter((entry) => counts(entry) && ['completed', 'partial'].includes(entry.status));
  const old: string[] = [];
  const undated: string[] = [];
  let fresh = 0;
  for (const { scanner, database } of looked) {
    if (database === undefined || OWN_DATA.test(database.name)) continue;
    const age = now.getTime() - Date.parse(database.updatedAt ?? '');
    if (Number.isNaN(age)) undated.push(`${scanner}: ${database.name} does not say how old it is`);
    else if (age > maxAge) old.push(`${scanner}: ${database.name} is ${ageText(age)} old (${database.updatedAt})`);
    else fresh += 1;
  }
  const fine = fresh === 0 ? 'none of the scanners that count has a database' : `none is older than ${ageText(maxAge)}`;
  return {
    condition: 'database age',
    answer: old.length > 0 ? 'no' : yesOr(undated.length === 0, 'incomplete'),
    because: [...new Set([...old, ...undated])].join('; ') || fine,
  };
}

function none(condition: string, answer: 'no' | 'incomplete', found: string[], otherwise: string): Condition {
  return { condition, answer: yesOr(found.length === 0, answer), because: found.join('; ') || otherwise };
}

/** Everything that is asked of a statement, with its answer. The signature is not among it. */
export function judgeStatement(statement: AttestationStatement, policy: Policy, now: Date): Condition[] {
  const { predicate } = statement;
  const { blindSpots, silenced, findings } = predicate;
  return [
    subjectCondition(statement, policy.subject),
    verdictCondition(predicate, policy.allowIncomplete),
    ...(policy.failOn ? [severityCondition(predicate, policy.failOn)] : []),
    ...policy.require.map((id) => scannerCondition(predicate, id)),
    ageCondition(predicate, policy.maxAge, now),
    ...(policy.maxDatabaseAge === undefined
      ? []
      : [databaseCondition(predicate, policy.require, policy.maxDatabaseAge, now)]),
    ...(policy.blindSpots
      ? []
      : [
          none(
            'no blind spots',
            'incomplete',
            blindSpots.map(({ what, paths }) => `${what}: ${paths === 1 ? '1 path' : `${paths} paths`}`),
            'there is none',
          ),
        ]),
    ...(policy.silenced
      ? []
      : [
          none(
            'nothing silenced',
            'no',
            silenced.map(({ by, count }) => `${count} by ${by}`),
            'nothing is',
          ),
        ]),
    ...(policy.suppressed
      ? []
      : [
          none(
            'nothing suppressed',
            'no',
            (['suppressed', 'baseline', 'notAffected'] as const)
              .filter((one) => findings[one] > 0)
              .map((one) => `${findings[one]} ${one}`),
            'nothing is',
          ),
        ]),
  ];
}
