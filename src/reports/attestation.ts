import { createHash } from 'node:crypto';
import {
  AttestationStatement,
  type AttestedCoverage,
  PREDICATE_TYPE,
  type Predicate,
  STATEMENT_TYPE,
  type Subject,
} from '../model/attestation.js';
import { groupBy } from '../model/collections.js';
import type { CoverageEntry, DatabaseFacts } from '../model/coverage.js';
import type { Report, TargetFacts } from '../model/report.js';
import { SEVERITIES } from '../model/severity-names.js';
import { UsageError } from '../model/usage-error.js';
import type { ReportContext, ReportFile } from './format.js';
import { clip, counted, plainLine } from './plain-text.js';
import { toJson } from './report-json.js';

const GIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Longer texts are cut: the whole of them is in `report.json`. */
const LONGEST = 500;
/** A path from the root of a machine, of two names or more; not what follows the host of an address. */
const MACHINE_PATH = /(?<![\w.:/@-])\/(?:[^\s/"'`,;:()[\]{}<>]+\/)+/g;

/** A text of a scanner as every reader of JSON and every terminal can take it, without the folders of this machine. */
function told(text: string): string {
  return clip(plainLine(text.slice(0, 10 * LONGEST).replaceAll(MACHINE_PATH, '…/')), LONGEST);
}

function toldDatabase<Facts extends DatabaseFacts>(facts: Facts): Facts {
  const { name, updatedAt, digest } = facts;
  return { ...facts, name: told(name), updatedAt: updatedAt && told(updatedAt), digest: digest && told(digest) };
}

/**
 * What a scan is a scan of, by digest.
 * @throws UsageError where the files that were scanned are not known to be those of a commit: nothing can be said of it
 */
function subjectOf({ commit, prefix: folder, tree, uncommitted }: TargetFacts): Subject {
  if (commit === undefined || !GIT_ID.test(commit)) {
    throw new UsageError(
      'an attestation is of a commit, and what was scanned is none; scan a clone of a Git repository, not a plain folder',
    );
  }
  if (uncommitted === undefined || tree === undefined || !GIT_ID.test(tree)) {
    throw new UsageError(
      `the result does not say whether what was scanned is commit ${commit}: outputs made elsewhere and results of older versions do not; run muster scan, and attest its result`,
    );
  }
  if (uncommitted > 0) {
    throw new UsageError(
      `what was scanned is not commit ${commit}: ${counted(uncommitted, 'file')} changed, missing, not added, or in the results directory; commit them, or name in .gitignore what is none of it, and scan again`,
    );
  }
  if (folder === undefined) return { name: '.', digest: { gitCommit: commit } };
  // The commit has more than was looked at.
  return { name: told(folder), digest: { gitTree: tree } };
}

function attestedEntry(entry: CoverageEntry): AttestedCoverage {
  const { scanner, input, required, status, reason, version, canary, considered, findings } = entry;
  const { provenance, database, notCovered } = entry;
  return {
    scanner: told(scanner),
    input: told(input),
    required,
    status,
    ...(reason === undefined ? {} : { reason: told(reason) }),
    version: version === null ? null : told(version),
    program: provenance && { source: told(provenance.source), sha256: provenance.sha256 && told(provenance.sha256) },
    ...(database ? { database: toldDatabase(database) } : {}),
    canary,
    considered,
    notCovered: notCovered.length,
    findings,
  };
}

function findingCounts({ findings }: Report): Predicate['findings'] {
  const open = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Predicate['findings']['open'];
  const counts = { open, suppressed: 0, baseline: 0, notAffected: 0 };
  for (const { status, severity } of findings) {
    if (status === 'open') open[severity] += 1;
    else counts[status] += 1;
  }
  return counts;
}

/** Of the `report.json` that is about to be written. */
function digestOfReport(report: Report): string {
  const content = toJson(report);
  const digest = createHash('sha256');
  for (const piece of typeof content === 'string' ? [content] : content) digest.update(piece);
  return digest.digest('hex');
}

function predicateOf(report: Report, reportSha256: string): Predicate {
  const { target, riskData = [] } = report;
  return {
    tool: { name: report.tool.name, version: told(report.tool.version) },
    target: {
      ...(target.commit === undefined ? {} : { commit: target.commit }),
      ...(target.prefix === undefined ? {} : { folder: told(target.prefix) }),
    },
    startedAt: report.startedAt,
    finishedAt: report.finishedAt,
    interrupted: report.interrupted ?? false,
    verdict: report.verdict,
    gate: report.gate.rules.map(({ rule, held, because, findings }) => ({
      rule: told(rule),
      held,
      because: told(because),
      findings: findings.length,
    })),
    coverage: report.coverage.map(attestedEntry),
    blindSpots: report.blindSpots.map(({ what, why, paths }) => ({
      what: told(what),
      why: told(why),
      paths: paths.length,
    })),
    silenced: [...groupBy(report.silenced, ({ by }) => told(by))].map(([by, { length: count }]) => ({ by, count })),
    findings: findingCounts(report),
    riskData: riskData.map(({ notChecked, ...data }) => ({
      ...toldDatabase(data),
      ...(notChecked === undefined ? {} : { notChecked: told(notChecked) }),
    })),
    report: { name: 'report.json', digest: { sha256: reportSha256 } },
  };
}

/**
 * `reports/attestation.intoto.json`: an in-toto statement of what the scan proves of a commit, not signed.
 * @throws UsageError where what was scanned is not known to be a commit
 */
export function attestation(report: Report, { reportSha256 }: ReportContext): ReportFile[] {
  const statement: AttestationStatement = {
    _type: STATEMENT_TYPE,
    subject: [subjectOf(report.target)],
    predicateType: PREDICATE_TYPE,
    predicate: predicateOf(report, reportSha256 ?? digestOfReport(report)),
  };
  const read = AttestationStatement.safeParse(statement);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new UsageError(
      `the result is none that a scan writes: at /${issue?.path.join('/')} of its attestation: ${issue?.message}`,
    );
  }
  return [{ path: 'reports/attestation.intoto.json', content: toJson(read.data) }];
}
