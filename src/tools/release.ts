import { chmod, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ReleaseSource } from '../model/scanner.js';
import type { Installer } from './installer.js';
import type { Place } from './place.js';
import { assetOf } from './release-asset.js';
import { InstallError } from './types.js';
import { unpack } from './unpack.js';

/** How many of an archive's files are named when the program is not among them. */
const NAMED = 10;

/** Fetches what a release has for this platform; only what has the pinned digest is unpacked. */
export async function installFromRelease(place: Place, source: ReleaseSource, installer: Installer): Promise<void> {
  const { folder, executable } = place;
  const { url, sha256, archive, member } = assetOf(source);
  const file = await installer.download(url, sha256);
  if (archive === 'none') {
    await mkdir(path.dirname(executable), { recursive: true });
    await copyFile(file, executable);
  } else {
    const names = await unpack(file, archive, path.join(folder, 'files'), installer.cancel);
    const found = names.some((name) => path.join(folder, 'files', name) === executable);
    if (!found) throw new InstallError(`the archive has no '${member}'; it has ${names.slice(0, NAMED).join(', ')}`);
  }
  await chmod(executable, 0o755);
}
