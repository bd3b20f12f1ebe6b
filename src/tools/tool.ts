import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ScannerDefinition } from '../model/scanner.js';
import { Scheduler } from '../process/scheduler.js';
import { installFromGo } from './go.js';
import { type Lease, withInstallLock } from './install-lock.js';
import { Installer } from './installer.js';
import { installFromNpm } from './npm.js';
import { findPathTool } from './path-tool.js';
import { isManaged, type Place, placeFor, plainVersion, sourceName } from './place.js';
import { installFromPypi } from './pypi.js';
import { isWithin } from './search-path.js';
import { clear, inspect, seal, writeLockFile } from './store.js';
import { InstallError, type ManagedSource, type Tool, type ToolOptions, type Unavailable } from './types.js';

export type { Tool, ToolEvent, ToolMode, ToolOptions, Unavailable } from './types.js';

/** Two at a time: more would only share the same connection and the same cores. */
const installations = new Scheduler(2);
/** The end of the latest installation of each folder: nobody installs into the folder of another. */
const latest = new Map<string, Promise<unknown>>();

/** The managed sources that a mode leaves. A scanner that has none is looked for on PATH whatever the mode. */
function managedSources(scanner: ScannerDefinition, { mode }: ToolOptions): ManagedSource[] {
  return mode === 'path' ? [] : scanner.install.filter(isManaged);
}

function mayUsePath(scanner: ScannerDefinition, { mode }: ToolOptions): boolean {
  return mode !== 'managed' || !scanner.install.some(isManaged);
}

/** How the store and what is scanned lie in each other, if they do: the target must not supply its own examiner. */
async function overlap({ store, avoid }: ToolOptions): Promise<string | undefined> {
  if (await isWithin(store, avoid)) return `tools are kept in ${store}, inside of what is scanned`;
  for (const folder of avoid) {
    if (await isWithin(folder, [store])) return `${folder} is scanned, inside of ${store} where tools are kept`;
  }
  return undefined;
}

interface Found {
  tool?: Tool;
  /** Why what was installed once is not used. */
  changed?: string;
}

async function findManaged(scanner: ScannerDefinition, options: ToolOptions): Promise<Found> {
  const sources = managedSources(scanner, options);
  if (sources.length === 0 || (await overlap(options)) !== undefined) return {};
  const found: Found = {};
  for (const source of sources) {
    const place = await placeFor(scanner, source, options).catch(() => undefined);
    if (place === undefined) continue;
    const { tool, changed } = await inspect(place);
    if (tool) return { tool };
    if (changed !== undefined) {
      found.changed = changed;
      options.onProgress?.({ type: 'changed', id: scanner.id, reason: changed });
    }
  }
  return found;
}

/** The scanner's program as far as it is there now; installs nothing. */
export async function findTool(scanner: ScannerDefinition, options: ToolOptions): Promise<Tool | undefined> {
  const { tool } = await findManaged(scanner, options);
  return tool ?? (mayUsePath(scanner, options) ? findPathTool(scanner, options) : undefined);
}

/** About how long it takes, to begin with what takes longest. */
const SECONDS = { pypi: 5, npm: 5, go: 60, release: 5 } as const;

async function installFrom(place: Place, installer: Installer): Promise<void> {
  const { source } = place;
  switch (source.kind) {
    case 'pypi':
      return installFromPypi(place, source, installer);
    case 'npm':
      return installFromNpm(place, source, installer);
    case 'go':
      return installFromGo(place, source, installer);
    case 'release':
      // Loaded only now: most runs unpack nothing.
      return (await import('./release.js')).installFromRelease(place, source, installer);
  }
}

