import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Control, Domain } from '../../src/correlation/crosswalk/control.js';
import { presentRuleId } from '../../src/correlation/crosswalk/rule-id.js';
import type { ScannerDefinition } from '../../src/model/scanner.js';
import type { Executed } from '../../src/pipeline/execute.js';
import { executeInstalled } from '../execute-installed.js';
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
  /** Runs that did not go as they should, and controls that a scanner looked at in part only. */
  troubles: string[];
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

/** What would otherwise read as "found nothing": runs that broke off, and inputs that they left out. */
function troublesOf(results: Executed[], both: Control[], controls: Control[]): string[] {
  const runs = results.flatMap(({ run: { scanner, input }, entry: { status, reason } }) =>
    status === 'completed' ? [] : [`${scanner.id} on ${input.label}: ${status}: ${reason}`],
  );
  const missing = controls.filter((control) => !both.includes(control)).map(({ id }) => id);
  const [id] = results.map(({ run }) => run.scanner.id);
  return [...runs, ...(missing.length > 0 ? [`${id} did not look at ${missing.join(', ')}`] : [])];
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
    const executed = await executeInstalled(root, scanners);
    const measurement: Measurement = { observed: new Map(), versions: {}, silent: {}, troubles: [] };
    for (const { id } of scanners) {
      const results = executed.filter(({ run: { scanner } }) => scanner.id === id);
      const both = lookedAt(results, laid);
      if (both.length === 0) {
        measurement.silent[id] = results[0]?.entry.reason ?? 'nothing in the inputs for it';
        continue;
      }
      measurement.versions[id] = results[0]?.entry.version ?? 'unknown';
      measurement.troubles.push(...troublesOf(results, both, controls));
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
