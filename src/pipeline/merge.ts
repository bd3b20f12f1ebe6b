import path from 'node:path';
import { storedDatabases } from '../databases/store.js';
import { groupBy } from '../model/collections.js';
import { blankEntry, type CoverageEntry, inRollCallOrder } from '../model/coverage.js';
import type { ManyFindings } from '../model/many-findings.js';
import { type GateRule, Report, SCHEMA_VERSION } from '../model/report.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { UsageError } from '../model/usage-error.js';
import { musterVersion } from '../model/version.js';
import { judge } from '../policy/gate.js';
import type { Settings } from '../policy/settings.js';
import { loadFeeds } from '../risk/feeds.js';
import { gitFacts, placeInWorkTree } from './git.js';
import { kindsByPath } from './kinds.js';
import { placesOfCopies, saveCopies } from './merge-copies.js';
import { type ForeignFile, type MergeInput, readForeign } from './merge-file.js';
import { FindingCollector } from './merge-findings.js';
import { correlateParts } from './merge-parts.js';
import { placesIn } from './merge-places.js';
import { type StoredRow, StoredRows } from './merge-rows.js';
import { scrubber } from './scrub.js';

/** How much is in memory at once. */
export interface MergeLimits {
  /** Rows, and findings. */
  rows: number;
  findings: number;
  /** Bytes of outputs for one part of the rows that are correlated together. */
  part: number;
  /** Bytes from which on a log is read in slices. */
  sliced: number;
}

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
  /** In place of the usual ones; for tests. */
  limits?: MergeLimits;
}

export interface MergeResult {
  report: Report;
  /** All findings, when there are so many that the report has the worst of them only; to be closed. */
  all?: ManyFindings;
  /** What the user should know that is no finding. */
  notes: string[];
}

const MADE_ELSEWHERE = 'made elsewhere: it tells what was found, not what was looked at';

/** Every file, recognised and checked; all mistakes are said at once. */
async function readAll({ inputs, target, scanners, limits }: MergeRequest): Promise<ForeignFile[]> {
  const context = {
    scanners,
    relative: placesIn(target),
    ecosystemOf: (file: string) => kindsByPath(file).ecosystem,
  };
  const mistakes = new Mistakes();
  const files: ForeignFile[] = [];
  for (const input of inputs) {
    await mistakes.collect(async () => {
      files.push(await readForeign(input, context, scanners, limits?.sliced));
    });
  }
  mistakes.tell();
  return files;
}

/** Mistakes in several files, to be told together. */
class Mistakes {
  readonly #said: string[] = [];

  async collect(work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#said.push(error.message);
    }
  }

  /** @throws UsageError when there are any */
  tell(): void {
    if (this.#said.length > 0) throw new UsageError(this.#said.join('\n'));
  }
}

/** Each content once, in an order that depends on neither names nor the command line. */
function distinct(files: ForeignFile[]): { once: ForeignFile[]; notes: string[] } {
  const groups = [...groupBy(files, ({ sha256 }) => sha256)].sort(([a], [b]) => (a < b ? -1 : 1));
  const notes = groups.flatMap(([, [first, ...again]]) =>
    again.map(({ input }) => `${input.shown} is the same as ${first?.input.shown}: it counts once`),
  );
  return { once: groups.map(([, [first]]) => first as ForeignFile), notes };
}

/** How many rows of which scanner a run of a file has. */
type Counts = Map<string, number>;

interface Gathered {
  rows: StoredRows;
  /** By file, then by run. */
  counts: Counts[][];
  secrets: string[];
}

/** Reads the rows of all files, before anything is written. */
async function gather(files: ForeignFile[], places: string[], limits: MergeRequest['limits']): Promise<Gathered> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const rows = new StoredRows(bytes, limits?.rows, limits?.part);
  const secrets = new Set<string>();
  const mistakes = new Mistakes();
  const counts = files.map(({ runs }) =>
    runs.map(({ scanner, isOwner }): Counts => new Map(isOwner ? [[scanner, 0]] : [])),
  );
  try {
    for (const [index, file] of files.entries()) {
      const outputPath = places[index] as string;
      await mistakes.collect(() => {
        file.each((run, scanner, finding, accepted) => {
          const count = counts[index]?.[run];
          count?.set(scanner, (count.get(scanner) ?? 0) + 1);
          if (finding.secret !== undefined) secrets.add(finding.secret);
          // Not a copy: of rows there may be millions.
          const row = finding as StoredRow;
          row.scanner = scanner;
          row.outputPath = outputPath;
          if (accepted) row.accepted = accepted;
          rows.add(row);
        });
      });
    }
    mistakes.tell();
    return { rows, counts, secrets: [...secrets] };
  } catch (error) {
    rows.close();
    throw error;
  }
}

/** One line a run and scanner: a run without rows has one, too. */
function entriesOf({ input, runs }: ForeignFile, counts: Counts[], saved: CoverageEntry['output']): CoverageEntry[] {
  return runs.flatMap(({ scanner, version, end }, index) => {
    const own = counts[index] ?? new Map();
    const entries = own.size > 0 ? [...own] : [[scanner, 0] as const];
    return entries.map(([id, findings]) => ({
      ...blankEntry(id, input.shown, true),
      status: end?.status ?? 'partial',
      reason: end ? `${end.reason}; ${MADE_ELSEWHERE}` : MADE_ELSEWHERE,
      version,
      findings,
      output: saved,
    }));
  });
}

function saidOfEvidence(rule: GateRule): GateRule {
  if (rule.rule !== 'evidence' || rule.held) return rule;
  return { ...rule, because: `${rule.because}: outputs made elsewhere tell what was found, not what was looked at` };
}

/**
 * Correlates scanners' outputs that were made elsewhere: from files to a report, with a copy of each file in the results
 * directory. Nothing is written there before every file was read.
 * @throws UsageError for files that cannot be read or recognised, and for settings that do not fit
 */
export async function merge(request: MergeRequest): Promise<MergeResult> {
  const { target, settings, scanners, cache, limits } = request;
  const startedAt = new Date();
  const databases = { ...(await storedDatabases(cache)), ...settings.databases };
  const { feeds, data: riskData } = await loadFeeds(databases, startedAt);
  const { once: files, notes } = distinct(await readAll(request));
  const places = placesOfCopies(files);
  const { rows, counts, secrets } = await gather(files, places, limits);
  const collector = new FindingCollector(limits?.findings);
  try {
    const scrub = scrubber(secrets);
    const saved = await saveCopies(files, places, settings.output, settings.keepRawSecrets ? undefined : scrub);
    const circumstances = { ...settings.risk, feeds, isImage: false, due: settings.due, scanned: startedAt };
    const { suppressions } = settings;
    const context = { target, suppressions, circumstances, scrub };
    const said = await correlateParts(rows.parts(), (finding) => collector.add(finding), context);
    const { findings, counted, all } = collector.finish();
    const coverage = inRollCallOrder(
      files.flatMap((file, index) => entriesOf(file, counts[index] ?? [], saved[index] ?? null)),
    );
    const { verdict, rules } = judge({
      findings: counted,
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
        ...placeInWorkTree(git),
      },
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      verdict,
      gate: { rules: rules.map(saidOfEvidence) },
      coverage: scrub.document(coverage),
      blindSpots: [{ what: 'all of the target', paths: [path.basename(target)], why: MADE_ELSEWHERE }],
      silenced: [],
      findings,
      riskData,
    });
    return { report, ...(all ? { all } : {}), notes: [...notes, ...said] };
  } catch (error) {
    collector.close();
    throw error;
  } finally {
    rows.close();
  }
}