async function buildAt(place: Place, options: ToolOptions, lease: Lease): Promise<Tool> {
  const { scanner, source, folder } = place;
  const startedAt = performance.now();
  const name = sourceName(source);
  options.onProgress?.({ type: 'installing', id: scanner.id, source: name, version: plainVersion(source) });
  const installer = new Installer(`${scanner.id}-${source.kind}`, options, lease);
  try {
    await installer.begin();
    await clear(place);
    await mkdir(path.dirname(folder), { recursive: true });
    await installFrom(place, installer);
    const tool = await seal(place).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new InstallError(`it has no program '${source.command}'`) : error;
    });
    await writeLockFile(options.store);
    options.onProgress?.({ type: 'installed', id: scanner.id, seconds: (performance.now() - startedAt) / 1000 });
    return tool;
  } catch (error) {
    if (!lease.lost.aborted) await clear(place).catch(() => undefined);
    const from = source.kind === 'release' ? 'its release' : name;
    const what = `${scanner.name} ${plainVersion(source)} could not be installed from ${from}`;
    throw new InstallError(`${what}: ${(error as Error).message}; log: ${installer.log}`);
  }
}

/** Installs from one source, unless another call or another process has done so by then. */
async function install(scanner: ScannerDefinition, source: ManagedSource, options: ToolOptions): Promise<Tool> {
  const place = await placeFor(scanner, source, options);
  const onWaiting = (who: string) => options.onProgress?.({ type: 'waiting', for: who });
  const before = latest.get(place.folder);
  const job = withInstallLock(options.store, options.cancel, onWaiting, async (lease) => {
    await before?.catch(() => undefined);
    const { tool } = await inspect(place);
    if (tool) return tool;
    const weight = { cores: 1, memoryMB: 0, seconds: SECONDS[source.kind] };
    return installations.run(weight, () => buildAt(place, options, lease));
  });
  latest.set(place.folder, job);
  return job;
}

/** Why a managed program that is not there is not installed either; undefined when it may be. */
async function whyNotInstalled(options: ToolOptions): Promise<string | undefined> {
  const within = await overlap(options);
  if (within !== undefined) return `${within}; set MUSTER_CACHE_DIR to another folder`;
  if (options.offline) return 'nothing can be fetched offline; run `muster tools install` with a connection first';
  if (!options.install) return 'installing was not allowed; run `muster tools install`, or allow it';
  return undefined;
}

/**
 * The scanner's program: what is installed at the pinned version, else installed now where that is allowed, from the
 * first source that works, else what is on PATH; as far as `options.mode` lets it.
 */
export async function ensureTool(scanner: ScannerDefinition, options: ToolOptions): Promise<Tool | Unavailable> {
  const { tool, changed } = await findManaged(scanner, options);
  if (tool) return tool;
  const sources = managedSources(scanner, options);
  const reasons: string[] = [];
  const obstacle = sources.length > 0 ? await whyNotInstalled(options) : undefined;
  if (obstacle !== undefined) reasons.push(`${changed ?? `${scanner.name} is not installed`}; ${obstacle}`);
  for (const source of obstacle === undefined ? sources : []) {
    try {
      return await install(scanner, source, options);
    } catch (error) {
      const { message } = error as Error;
      const reason = error instanceof InstallError ? message : `${scanner.name} could not be installed: ${message}`;
      options.onProgress?.({ type: 'failed', id: scanner.id, reason });
      reasons.push(reason);
      if (options.cancel?.aborted) return { reason };
    }
  }
  if (mayUsePath(scanner, options)) {
    const onPath = await findPathTool(scanner, options);
    if (onPath) return onPath;
    reasons.push(...notOnPath(scanner, options));
  }
  return { reason: reasons.join('; ') };
}

/** Why there is nothing on PATH; nothing to say where nobody looks there and there are other reasons. */
function notOnPath(scanner: ScannerDefinition, { mode }: ToolOptions): string[] {
  const command = scanner.install.find(({ kind }) => kind === 'path')?.command;
  const isInstalled = scanner.install.some(isManaged);
  if (command === undefined && !isInstalled) return [`${scanner.name} has no source in this version of Muster`];
  if (command === undefined) {
    return mode === 'path' ? [`${scanner.name} is not looked for on PATH; use another --tools than path`] : [];
  }
  if (!isInstalled) return [`no program '${command}' on PATH, and Muster does not install it`];
  return mode === 'path'
    ? [`no program '${command}' on PATH, the only place to look under --tools path`]
    : [`no program '${command}' on PATH either`];
}
