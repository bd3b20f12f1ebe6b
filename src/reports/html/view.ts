import { groupBy } from '../../model/collections.js';
import { type CoverageEntry, isComplete } from '../../model/coverage.js';
import type { Finding } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { severityRank } from '../../model/severity.js';
import type { ReportContext } from '../format.js';
import { trendOf } from '../history.js';
import { clip } from '../plain-text.js';
import { webAddress } from '../sarif/absolute-uri.js';
import { rollCall, type ScannerLine } from '../terminal/ledger.js';
import type { Counts, Gap, Hotspot, Row, ScannerView, View } from './page-data.js';
import { shownDeep } from './shown.js';

/** Findings on paper, and for readers without scripts. */
const FIRST = 500;
const HOTSPOTS = 8;
/** Of texts in the list, which are shown on one line. */
const LONGEST_CELL = 300;
/** Of each list that only the target bounds. The page says how many there are. */
const LISTED = 100;

/** Riskiest first; where the risk is the same, the worst severity, then by id. */
export function riskiestFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      b.risk.score - a.risk.score ||
      severityRank(a.severity) - severityRank(b.severity) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

function nameOf({ package: pkg }: Finding): string {
  return pkg ? `${pkg.name}${pkg.version ? ` ${pkg.version}` : ''}` : '';
}

/** A finding as the list has it. */
export function rowOf(finding: Finding): Row {
  const { id, title, severity, kind, status, risk, locations, advisory, rule, sources, agreement, due } = finding;
  const [first] = locations;
  const line = first?.startLine === undefined ? '' : `:${first.startLine}`;
  const names = [
    ...(advisory ? [advisory.id, ...advisory.aliases, ...advisory.cwes] : []),
    ...(rule?.cwes ?? []),
    ...sources.map(({ ruleId }) => ruleId),
  ];
  return {
    id,
    title: clip(title, LONGEST_CELL),
    severity,
    kind,
    status,
    score: risk.score,
    place: first ? `${clip(first.path, LONGEST_CELL)}${line}` : '',
    file: clip(first?.path ?? '', LONGEST_CELL),
    more: Math.max(0, locations.length - 1),
    package: clip(nameOf(finding), LONGEST_CELL),
    control: clip(rule?.control ?? '', LONGEST_CELL),
    scanners: agreement.found.length > 0 ? agreement.found : [...new Set(sources.map(({ scanner }) => scanner))],
    names: [...new Set(names.map((name) => clip(name, LONGEST_CELL)))],
    fixable: finding.fix !== undefined,
    due: due?.by?.slice(0, 10) ?? '',
  };
}

function countsOf(findings: Iterable<Pick<Finding, 'severity'>>): Counts {
  const counts: Counts = {};
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

function gapOf(entry: CoverageEntry): Gap {
  const otherwise = entry.canary === 'found' ? 'it gives no reason' : `its canary is ${entry.canary}`;
  return {
    input: entry.input,
    status: entry.status,
    why: entry.reason ?? otherwise,
    notCovered: entry.notCovered.slice(0, LISTED),
  };
}

function scannerView(line: ScannerLine, { scanners }: ReportContext): ScannerView {
  const { entries, scanner, findings } = line;
  const spoke = entries.some(({ status }) => status === 'completed' || status === 'partial');
  const homepage = webAddress(scanners[scanner]?.homepage);
  const database = entries.find((entry) => entry.database)?.database;
  return {
    scanner,
    ...(homepage ? { homepage } : {}),
    runs: entries.length,
    status: line.status,
    complete: line.complete,
    required: line.required,
    version: line.version,
    canary: line.canary,
    files: line.files,
    packages: line.packages,
    findings: findings === 0 && !spoke ? null : findings,
    durationMs: line.durationMs,
    ...(database ? { database: { name: database.name, ageHours: database.ageHours } } : {}),
    gaps: entries.filter((entry) => !isComplete(entry)).map(gapOf),
  };
}

function hotspots(open: readonly Finding[]): Hotspot[] {
  const groups = groupBy(open, ({ package: pkg, locations }) =>
    pkg ? `package\0${pkg.name}${pkg.version ? ` ${pkg.version}` : ''}` : `file\0${locations[0]?.path ?? ''}`,
  );
  const all = [...groups].flatMap(([key, own]): Hotspot[] => {
    const [by, name = ''] = key.split('\0');
    if (name.trim() === '') return [];
    const risk = own.reduce((sum, finding) => sum + finding.risk.score, 0);
    return [{ by: by === 'package' ? 'package' : 'file', name, open: own.length, risk, counts: countsOf(own) }];
  });
  return all.sort((a, b) => b.risk - a.risk || (a.name < b.name ? -1 : 1)).slice(0, HOTSPOTS);
}

function suppressions(findings: readonly Finding[]): View['suppressed'] {
  const aside = findings.flatMap(({ id, title, suppression }) => (suppression ? [{ id, title, suppression }] : []));
  return [...groupBy(aside, ({ suppression }) => JSON.stringify(suppression)).values()]
    .slice(0, LISTED)
    .flatMap((group) => {
      const [first] = group;
      const listed = group.slice(0, LISTED).map(({ id, title }) => ({ id, title: clip(title, 200) }));
      return first ? [{ ...first.suppression, count: group.length, findings: listed }] : [];
    });
}

/**
 * What the page shows of a report before any script has run.
 * @param findings of the report, the riskiest first
 */
export function viewOf(report: Report, findings: readonly Finding[], context: ReportContext): View {
  const open = findings.filter(({ status }) => status === 'open');
  // All of them, where the report has the worst only.
  const counted = context.all?.counted ?? findings;
  const countedOpen = counted.filter(({ status }) => status === 'open');
  const { lines, absent } = rollCall(report.coverage);
  const aside: View['aside'] = {};
  for (const { status } of counted) if (status !== 'open') aside[status] = (aside[status] ?? 0) + 1;
  return {
    version: report.tool.version,
    target: report.target,
    startedAt: report.startedAt,
    finishedAt: report.finishedAt,
    interrupted: report.interrupted ?? false,
    verdict: report.verdict,
    rules: report.gate.rules,
    open: countsOf(countedOpen),
    kinds: [...groupBy(countedOpen, ({ kind }) => kind)]
      .map(([kind, own]) => ({ kind, count: own.length }))
      .sort((a, b) => b.count - a.count),
    aside,
    scanners: lines.map((line) => scannerView(line, context)),
    absent: [...groupBy(absent, ({ reason, status }) => reason ?? status)].map(([why, entries]) => ({
      why,
      scanners: [...new Set(entries.map(({ scanner }) => scanner))],
    })),
    blindSpots: report.blindSpots,
    silenced: [...groupBy(report.silenced, ({ what, by }) => `${what}\0${by}`).values()].flatMap((group) => {
      const [first] = group;
      const where = group.slice(0, LISTED).map((one) => one.where);
      return first ? [{ what: first.what, by: first.by, where, count: group.length }] : [];
    }),
    suppressed: suppressions(findings),
    hotspots: hotspots(open),
    trend: trendOf(report, context.history ?? [], context.all?.counted).map((scan) => shownDeep(scan)),
    riskData: report.riskData ?? [],
    first: (open.length > 0 ? open : findings).slice(0, FIRST).map(rowOf),
    held: findings.length,
    total: counted.length,
  };
}
