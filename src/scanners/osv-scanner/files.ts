import path from 'node:path/posix';
import type { Inventory, InventoryFile } from '../../model/inventory.js';
import type { ScanInput } from '../../model/scanner.js';

/**
 * The lock files that OSV-Scanner 2.6 reads by their name. `conan.lock` is not among them although it reads that too:
 * no source of the OSV database has advisories for ConanCenter, so there is nothing that looking could find.
 * @see https://google.github.io/osv-scanner/supported-languages-and-lockfiles/
 */
const LOCK_FILES = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'poetry.lock',
  'Pipfile.lock',
  'pdm.lock',
  'uv.lock',
  'pylock.toml',
  'go.mod',
  'Cargo.lock',
  'Gemfile.lock',
  'gems.locked',
  'composer.lock',
  'packages.lock.json',
  'gradle.lockfile',
  'buildscript-gradle.lockfile',
  'mix.lock',
  'pubspec.lock',
  'cabal.project.freeze',
  'stack.yaml.lock',
  'renv.lock',
]);

/** The folder in a run's scratch space that holds what it is to read, and the name by which a requirements file goes there. */
export const TARGET = 'muster-target';
const REQUIREMENTS = 'requirements.txt';

/** Whether a file that is known to be a lock file is one of pip's requirements files, whatever it is called. */
export function isRequirements(file: string): boolean {
  return /\.(?:txt|in)$/i.test(file) && !LOCK_FILES.has(path.basename(file));
}

/** A `.in` file is the source from which the `.txt` beside it was made: that one has the versions. */
function isForOsvScanner(file: InventoryFile, all: Set<string>): boolean {
  if (file.nameIsNotUtf8 || !file.kinds.includes('lockfile')) return false;
  if (isRequirements(file.path)) return !/\.in$/i.test(file.path) || !all.has(file.path.replace(/\.in$/i, '.txt'));
  // It passes over lock files of installed npm packages: they do not tell what is installed.
  return LOCK_FILES.has(path.basename(file.path)) && !file.path.split('/').includes('node_modules');
}

/** One run for all that it can read. */
export function inputsIn(inventory: Inventory): ScanInput[] {
  const all = new Set(inventory.files.map((file) => file.path));
  const files = inventory.files.filter((file) => isForOsvScanner(file, all));
  if (files.length === 0) return [];
  const ecosystems = [...new Set(files.flatMap(({ ecosystem }) => ecosystem ?? []))].sort();
  return [{ label: '.', files: files.map((file) => file.path), ecosystems }];
}

/**
 * Where a file's copy is laid below `TARGET`. It knows requirements files by their name and reads fewer names than pip's
 * users give them, so each becomes a folder with a file of the name that it knows.
 */
export function placeOf(file: string): string {
  return isRequirements(file) ? path.join(file, REQUIREMENTS) : file;
}

/**
 * The inventory's path of a file that it names: from the place of the copy, or as any other path.
 * @param relative what the pipeline gives for any path
 */
export function fileAt(printed: string, relative: (path: string) => string): string {
  const mark = `/${TARGET}/`;
  const start = printed.indexOf(mark);
  if (start === -1) return relative(printed);
  const place = printed.slice(start + mark.length);
  const [folder, name] = [path.dirname(place), path.basename(place)];
  return name === REQUIREMENTS && isRequirements(folder) ? folder : place;
}
