import path from 'node:path';
import { packageKey } from '../correlation/packages.js';
import { storedDatabases } from '../databases/store.js';
import type { Acceptance } from '../interchange/context.js';
import { groupBy } from '../model/collections.js';
import { blankEntry, type CoverageEntry, inRollCallOrder } from '../model/coverage.js';
import type { Finding, Package, RawFinding } from '../model/finding.js';
import { type GateRule, Report, SCHEMA_VERSION } from '../model/report.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { UsageError } from '../model/usage-error.js';
import { musterVersion } from '../model/version.js';
import { judge } from '../policy/gate.js';
import type { Settings } from '../policy/settings.js';
import { applySuppressions } from '../policy/suppress.js';
import { loadFeeds } from '../risk/feeds.js';
import { assess } from './assess.js';
import { correlate, type ReadOutput } from './correlate.js';
import { gitFacts } from './git.js';
import { kindsByPath } from './kinds.js';
import { placesOfCopies, saveCopies } from './merge-copies.js';
import { type ForeignFile, type ForeignOutput, type MergeInput, readForeign } from './merge-file.js';
import { placesIn } from './merge-places.js';
import { scrubber } from './scrub.js';

export interface MergeRequest {
  inputs: MergeInput[];
  /** Absolute path of the folder that the places in the files are in. */
  target: string;
  /** As the user wrote it, for the report. */
  shownTarget: string;
  settings: Settings;
  scanners: ScannerDefinition[];
  /** Absolute path of the user's cache. */
  cache: string;
}

export interface MergeResult {
  report: Report;
  /** What the user should know that is no finding. */
  notes: string[];
}

const MADE_ELSEWHERE = 'made elsewhere: it tells what was found, not what was looked at';

/** Every file, read and checked; all mistakes are said at once. */
async function readAll({ inputs, target, scanners }: MergeRequest): Promise<ForeignFile[]> {
  const context = {
    scanners,
    relative: placesIn(target),
    ecosystemOf: (file: string) => kindsByPath(file).ecosystem,
  };
  const files: ForeignFile[] = [];
  const mistakes: string[] = [];
  for (const input of inputs) {
    try {
      files.push(await readForeign(input, context, scanners));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(error.message);
    }
  }
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return files;
}

/** Each content once, in an order that depends on neither names nor the command line. */
function distinct(files: ForeignFile[]): { once: ForeignFile[]; notes: string[] } {
  const groups = [...groupBy(files, ({ sha256 }) => sha256)].sort(([a], [b]) => (a < b ? -1 : 1));
  const notes = groups.flatMap(([, [first, ...again]]) =>
    again.map(({ input }) => `${input.shown} is the same as ${first?.input.shown}: it counts once`),
  );
  return { once: groups.map(([, [first]]) => first as ForeignFile), notes };
}

/** An ecosystem that a tool does not name (Trivy's SARIF, of packages of a distribution). */
const UNNAMED = 'unknown';

/** Where one output does not name a package's ecosystem, and all that do name the same one, it is that. */
function withEcosystems(outputs: ReadOutput[]): ReadOutput[] {
  const packages = outputs.flatMap(({ findings }) => findings.flatMap(({ package: about }) => about ?? []));
  if (!packages.some(({ ecosystem }) => ecosystem === UNNAMED)) return outputs;
  const keyOf = ({ name, version }: Package) => `${name.toLowerCase()}@${version ?? ''}`;
  const known = new Map<string, Set<string>>();
  for (const one of packages.filter(({ ecosystem }) => ecosystem !== UNNAMED)) {
    known.set(keyOf(one), (known.get(keyOf(one)) ?? new Set()).add(one.ecosystem));
  }
  const named = (finding: RawFinding): RawFinding => {
    const { package: about } = finding;
    const candidates = about?.ecosystem === UNNAMED ? [...(known.get(keyOf(about)) ?? [])] : [];
    const [only] = candidates;
    return about && only !== undefined && candidates.length === 1
      ? { ...finding, package: { ...about, ecosystem: only } }
      : finding;
  };
  return outputs.map((output) => ({ ...output, findings: output.findings.map(named) }));
}

function entryOf(output: ForeignOutput, { input }: ForeignFile, saved: CoverageEntry['output']): CoverageEntry {
  return {
    ...blankEntry(output.scanner, input.shown, true),
    status: output.end?.status ?? 'partial',
    reason: output.end ? `${output.end.reason}; ${MADE_ELSEWHERE}` : MADE_ELSEWHERE,
    version: output.version,
    findings: output.findings.length,
    output: saved,
  };
}

