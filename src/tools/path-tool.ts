import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { ScannerDefinition } from '../model/scanner.js';
import { installerEnvironment, scannerEnvironment } from '../process/environment.js';
import { ask, parseBuildInfo } from './build-info.js';
import { fileDigest } from './digest.js';
import { findOnPath, searchPath } from './search-path.js';
import type { Tool, ToolOptions } from './types.js';

/** A release, not `(devel)` and not a pseudo-version, which Go 1.24 and newer give to a build from a checkout. */
const RELEASE = /^v(\d+\.\d+\.\d+(?:-[a-z]+[.\d]*)?)$/;

async function versionFromBuildInfo(file: string, options: ToolOptions, PATH: string): Promise<string | undefined> {
  const [go] = await findOnPath('go', options.avoid);
  if (go === undefined) return undefined;
  const environment = () => installerEnvironment({ PATH, GOTOOLCHAIN: 'local' });
  const { stdout } = await ask(go, ['version', '-m', file], environment, options.cancel);
  return RELEASE.exec(parseBuildInfo(stdout)?.version ?? '')?.[1];
}

/** Undefined when the program cannot be run at all: a pyenv shim for another Python, a script without its interpreter. */
async function versionFromItself(
  scanner: ScannerDefinition,
  file: string,
  options: ToolOptions,
  PATH: string,
): Promise<string | undefined> {
  const environment = (home: string) => scannerEnvironment(home, { PATH });
  const asked = await ask(file, scanner.versionArgs, environment, options.cancel);
  if (asked.ending === 'not-started' || asked.exitStatus === 126 || asked.exitStatus === 127) return undefined;
  return /\d+\.\d+\.\d+/.exec(`${asked.stdout}\n${asked.stderr}`)?.[0] ?? 'unknown';
}

/** The first program on PATH that is the scanner's and can be run; undefined when there is none. */
export async function findPathTool(scanner: ScannerDefinition, options: ToolOptions): Promise<Tool | undefined> {
  const source = scanner.install.find(({ kind }) => kind === 'path');
  if (source === undefined) return undefined;
  const isGo = scanner.install.some(({ kind }) => kind === 'go');
  const PATH = (await searchPath(options.avoid)).join(path.delimiter);
  for (const file of await findOnPath(source.command, options.avoid)) {
    const version =
      (isGo ? await versionFromBuildInfo(file, options, PATH) : undefined) ??
      (await versionFromItself(scanner, file, options, PATH));
    if (version === undefined) continue;
    // One may be allowed to run a program and not to read it.
    const sha256 = await fileDigest(await realpath(file)).catch(() => null);
    return { id: scanner.id, path: file, version, source: 'PATH', sha256 };
  }
  return undefined;
}
