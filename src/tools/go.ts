import path from 'node:path';
import type { GoSource } from '../model/scanner.js';
import { parseBuildInfo } from './build-info.js';
import type { Installer } from './installer.js';
import type { Place } from './place.js';
import { InstallError } from './types.js';

/** From this release on, Go fetches the release that a module asks for. */
const FETCHES_TOOLCHAINS = '1.21';

/**
 * Builds a Go program and compares the checksum of its source with the pinned one. The checksums of everything that it
 * is built from stand in that source (`go.sum`), so the one covers all of them, whatever the proxy is.
 */
export async function installFromGo(place: Place, source: GoSource, installer: Installer): Promise<void> {
  const go = await installer.find('go');
  if (go === undefined) throw new InstallError(`needs Go ${FETCHES_TOOLCHAINS} or newer, which is not installed`);
  await installer.run(go, ['install', '-trimpath', `${source.package}@${source.version}`], {
    GOBIN: path.dirname(place.executable),
    GOTOOLCHAIN: source.toolchain ?? 'auto',
    GO111MODULE: 'on',
    GOWORK: 'off',
    // The same program whether or not the machine has a C compiler that works.
    CGO_ENABLED: '0',
  });
  const info = parseBuildInfo(await installer.run(go, ['version', '-m', place.executable], { GOTOOLCHAIN: 'local' }));
  if (info?.package !== source.package || info.version !== source.version) {
    throw new InstallError(
      `the built program calls itself ${info?.package ?? 'nothing'} ${info?.version ?? ''}`.trim(),
    );
  }
  if (info.sum !== source.sum) {
    throw new InstallError(
      `the source that was served has the checksum ${info.sum ?? '(none)'}, pinned is ${source.sum}: it is not the release`,
    );
  }
}