/** By what a statement about a product is found again, whoever finds the hole in it. */
function productKeys({ advisory, package: about }: Pick<Finding, 'advisory' | 'package'>): string[] {
  if (!advisory || !about) return [];
  return [advisory.id, ...advisory.aliases].map((id) => `${id.toUpperCase()} ${packageKey(about)}`);
}

interface Accepted {
  /** By `output path#pointer`. */
  rows: Map<string, Acceptance>;
  products: Map<string, Acceptance>;
}

function acceptedIn(files: ForeignFile[], places: string[]): Accepted {
  const accepted: Accepted = { rows: new Map(), products: new Map() };
  for (const [index, file] of files.entries()) {
    for (const [pointer, why] of file.accepted) accepted.rows.set(`${places[index]}#${pointer}`, why);
    for (const finding of file.outputs.flatMap(({ findings }) => findings)) {
      const why = file.accepted.get(finding.pointer);
      if (why?.ofIssue) for (const key of productKeys(finding)) accepted.products.set(key, why);
    }
  }
  return accepted;
}

/** A finding counts as accepted when each row of it is, or somebody says that the product is not affected. */
function withAcceptance(finding: Finding, { rows, products }: Accepted): Finding {
  const said = finding.sources.map(({ output }) => rows.get(`${output.path}#${output.pointer}`));
  const [first] = said;
  const byAll = said.every((one) => one !== undefined) ? first : undefined;
  const why = productKeys(finding).flatMap((key) => products.get(key) ?? [])[0] ?? byAll;
  if (!why) return finding;
  return { ...finding, status: why.status, suppression: { reason: why.reason, by: why.by } };
}

function saidOfEvidence(rule: GateRule): GateRule {
  if (rule.rule !== 'evidence' || rule.held) return rule;
  return { ...rule, because: `${rule.because}: outputs made elsewhere tell what was found, not what was looked at` };
}

/**
 * Correlates scanners' outputs that were made elsewhere: from files to a report, with a copy of each file in the results
 * directory. Nothing is written before every file was read.
 * @throws UsageError for files that cannot be read or recognised, and for settings that do not fit
 */
export async function merge(request: MergeRequest): Promise<MergeResult> {
  const { target, settings, scanners, cache } = request;
  const startedAt = new Date();
  const { feeds, data: riskData } = await loadFeeds(
    { ...(await storedDatabases(cache)), ...settings.databases },
    startedAt,
  );
  const { once: files, notes } = distinct(await readAll(request));
  const places = placesOfCopies(files);
  const outputs = withEcosystems(
    files.flatMap((file, index) =>
      file.outputs.map(({ scanner, findings }) => ({ scanner, outputPath: places[index] as string, findings })),
    ),
  );
  const secrets = outputs.flatMap(({ findings }) => findings.flatMap(({ secret }) => (secret ? [secret] : [])));
  const scrub = scrubber(secrets);
  const issues = await correlate(outputs, target);
  const saved = await saveCopies(files, places, settings.output, settings.keepRawSecrets ? undefined : scrub);
  const accepted = acceptedIn(files, places);
  const assessed = assess(issues, [], {
    ...settings.risk,
    feeds,
    isImage: false,
    due: settings.due,
    scanned: startedAt,
  }).map((finding) => withAcceptance(finding, accepted));
  const suppressed = applySuppressions(assessed, settings.suppressions, startedAt.toISOString().slice(0, 10));
  const coverage = inRollCallOrder(
    files.flatMap((file, index) => file.outputs.map((output) => entryOf(output, file, saved[index] ?? null))),
  );
  const { verdict, rules } = judge({
    findings: suppressed.findings,
    coverage,
    stocktakers: scanners.filter(({ finds }) => finds.length === 0).map(({ id }) => id),
    unreachable: [],
    changed: [],
    failOn: settings.failOn,
    interrupted: false,
  });
  const git = await gitFacts(target);
  const report = Report.parse({
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'muster', version: musterVersion() },
    target: {
      kind: git ? 'repository' : 'directory',
      path: request.shownTarget,
      ...(git?.commit ? { commit: git.commit } : {}),
    },
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    verdict,
    gate: { rules: rules.map(saidOfEvidence) },
    coverage,
    blindSpots: [{ what: 'all of the target', paths: [path.basename(target)], why: MADE_ELSEWHERE }],
    silenced: [],
    findings: suppressed.findings,
    riskData,
  });
  return { report: scrub.document(report), notes: [...notes, ...suppressed.notes] };
}
