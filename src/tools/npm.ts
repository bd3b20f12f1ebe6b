import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { NpmSource } from '../model/scanner.js';
import type { Installer } from './installer.js';
import type { Place } from './place.js';
import { InstallError } from './types.js';

/** Where npm gets packages from: settings that only npm needs. The registry's address may hold a password. */
const SETTINGS = ['registry', 'userconfig', 'globalconfig', 'cache', 'cafile', 'proxy', 'https_proxy', 'noproxy'];

/** @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
const Lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      inBundle: z.boolean().optional(),
    }),
  ),
});

/**
 * Makes sure that a `package-lock.json` pins all that an adapter asks for. npm installs a package without `integrity`
 * as it comes, and fetches one with `resolved` from there, whichever registry the user has.
 * @throws InstallError that says what is wrong
 */
export function checkNpmLock(text: string, source: NpmSource): void {
  const again = 'make it again with `npm run lock`';
  const read = Lock.safeParse(JSON.parse(text));
  if (!read.success) throw new InstallError(`its package-lock.json is not of version 3; ${again}`);
  const { '': _, ...packages } = read.data.packages;
  const top = packages[`node_modules/${source.package}`];
  if (top?.version !== source.version) {
    throw new InstallError(`its package-lock.json does not pin ${source.package} to ${source.version}; ${again}`);
  }
  for (const [name, { integrity, resolved, link, inBundle }] of Object.entries(packages)) {
    // What a package brings along in its own archive has that archive's digest.
    if (link || !(inBundle || integrity?.startsWith('sha512-'))) {
      throw new InstallError(`its package-lock.json has no SHA-512 digest of ${name}; ${again}`);
    }
    if (resolved !== undefined) throw new InstallError(`its package-lock.json names an address for ${name}; ${again}`);
  }
}

function npmSettings(from: NodeJS.ProcessEnv): Record<string, string> {
  const names = SETTINGS.flatMap((name) => [`npm_config_${name}`, `NPM_CONFIG_${name.toUpperCase()}`]);
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}

/**
 * Installs a package with its whole closure into a folder of its own. Every file has to have the digest that
 * `package-lock.json` lists, and no code of a package runs while it is installed.
 */
export async function installFromNpm(place: Place, source: NpmSource, installer: Installer): Promise<void> {
  const { folder, lock } = place;
  checkNpmLock(await readFile(lock, 'utf8'), source);
  const npm = await installer.find('npm');
  if (npm === undefined) throw new InstallError('needs npm, which is not installed');
  await mkdir(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) {
    await copyFile(path.join(path.dirname(lock), name), path.join(folder, name));
  }
  // Whatever the user's .npmrc says: no scripts, links to the programs, warnings shown.
  const how = ['--ignore-scripts', '--omit=dev', '--bin-links', '--no-global', '--no-dry-run', '--loglevel=notice'];
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
  const printed = await installer.run(npm, ['ci', '--prefix', folder, ...how, ...quiet], npmSettings(process.env));
  // On a full disk npm warns, leaves files short, and exits with 0.
  const warning = /^npm (?:warn|WARN) tar (TAR_\w+ .*)$/m.exec(printed)?.[1];
  if (warning !== undefined) throw new InstallError(`npm could not unpack everything: ${warning}`);
}
