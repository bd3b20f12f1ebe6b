import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Control, Domain } from '../../src/correlation/crosswalk/control.js';
import { presentRuleId } from '../../src/correlation/crosswalk/rule-id.js';
import type { ScannerDefinition } from '../../src/model/scanner.js';
import { discover } from '../../src/pipeline/discover.js';
import { type Executed, execute } from '../../src/pipeline/execute.js';
import { plan } from '../../src/pipeline/plan.js';
import { decideSettings } from '../../src/policy/settings.js';
import { findSandbox } from '../../src/process/sandbox.js';
import { Scheduler } from '../../src/process/scheduler.js';
import { Workspace } from '../../src/process/workspace.js';
import { scannerFolder } from '../../src/scanners/registry.js';
import { cacheFolder } from '../../src/tools/cache-folder.js';
import { findTool } from '../../src/tools/tool.js';
import { type Laid, layOut } from './inputs.js';

/** What one scanner made of one control's two inputs. */
export interface Observation {
  scanner: string;
  /** Rules that it found in the bad input and not in the good one, in the order of their ids. */
  rules: string[];
}

export interface Measurement {
  /** Id of the control → what each scanner showed that looked at both of its inputs. */
  observed: Map<string, Observation[]>;
  /** Scanner → version, for those that ran. */
  versions: Record<string, string>;
  /** Scanner → why it says nothing. */
  silent: Record<string, string>;
}

async function run(root: string, scanners: ScannerDefinition[]): Promise<Executed[]> {
  const { databases } = decideSettings({}, process.env, { config: {} }, os.availableParallelism());
  const cache = cacheFolder();
  const workspace = await Workspace.open(path.join(cache, 'runs'));
  const inventory = await discover(root);
  const only = scanners.map(({ id }) => id);
  try {
    return await execute(
      plan(inventory, scanners, { profile: 'advanced', only, skip: [], require: [] }).runs,
      inventory,
      {
        workspace,
        scheduler: new Scheduler(os.availableParallelism()),
        sandbox: await findSandbox(root, workspace.folder),
        rules: path.resolve(import.meta.dirname, '../../rules'),
        offline: true,
        databases,
        maxDatabaseAgeDays: Number.POSITIVE_INFINITY,
        cancel: new AbortController().signal,
        cache: path.join(cache, 'canaries'),
        timeoutSeconds: 1800,
        memoryMB: 8000,
        onEvent: () => undefined,
        provide: async (scanner) => {
          const tool = await findTool(scanner, {
            ...{ mode: 'auto', install: false, offline: true, store: path.join(cache, 'tools') },
            ...{ scannerFolder, avoid: [] },
          });
          return tool ?? { reason: 'it is not installed' };
        },
      },
    );
  } finally {
    await workspace.close();
  }
}

/** The rules of one scanner by control and side. */
function rulesAt(results: Executed[], laid: Map<string, Laid>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const {
    run: { scanner },
    findings,
  } of results) {
    for (const { ruleId, location } of findings) {
      const at = laid.get(location?.path ?? '');
      if (!at) continue;
      const key = `${at.control.id}\0${at.side}`;
      found.set(key, (found.get(key) ?? new Set()).add(presentRuleId(scanner.id, ruleId)));
    }
  }
  return found;
}

/** Ids of the controls of which the scanner looked at both inputs. */
function lookedAt(results: Executed[], laid: Map<string, Laid>): Control[] {
  const files = new Set(results.flatMap(({ looked }) => looked));
  const sides = new Map<Control, number>();
  for (const [file, { control }] of laid) if (files.has(file)) sides.set(control, (sides.get(control) ?? 0) + 1);
  return [...sides].filter(([, count]) => count === 2).map(([control]) => control);
}

/**
 * Runs the scanners over the inputs of a domain.
 * @param scanners those that look for such things at all; what is not installed is told in `silent`
 */
export async function measure(
  domain: Domain,
  controls: Control[],
  scanners: ScannerDefinition[],
): Promise<Measurement> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'muster-crosswalk-'));
  try {
    const laid = await layOut(domain, controls, root);
    const executed = await run(root, scanners);
    const measurement: Measurement = { observed: new Map(), versions: {}, silent: {} };
    for (const { id } of scanners) {
      const results = executed.filter(({ run: { scanner } }) => scanner.id === id);
      const both = lookedAt(results, laid);
      if (both.length === 0) {
        measurement.silent[id] = results[0]?.entry.reason ?? 'nothing in the inputs for it';
        continue;
      }
      measurement.versions[id] = results[0]?.entry.version ?? 'unknown';
      const found = rulesAt(results, laid);
      for (const control of both) {
        const good = found.get(`${control.id}\0good`) ?? new Set();
        const rules = [...(found.get(`${control.id}\0bad`) ?? [])].filter((rule) => !good.has(rule)).sort();
        const list = measurement.observed.get(control.id) ?? [];
        measurement.observed.set(control.id, [...list, { scanner: id, rules }]);
      }
    }
    return measurement;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
