import { groupBy } from '../model/collections.js';
import { blankEntry, type CoverageEntry, type DatabaseFacts, type NotCovered } from '../model/coverage.js';
import type { RawFinding } from '../model/finding.js';
import type { Inventory } from '../model/inventory.js';
import { networkOf, type ScannerDefinition } from '../model/scanner.js';
import type { Tool, Unavailable } from '../tools/tool.js';
import { type CanaryResult, type CanaryServices, proveAlive } from './canary.js';
import type { Run } from './plan.js';
import { consideredBy, type Judged, judgeRun, type Ran, runScanner } from './run-scanner.js';

/** A run that has ended, however it ended: its line of the roll call, and what it left. */
export interface Executed {
  run: Run;
  entry: CoverageEntry;
  /** The inventory's paths that it looked at. */
  looked: string[];
  findings: RawFinding[];
  /** Absolute path of its output in the workspace. */
  outputFile?: string;
}

export type ExecuteEvent = { type: 'started'; run: Run } | { type: 'ended'; executed: Executed };

export interface ExecuteServices extends CanaryServices {
  /** An older database makes evidence partial. */
  maxDatabaseAgeDays: number;
  /** Gives a scanner's program, installing it where that is allowed. Called once a scanner. */
  provide(scanner: ScannerDefinition): Promise<Tool | Unavailable>;
  onEvent(event: ExecuteEvent): void;
}

function parseFindings(run: Run, ran: Ran): { findings: RawFinding[]; problem?: string } {
  if (ran.report === undefined) return { findings: [] };
  try {
    const { prepared, relative } = ran;
    return { findings: run.scanner.parse(ran.report, { input: run.input, prepared, relative }) };
  } catch (thrown) {
    return { findings: [], problem: `its output could not be understood: ${(thrown as Error).message}` };
  }
}

const UNTESTED: CanaryResult = { state: 'untested', unproven: [] };

const DAY_HOURS = 24;

/** What an old database cannot know. A database that does not tell its age is shown as such and not held against it. */
function staleness(database: DatabaseFacts | undefined, maxDays: number): NotCovered[] {
  if (database?.ageHours == null || database.ageHours <= maxDays * DAY_HOURS) return [];
  const days = Math.floor(database.ageHours / DAY_HOURS);
  const why = `${database.name} is ${days} days old, more than ${maxDays} (maxDatabaseAge in muster.yml)`;
  return [{ what: 'what was published since', why }];
}

type Verdict = Pick<CoverageEntry, 'status' | 'notCovered' | 'reason'>;

/** The run's own account, what was known before it started, and its canary, as one status. */
function settle(judged: Judged, canary: CanaryResult, caveats: NotCovered[], problem: string | undefined): Verdict {
  if (problem !== undefined) return { status: 'failed', reason: problem, notCovered: [] };
  const gaps = [...('notCovered' in judged ? (judged.notCovered ?? []) : []), ...caveats];
  if (judged.status !== 'completed' && judged.status !== 'partial') {
    return { status: judged.status, reason: judged.reason, notCovered: gaps };
  }
  if (canary.state !== 'found')
    return { status: 'failed', reason: canary.reason ?? 'no canary was found', notCovered: gaps };
  const unproven = canary.unproven.map((what) => ({
    what,
    why: 'the known issue of this kind in its canary was not found',
  }));
  const notCovered = [...gaps, ...unproven];
  if (judged.status === 'completed' && notCovered.length === 0) return { status: 'completed', notCovered };
  const reasons = [
    ...('reason' in judged ? [judged.reason] : []),
    ...caveats.map(({ what, why }) => `${what}: ${why}`),
    ...(unproven.length > 0 ? [`its canary was missed for ${canary.unproven.join(', ')}`] : []),
  ];
  return { status: 'partial', reason: reasons.join('; '), notCovered };
}

