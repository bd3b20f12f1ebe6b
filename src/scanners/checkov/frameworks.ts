import path from 'node:path';
import type { FileKind, Inventory, InventoryFile } from '../../model/inventory.js';

/** Checkov's names (checkov/common/bridgecrew/check_type.py) of what it is run with here. */
const FRAMEWORKS = [
  'cloudformation',
  'dockerfile',
  'github_actions',
  'gitlab_ci',
  'helm',
  'kubernetes',
  'terraform',
  'terraform_json',
] as const;
export type Framework = (typeof FRAMEWORKS)[number];

const BY_KIND: Partial<Record<FileKind, Framework>> = {
  cloudformation: 'cloudformation',
  dockerfile: 'dockerfile',
  'github-workflow': 'github_actions',
  'gitlab-ci': 'gitlab_ci',
  kubernetes: 'kubernetes',
};

const KUSTOMIZATION = /(?:^|\/)kustomization(?:\.ya?ml)?$/i;

/** Values that Terraform loads by itself; others only count when named on its command line, so nothing reads them here. */
export const LOADED_VALUES = /(?:^|\/)(?:terraform|[^/]*\.auto)\.tfvars(?:\.json)?$/;

/** The folders of Helm charts, each with a slash at its end; the top of the target is ''. */
export function chartsOf(inventory: Inventory): string[] {
  return inventory.files
    .filter(({ path: file }) => path.posix.basename(file) === 'Chart.yaml')
    .map(({ path: file }) => file.slice(0, -'Chart.yaml'.length));
}

function isInChart(file: string, charts: string[]): boolean {
  return charts.some((chart) => file.startsWith(chart));
}

function terraformOf(file: string): Framework[] {
  if (file.endsWith('.tf.json')) return ['terraform_json'];
  return file.endsWith('.tf') || LOADED_VALUES.test(file) ? ['terraform'] : [];
}

/**
 * What Checkov would look at a file as. Nothing for a kustomization, which it only reads by running a program of that
 * name, and for values that no Terraform command loads unasked.
 */
export function frameworksOf({ path: file, kinds, nameIsNotUtf8 }: InventoryFile, charts: string[]): Framework[] {
  if (nameIsNotUtf8 || KUSTOMIZATION.test(file)) return [];
  return kinds.flatMap((kind): Framework[] => {
    if (kind === 'terraform') return terraformOf(file);
    // Templates are mostly Kubernetes resources too, and those without placeholders are read as such.
    if (kind === 'helm') return isInChart(file, charts) ? ['helm', 'kubernetes'] : [];
    return BY_KIND[kind] ? [BY_KIND[kind]] : [];
  });
}

/** The frameworks of a run, written into its mode. */
export function modeOf(frameworks: Set<Framework>): string {
  return FRAMEWORKS.filter((name) => frameworks.has(name)).join('+');
}

/** The inverse of `modeOf`; all of them for a run without a mode. */
export function frameworksIn(mode: string | undefined): Framework[] {
  return mode === undefined ? [...FRAMEWORKS] : FRAMEWORKS.filter((name) => mode.split('+').includes(name));
}
