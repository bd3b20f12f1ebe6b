import { isComplete } from '../model/coverage.js';
import type { Finding, FindingKind } from '../model/finding.js';
import type { Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import type { ReportFile } from './format.js';
import { fileOf, toCodeWeaknesses, toPackageVulnerability } from './ocsf/vulnerability.js';
import { jsonText, plainLine, plainText } from './plain-text.js';
import { webAddress } from './sarif/absolute-uri.js';
import { targetCommit, targetName } from './sbom/target.js';
import { stableUuid } from './stable-uuid.js';

const VERSION = '1.8.0';

/** @see https://schema.ocsf.io/1.8.0/categories/findings */
const CLASSES = {
  vulnerability: { uid: 2002, name: 'Vulnerability Finding' },
  compliance: { uid: 2003, name: 'Compliance Finding' },
  detection: { uid: 2004, name: 'Detection Finding' },
  application: { uid: 2007, name: 'Application Security Posture Finding' },
} as const;
type ClassName = keyof typeof CLASSES;

const CLASS_OF: Record<FindingKind, ClassName> = {
  vulnerability: 'vulnerability',
  misconfiguration: 'compliance',
  secret: 'detection',
  malware: 'detection',
  code: 'application',
  license: 'application',
  practice: 'application',
};

const SEVERITIES: Record<Severity, { severity_id: number; severity: string }> = {
  unknown: { severity_id: 0, severity: 'Unknown' },
  info: { severity_id: 1, severity: 'Informational' },
  low: { severity_id: 2, severity: 'Low' },
  medium: { severity_id: 3, severity: 'Medium' },
  high: { severity_id: 4, severity: 'High' },
  critical: { severity_id: 5, severity: 'Critical' },
};

/** What is in the baseline is as open as any: that nobody is asked to mend it now stands in the detail. */
function statusOf({ status, suppression }: Finding): object {
  const told = [status, suppression?.reason ?? '', suppression ? `by ${suppression.by}` : ''];
  const detail = { status_detail: plainLine(told.filter((part) => part !== '').join('; ')) };
  if (status === 'suppressed' || status === 'notAffected') return { status_id: 3, status: 'Suppressed', ...detail };
  return { status_id: 1, status: 'New', ...(status === 'open' ? {} : detail) };
}

interface Whole {
  report: Report;
  /** Of the scan, which every event names. */
  scan: string;
}

function metadataOf({ report, scan }: Whole, uid: string): object {
  return {
    version: VERSION,
    product: { name: 'Muster', vendor_name: 'Muster', version: plainLine(report.tool.version) },
    uid: stableUuid(`${scan}\0${uid}`),
    correlation_uid: scan,
  };
}

function infoOf(finding: Finding): object {
  const { id, kind, title, message, rule, advisory, sources, agreement, firstSeen } = finding;
  const name = plainLine(rule?.control ?? sources[0]?.ruleId ?? '');
  const page = webAddress(rule?.helpUri ?? advisory?.url);
  const seen = Date.parse(firstSeen ?? '');
  return {
    uid: plainLine(id),
    title: plainLine(title),
    ...(message === undefined ? {} : { desc: plainText(message) }),
    types: [kind],
    analytic: { type_id: 1, type: 'Rule', uid: name || 'unnamed', ...(rule?.control ? { name } : {}) },
    data_sources: agreement.found.map(plainLine),
    ...(page === undefined ? {} : { src_url: page }),
    ...(Number.isFinite(seen) ? { first_seen_time: seen } : {}),
  };
}

/** What only events of its class say of a finding. */
function ownPart(finding: Finding, { report }: Whole): object {
  const summary = plainText(finding.fix?.summary ?? '');
  const remediation = summary === '' ? {} : { remediation: { desc: summary } };
  switch (CLASS_OF[finding.kind]) {
    case 'vulnerability':
      return { vulnerabilities: [toPackageVulnerability(finding)] };
    case 'compliance':
      return {
        compliance: {
          control: plainLine(finding.rule?.control ?? finding.sources[0]?.ruleId ?? '') || 'unnamed',
          standards: (finding.rule?.frameworks ?? []).map(plainLine),
          status_id: 3,
          status: 'Fail',
        },
        ...remediation,
      };
    case 'detection':
      return {
        evidences: finding.locations.map((place) => ({
          file: fileOf(place),
          data: {
            ...(place.startLine === undefined ? {} : { startLine: place.startLine }),
            ...(place.commit === undefined ? {} : { commit: plainLine(place.commit) }),
          },
        })),
        ...remediation,
      };
    case 'application': {
      const weaknesses = toCodeWeaknesses(finding);
      return {
        application: { name: targetName(report) },
        ...(weaknesses.length > 0 ? { vulnerabilities: weaknesses } : {}),
        ...remediation,
      };
    }
  }
}

function toEvent(finding: Finding, whole: Whole): object {
  const { uid, name } = CLASSES[CLASS_OF[finding.kind]];
  const { report } = whole;
  const commit = targetCommit(report);
  const { id, risk, due, locations, sources, agreement, status, suppression, verified } = finding;
  return {
    ...{ category_uid: 2, category_name: 'Findings', class_uid: uid, class_name: name },
    ...{ activity_id: 1, activity_name: 'Create', type_uid: uid * 100 + 1, type_name: `${name}: Create` },
    time: Date.parse(report.finishedAt),
    ...SEVERITIES[finding.severity],
    ...statusOf(finding),
    message: plainLine(finding.title),
    metadata: metadataOf(whole, id),
    finding_info: infoOf(finding),
    resources: [
      {
        ...{ name: targetName(report), type: report.target.kind },
        ...(commit === undefined ? {} : { version: commit }),
      },
    ],
    ...ownPart(finding, whole),
    unmapped: { muster: { status, suppression, risk, due, verified, locations, sources, agreement } },
  };
}

/** The scan itself: without it, no finding would read like nothing to find. */
function scanEvent(whole: Whole): object {
  const { report, scan } = whole;
  const { startedAt, finishedAt, verdict, gate, coverage, blindSpots, silenced, riskData, target, interrupted } =
    report;
  const isWhole = !interrupted && coverage.every((entry) => !entry.required || isComplete(entry));
  const [activity, activityName] = interrupted ? [3, 'Cancelled'] : [2, 'Completed'];
  const [start, end] = [Date.parse(startedAt), Date.parse(finishedAt)];
  return {
    ...{ category_uid: 6, category_name: 'Application Activity', class_uid: 6007, class_name: 'Scan Activity' },
    ...{ activity_id: activity, activity_name: activityName },
    ...{ type_uid: 600700 + activity, type_name: `Scan Activity: ${activityName}` },
    ...{ time: end, start_time: start, end_time: end, duration: Math.max(0, end - start) },
    ...SEVERITIES.info,
    ...(isWhole ? { status_id: 1, status: 'Success' } : { status_id: 2, status: 'Failure' }),
    status_detail: isWhole ? `verdict: ${verdict}` : `verdict: ${verdict}; required evidence is missing`,
    message: `Scan of ${targetName(report)}: ${verdict}`,
    metadata: metadataOf(whole, 'scan'),
    scan: { type_id: 0, type: 'Unknown', name: 'muster scan', uid: scan },
    num_detections: report.findings.length,
    unmapped: { muster: { verdict, interrupted, target, gate, coverage, blindSpots, silenced, riskData } },
  };
}

function* lines(report: Report): Generator<string> {
  const { target, startedAt, finishedAt } = report;
  const whole = { report, scan: stableUuid(jsonText([target, startedAt, finishedAt])) };
  yield `${jsonText(scanEvent(whole))}\n`;
  for (const finding of report.findings) yield `${jsonText(toEvent(finding, whole))}\n`;
}

/** `reports/findings.ocsf.jsonl`: the scan as an event, then a finding an event, as OCSF 1.8 has them. */
export function ocsfEvents(report: Report): ReportFile[] {
  return [{ path: 'reports/findings.ocsf.jsonl', content: lines(report) }];
}
