import type { Log, ReportingDescriptor, Result, Run, ToolComponent } from 'sarif';
import { sortedUnique } from '../model/collections.js';
import { isComplete } from '../model/coverage.js';
import type { Finding } from '../model/finding.js';
import { JsonTexts } from '../model/json-pieces.js';
import type { ManyFindings } from '../model/many-findings.js';
import type { Report } from '../model/report.js';
import type { ReportContext, ReportFile, ScannerFacts } from './format.js';
import { plainLine } from './plain-text.js';
import { toJson } from './report-json.js';
import { webAddress } from './sarif/absolute-uri.js';
import { hadNothingToDo, NOTIFICATIONS, scanInvocation, scannerInvocation } from './sarif/invocations.js';
import { SOURCE_ROOT } from './sarif/locations.js';
import { type ResultContext, toResult } from './sarif/results.js';
import { toRules } from './sarif/rules.js';
import { asFoundBy, asIssue, inOrder, type Subject } from './sarif/subject.js';

const MERGED = 'muster.sarif';
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOMEPAGE = 'https://www.npmjs.com/package/muster-security';
/** @see https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string */
const SEMANTIC_VERSION =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

export interface SarifOptions {
  /** Instead of the report's: where the target stands in its work tree. GitHub counts paths from the repository's top. */
  prefix?: string;
  /** `left-out` for GitHub, which does not know suppressions and opens an alert for each suppressed result. */
  suppressed?: 'marked' | 'left-out';
  /** All findings, where the report has the worst of them only: then the results of a log are there when it is written. */
  all?: ManyFindings | undefined;
}

function versions(version: string | null): Pick<ToolComponent, 'version' | 'semanticVersion'> {
  const plain = plainLine(version ?? '').replace(/^v(?=\d)/, '');
  if (plain === '') return {};
  return { version: plain, ...(SEMANTIC_VERSION.test(plain) ? { semanticVersion: plain } : {}) };
}

/** What a log tells of: a list to be put in order, or, where there are too many, each when it is asked for, worst first. */
function subjectsOf(
  { findings }: Report,
  { suppressed, all }: SarifOptions,
  subjectOf: (finding: Finding) => Subject | undefined,
): Iterable<Subject> {
  const told = ({ status }: Finding) => suppressed !== 'left-out' || status === 'open';
  if (!all) return inOrder(findings.filter(told).flatMap((finding) => subjectOf(finding) ?? []));
  return {
    *[Symbol.iterator]() {
      for (const finding of all) {
        const subject = told(finding) ? subjectOf(finding) : undefined;
        if (subject) yield subject;
      }
    },
  };
}

interface RunParts extends Pick<Run, 'invocations'> {
  driver: ToolComponent;
  extensions?: ToolComponent[];
  category: string;
}

/** The rules of what a log tells of, and whether any of it is not open. */
function surveyed(subjects: Iterable<Subject>): { rules: ReportingDescriptor[]; tellSuppressions: boolean } {
  let tellSuppressions = false;
  const noticed = function* () {
    for (const subject of subjects) {
      tellSuppressions ||= subject.finding.status !== 'open';
      yield subject;
    }
  };
  const rules = toRules(noticed());
  return { rules, tellSuppressions };
}

function resultsOf(subjects: Iterable<Subject>, context: ResultContext): Result[] {
  if (Array.isArray(subjects)) return subjects.map((subject: Subject) => toResult(subject, context));
  const texts = function* () {
    for (const subject of subjects) yield JSON.stringify(toResult(subject, context));
  };
  // Not a list to anybody but who writes it.
  return new JsonTexts(texts) as unknown as Result[];
}

