import path from 'node:path/posix';
import type { Inventory, InventoryFile } from '../../model/inventory.js';

/** The names by which Trivy takes a file for a Dockerfile (pkg/iac/detection/detect.go): fewer than are in use. */
function isNamedDockerfile(file: string): boolean {
  const name = path.basename(file);
  const extension = path.extname(name);
  const stem = extension === '' ? name : name.slice(0, -extension.length);
  return stem === 'Dockerfile' || stem === 'Containerfile' || /^\.(?:docker|container)file$/i.test(extension);
}

const DOCKERFILE = 'Dockerfile';

/** Whether a name is one of those in use, or was one before it became a folder: see `placeOf`. */
const LIKE_DOCKERFILE = /^(?:docker|container)file(?:\..+)?$/i;

/** Where a file's copy goes: a Dockerfile of a name that Trivy does not know becomes a folder with one that it knows. */
export function placeOf(file: string): string {
  return LIKE_DOCKERFILE.test(path.basename(file)) && !isNamedDockerfile(file) ? path.join(file, DOCKERFILE) : file;
}

/** The reverse of `placeOf`. */
export function fileAt(place: string): string {
  const folder = path.dirname(place);
  return placeOf(folder) === place ? folder : place;
}

/** Terraform's own files, and those from which it takes values by itself. */
const TERRAFORM = /\.(?:tf|tofu)(?:\.json)?$/;
const VALUES = /(?:^|\/)terraform\.tfvars$|\.auto\.tfvars$/;

export function isTerraform(file: string): boolean {
  return TERRAFORM.test(file) || VALUES.test(file);
}

/** The folders of charts, the deepest first. */
export function chartsIn(files: string[]): string[] {
  const charts = files.filter((file) => path.basename(file) === 'Chart.yaml').map((file) => path.dirname(file));
  return charts.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

export function chartOf(file: string, charts: string[]): string | undefined {
  return charts.find((chart) => chart === '.' || file.startsWith(`${chart}/`));
}

/** It reads no other format, although it is YAML or JSON by content. */
const YAML_OR_JSON = /\.(?:ya?ml|json)$/;
/** Tells how to put resources together, and is none. */
const KUSTOMIZATION = /(?:^|\/)kustomization\.ya?ml$/i;

function isForTrivy(
  { path: file, kinds, nameIsNotUtf8 }: InventoryFile,
  folders: Set<string>,
  charts: string[],
): boolean {
  if (nameIsNotUtf8) return false;
  if (kinds.includes('dockerfile')) return true;
  if (TERRAFORM.test(file)) return true;
  if (VALUES.test(file)) return folders.has(path.dirname(file));
  if (kinds.includes('helm')) return chartOf(file, charts) !== undefined;
  const isOther = kinds.includes('cloudformation') || (kinds.includes('kubernetes') && !KUSTOMIZATION.test(file));
  return isOther && YAML_OR_JSON.test(file) && chartOf(file, charts) === undefined;
}

/** The files that Trivy checks. */
export function configurationIn({ files }: Inventory): string[] {
  const paths = files.map(({ path: file }) => file);
  const folders = new Set(paths.filter((file) => TERRAFORM.test(file)).map((file) => path.dirname(file)));
  const charts = chartsIn(paths);
  return files.filter((file) => isForTrivy(file, folders, charts)).map(({ path: file }) => file);
}

/** What is not read as text, or read by nothing that is checked. */
const LARGEST_BYTES = 1024 * 1024;

/**
 * Everything that may have to stand beside them: a chart's other files, what `templatefile` names. Not `.helmignore`, by
 * which a chart's templates could be left out.
 */
export function besideThem({ files }: Inventory): string[] {
  return files
    .filter(({ size, kinds, nameIsNotUtf8 }) => size <= LARGEST_BYTES && !kinds.includes('binary') && !nameIsNotUtf8)
    .map(({ path: file }) => file)
    .filter((file) => path.basename(file) !== '.helmignore');
}
