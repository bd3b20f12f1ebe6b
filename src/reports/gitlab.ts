import { type CoverageEntry, isComplete } from '../model/coverage.js';
import type { Finding, FindingKind } from '../model/finding.js';
import type { Report } from '../model/report.js';
import type { ReportContext, ReportFile } from './format.js';
import type { ReportType } from './gitlab/report-type.js';
import { toVulnerability } from './gitlab/vulnerability.js';
import { plainLine } from './plain-text.js';
import { toJson } from './report-json.js';

/** The newest of which GitLab's own copy was read; newer releases of GitLab take every 15.x. */
const SCHEMA_VERSION = '15.0.7';
const SCHEMAS = `https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v${SCHEMA_VERSION}/dist`;
const HOMEPAGE = 'https://www.npmjs.com/package/muster-security';

const TYPES: ReportType[] = [
  {
    file: 'gl-sast-report.json',
    type: 'sast',
    schema: 'sast-report-format.json',
    kinds: ['code', 'malware'],
    scanner: { id: 'muster-code', name: 'Muster: code' },
  },
  {
    file: 'gl-iac-sast-report.json',
    type: 'sast',
    schema: 'sast-report-format.json',
    kinds: ['misconfiguration'],
    scanner: { id: 'muster-configuration', name: 'Muster: configuration' },
  },
  {
    file: 'gl-secret-detection-report.json',
    type: 'secret_detection',
    schema: 'secret-detection-report-format.json',
    kinds: ['secret'],
    scanner: { id: 'muster-secrets', name: 'Muster: secrets' },
  },
  {
    file: 'gl-dependency-scanning-report.json',
    type: 'dependency_scanning',
    schema: 'dependency-scanning-report-format.json',
    kinds: ['vulnerability'],
    scanner: { id: 'muster-packages', name: 'Muster: packages' },
  },
];

/** What is left out of the list: there is no way to bring a decision in, and GitLab would open what was closed. */
function isLeftOut({ status }: Finding): boolean {
  return status === 'suppressed' || status === 'notAffected';
}

/** The lines of the roll call for some kinds: of scanners that find them, or have found one. */
function entriesFor(kinds: FindingKind[], { coverage, findings }: Report, context: ReportContext): CoverageEntry[] {
  const found = findings.filter(({ kind }) => kinds.includes(kind));
  const named = new Set(found.flatMap(({ sources }) => sources.map(({ scanner }) => scanner)));
  return coverage.filter(({ scanner, status }) => {
    const finds = Object.hasOwn(context.scanners, scanner) ? context.scanners[scanner]?.finds : undefined;
    const isMeant = named.has(scanner) || (finds ?? []).some((kind) => kinds.includes(kind));
    return isMeant && status !== 'not-applicable' && status !== 'disabled';
  });
}

/** What GitLab shows beside a scan. */
function messagesOf(report: Report, entries: CoverageEntry[], leftOut: Finding[], unplaced: Finding[]): object[] {
  const say = (level: 'info' | 'warn', value: string) => ({ level, value: plainLine(value) });
  const gaps = entries
    .filter((entry) => !isComplete(entry))
    .map(({ scanner, input, status, canary, reason }) => {
      const why =
        status === 'completed' ? `its canary was not found (${canary})` : `${status}: ${reason ?? 'no reason given'}`;
      return say('warn', `Not looked at by ${scanner} (${input}): ${why}`);
    });
  return [
    say('info', `Verdict of the whole scan: ${report.verdict}`),
    ...(report.interrupted ? [say('warn', 'The scan was interrupted')] : []),
    ...gaps,
    ...unplaced.map(({ title }) => say('warn', `Left out, for it has no package with a name: ${title}`)),
    ...leftOut.map(({ title, status, suppression }) =>
      say('info', `Left out (${status}): ${title}: ${suppression?.reason ?? 'no reason given'}`),
    ),
  ];
}

/** Without parts of a second, without a zone: GitLab's pattern. */
const timeOf = (text: string) => text.slice(0, 19);

function toReport(report: Report, type: ReportType, context: ReportContext): object | undefined {
  const found = report.findings.filter(({ kind }) => type.kinds.includes(kind));
  const entries = entriesFor(type.kinds, report, context);
  const isWhole = entries.length > 0 && entries.every(isComplete) && !report.interrupted;
  const told = found.filter((finding) => !isLeftOut(finding));
  // GitLab takes what a report does not list for fixed. So nothing is only said where it is known.
  if (told.length === 0 && !isWhole) return undefined;
  const rows = told.map((finding) => ({ finding, row: toVulnerability(finding, type, report) }));
  const unplaced = rows.filter(({ row }) => row === undefined).map(({ finding }) => finding);
  const version = plainLine(report.tool.version) || 'unknown';
  const vendor = { name: 'Muster' };
  return {
    schema: `${SCHEMAS}/${type.schema}`,
    version: SCHEMA_VERSION,
    scan: {
      analyzer: { id: 'muster', name: 'Muster', url: HOMEPAGE, vendor, version },
      scanner: { ...type.scanner, url: HOMEPAGE, vendor, version },
      type: type.type,
      start_time: timeOf(report.startedAt),
      end_time: timeOf(report.finishedAt),
      status: isWhole && unplaced.length === 0 ? 'success' : 'failure',
      messages: messagesOf(report, entries, found.filter(isLeftOut), unplaced),
    },
    vulnerabilities: rows.flatMap(({ row }) => row ?? []),
    // What is in the target is told by the bill of materials, which GitLab reads as CycloneDX.
    ...(type.type === 'dependency_scanning' ? { dependency_files: [] } : {}),
  };
}

/**
 * `reports/gl-*.json`, one for each type of report of which there is something to say.
 * @see https://docs.gitlab.com/development/integrations/secure/#report
 */
export function gitlabFiles(report: Report, context: ReportContext): ReportFile[] {
  return TYPES.flatMap((type) => {
    const document = toReport(report, type, context);
    if (document) return [{ path: `reports/${type.file}`, content: toJson(document) }];
    context.note?.(`${type.file} is not written: nothing was found, and not everything was looked at`);
    return [];
  });
}
