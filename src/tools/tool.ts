import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ScannerDefinition } from '../model/scanner.js';
import { Scheduler } from '../process/scheduler.js';
import { installFromGo } from './go.js';
import { type Lease, withInstallLock } from './install-lock.js';
import { Installer } from './installer.js';
import { findPathTool } from './path-tool.js';
import { installFromPypi } from './pypi.js';
import { isWithin } from './search-path.js';
import {
  clear,
  inspect,
  isManaged,
  type Place,
  placeFor,
  plainVersion,
  seal,
  sourceName,
  writeLockFile,
} from './store.js';
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

interface Found {
  tool?: Tool;
  /** Why what was installed once is not used. */
  changed?: string;
}

async function findManaged(scanner: ScannerDefinition, options: ToolOptions): Promise<Found> {
  const sources = managedSources(scanner, options);
  if (sources.length === 0 || (await isWithin(options.store, options.avoid))) return {};
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

async function buildAt(place: Place, options: ToolOptions, lease: Lease): Promise<Tool> {
  const { scanner, source, folder } = place;
  const startedAt = performance.now();
  const name = sourceName(source);
  options.onProgress?.({ type: 'installing', id: scanner.id, source: name, version: plainVersion(source) });
  const installer = new Installer(scanner.id, options, lease);
  try {
    await installer.begin();
    await clear(place);
    await mkdir(path.dirname(folder), { recursive: true });
    if (source.kind === 'pypi') await installFromPypi(place, installer);
    else await installFromGo(place, source, installer);
    const tool = await seal(place).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new InstallError(`${source.package} has no program '${source.command}'`) : error;
    });
    await writeLockFile(options.store);
    options.onProgress?.({ type: 'installed', id: scanner.id, seconds: (performance.now() - startedAt) / 1000 });
    return tool;
  } catch (error) {
    if (!lease.lost.aborted) await clear(place).catch(() => undefined);
    const what = `${scanner.name} ${plainVersion(source)} could not be installed from ${name}`;
    throw new InstallError(`${what}: ${(error as Error).message}; log: ${installer.log}`);
  }
}

/** Installs from one source, unless another call or another process has done so by then. */
async function install(scanner: ScannerDefinition, source: ManagedSource, options: ToolOptions): Promise<Tool> {
  const place = await placeFor(scanner, source, options).catch(() => {
    throw new InstallError(`${scanner.name} has no requirements.txt; make it with \`npm run lock ${scanner.id}\``);
  });
  const onWaiting = (who: string) => options.onProgress?.({ type: 'waiting', for: who });
  const before = latest.get(place.folder);
  const job = withInstallLock(options.store, options.cancel, onWaiting, async (lease) => {
    await before?.catch(() => undefined);
    const { tool } = await inspect(place);
    if (tool) return tool;
    const seconds = source.kind === 'go' ? 60 : 5;
    return installations.run({ cores: 1, memoryMB: 0, seconds }, () => buildAt(place, options, lease));
  });
  latest.set(place.folder, job);
  return job;
}

/** Why a managed program that is not there is not installed either; undefined when it may be. */
async function whyNotInstalled(options: ToolOptions): Promise<string | undefined> {
  if (await isWithin(options.store, options.avoid)) {
    return `tools are kept in ${options.store}, inside of what is scanned; set MUSTER_CACHE_DIR to another folder`;
  }
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
    reasons.push(notOnPath(scanner, options));
  }
  return { reason: reasons.join('; ') };
}

function notOnPath(scanner: ScannerDefinition, { mode }: ToolOptions): string {
  const command = scanner.install.find(({ kind }) => kind === 'path')?.command;
  if (command === undefined) return `${scanner.name} is not looked for on PATH; use another --tools than ${mode}`;
  if (!scanner.install.some(isManaged)) return `no program '${command}' on PATH, and Muster does not install it`;
  return mode === 'path'
    ? `no program '${command}' on PATH, the only place to look under --tools path`
    : `no program '${command}' on PATH either`;
}
