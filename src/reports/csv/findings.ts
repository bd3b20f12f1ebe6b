import type { Finding } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { countedByGate } from '../counted.js';
import { foundBy, worstFirst } from '../terminal/findings.js';
import { type Columns, joined } from './cell.js';

/** A row: a finding, or a reason why what is not listed may be there all the same. */
export interface FindingRow {
  finding?: Finding;
  /** Why evidence is missing. */
  missing?: string;
  /** Whether the gate counts it against the verdict. */
  counted: boolean;
}

function cweOf({ advisory, rule }: Finding): string {
  return joined([...(advisory?.cwes ?? []), ...(rule?.cwes ?? [])]);
}

/** The highest base score that anybody gives. */
function scoreOf({ advisory }: Finding): number | undefined {
  const scores = (advisory?.cvss ?? []).flatMap(({ score }) => score ?? []);
  return scores.length > 0 ? Math.max(...scores) : undefined;
}

export const FINDING_COLUMNS: Columns<FindingRow> = {
  id: ({ finding }) => finding?.id ?? 'evidence',
  status: ({ finding }) => finding?.status ?? 'incomplete',
  gate: ({ counted }) => counted,
  severity: ({ finding }) => finding?.severity,
  risk: ({ finding }) => finding?.risk.score,
  kind: ({ finding }) => finding?.kind,
  title: ({ finding, missing }) => finding?.title ?? missing,
  package: ({ finding }) => finding?.package?.name,
  version: ({ finding }) => finding?.package?.version,
  ecosystem: ({ finding }) => finding?.package?.ecosystem,
  fixedIn: ({ finding }) => joined(finding?.fix?.versions ?? []),
  fix: ({ finding }) => finding?.fix?.summary,
  advisory: ({ finding }) => finding?.advisory?.id,
  aliases: ({ finding }) => joined(finding?.advisory?.aliases ?? []),
  cwes: ({ finding }) => finding && cweOf(finding),
  cvss: ({ finding }) => finding && scoreOf(finding),
  epss: ({ finding }) => finding?.advisory?.epss?.probability,
  kev: ({ finding }) => finding?.advisory?.kev?.dateAdded,
  control: ({ finding }) => finding?.rule?.control,
  path: ({ finding }) => finding?.locations[0]?.path,
  line: ({ finding }) => finding?.locations[0]?.startLine,
  places: ({ finding }) => finding?.locations.length,
  scanners: ({ finding }) => finding && foundBy(finding),
  due: ({ finding }) => finding?.due?.by ?? finding?.due?.because,
  firstSeen: ({ finding }) => finding?.firstSeen,
  suppressionReason: ({ finding }) => finding?.suppression?.reason,
  suppressedBy: ({ finding }) => finding?.suppression?.owner ?? finding?.suppression?.by,
  suppressedUntil: ({ finding }) => finding?.suppression?.expires,
};

/**
 * What is missing in the evidence comes first, a row for each rule of the gate that it breaks: a file without rows would
 * read as "nothing there". Then the findings, worst first, whatever their status.
 */
export function findingRows(report: Report): FindingRow[] {
  const { gate, verdict, findings } = report;
  const broken = gate.rules.filter(({ held }) => !held);
  const counted = countedByGate(report);
  const missing = broken.filter((rule) => rule.findings.length === 0).map(({ because }) => because);
  if (verdict === 'incomplete' && missing.length === 0) missing.push('evidence is missing');
  return [
    ...missing.map((text) => ({ missing: text, counted: true })),
    ...worstFirst(findings).map((finding) => ({ finding, counted: counted.has(finding.id) })),
  ];
}
