import { agreementOf, type Looker } from '../correlation/agreement.js';
import { advisoryOf, fixOf, locationsOf, packageOf, ruleOf, sourceOf } from '../correlation/facts.js';
import { packageKey } from '../correlation/packages.js';
import type { Finding } from '../model/finding.js';
import { DEFAULT_DUE, DEFAULT_RISK, type DueTimes } from '../model/risk-settings.js';
import { findsOf } from '../model/scanner.js';
import { type Severity, severityRank, worseSeverity } from '../model/severity.js';
import { dueOf } from '../risk/due.js';
import { withThreats } from '../risk/feeds.js';
import { scopeOf } from '../risk/place.js';
import { type RiskContext, riskOf } from '../risk/score.js';
import type { Issue } from './correlate.js';
import type { Executed } from './execute.js';

/** What the risk of a finding depends on beside the finding. */
export interface Circumstances extends RiskContext {
  due: DueTimes;
  /** When the scan started: from then on counts the time to act on what was not seen before. */
  scanned: Date;
}

function plainCircumstances(): Circumstances {
  return { ...DEFAULT_RISK, feeds: {}, isImage: false, due: DEFAULT_DUE, scanned: new Date() };
}

/** What the runs of a scan looked at, for who could have found an issue. */
export function lookersOf(executed: Executed[]): Looker[] {
  return executed.map(({ run: { scanner, input }, looked, findings, entry }) => ({
    scanner: scanner.id,
    finds: findsOf(scanner, input),
    files: new Set(looked),
    database: entry.database,
    notCovered: entry.notCovered,
    packages: new Set(findings.flatMap((finding) => (finding.package ? [packageKey(finding.package)] : []))),
  }));
}

function assessIssue(issue: Issue, lookers: Looker[], circumstances: Circumstances): Finding {
  const { id, kind, rows, control } = issue;
  const severity = rows.reduce<Severity>((worst, row) => worseSeverity(worst, row.severity), 'unknown');
  const named = advisoryOf(rows);
  const advisory = named && withThreats(named, circumstances.feeds);
  const scope = scopeOf(rows);
  const known = packageOf(rows);
  const pkg = known && { ...known, ...(scope ? { scope } : {}) };
  const rule = ruleOf(rows, control);
  const fix = fixOf(rows);
  const [first] = rows;
  const assessed = {
    kind,
    severity,
    locations: locationsOf(rows),
    ...(pkg ? { package: pkg } : {}),
    ...(advisory ? { advisory } : {}),
    ...(fix ? { fix } : {}),
    ...(rows.some(({ verified }) => verified) ? { verified: true } : {}),
    agreement: agreementOf(issue, lookers),
  };
  return {
    id,
    title: control?.title ?? first.title,
    ...(first.message === undefined ? {} : { message: first.message }),
    ...assessed,
    risk: riskOf(assessed, circumstances),
    // Whether it was seen before is not known here.
    due: dueOf(severity, circumstances.due, undefined, circumstances.scanned),
    ...(rule ? { rule } : {}),
    sources: rows.map(sourceOf),
    status: 'open',
  };
}

/** Says of each issue how much it matters and who agrees. Worst first; ties in the order of place and id. */
export function assess(issues: Issue[], lookers: Looker[], circumstances = plainCircumstances()): Finding[] {
  const placeOf = ({ locations: [place], id }: Finding) =>
    `${place?.path ?? ''}\0${String(place?.startLine ?? 0).padStart(9, '0')}\0${id}`;
  return issues
    .map((issue) => assessIssue(issue, lookers, circumstances))
    .map((finding) => ({ finding, place: placeOf(finding) }))
    .sort(
      (a, b) =>
        severityRank(a.finding.severity) - severityRank(b.finding.severity) ||
        b.finding.risk.score - a.finding.risk.score ||
        (a.place < b.place ? -1 : 1),
    )
    .map(({ finding }) => finding);
}
