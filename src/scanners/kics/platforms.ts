import path from 'node:path';
import type { Inventory, InventoryFile } from '../../model/inventory.js';
import type { ScanInput } from '../../model/scanner.js';

/** KICS's own names of what it is run with here, as its queries give them (`platform` in their metadata). */
const PLATFORMS = ['Dockerfile', 'DockerCompose', 'CICD', 'Kubernetes', 'CloudFormation', 'Terraform'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A chart's templates are looked at as resources of Kubernetes, once they are rendered. */
const PARTS = [...PLATFORMS, 'Helm'] as const;
/** A way of looking at files, with a known issue of its own in the canary. */
export type Part = (typeof PARTS)[number];

export function platformOf(part: Part): Platform {
  return part === 'Helm' ? 'Kubernetes' : part;
}

/** Values of Terraform that it loads by itself (pkg/parser/terraform/variables.go). */
export const LOADED_VALUES = /(?:^|\/)(?:terraform\.tfvars|[^/]*\.auto\.tfvars)$/;

/** The folders of Helm charts, each with a slash at its end; the top of the target is ''. */
export function chartsOf(inventory: Inventory): string[] {
  return inventory.files
    .filter(({ path: file, nameIsNotUtf8 }) => !nameIsNotUtf8 && path.posix.basename(file) === 'Chart.yaml')
    .map(({ path: file }) => file.slice(0, -'Chart.yaml'.length));
}

/** The outermost chart that a file belongs to; a chart below another is rendered along with it. */
export function chartOf(file: string, charts: string[]): string | undefined {
  const own = charts.filter((chart) => file.startsWith(chart));
  return own.sort((a, b) => a.length - b.length)[0];
}

/** Templates and nothing else: the rest of a chart takes part in them and is not checked by itself. */
function isTemplate(file: string, chart: string): boolean {
  return /(?:^|\/)templates\/.+\.ya?ml$/.test(file.slice(chart.length));
}

/** The outermost charts of which some template is among these files. */
export function chartsToRender(files: string[], charts: string[]): string[] {
  const own = files.flatMap((file) => {
    const chart = chartOf(file, charts);
    return chart !== undefined && isTemplate(file, chart) ? [chart] : [];
  });
  return [...new Set(own)];
}

/** What KICS would look at a file as; nothing where it knows nothing of the kind. */
export function partOf({ path: file, kinds, nameIsNotUtf8 }: InventoryFile, charts: string[]): Part | undefined {
  if (nameIsNotUtf8) return undefined;
  const chart = chartOf(file, charts);
  if (chart !== undefined && isTemplate(file, chart)) return 'Helm';
  if (kinds.includes('dockerfile')) return 'Dockerfile';
  if (kinds.includes('terraform')) return file.endsWith('.tf') ? 'Terraform' : undefined;
  if (!/\.(?:ya?ml|json)$/i.test(file)) return undefined;
  if (kinds.includes('compose')) return 'DockerCompose';
  if (kinds.includes('github-workflow')) return 'CICD';
  if (kinds.includes('cloudformation')) return 'CloudFormation';
  return kinds.includes('kubernetes') ? 'Kubernetes' : undefined;
}

/** The parts of a run, written into its mode. */
function modeOf(parts: Set<Part>): string {
  return PARTS.filter((part) => parts.has(part)).join('+');
}

/** The inverse of `modeOf`; all of them for a run without a mode. */
export function partsIn(mode: string | undefined): Part[] {
  return mode === undefined ? [...PARTS] : PARTS.filter((part) => mode.split('+').includes(part));
}

/**
 * One run for each platform: most of a run's time goes into preparing the queries of its platforms, so that several
 * runs take no longer than one, and a canary that was found counts for every target with files of that platform.
 */
export function inputsOf(inventory: Inventory): ScanInput[] {
  const charts = chartsOf(inventory);
  const files = inventory.files.flatMap((file) => {
    const part = partOf(file, charts);
    return part === undefined ? [] : [{ path: file.path, part }];
  });
  return PLATFORMS.flatMap((platform): ScanInput[] => {
    const own = files.filter(({ part }) => platformOf(part) === platform);
    if (own.length === 0) return [];
    const mode = modeOf(new Set(own.map(({ part }) => part)));
    return [{ label: platform.toLowerCase(), mode, files: own.map(({ path: file }) => file) }];
  });
}
