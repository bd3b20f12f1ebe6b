import path from 'node:path';
import { storedDatabases } from '../databases/store.js';
import { inRollCallOrder } from '../model/coverage.js';
import type { Inventory } from '../model/inventory.js';
import { Report, SCHEMA_VERSION } from '../model/report.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { musterVersion, PACKAGE_ROOT } from '../model/version.js';
import { judge } from '../policy/gate.js';
import type { Settings } from '../policy/settings.js';
import { applySuppressions } from '../policy/suppress.js';
import { findSandbox } from '../process/sandbox.js';
import { Scheduler } from '../process/scheduler.js';
import { Workspace } from '../process/workspace.js';
import { loadFeeds } from '../risk/feeds.js';
import { ensureTool, type ToolEvent } from '../tools/tool.js';
import { assess, lookersOf } from './assess.js';
import { findBlindSpots } from './blind-spots.js';
import { committedState } from './committed.js';
import { correlate, outputOf } from './correlate.js';
import { changedSince, discover } from './discover.js';
import { type ExecuteEvent, execute } from './execute.js';
import { placeInWorkTree } from './git.js';
import { type Plan, plan } from './plan.js';
import { saveOutputs } from './save-outputs.js';
import { scrubber } from './scrub.js';
import { findSilenced } from './silenced.js';

export type ScanEvent = { type: 'planned'; plan: Plan } | { type: 'tool'; event: ToolEvent } | ExecuteEvent;

export interface ScanRequest {
  /** Absolute path of a folder that can be read. */
  target: string;
  /** As the user wrote it, for the report. */
  shownTarget: string;
  settings: Settings;
  scanners: ScannerDefinition[];
  /** Absolute path of the folder of a scanner's adapter. */
  scannerFolder: (id: string) => string;
  /** Absolute path of the user's cache. */
  cache: string;
  cancel: AbortSignal;
  onEvent: (event: ScanEvent) => void;
}

export interface ScanResult {
  report: Report;
  /** What the user should know that is no finding: suppressions without effect, files that could not be listed. */
  notes: string[];
}

function unreachableIn({ hidden, files }: Inventory): string[] {
  const unreadable = hidden.filter(({ kind }) => kind === 'unreadable');
  return [...unreadable, ...files.filter(({ nameIsNotUtf8 }) => nameIsNotUtf8)].map((entry) => entry.path);
}

/**
 * The main job, stage by stage: from a folder to a report, with each scanner's output saved in the results directory.
 * @throws UsageError when the settings do not fit the scanners there are
 */
export async function scan(request: ScanRequest): Promise<ScanResult> {
  const { target, scanners, cache, cancel, onEvent } = request;
  // What the user names beats what `muster db update` has stored.
  const databases = { ...(await storedDatabases(cache)), ...request.settings.databases };
  const settings = { ...request.settings, databases };
  const startedAt = new Date();
  // Before anything is scanned: a file in another form is said at once.
  const { feeds, data: riskData } = await loadFeeds(settings.databases, startedAt);
  const list = () => discover(target, { leaveOut: [settings.output], exclude: settings.exclude });
  const inventory = await list();
  const planned = plan(inventory, scanners, settings);
  onEvent({ type: 'planned', plan: planned });

  const workspace = await Workspace.open(path.join(cache, 'runs'));
  try {
    const ended = await execute(planned.runs, inventory, {
      workspace,
      scheduler: new Scheduler(settings.jobs),
      rules: path.join(PACKAGE_ROOT, 'rules'),
      offline: settings.offline,
      timeoutSeconds: settings.timeoutSeconds,
      memoryMB: settings.memoryMB,
      databases: settings.databases,
      maxDatabaseAgeDays: settings.maxDatabaseAgeDays,
      sandbox: await findSandbox(target, workspace.folder),
      cancel,
      cache: settings.cache ? path.join(cache, 'canaries') : undefined,
      onEvent,
      provide: (scanner) =>
        ensureTool(scanner, {
          mode: settings.tools,
          install: settings.install,
          offline: settings.offline,
          store: path.join(cache, 'tools'),
          scannerFolder: request.scannerFolder,
          avoid: [target],
          cancel,
          onProgress: (event) => onEvent({ type: 'tool', event }),
        }),
    });

    const secrets = ended.flatMap(({ findings }) => findings.flatMap(({ secret }) => (secret ? [secret] : [])));
    const scrub = scrubber(secrets);
    const executed = await saveOutputs(ended, settings.output, settings.keepRawSecrets ? undefined : scrub);
    const assessed = assess(await correlate(executed.map(outputOf), target), lookersOf(executed), {
      ...settings.risk,
      feeds,
      isImage: inventory.image !== undefined,
      due: settings.due,
      scanned: startedAt,
    });
    const today = new Date().toISOString().slice(0, 10);
    const { findings, notes } = applySuppressions(assessed, settings.suppressions, today);
    const coverage = inRollCallOrder([...executed.map(({ entry }) => entry), ...planned.absent]);
    const interrupted = cancel.aborted;
    const { verdict, rules } = judge({
      findings,
      coverage,
      stocktakers: scanners.filter(({ finds }) => finds.length === 0).map(({ id }) => id),
      unreachable: unreachableIn(inventory),
      changed: changedSince(inventory, await list()),
      failOn: settings.failOn,
      interrupted,
    });
    const report = Report.parse({
      schemaVersion: SCHEMA_VERSION,
      tool: { name: 'muster', version: musterVersion() },
      target: {
        kind: inventory.git ? 'repository' : 'directory',
        path: request.shownTarget,
        ...placeInWorkTree(inventory.git),
        ...(await committedState(inventory, settings.output)),
      },
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      ...(interrupted ? { interrupted } : {}),
      verdict,
      gate: { rules },
      coverage,
      blindSpots: findBlindSpots(inventory, executed, planned.absent, scanners),
      silenced: await findSilenced(
        inventory,
        executed.map(({ run }) => run),
      ),
      findings,
      riskData,
    });
    return { report: scrub.document(report), notes: [...inventory.notes, ...notes] };
  } finally {
    await workspace.close();
  }
}
