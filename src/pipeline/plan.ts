import { blankEntry, type CoverageEntry } from '../model/coverage.js';
import type { Inventory } from '../model/inventory.js';
import type { ScanInput, ScannerDefinition } from '../model/scanner.js';
import { UsageError } from '../model/usage-error.js';

/** Which scanners the user wants. */
export interface Selection {
  profile: 'basic' | 'advanced';
  only: string[] | undefined;
  skip: string[];
  /** Undefined: every scanner that applies. */
  require: string[] | undefined;
}

/** One scanner on one input, to be done. */
export interface Run {
  scanner: ScannerDefinition;
  input: ScanInput;
  /** Whether the verdict depends on it. */
  required: boolean;
  /** Where its output belongs, relative to the results directory: `advanced/gitleaks.json`. */
  outputPath: string;
}

export interface Plan {
  runs: Run[];
  /** The lines of the roll call for scanners that do not run: not applicable, disabled. */
  absent: CoverageEntry[];
}

/** Why the user does not get this scanner; undefined when they do. */
function whyDisabled(scanner: ScannerDefinition, selection: Selection): string | undefined {
  const { id, tier } = scanner;
  if (selection.skip.includes(id)) return 'skipped by the configuration or --skip';
  if (selection.require?.includes(id)) return undefined;
  if (scanner.onlyWhenAsked && !selection.only?.includes(id))
    return `${scanner.onlyWhenAsked}; --only or --require asks for it`;
  if (selection.only) return selection.only.includes(id) ? undefined : 'not among those of --only';
  if (selection.profile === 'basic' && tier !== 'basic') return 'runs with --profile advanced';
  return undefined;
}

function slug(label: string): string {
  return label.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[-.]+|-+$/g, '') || 'input';
}

const ENDINGS = { json: 'json', jsonl: 'jsonl', text: 'txt' };

/** `basic/npm-audit.json`, or with the input's name when the scanner has several: `basic/npm-audit-web.json`. */
function outputPaths(scanner: ScannerDefinition, inputs: ScanInput[]): string[] {
  const folder = scanner.tier === 'basic' ? 'basic' : 'advanced';
  const base = `${folder}/${scanner.outputName ?? scanner.id}`;
  const taken = new Set<string>();
  return inputs.map(({ label }) => {
    const stem = label === '.' ? base : `${base}-${slug(label)}`;
    let free = stem;
    for (let number = 2; taken.has(free); number++) free = `${stem}-${number}`;
    taken.add(free);
    return `${free}.${ENDINGS[scanner.output.format ?? 'json']}`;
  });
}

/**
 * Decides what runs. Every known scanner is in the result, as runs or as a line that says why not.
 * @throws UsageError when the selection names a scanner that does not exist
 */
export function plan(inventory: Inventory, scanners: ScannerDefinition[], selection: Selection): Plan {
  const known = scanners.map(({ id }) => id);
  const named = [...(selection.only ?? []), ...selection.skip, ...(selection.require ?? [])];
  const unknown = named.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new UsageError(`there is no scanner "${unknown}"; there are ${known.join(', ')}`);

  const result: Plan = { runs: [], absent: [] };
  for (const scanner of scanners) {
    const disabled = whyDisabled(scanner, selection);
    const required = selection.require?.includes(scanner.id) ?? true;
    if (disabled !== undefined) {
      result.absent.push({ ...blankEntry(scanner.id, '.', false), status: 'disabled', reason: disabled });
      continue;
    }
    const inputs = scanner.appliesTo(inventory);
    if (inputs.length === 0) {
      const reason = 'nothing in the target for it';
      result.absent.push({ ...blankEntry(scanner.id, '.', false), status: 'not-applicable', reason });
      continue;
    }
    const paths = outputPaths(scanner, inputs);
    for (const [index, input] of inputs.entries()) {
      result.runs.push({ scanner, input, required, outputPath: paths[index] ?? `${scanner.id}.json` });
    }
  }
  return result;
}
