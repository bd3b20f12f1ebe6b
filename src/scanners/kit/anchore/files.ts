import path from 'node:path/posix';
import type { Inventory, InventoryFile } from '../../../model/inventory.js';

/** The mode of a run on an image. */
export const IMAGE = 'image';

/** The folder in a run's scratch space that holds what is to be read. */
export const TARGET = 'muster-target';

/** The name by which requirements files are known. */
const REQUIREMENTS = 'requirements.txt';

/** Lock files that Grype and Syft both read, and the name by which they know the format. */
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
};

/** Lock files of installed packages do not tell what is installed. */
function isLockFile({ path: file, kinds, nameIsNotUtf8 }: InventoryFile): boolean {
  return !nameIsNotUtf8 && kinds.includes('lockfile') && !file.split('/').includes('node_modules');
}

/** A `.in` file is the source from which the `.txt` beside it was made: that one has the versions. */
function isSource(file: string, all: Set<string>): boolean {
  return /\.in$/i.test(file) && all.has(file.replace(/\.in$/i, '.txt'));
}

/** The inventory's lock files that say what is installed, whether a scanner knows their format or not. */
export function locksIn({ files }: Inventory): InventoryFile[] {
  const all = new Set(files.map((file) => file.path));
  return files.filter((file) => isLockFile(file) && !isSource(file.path, all));
}

/** Which lock files a scanner knows, and where they are laid out for it. */
export class KnownFiles {
  private readonly names: Record<string, string>;

  /** @param more lock files that this scanner alone reads, and the name by which it knows their format */
  constructor(more: Record<string, string> = {}) {
    this.names = { ...LOCK_FILES, ...more };
  }

  /** The name by which it knows files of this format; undefined when it does not. */
  formatOf(file: string): string | undefined {
    return this.names[path.basename(file)] ?? (/\.(?:txt|in)$/i.test(file) ? REQUIREMENTS : undefined);
  }

  isRequirements(file: string): boolean {
    return this.formatOf(file) === REQUIREMENTS;
  }

  /**
   * Where a file's copy is laid below `TARGET`: to the name that it knows, in a folder of the name that the file has
   * where these differ.
   */
  placeOf(file: string): string {
    const format = this.formatOf(file) ?? '';
    return !this.isRequirements(file) && format === path.basename(file) ? file : path.join(file, format);
  }

  /**
   * The inventory's path of a file that it names: from the place of the copy, or as any other path.
   * @param relative what the pipeline gives for any path
   */
  fileAt(printed: string, relative: (path: string) => string): string {
    const mark = `/${TARGET}/`;
    const start = printed.indexOf(mark);
    const place = start === -1 ? relative(printed) : printed.slice(start + mark.length);
    const folder = path.dirname(place);
    return this.formatOf(folder) !== undefined && this.placeOf(folder) === place ? folder : place;
  }
}
