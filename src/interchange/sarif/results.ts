import { severityOfScores } from '../../model/cvss.js';
import type { FindingKind, Location, RawFinding } from '../../model/finding.js';
import { FindingKind as Kind } from '../../model/finding.js';
import { advisoryIn, cweIn } from '../advisories.js';
import type { Acceptance, ReadingContext } from '../context.js';
import { type Rated, ratedBy, severityOfLevel, severityOfRank } from '../severities.js';
import { firstLine, isObject, type Json, listAt, numberAt, objectAt, textAt, textsAt } from '../values.js';
import { ecosystemOfInstalled, packageFacts } from './packages.js';
import { messageText, type RuleFacts } from './rules.js';
import type { SarifRun } from './run.js';

/** Results that are none: it looked and found nothing, or had nothing to look at. SARIF 3.27.9 */
const NO_FINDING = new Set(['pass', 'notApplicable', 'informational']);

/** Scanners that give secrets no severity: who has one can use it. */
const UNRATED_SECRET: Rated = { severity: 'high', native: null };

function kindOf(rule: RuleFacts, result: Json, run: SarifRun): FindingKind {
  const [only] = run.named;
  if (run.named.length === 1 && only?.finds.length === 1 && only.finds[0] !== undefined) return only.finds[0];
  const ours = run.isOurs ? Kind.safeParse(textAt(objectAt(result, 'properties'), 'kind')) : undefined;
  return ours?.data ?? rule.kind ?? only?.finds[0] ?? 'code';
}

function ratedOf(result: Json, rule: RuleFacts, kind: FindingKind, scanner: string): Rated {
  const own = ratedBy(result['properties']) ?? rule.rated;
  if (own) return own;
  const level = textAt(result, 'level') ?? rule.level;
  if (level === undefined && kind === 'secret') return UNRATED_SECRET;
  if (level !== undefined) return { severity: severityOfLevel(level, scanner), native: level };
  const rank = numberAt(result, 'rank');
  if (rank !== undefined && rank >= 0) return { severity: severityOfRank(rank), native: String(rank) };
  // What it is where nothing is said. SARIF 3.27.10
  return { severity: severityOfLevel('warning', scanner), native: null };
}

/** Whether somebody accepted a result: all its suppressions stand. SARIF 3.27.23 */
function acceptanceOf(result: Json, scanner: string): Acceptance | undefined {
  const suppressions = listAt(result, 'suppressions');
  const [first] = suppressions;
  const isStanding = (one: unknown) => (textAt(one, 'status') ?? 'accepted') === 'accepted';
  if (first === undefined || !suppressions.every(isStanding)) return undefined;
  const justification = textAt(first, 'justification');
  const inSource = textAt(first, 'kind') === 'inSource';
  return {
    status: textAt(objectAt(first, 'properties'), 'muster') === 'notAffected' ? 'notAffected' : 'suppressed',
    reason: justification ?? (inSource ? 'suppressed by a comment in the source' : 'suppressed, without a reason'),
    by: inSource ? `${scanner}, in the source` : `${scanner}, in its log`,
  };
}

function titleOf(kind: FindingKind, rule: RuleFacts, message: string, named: string | undefined): string {
  if (kind === 'vulnerability') return rule.title ?? (named === undefined ? firstLine(message) || rule.id : named);
  // A message of an unknown tool about a secret may show it.
  if (kind === 'secret') return rule.title ?? rule.info?.name ?? rule.id;
  const isLine = message !== '' && message.length <= 200 && !message.includes('\n');
  return isLine ? message : (rule.title ?? (firstLine(message) || rule.id));
}

const NO_SECRET: { secret?: string; commit?: string } = {};

