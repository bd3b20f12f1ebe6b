import { advisoryId, bestOf } from '../correlation/advisory-groups.js';
import { packageName, type Row } from '../correlation/identity.js';
import { sortedUnique } from '../model/collections.js';
import type { Advisory, Finding, Location, Package, Source } from '../model/finding.js';
import { findsOf } from '../model/scanner.js';
import { type Severity, severityRank, worseSeverity } from '../model/severity.js';
import { riskOf } from '../risk/score.js';
import type { Issue } from './correlate.js';
import type { Executed } from './execute.js';

function locationsOf(rows: Row[]): Location[] {
  const places = new Map<string, Location>();
  for (const { location } of rows) {
    if (!location) continue;
    const key = JSON.stringify([location.path, location.startLine, location.resource, location.commit]);
    if (!places.has(key)) places.set(key, location);
  }
  return [...places.values()];
}

/** The advisory under the name of its group, with every other name that it was given. */
function advisoryOf(rows: Row[]): Advisory | undefined {
  const all = rows.flatMap(({ advisory }) => (advisory ? [advisory] : []));
  if (all.length === 0) return undefined;
  const { group } = rows[0] ?? {};
  const names = all.flatMap(({ id, aliases }) => [id, ...aliases]).map(advisoryId);
  const id = group?.name ?? bestOf(names);
  const rank = (name: string) => (name.startsWith('CVE-') ? 0 : name.startsWith('GHSA-') ? 1 : 2);
  const aliases = sortedUnique([...names, ...(group?.ids ?? [])])
    .filter((name) => name !== id)
    .sort((a, b) => rank(a) - rank(b));
  const cvss = new Map(
    all.flatMap(({ cvss: scores }) => scores.map((score) => [JSON.stringify(score), score] as const)),
  );
  const url = all.find(({ url: known }) => known)?.url;
  return {
    id,
    aliases,
    ...(group && group.assertions.length > 0 ? { assertions: group.assertions } : {}),
    cwes: sortedUnique(all.flatMap(({ cwes }) => cwes)),
    cvss: [...cvss.values()],
    ...(url ? { url } : {}),
  };
}

function packageOf(rows: Row[]): Package | undefined {
  const known = rows.flatMap((row) => (row.package ? [row.package] : []));
  const best = known.find(({ purl }) => purl) ?? known[0];
  return best && { ...best, name: packageName(best.ecosystem, best.name) };
}

function ruleOf(rows: Row[]): Finding['rule'] {
  const rules = rows.flatMap(({ rule }) => (rule ? [rule] : []));
  if (rules.length === 0) return undefined;
  const help = rules.find((rule) => rule.help)?.help;
  const helpUri = rules.find((rule) => rule.helpUri)?.helpUri;
  return {
    control: null,
    cwes: sortedUnique(rules.flatMap(({ cwes }) => cwes ?? [])),
    frameworks: [],
    ...(help ? { help } : {}),
    ...(helpUri ? { helpUri } : {}),
  };
}

function sourceOf({ scanner, ruleId, nativeSeverity, location, outputPath, pointer }: Row): Source {
  const place = location ? { location } : {};
  return { scanner, ruleId, severity: nativeSeverity, ...place, output: { path: outputPath, pointer } };
}

function agreementOf(rows: Row[], executed: Executed[]): Finding['agreement'] {
  const found = sortedUnique(rows.map(({ scanner }) => scanner));
  const kind = rows[0]?.kind;
  const paths = new Set(rows.map(({ location }) => location?.path));
  const looked = executed.filter(
    ({ run, looked: files }) =>
      kind && findsOf(run.scanner, run.input).includes(kind) && files.some((file) => paths.has(file)),
  );
  const others = looked.map(({ run }) => run.scanner.id).filter((id) => !found.includes(id));
  return { found, couldHaveFound: sortedUnique(others) };
}

function assessIssue({ id, rows }: Issue, executed: Executed[]): Finding {
  const severity = rows.reduce<Severity>((worst, row) => worseSeverity(worst, row.severity), 'unknown');
  const advisory = advisoryOf(rows);
  const pkg = packageOf(rows);
  const rule = ruleOf(rows);
  const versions = sortedUnique(rows.flatMap(({ fix }) => fix?.versions ?? []));
  const fix = rows.find((row) => row.fix)?.fix;
  const [first] = rows;
  return {
    id,
    kind: first.kind,
    title: first.title,
    ...(first.message === undefined ? {} : { message: first.message }),
    severity,
    risk: riskOf(severity, advisory?.cvss ?? []),
    locations: locationsOf(rows),
    ...(pkg ? { package: pkg } : {}),
    ...(advisory ? { advisory } : {}),
    ...(rule ? { rule } : {}),
    ...(fix ? { fix: { ...fix, ...(versions.length > 0 ? { versions } : {}) } } : {}),
    sources: rows.map(sourceOf),
    agreement: agreementOf(rows, executed),
    status: 'open',
  };
}

/** Says of each issue how much it matters and who agrees. Worst first; ties in the order of place and id. */
export function assess(issues: Issue[], executed: Executed[]): Finding[] {
  const placeOf = ({ locations: [place], id }: Finding) =>
    `${place?.path ?? ''}\0${String(place?.startLine ?? 0).padStart(9, '0')}\0${id}`;
  return issues
    .map((issue) => assessIssue(issue, executed))
    .map((finding) => ({ finding, place: placeOf(finding) }))
    .sort(
      (a, b) =>
        severityRank(a.finding.severity) - severityRank(b.finding.severity) ||
        b.finding.risk.score - a.finding.risk.score ||
        (a.place < b.place ? -1 : 1),
    )
    .map(({ finding }) => finding);
}
