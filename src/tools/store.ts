import { constants } from 'node:fs';
import { access, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { InstallSource, ScannerDefinition } from '../model/scanner.js';
import { fileDigest, textDigest } from './digest.js';
import type { ManagedSource, Tool, ToolOptions } from './types.js';

/** Written last: a folder without it is half an installation. */
const MANIFEST = 'manifest.json';

const Manifest = z.object({
  id: z.string(),
  version: z.string(),
  source: z.enum(['PyPI', 'Go']),
  /** Path of the executable, relative to the folder. */
  command: z.string(),
  /** @see Tool.sha256 */
  sha256: z.string(),
  /** Digest of the executable when it was installed. */
  entryPoint: z.string(),
  installedAt: z.string(),
});
type Manifest = z.infer<typeof Manifest>;

/** Where one version of a scanner's program is, or would be. */
export interface Place {
  scanner: ScannerDefinition;
  source: ManagedSource;
  folder: string;
  /** Absolute path of the executable. */
  executable: string;
  /** Absolute path of the list of packages, for PyPI; else empty. */
  lock: string;
  /** Digest of `lock`, for PyPI; else of the pinned checksum. */
  pin: string;
}

const WINDOWS = process.platform === 'win32';

/** A program of a virtual environment. */
export function inEnvironment(folder: string, command: string): string {
  return WINDOWS ? path.join(folder, 'Scripts', `${command}.exe`) : path.join(folder, 'bin', command);
}

/** Whether Muster installs from a source itself. */
export function isManaged(source: InstallSource): source is ManagedSource {
  return source.kind !== 'path';
}

/** A source's name, as people read it. */
export function sourceName(source: InstallSource): Tool['source'] {
  return ({ pypi: 'PyPI', go: 'Go', path: 'PATH' } as const)[source.kind];
}

/** A source's version without a leading `v`. */
export function plainVersion(source: ManagedSource): string {
  return source.version.replace(/^v/, '');
}

/**
 * Where a source's program belongs: a change of the version or of any pinned digest is another folder.
 * @throws Error when a PyPI source has no `requirements.txt`
 */
export async function placeFor(
  scanner: ScannerDefinition,
  source: ManagedSource,
  options: ToolOptions,
): Promise<Place> {
  const lock = source.kind === 'pypi' ? path.join(options.scannerFolder(scanner.id), 'requirements.txt') : '';
  const pin = source.kind === 'pypi' ? await fileDigest(lock) : textDigest(`${source.package} ${source.sum}`);
  const folder = path.join(options.store, scanner.id, `${plainVersion(source)}-${pin.slice(0, 12)}`);
  const executable =
    source.kind === 'pypi'
      ? inEnvironment(folder, source.command)
      : path.join(folder, 'bin', WINDOWS ? `${source.command}.exe` : source.command);
  return { scanner, source, folder, executable, lock, pin };
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return Manifest.parse(JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')));
  } catch {
    return undefined;
  }
}

function toolAt(folder: string, manifest: Manifest): Tool {
  const { id, version, source, sha256, command } = manifest;
  return { id, version, source, sha256, path: path.join(folder, command) };
}

/** The program at a place: installed to the end, and still what was installed. `changed` says what is not. */
export async function inspect(place: Place): Promise<{ tool?: Tool; changed?: string }> {
  const manifest = await readManifest(place.folder);
  if (manifest === undefined) return {};
  const { scanner, source, folder, executable, pin } = place;
  const name = `${scanner.name} ${plainVersion(source)}`;
  const named = source.kind === 'pypi' ? pin : manifest.entryPoint;
  const isIt = manifest.id === scanner.id && manifest.sha256 === named;
  if (!isIt || path.join(folder, manifest.command) !== executable) {
    return { changed: `the manifest of ${name} is about another program` };
  }
  const digest = await fileDigest(executable).catch(() => null);
  if (digest !== manifest.entryPoint) {
    return { changed: `${name} was changed since it was installed: ${executable} has another digest` };
  }
  // Homebrew and pyenv take a Python away when it is upgraded, and each environment made of it dies.
  const alive = source.kind === 'go' ? executable : inEnvironment(folder, 'python');
  const runs = await access(alive, constants.X_OK).then(
    () => true,
    () => false,
  );
  return runs ? { tool: toolAt(folder, manifest) } : { changed: `the Python that ${name} was installed with is gone` };
}

/** Makes an installation count, and gives what is now there. Only what this wrote is ever run. */
export async function seal(place: Place): Promise<Tool> {
  const { scanner, source, folder, executable, pin } = place;
  const entryPoint = await fileDigest(executable);
  const manifest: Manifest = {
    id: scanner.id,
    version: plainVersion(source),
    source: source.kind === 'pypi' ? 'PyPI' : 'Go',
    command: path.relative(folder, executable),
    sha256: source.kind === 'pypi' ? pin : entryPoint,
    entryPoint,
    installedAt: new Date().toISOString(),
  };
  await writeFileAtomic(path.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return toolAt(folder, manifest);
}

/** Takes a place's installation away, the manifest first: what is left after a crash must not count. */
export async function clear(place: Place): Promise<void> {
  await rm(path.join(place.folder, MANIFEST), { force: true });
  await rm(place.folder, { recursive: true, force: true, maxRetries: 3 });
}

async function subfolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
}

/** Writes `tools.lock.json`, for people: the latest installation of each scanner, as the manifests have it. */
export async function writeLockFile(store: string): Promise<void> {
  const folders = (await Promise.all((await subfolders(store)).map(subfolders))).flat().sort();
  const installed = await Promise.all(folders.map(async (folder) => [folder, await readManifest(folder)] as const));
  const latest = new Map<string, { tool: Tool; installedAt: string }>();
  for (const [folder, manifest] of installed) {
    if (manifest === undefined || manifest.installedAt < (latest.get(manifest.id)?.installedAt ?? '')) continue;
    latest.set(manifest.id, { tool: toolAt(folder, manifest), installedAt: manifest.installedAt });
  }
  const document = Object.fromEntries(
    [...latest].map(([id, { tool, installedAt }]) => {
      const { version, source, sha256, path: executable } = tool;
      return [id, { version, source, sha256, path: executable, installedAt }];
    }),
  );
  await writeFileAtomic(path.join(store, 'tools.lock.json'), `${JSON.stringify(document, null, 2)}\n`);
}