/** Gitleaks prints the value itself as the snippet, and the commit among the fingerprints. */
function secretFacts(result: Json): { secret?: string; commit?: string } {
  const region = objectAt(objectAt(listAt(result, 'locations')[0], 'physicalLocation'), 'region');
  const secret = textAt(objectAt(region, 'snippet'), 'text');
  const commit = textAt(objectAt(result, 'partialFingerprints'), 'commitSha');
  const isShown = secret !== undefined && !/^REDACTED$|\.\.\.$/.test(secret);
  return { ...(isShown ? { secret } : {}), ...(commit ? { commit } : {}) };
}

/** The logical place: a resource, where it is about one. Packages and functions are no resources. */
function resourceOf(location: unknown): string | undefined {
  const logical = listAt(location, 'logicalLocations').find((one) => {
    const kind = textAt(one, 'kind');
    return kind === 'resource' || kind === 'object';
  });
  return textAt(logical, 'fullyQualifiedName') ?? textAt(logical, 'name');
}

/** Trivy gives the image itself as the place of a package of the distribution. */
const OF_DISTRIBUTION = 'OsPackageVulnerability';

function locationOf(
  location: unknown,
  kind: FindingKind,
  commit: string | undefined,
  run: SarifRun,
): Location | undefined {
  const place = run.places.locationAt(location, kind === 'vulnerability');
  const resource = kind === 'misconfiguration' ? resourceOf(location) : undefined;
  if (place && resource !== undefined) place.resource = resource;
  if (place && commit !== undefined) place.commit = commit;
  return place;
}

/** Who found a result of Muster's own log, and by which rule: `bandit/B602`, or an advisory of several. */
function ownSources(result: Json, rule: RuleFacts): { scanner: string; ruleId: string }[] {
  const foundBy = textsAt(result['properties'], 'foundBy');
  const [, scanner, ruleId] = /^([a-z0-9][a-z0-9-]*)\/(.+)$/.exec(rule.id) ?? [];
  if (scanner !== undefined && ruleId !== undefined && rule.advisory === undefined) return [{ scanner, ruleId }];
  return (foundBy.length > 0 ? foundBy : ['muster']).map((one) => ({ scanner: one, ruleId: rule.id }));
}

function vulnerabilityFacts(
  result: Json,
  rule: RuleFacts,
  message: string,
  place: Location | undefined,
  context: ReadingContext,
) {
  const ecosystem =
    place === undefined ? undefined : (context.ecosystemOf(place.path) ?? ecosystemOfInstalled(place.path));
  const about = packageFacts(result, rule, message, ecosystem);
  const id = rule.advisory ?? advisoryIn(textAt(result, 'ruleId') ?? '') ?? rule.id;
  const aliases = [...new Set([...rule.aliases, ...(about?.aliases ?? [])])].filter((other) => other !== id).sort();
  const url = rule.info?.helpUri;
  const advisory = { id, aliases, cwes: rule.cwes, cvss: rule.cvss, ...(url ? { url } : {}) };
  const fixed = about?.fixed ?? [];
  return { id, advisory, about, fixed };
}

/**
 * Conftest's log has one rule for all that a package denies, with the metadata of the first of them: the sentence is what
 * tells one from the next, and what Muster's own policies print to show that they ran is no finding.
 */
function conftestRule(rule: RuleFacts, message: string): RuleFacts | undefined {
  if (objectAt(rule.descriptor, 'properties')?.['seen'] === true) return undefined;
  return { ...rule, id: `${rule.id}: ${firstLine(message)}`, rated: undefined, cwes: [], info: undefined };
}

/** The CWEs of a result beside those of its rule. SARIF 3.27.8 */
function taxaOf(result: Json): string[] {
  return listAt(result, 'taxa').flatMap((taxon) => {
    const isCwe = textAt(objectAt(taxon, 'toolComponent'), 'name')?.toUpperCase() === 'CWE';
    return isCwe ? (cweIn(textAt(taxon, 'id') ?? '') ?? []) : [];
  });
}

function infoOf(result: Json, rule: RuleFacts): RawFinding['rule'] {
  const own = result['taxa'] === undefined ? [] : taxaOf(result);
  const more = own.filter((cwe) => !rule.cwes.includes(cwe));
  return more.length === 0 ? rule.info : { ...rule.info, cwes: [...rule.cwes, ...more] };
}