function logOf(report: Report, subjects: Iterable<Subject>, parts: RunParts, options: SarifOptions): Log {
  const { driver, extensions = [], category, invocations } = parts;
  const { rules, tellSuppressions } = surveyed(subjects);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const context = { ruleIndex, tellSuppressions, prefix: options.prefix ?? report.target.prefix ?? '' };
  const { commit } = report.target;
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { ...driver, rules, notifications: NOTIFICATIONS },
          ...(extensions.length > 0 ? { extensions } : {}),
        },
        // What stands after the last slash is the run's own; GitHub takes what stands before it as the category.
        automationDetails: { id: category },
        // No address: a log says the same on every machine, and its reader knows where the target is (SARIF 3.14.14).
        originalUriBaseIds: {
          [SOURCE_ROOT]: { description: { text: 'The top of the scanned repository or folder.' } },
        },
        ...(invocations && invocations.length > 0 ? { invocations } : {}),
        results: resultsOf(subjects, context),
        properties: { verdict: report.verdict, ...(commit ? { commit: plainLine(commit) } : {}) },
      },
    ],
  };
}

/** The versions of the scanners that took part. GitHub refuses more than 100 extensions. */
function scannersOf({ coverage }: Report): ToolComponent[] {
  const ran = coverage.filter((entry) => !hadNothingToDo(entry));
  return sortedUnique(ran.map(({ scanner }) => scanner))
    .slice(0, 100)
    .map((scanner) => {
      const version = ran.find((entry) => entry.scanner === scanner && entry.version !== null)?.version ?? null;
      return { name: plainLine(scanner) || 'unnamed', ...versions(version) };
    });
}

/** Everything that was found, one result an issue, as one run of the tool Muster. */
export function toSarif(report: Report, options: SarifOptions = {}): Log {
  const driver = { name: 'Muster', informationUri: HOMEPAGE, ...versions(report.tool.version) };
  const parts = {
    driver,
    extensions: scannersOf(report),
    category: 'muster/',
    invocations: [scanInvocation(report)],
  };
  return logOf(report, subjectsOf(report, options, asIssue), parts, options);
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
  const entries = report.coverage.filter((entry) => entry.scanner === scanner);
  const found = subjectsOf(report, options, (finding) => asFoundBy(scanner, finding));
  const [any] = found;
  const believed =
    entries.length > 0 && entries.every((entry) => isComplete(entry) || entry.status === 'not-applicable');
  if (any === undefined && !believed) return undefined;

  const id = plainLine(scanner) || 'unnamed';
  const informationUri = webAddress(facts.homepage);
  const driver = {
    name: plainLine(facts.name ?? '') || id,
    ...(informationUri ? { informationUri } : {}),
    ...versions(entries.find(({ version }) => version !== null)?.version ?? null),
  };
  const invocations = entries.filter((entry) => !hadNothingToDo(entry)).map(scannerInvocation);
  return logOf(report, found, { driver, category: `muster/${id}/`, invocations }, options);
}

/** The scanners that a report speaks of, sorted: those of the roll call, and any that a finding names. */
export function scannersIn({ coverage, findings }: Report): string[] {
  const named = findings.flatMap(({ sources }) => sources.map(({ scanner }) => scanner));
  return sortedUnique([...coverage.map(({ scanner }) => scanner), ...named]);
}

/** File names for scanners' logs: ids as they are; what a merged report calls a scanner may hold anything. */
function logNames(scanners: string[]): Map<string, string> {
  const taken = new Set([MERGED]);
  return new Map(
    scanners.map((scanner) => {
      const stem = scanner.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'scanner';
      let name = `${stem}.sarif`;
      for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}.sarif`;
      taken.add(name.toLowerCase());
      return [scanner, name];
    }),
  );
}

/** `sarif/muster.sarif`, and `sarif/<scanner>.sarif` for each scanner that has something to say. */
export function sarifFiles(report: Report, context: ReportContext): ReportFile[] {
  const { all, scanners } = context;
  const own = [...logNames(scannersIn(report))].flatMap(([scanner, name]) => {
    const log = scannerSarif(report, scanner, scanners[scanner], { all });
    return log ? [{ path: `sarif/${name}`, content: toJson(log) }] : [];
  });
  return [...own, { path: `sarif/${MERGED}`, content: toJson(toSarif(report, { all })) }];
}
