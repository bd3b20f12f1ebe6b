import type { Log, Run, ToolComponent } from 'sarif';
import { groupBy, sortedUnique } from '../model/collections.js';
import { isComplete } from '../model/coverage.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import type { ReportContext, ReportFile, ScannerFacts } from './format.js';
import { plainLine } from './plain-text.js';
import { webAddress } from './sarif/absolute-uri.js';
import { hadNothingToDo, scanInvocation, scannerInvocation, type Told } from './sarif/invocations.js';
import { GITHUB, inFiles, inParts, type Limits, type WrittenRun } from './sarif/parts.js';
import { type RunFrame, toRun } from './sarif/run.js';
import { asFoundBy, asIssue, type Subject } from './sarif/subject.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOMEPAGE = 'https://www.npmjs.com/package/muster-security';
/** GitHub refuses more. */
const EXTENSIONS = 100;
/** @see https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string */
const SEMANTIC_VERSION =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

export interface SarifOptions {
  /** Instead of the report's: where the target stands in its work tree. GitHub counts paths from the repository's top. */
  prefix?: string;
  /**
   * What becomes of findings that are not open. `left-out` unless told otherwise: GitHub does not know suppressions, and
   * opens an alert for each suppressed result.
   */
  suppressed?: 'left-out' | 'marked' | 'only';
  /** Below Muster's own category, for results of one commit that are uploaded beside each other: `muster/CATEGORY`. */
  category?: string | undefined;
  /** Instead of GitHub's. */
  limits?: Limits;
  /** How many findings there are beside those of the report, which are the worst: more than GitHub would take. */
  beyond?: number;
}

function versions(version: string | null): Pick<ToolComponent, 'version' | 'semanticVersion'> {
  const plain = plainLine(version ?? '').replace(/^v(?=\d)/, '');
  if (plain === '') return {};
  return { version: plain, ...(SEMANTIC_VERSION.test(plain) ? { semanticVersion: plain } : {}) };
}

interface Chosen {
  findings: Finding[];
  leftOut: Told['leftOut'];
}