/** Rows of a vulnerability: one for each place in which the package stands. */
function vulnerabilityRows(
  base: RawFinding,
  result: Json,
  rule: RuleFacts,
  message: string,
  run: SarifRun,
  context: ReadingContext,
): RawFinding[] {
  const printed = rule.info?.name === OF_DISTRIBUTION ? [] : listAt(result, 'locations');
  const places = printed.flatMap((one) => locationOf(one, 'vulnerability', undefined, run) ?? []);
  const { id, advisory, about, fixed } = vulnerabilityFacts(result, rule, message, places[0], context);
  const named = about && `${id} in ${about.package.name} ${about.package.version ?? ''}`.trim();
  const severity = base.severity === 'unknown' ? severityOfScores(rule.cvss) : base.severity;
  const row: RawFinding = {
    ...base,
    ruleId: id,
    title: titleOf('vulnerability', rule, message, named),
    severity,
    advisory,
    ...(about ? { package: about.package } : {}),
    ...(about && fixed.length > 0
      ? { fix: { summary: `Update ${about.package.name} to ${fixed.join(' or ')}, or later`, versions: fixed } }
      : {}),
  };
  return places.length === 0 ? [row] : places.map((location) => ({ ...row, location }));
}

/** The row of what is no vulnerability: it stands at one place. */
function plainRow(
  base: RawFinding,
  result: Json,
  rule: RuleFacts,
  message: string,
  run: SarifRun,
  scanner: string,
): RawFinding {
  const { kind } = base;
  const { secret, commit } = scanner === 'gitleaks' ? secretFacts(result) : NO_SECRET;
  const location = locationOf(listAt(result, 'locations')[0], kind, commit, run);
  base.title = titleOf(kind, rule, message, undefined);
  if (kind !== 'secret' && message !== '' && message !== base.title) base.message = message;
  if (location !== undefined) base.location = location;
  if (secret !== undefined) base.secret = secret;
  return base;
}

/** Takes a row, the scanner that it counts as, and whether somebody accepted it. */
export type TellRow = (scanner: string, finding: RawFinding, accepted: Acceptance | undefined) => void;

/**
 * Reads a result.
 * @param index of the result in its run
 * @param tell gets each row with the scanner that it counts as; none for a result that tells of no finding. Called back
 * rather than given a list: of results there may be millions
 */
export function readResult(
  result: unknown,
  index: number,
  run: SarifRun,
  context: ReadingContext,
  tell: TellRow,
): void {
  if (!isObject(result)) return;
  if (NO_FINDING.has(textAt(result, 'kind') ?? '') || result['baselineState'] === 'absent') return;
  const printed = run.ruleOf(result);
  const kind = kindOf(printed, result, run);
  const scanner = run.scannerFor(kind);
  const message = messageText(result['message'], printed.descriptor);
  const rule = scanner === 'conftest' ? conftestRule(printed, message) : printed;
  if (rule === undefined) return;
  const rated = ratedOf(result, rule, kind, scanner);
  const base: RawFinding = {
    kind,
    ruleId: rule.id,
    title: '',
    severity: rated.severity,
    nativeSeverity: rated.native,
    pointer: `/runs/${run.index}/results/${index}`,
  };
  const info = infoOf(result, rule);
  if (info !== undefined) base.rule = info;
  const accepted = result['suppressions'] === undefined ? undefined : acceptanceOf(result, scanner);
  const give = (row: RawFinding) => {
    if (!run.isOurs) tell(scanner, row, accepted);
    else
      for (const source of ownSources(result, rule)) tell(source.scanner, { ...row, ruleId: source.ruleId }, accepted);
  };
  if (kind !== 'vulnerability') give(plainRow(base, result, rule, message, run, scanner));
  else for (const row of vulnerabilityRows(base, result, rule, message, run, context)) give(row);
}
