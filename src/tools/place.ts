import path from 'node:path';
import type { InstallSource, ScannerDefinition } from '../model/scanner.js';
import { fileDigest, textDigest } from './digest.js';
import { assetOf } from './release-asset.js';
import { InstallError, type ManagedSource, type ToolOptions } from './types.js';

const NAMES = { pypi: 'PyPI', npm: 'npm', go: 'Go', release: 'release', path: 'PATH' } as const;
/** Relative to the scanner's folder: the list of all packages with their digests. */
const LOCKS = { pypi: 'requirements.txt', npm: 'npm/package-lock.json' } as const;
const WINDOWS = process.platform === 'win32';

/** Where one version of a scanner's program is, or would be. */
export interface Place {
  scanner: ScannerDefinition;
  source: ManagedSource;
  folder: string;
  /** Absolute path of the executable. */
  executable: string;
  /** Absolute path of the list of packages, for PyPI and npm; else empty. */
  lock: string;
  /** Digest that names the program for good; null for that of the executable, where it is made on this machine. */
  sha256: string | null;
  /** What else has to be there for the executable to run. */
  interpreter?: string;
}

/** Whether Muster installs from a source itself. */
export function isManaged(source: InstallSource): source is ManagedSource {
  return source.kind !== 'path';
}

/** A source's name, as people read it. */
export function sourceName<Source extends InstallSource>(source: Source): (typeof NAMES)[Source['kind']] {
  const kind: Source['kind'] = source.kind;
  return NAMES[kind];
}

/** A source's version without a leading `v`. */
export function plainVersion(source: ManagedSource): string {
  return source.version.replace(/^v/, '');
}

/** A program of a virtual environment. */
export function inEnvironment(folder: string, command: string): string {
  return WINDOWS ? path.join(folder, 'Scripts', `${command}.exe`) : path.join(folder, 'bin', command);
}

async function lockOf(scanner: ScannerDefinition, kind: keyof typeof LOCKS, options: ToolOptions) {
  const lock = path.join(options.scannerFolder(scanner.id), LOCKS[kind]);
  const sha256 = await fileDigest(lock).catch(() => {
    throw new InstallError(`${scanner.name} has no ${LOCKS[kind]}; make it with \`npm run lock ${scanner.id}\``);
  });
  return { lock, sha256 };
}

/**
 * Where a source's program belongs: a change of the version or of any pinned digest is another folder.
 * @throws InstallError when the scanner lacks its lock file, or when there is no release for this platform
 */
export async function placeFor(
  scanner: ScannerDefinition,
  source: ManagedSource,
  options: ToolOptions,
): Promise<Place> {
  const folderFor = (pin: string) =>
    path.join(options.store, scanner.id, `${plainVersion(source)}-${pin.slice(0, 12)}`);
  const exe = WINDOWS ? '.exe' : '';
  switch (source.kind) {
    case 'pypi': {
      const lock = await lockOf(scanner, 'pypi', options);
      const folder = folderFor(lock.sha256);
      const executable = inEnvironment(folder, source.command);
      // Homebrew and pyenv take a Python away when it is upgraded, and each environment made of it dies.
      return { scanner, source, folder, executable, ...lock, interpreter: inEnvironment(folder, 'python') };
    }
    case 'npm': {
      const lock = await lockOf(scanner, 'npm', options);
      const folder = folderFor(lock.sha256);
      const executable = path.join(folder, 'node_modules', '.bin', WINDOWS ? `${source.command}.cmd` : source.command);
      return { scanner, source, folder, executable, ...lock };
    }
    case 'go': {
      const folder = folderFor(textDigest(`${source.package} ${source.sum}`));
      const executable = path.join(folder, 'bin', source.command + exe);
      return { scanner, source, folder, executable, lock: '', sha256: null };
    }
    case 'release': {
      const { url, sha256, member } = assetOf(source);
      const folder = folderFor(textDigest(`${url} ${sha256}`));
      return { scanner, source, folder, executable: path.join(folder, 'files', member + exe), lock: '', sha256 };
    }
  }
}