async function executeRun(
  run: Run,
  tool: Tool,
  inventory: Inventory,
  database: DatabaseFacts | undefined,
  services: ExecuteServices,
): Promise<Executed> {
  const { scanner, input, required } = run;
  services.onEvent({ type: 'started', run });
  const ran = await runScanner(scanner, tool.path, inventory, input, services);
  const judged = judgeRun(scanner, input, ran);
  // A run that is no evidence needs no proof, and its canary would take the time of those that are.
  const counts = judged.status === 'completed' || judged.status === 'partial';
  const canary = counts ? await proveAlive(scanner, tool, input, inventory.root, database, services) : UNTESTED;
  const { findings, problem } = parseFindings(run, ran);
  const asks = input.network !== 'never';
  const stale = asks ? staleness(database, services.maxDatabaseAgeDays) : [];
  const caveats = [...(input.caveats ?? []), ...stale];
  const { status, reason, notCovered } = settle(judged, canary, caveats, problem);
  const considered = consideredBy(judged);
  const entry: CoverageEntry = {
    ...blankEntry(scanner.id, input.label, required),
    status,
    ...(reason === undefined ? {} : { reason }),
    version: tool.version,
    provenance: { source: tool.source, sha256: tool.sha256, path: tool.path },
    ...(database && asks ? { database } : {}),
    canary: canary.state,
    command: ran.command,
    sandbox: ran.sandbox,
    exitStatus: ran.process.exitStatus,
    signal: ran.process.signal,
    durationMs: Math.round(ran.process.durationMs),
    peakRssBytes: ran.process.peakRssBytes,
    considered: { files: considered.files.length, packages: considered.packages },
    notCovered,
    findings: findings.length,
  };
  const isEvidence = status === 'completed' || status === 'partial';
  return { run, entry, looked: isEvidence ? considered.files : [], findings, outputFile: ran.outputFile };
}

function notRun(run: Run, status: CoverageEntry['status'], reason: string): Executed {
  const entry = { ...blankEntry(run.scanner.id, run.input.label, run.required), status, reason };
  return { run, entry, looked: [], findings: [] };
}

/** Why a run is not possible without a connection; undefined when it is, or when there may be one. */
function whyNotOffline({ scanner, input }: Run, { offline, databases }: ExecuteServices): string | undefined {
  const network = networkOf(scanner, input);
  if (!offline || network === 'never') return undefined;
  if (network === 'required') return 'it asks a service, and no connection may be made (--offline)';
  if (databases[scanner.id] !== undefined) return undefined;
  const variable = `MUSTER_${scanner.id.toUpperCase().replaceAll('-', '_')}_DATABASE`;
  return `it has no local database, and no connection may be made (--offline); name one under databases in muster.yml or by ${variable}`;
}

async function executeScanner(
  scanner: ScannerDefinition,
  runs: Run[],
  inventory: Inventory,
  services: ExecuteServices,
): Promise<Executed[]> {
  const announce = (executed: Executed) => {
    services.onEvent({ type: 'ended', executed });
    return executed;
  };
  const refusals = new Map(runs.map((run) => [run, whyNotOffline(run, services)]));
  const refuse = (run: Run) => announce(notRun(run, 'unavailable', refusals.get(run) ?? ''));
  // A program that nothing can be done with is not installed either.
  if (runs.every((run) => refusals.get(run) !== undefined)) return runs.map(refuse);
  const tool = await services.provide(scanner).catch((error: Error): Unavailable => ({ reason: error.message }));
  if ('reason' in tool) return runs.map((run) => announce(notRun(run, 'unavailable', tool.reason)));
  const folder = services.databases[scanner.id];
  const where = { offline: services.offline, ...(folder ? { database: folder } : {}) };
  const database = await scanner.databaseFacts?.(where).catch(() => undefined);
  return Promise.all(
    runs.map(async (run) => {
      if (refusals.get(run) !== undefined) return refuse(run);
      try {
        return announce(await executeRun(run, tool, inventory, database, services));
      } catch (error) {
        return announce(notRun(run, 'failed', (error as Error).message));
      }
    }),
  );
}

/**
 * Carries out a plan. Each scanner starts as soon as its program is there, side by side within the machine's limits.
 * Never throws for what a scanner does, and gives one entry a run, in the plan's order.
 */
export async function execute(runs: Run[], inventory: Inventory, services: ExecuteServices): Promise<Executed[]> {
  const byScanner = groupBy(runs, ({ scanner }) => scanner);
  const executed = await Promise.all(
    [...byScanner].map(([scanner, own]) => executeScanner(scanner, own, inventory, services)),
  );
  return executed.flat();
}
