import path from 'node:path/posix';
import { groupBy } from '../../model/collections.js';
import { type Inventory, pathsOfKind } from '../../model/inventory.js';
import type { ScanInput } from '../../model/scanner.js';
import { chunkArguments } from '../kit/chunk.js';

interface Mode {
  /** For `--parser`: what the name of a file says of it does not count. */
  parser: 'dockerfile' | 'yaml' | 'hcl2';
  /** The package of its policies, `rules/conftest/policy/…`. */
  namespace: string;
  files(inventory: Inventory): string[];
}

export const MODES = {
  dockerfile: {
    parser: 'dockerfile',
    namespace: 'muster.docker',
    files: (inventory) => pathsOfKind(inventory, 'dockerfile'),
  },
  compose: { parser: 'yaml', namespace: 'muster.compose', files: (inventory) => pathsOfKind(inventory, 'compose') },
  kubernetes: {
    parser: 'yaml',
    namespace: 'muster.kubernetes',
    // The templates of a chart are not YAML yet.
    files: (inventory) => {
      const templates = new Set(pathsOfKind(inventory, 'helm'));
      return pathsOfKind(inventory, 'kubernetes').filter((file) => !templates.has(file));
    },
  },
  workflow: {
    parser: 'yaml',
    namespace: 'muster.workflow',
    files: (inventory) => pathsOfKind(inventory, 'github-workflow'),
  },
  terraform: {
    parser: 'hcl2',
    namespace: 'muster.terraform',
    // `.tfvars` hold values only, `.tf.json` is not HCL.
    files: (inventory) => pathsOfKind(inventory, 'terraform').filter((file) => /\.tf$/i.test(file)),
  },
} satisfies Record<string, Mode>;

export type ModeName = keyof typeof MODES;

export function modeOf({ mode = 'dockerfile' }: Pick<ScanInput, 'mode'>): Mode {
  return MODES[mode as ModeName];
}

/** A run costs 0.1 s; more of them would only fill the roll call. */
const MOST_RUNS = 8;

/** What belongs together: a module of Terraform is a folder, a Dockerfile stands for itself. */
function unitsOf(mode: ModeName, files: string[]): { name: string; files: string[] }[] {
  const byName = groupBy(files, (file) => (mode === 'terraform' ? path.dirname(file) : file));
  return [...byName].map(([name, own]) => ({ name, files: own }));
}

/**
 * The runs of a mode. One file that cannot be parsed takes the results of all others of its run with it, so what cannot
 * be checked beforehand gets a run of its own as long as there are few.
 */
function inputsOf(mode: ModeName, files: string[]): ScanInput[] {
  if (MODES[mode].parser === 'yaml') return files.length > 0 ? [{ label: mode, mode, files }] : [];
  const units = unitsOf(mode, files);
  if (units.length <= MOST_RUNS && units.every((unit) => chunkArguments(unit.files).length === 1)) {
    return units.map((unit) => ({ label: `${mode}: ${unit.name}`, mode, files: unit.files }));
  }
  const size = Math.ceil(units.length / MOST_RUNS);
  const shares = Array.from({ length: Math.ceil(units.length / size) }, (_, index) =>
    units.slice(index * size, (index + 1) * size).flatMap((unit) => unit.files),
  ).flatMap((share) => chunkArguments(share));
  return shares.map((share, index) => ({
    label: `${mode}: part ${index + 1} of ${shares.length}`,
    mode,
    files: share,
  }));
}

export function inputsOfAll(inventory: Inventory): ScanInput[] {
  return (Object.keys(MODES) as ModeName[]).flatMap((mode) => inputsOf(mode, MODES[mode].files(inventory)));
}