function chosen({ findings }: Report, { suppressed = 'left-out', beyond = 0 }: SarifOptions): Chosen {
  if (suppressed === 'marked') return { findings, leftOut: {} };
  if (suppressed === 'only') return { findings: findings.filter(({ status }) => status !== 'open'), leftOut: {} };
  const { open = [], ...others } = Object.fromEntries(groupBy(findings, ({ status }) => status));
  const counts = Object.entries(others).map(([status, own]) => [status, own.length] as const);
  if (beyond > 0) counts.push(['too many for a log', beyond]);
  return { findings: open, leftOut: Object.fromEntries(counts.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function baseOf({ category }: SarifOptions): string {
  return category === undefined ? 'muster/' : `muster/${category}/`;
}

function runsOf(report: Report, found: Subject[], frame: RunFrame, { limits }: SarifOptions): WrittenRun[] {
  return inParts(found, (part, own) => toRun(report, frame, part, own), limits);
}

/** The versions of the scanners that took part. */
function scannersOf({ coverage }: Report): ToolComponent[] {
  const ran = coverage.filter((entry) => !hadNothingToDo(entry));
  return sortedUnique(ran.map(({ scanner }) => scanner)).map((scanner) => {
    const version = ran.find((entry) => entry.scanner === scanner && entry.version !== null)?.version ?? null;
    return { name: plainLine(scanner) || 'unnamed', ...versions(version) };
  });
}

function mergedRuns(report: Report, options: SarifOptions, category: string): WrittenRun[] {
  const { findings, leftOut } = chosen(report, options);
  const told = { results: findings.length, leftOut };
  const scanners = scannersOf(report);
  const frame = {
    driver: { name: 'Muster', informationUri: HOMEPAGE, ...versions(report.tool.version) },
    extensions: scanners.slice(0, EXTENSIONS),
    extensionsLeftOut: Math.max(0, scanners.length - EXTENSIONS),
    category,
    invocations: [scanInvocation(report, told)],
    told,
    prefix: options.prefix ?? report.target.prefix ?? '',
  };
  return runsOf(report, findings.map(asIssue), frame, options);
}

function scannerRuns(
  report: Report,
  scanner: string,
  facts: ScannerFacts,
  options: SarifOptions,
  name: string,
): WrittenRun[] {
  const entries = report.coverage.filter((entry) => entry.scanner === scanner);
  const own = {
    ...report,
    findings: report.findings.filter(({ sources }) => sources.some((one) => one.scanner === scanner)),
  };
  const { findings, leftOut } = chosen(own, options);
  const found = findings.flatMap((finding) => asFoundBy(scanner, finding) ?? []);
  const believed =
    entries.length > 0 && entries.every((entry) => isComplete(entry) || entry.status === 'not-applicable');
  if (found.length === 0 && !believed) return [];

  const informationUri = webAddress(facts.homepage);
  const frame = {
    driver: {
      name: plainLine(facts.name ?? '') || plainLine(scanner) || 'unnamed',
      ...(informationUri ? { informationUri } : {}),
      ...versions(entries.find(({ version }) => version !== null)?.version ?? null),
    },
    category: `${baseOf(options)}${name}/`,
    invocations: entries.filter((entry) => !hadNothingToDo(entry)).map(scannerInvocation),
    told: { results: found.length, leftOut },
    prefix: options.prefix ?? report.target.prefix ?? '',
  };
  return runsOf(report, found, frame, options);
}

function logOf(runs: Run[]): Log {
  return { $schema: SCHEMA, version: '2.1.0', runs };
}

/** What was found, one result an issue, as one run of the tool Muster, or as several where one would be refused. */
export function toSarif(report: Report, options: SarifOptions = {}): Log {
  return logOf(mergedRuns(report, options, baseOf(options)).map(({ run }) => run));
}

/**
 * What one scanner found, as a run of that scanner.
 *
 * @returns undefined when there is nothing to upload: the scanner found nothing and cannot be believed. A log without
 * results says "all of it is fixed" to GitHub, which closes every alert of its category. An empty log is written only
 * for complete evidence, and where the target has nothing for the scanner. What did not end well but has results is
 * written, and says that it is incomplete; GitHub refuses it when a run gave no evidence at all.
 */
export function scannerSarif(
  report: Report,
  scanner: string,
  facts: ScannerFacts = {},
  options: SarifOptions = {},
): Log | undefined {
  const runs = scannerRuns(report, scanner, facts, options, stemOf(scanner));
  return runs.length > 0 ? logOf(runs.map(({ run }) => run)) : undefined;
}

/** The scanners that a report speaks of, sorted: those of the roll call, and any that a finding names. */
export function scannersIn({ coverage, findings }: Report): string[] {
  const named = findings.flatMap(({ sources }) => sources.map(({ scanner }) => scanner));
  return sortedUnique([...coverage.map(({ scanner }) => scanner), ...named]);
}

/** An id as it is; what a merged report calls a scanner may hold anything. */
function stemOf(scanner: string): string {
  return scanner.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'scanner';
}

/** Names that are Muster's own, of files and of categories. */
const RESERVED = /^(?:muster|part|suppressed)(?:-\d+)?$/i;

/** A name for each scanner that no other has, for its file and its category. */
function namesOf(scanners: string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    scanners.map((scanner) => {
      const plain = stemOf(scanner);
      const stem = RESERVED.test(plain) ? `scanner-${plain}` : plain;
      let name = stem;
      for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
      taken.add(name.toLowerCase());
      return [scanner, name];
    }),
  );
}

const HEAD = `{\n  "$schema": "${SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n`;

/** The same text as of the whole log, without ever holding it. */
function* pieces(runs: { text: string }[]): Generator<string> {
  yield HEAD;
  for (const [index, { text }] of runs.entries()) {
    yield `    ${text.replaceAll('\n', '\n    ')}${index < runs.length - 1 ? ',' : ''}\n`;
  }
  yield '  ]\n}\n';
}

/**
 * The files of one log: `STEM.sarif`, and `STEM-2.sarif`, … where one would be too large.
 * @param taken names that are not free, in lower case; those of the files are added
 */
function filesOf(runs: WrittenRun[], stem: string, taken: Set<string>, limits = GITHUB): ReportFile[] {
  let number = 1;
  return inFiles(runs, limits).map((own, index) => {
    let name = stem;
    while (index > 0 && taken.has(name.toLowerCase())) name = `${stem}-${++number}`;
    taken.add(name.toLowerCase());
    return { path: `${name}.sarif`, content: pieces(own.map(({ text }) => ({ text }))) };
  });
}

/**
 * `sarif/muster.sarif`, and `sarif/<scanner>.sarif` for each scanner that has something to say, both of open findings;
 * `reports/suppressed.sarif` of those that are not open, where nobody uploads it by uploading the folder.
 */
export function sarifFiles(report: Report, context: ReportContext, given: SarifOptions = {}): ReportFile[] {
  const { all, category } = context;
  const options = { category, ...given, beyond: all ? all.counted.length - report.findings.length : 0 };
  const names = namesOf(scannersIn(report));
  const taken = new Set([...names.values()].map((name) => `sarif/${name}`.toLowerCase()));
  const files = (runs: WrittenRun[], stem: string) => filesOf(runs, stem, taken, options.limits);
  const hasOthers = report.findings.some(({ status }) => status !== 'open');
  return [
    ...[...names].flatMap(([scanner, name]) =>
      files(scannerRuns(report, scanner, context.scanners[scanner] ?? {}, options, name), `sarif/${name}`),
    ),
    ...(hasOthers
      ? files(
          mergedRuns(report, { ...options, suppressed: 'only' }, `${baseOf(options)}suppressed/`),
          'reports/suppressed',
        )
      : []),
    ...files(mergedRuns(report, options, baseOf(options)), 'sarif/muster'),
  ];
}
