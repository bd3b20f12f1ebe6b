import path from 'node:path/posix';
import type { Inventory, InventoryFile } from '../../model/inventory.js';
import type { ScanInput } from '../../model/scanner.js';

export const IMAGE = 'image';

/** The folder in a run's scratch space that holds what it is to read, and the name by which it knows requirements files. */
export const TARGET = 'muster-target';
const REQUIREMENTS = 'requirements.txt';

/** Lock files that it reads, and the name by which it knows their format. */
const LOCK_FILES: Record<string, string> = {
  'package-lock.json': 'package-lock.json',
  'npm-shrinkwrap.json': 'package-lock.json',
  'yarn.lock': 'yarn.lock',
  'pnpm-lock.yaml': 'pnpm-lock.yaml',
  'bun.lock': 'bun.lock',
  'poetry.lock': 'poetry.lock',
  'Pipfile.lock': 'Pipfile.lock',
  'pdm.lock': 'pdm.lock',
  'uv.lock': 'uv.lock',
  'go.mod': 'go.mod',
  'Cargo.lock': 'Cargo.lock',
  'Gemfile.lock': 'Gemfile.lock',
  'gems.locked': 'Gemfile.lock',
  'composer.lock': 'composer.lock',
  'packages.lock.json': 'packages.lock.json',
  'gradle.lockfile': 'gradle.lockfile',
  'buildscript-gradle.lockfile': 'gradle.lockfile',
  'mix.lock': 'mix.lock',
  'pubspec.lock': 'pubspec.lock',
  'conan.lock': 'conan.lock',
  'stack.yaml.lock': 'stack.yaml.lock',
};

/** The name by which it knows files of this format; undefined when it does not. */
export function formatOf(file: string): string | undefined {
  return LOCK_FILES[path.basename(file)] ?? (/\.(?:txt|in)$/i.test(file) ? REQUIREMENTS : undefined);
}

export function isRequirements(file: string): boolean {
  return formatOf(file) === REQUIREMENTS;
}

/** Lock files of installed packages do not tell what is installed. */
function isLockFile({ path: file, kinds, nameIsNotUtf8 }: InventoryFile): boolean {
  return !nameIsNotUtf8 && kinds.includes('lockfile') && !file.split('/').includes('node_modules');
}

/** A `.in` file is the source from which the `.txt` beside it was made: that one has the versions. */
function isSource(file: string, all: Set<string>): boolean {
  return /\.in$/i.test(file) && all.has(file.replace(/\.in$/i, '.txt'));
}

/** One run for all lock files, or for the image. */
export function inputsIn(inventory: Inventory): ScanInput[] {
  if (inventory.image) return [{ label: inventory.image.reference, mode: IMAGE, files: [] }];
  const all = new Set(inventory.files.map((file) => file.path));
  const locks = inventory.files.filter((file) => isLockFile(file) && !isSource(file.path, all));
  const files = locks.filter((file) => formatOf(file.path) !== undefined);
  if (files.length === 0) return [];
  const ecosystems = [...new Set(files.flatMap(({ ecosystem }) => ecosystem ?? []))].sort();
  // Of a bill of materials one expects that all is in it.
  const caveats = locks
    .filter((file) => !files.includes(file))
    .map((file) => ({ what: file.path, why: 'a lock file of a format that it does not read' }));
  const paths = files.map((file) => file.path);
  return [{ label: '.', files: paths, ecosystems, ...(caveats.length > 0 ? { caveats } : {}) }];
}

/**
 * Where a file's copy is laid below `TARGET`: to the name that it knows, in a folder of the name that the file has where
 * these differ.
 */
export function placeOf(file: string): string {
  const format = formatOf(file) ?? '';
  return !isRequirements(file) && format === path.basename(file) ? file : path.join(file, format);
}

/**
 * The inventory's path of a file that it names: from the place of the copy, or as any other path.
 * @param relative what the pipeline gives for any path
 */
export function fileAt(printed: string, relative: (path: string) => string): string {
  const mark = `/${TARGET}/`;
  const start = printed.indexOf(mark);
  const place = start === -1 ? relative(printed) : printed.slice(start + mark.length);
  const folder = path.dirname(place);
  return formatOf(folder) !== undefined && placeOf(folder) === place ? folder : place;
}
