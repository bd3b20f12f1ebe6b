import path from 'node:path/posix';
import type { InventoryFile } from '../../model/inventory.js';

interface LockFile {
  ecosystem: string;
  /** The name by which Trivy knows a file of this format, where it does not know this one. */
  as?: string;
  /** What a file with at least one package holds. */
  holds: RegExp;
}

const TOML_PACKAGES = /^\[\[package\b/m;

/**
 * Files that Trivy 0.74 reads for packages by their name, and that look into no service.
 * @see https://trivy.dev/docs/latest/guide/coverage/language/
 */
const LOCK_FILES: Record<string, LockFile> = {
  'package-lock.json': { ecosystem: 'npm', holds: /"node_modules\/|"dependencies"\s*:\s*\{\s*"/ },
  'npm-shrinkwrap.json': {
    ecosystem: 'npm',
    as: 'package-lock.json',
    holds: /"node_modules\/|"dependencies"\s*:\s*\{\s*"/,
  },
  'yarn.lock': { ecosystem: 'npm', holds: /^[^\s#_]/m },
  'pnpm-lock.yaml': { ecosystem: 'npm', holds: /^packages:\s*$/m },
  'bun.lock': { ecosystem: 'npm', holds: /"packages"\s*:\s*\{\s*"/ },
  'poetry.lock': { ecosystem: 'PyPI', holds: TOML_PACKAGES },
  'pdm.lock': { ecosystem: 'PyPI', as: 'poetry.lock', holds: TOML_PACKAGES },
  'uv.lock': { ecosystem: 'PyPI', holds: TOML_PACKAGES },
  'pylock.toml': { ecosystem: 'PyPI', holds: /^\[\[packages\b/m },
  'Pipfile.lock': { ecosystem: 'PyPI', holds: /"default"\s*:\s*\{\s*"/ },
  'go.mod': { ecosystem: 'Go', holds: /^module\s/m },
  'Cargo.lock': { ecosystem: 'crates.io', holds: TOML_PACKAGES },
  'Gemfile.lock': { ecosystem: 'RubyGems', holds: /^ {4}\S+ \(/m },
  'gems.locked': { ecosystem: 'RubyGems', as: 'Gemfile.lock', holds: /^ {4}\S+ \(/m },
  'composer.lock': { ecosystem: 'Packagist', holds: /"packages(?:-dev)?"\s*:\s*\[\s*\{/ },
  'packages.lock.json': { ecosystem: 'NuGet', holds: /"resolved"\s*:/ },
  'gradle.lockfile': { ecosystem: 'Maven', holds: /^[^#\s=]+:[^=]+=/m },
  'buildscript-gradle.lockfile': { ecosystem: 'Maven', holds: /^[^#\s=]+:[^=]+=/m },
  'build.sbt.lock': { ecosystem: 'Maven', holds: /"org"\s*:/ },
  'mix.lock': { ecosystem: 'Hex', holds: /^\s*[^%{}\s]/m },
  'pubspec.lock': { ecosystem: 'Pub', holds: /^ {2}\S+:\s*$/m },
  'Package.resolved': { ecosystem: 'SwiftURL', holds: /"version"\s*:\s*"/ },
};

/** Lock files of what is installed or kept beside: they do not tell what is used, and Trivy leaves them out. */
const PASSED_OVER = /(?:^|\/)node_modules\/|(?:^|\/)\.yarn\/.*yarn\.lock$|(?:^|\/)vendor\/(?:.*\/)?composer\.lock$/;

const REQUIREMENTS: LockFile = { ecosystem: 'PyPI', as: 'requirements.txt', holds: /^\s*[\w.-]+\s*==/m };

/** Whether a lock file is one of pip's requirements files, whatever it is called. */
export function isRequirements(file: string): boolean {
  return /\.(?:txt|in)$/i.test(file);
}

function known(file: string): LockFile | undefined {
  return LOCK_FILES[path.basename(file)] ?? (isRequirements(file) ? REQUIREMENTS : undefined);
}

/** Whether Trivy looks up the packages of this file. A `.in` file is the source of the `.txt` beside it: that has the versions. */
function isForTrivy({ path: file, kinds, nameIsNotUtf8 }: InventoryFile, all: Set<string>): boolean {
  if (nameIsNotUtf8) return false;
  if (isRequirements(file)) {
    return kinds.includes('lockfile') && (!/\.in$/i.test(file) || !all.has(file.replace(/\.in$/i, '.txt')));
  }
  return known(file) !== undefined && !PASSED_OVER.test(file);
}

/** The files whose packages are looked up. */
export function lockFilesIn(files: InventoryFile[]): string[] {
  const all = new Set(files.map(({ path: file }) => file));
  return files.filter((file) => isForTrivy(file, all)).map(({ path: file }) => file);
}

export function ecosystemsOf(files: string[]): string[] {
  return [...new Set(files.flatMap((file) => known(file)?.ecosystem ?? []))].sort();
}

/** Where a file's copy goes: to a name that Trivy knows, in a folder with the name that the file has. */
export function placeOf(file: string): string {
  const as = known(file)?.as;
  return as === undefined || as === path.basename(file) ? file : path.join(file, as);
}

const PIPFILE = 'Pipfile.lock';
const DEVELOPMENT = 'muster-development';

/** A second copy of a file whose packages for development Trivy passes over, with those in the place of the others. */
export function developmentCopy(file: string, text: string): { place: string; text: string } | undefined {
  if (path.basename(file) !== PIPFILE || !/"develop"\s*:\s*\{\s*"/.test(text)) return undefined;
  const swapped = text.replace(/"default"(?=\s*:\s*\{)/, '"others"').replace(/"develop"(?=\s*:\s*\{)/, '"default"');
  return { place: path.join(path.dirname(file), DEVELOPMENT, PIPFILE), text: swapped };
}

/** The file of which there is a copy at this place: the reverse of `placeOf` and `developmentCopy`. */
export function fileAt(place: string): string {
  const folder = path.dirname(place);
  if (path.basename(folder) === DEVELOPMENT) return path.join(path.dirname(folder), path.basename(place));
  return placeOf(folder) === place ? folder : place;
}

export function holdsPackages(file: string, text: string): boolean {
  return known(file)?.holds.test(text) ?? true;
}
