import { constants } from 'node:fs';
import { access, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { fileDigest } from './digest.js';
import { type Place, plainVersion, sourceName } from './place.js';
import type { Tool } from './types.js';

/** Written last: a folder without it is half an installation. */
const MANIFEST = 'manifest.json';

const Manifest = z.object({
  id: z.string(),
  version: z.string(),
  source: z.enum(['PyPI', 'npm', 'Go', 'release']),
  /** Path of the executable, relative to the folder. */
  command: z.string(),
  /** @see Tool.sha256 */
  sha256: z.string(),
  /** Digest of the executable when it was installed. */
  entryPoint: z.string(),
  /** Where it was installed. */
  folder: z.string().optional(),
  installedAt: z.string(),
});
type Manifest = z.infer<typeof Manifest>;

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

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** What of an installation is not as it was made; undefined when all that can be told is. */
async function difference(place: Place, manifest: Manifest): Promise<string | undefined> {
  const { scanner, source, folder, executable, sha256, interpreter } = place;
  const name = `${scanner.name} ${plainVersion(source)}`;
  const isIt = manifest.id === scanner.id && manifest.sha256 === (sha256 ?? manifest.entryPoint);
  if (!isIt || path.join(folder, manifest.command) !== executable) {
    return `the manifest of ${name} is about another program`;
  }
  const digest = await fileDigest(executable).catch(() => null);
  if (digest === null) return `${name} was changed since it was installed: ${executable} is gone`;
  if (digest !== manifest.entryPoint) {
    return `${name} was changed since it was installed: ${executable} has another digest`;
  }
  if (!(await isExecutable(executable))) return `${executable} may not be run any more`;
  if (interpreter === undefined) return undefined;
  // A console script names its Python by an absolute path: in a copy of the store it would run what is in the original.
  if (manifest.folder !== undefined && manifest.folder !== folder) {
    return `${name} was installed in ${manifest.folder}, and does not run from another place`;
  }
  return (await isExecutable(interpreter)) ? undefined : `the Python that ${name} was installed with is gone`;
}

/** The program at a place: installed to the end, and still what was installed. `changed` says what is not. */
export async function inspect(place: Place): Promise<{ tool?: Tool; changed?: string }> {
  const manifest = await readManifest(place.folder);
  if (manifest === undefined) return {};
  const changed = await difference(place, manifest);
  return changed === undefined ? { tool: toolAt(place.folder, manifest) } : { changed };
}

/** Makes an installation count, and gives what is now there. Only what this wrote is ever run. */
export async function seal(place: Place): Promise<Tool> {
  const { scanner, source, folder, executable, sha256 } = place;
  const entryPoint = await fileDigest(executable);
  const manifest: Manifest = {
    id: scanner.id,
    version: plainVersion(source),
    source: sourceName(source),
    command: path.relative(folder, executable),
    sha256: sha256 ?? entryPoint,
    entryPoint,
    folder,
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

async function writeLatest(store: string): Promise<void> {
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

let written: Promise<void> = Promise.resolve();

/**
 * Writes `tools.lock.json`, for people: the latest installation of each scanner, as the manifests have it. One after the
 * other: an installation that ends while another one's is being written would be missing.
 */
export function writeLockFile(store: string): Promise<void> {
  written = written.catch(() => undefined).then(() => writeLatest(store));
  return written;
}
