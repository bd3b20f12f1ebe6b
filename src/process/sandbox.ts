import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What a run is kept from. */
export interface Confinement {
  /** Absolute folder that it may read and not change. */
  readOnly: string;
  /** Absolute folder that it may write to, also where it lies in `readOnly`. */
  writable: string;
  /** Absolute. */
  cwd: string;
  /** Whether it may make connections. */
  network: boolean;
}

export interface Launch {
  file: string;
  args: string[];
}

/** Starts programs so that they are kept from what is none of their business. */
export interface Sandbox {
  wrap(launch: Launch, confinement: Confinement): Launch;
}

/**
 * Runs in namespaces of its own. The writable folder becomes a mount first, so that it stays writable below the
 * read-only one; the working directory is entered anew, since the old one would lead around the mounts.
 */
const ENTER =
  'mount --bind "$1" "$1" && mount --rbind "$2" "$2" && mount -o remount,bind,ro "$2" && cd "$3" && shift 3 && exec "$@"';

/** By its path: a scanner's environment may name another PATH. */
const UNSHARE = ['/usr/bin/unshare', '/bin/unshare'];

function withUnshare(unshare: string, flags: string[]): Sandbox {
  return {
    wrap: ({ file, args }, { readOnly, writable, cwd, network }) => ({
      file: unshare,
      args: [
        ...flags,
        ...(network ? [] : ['--net']),
        '--',
        '/bin/sh',
        '-c',
        ENTER,
        'sh',
        writable,
        readOnly,
        cwd,
        file,
        ...args,
      ],
    }),
  };
}

/**
 * Without a user namespace root stays the root that it is, and reads files of other users; where that is not allowed,
 * and for everybody else, a user namespace gives the right to mount.
 */
const WAYS = [['--mount'], ['--user', '--map-root-user', '--mount']];

/**
 * The sandbox of this machine: Linux namespaces by `unshare` (util-linux). Tried for real on the two folders, since
 * containers, AppArmor and odd mounts can each forbid it.
 * @param readOnly absolute path of the target
 * @param writable absolute path of the workspace
 * @returns undefined where there is none
 */
export async function findSandbox(readOnly: string, writable: string): Promise<Sandbox | undefined> {
  if (process.platform !== 'linux') return undefined;
  const unshare = UNSHARE.find((file) => existsSync(file));
  if (unshare === undefined) return undefined;
  for (const flags of WAYS) {
    const sandbox = withUnshare(unshare, flags);
    const launch = {
      file: '/bin/sh',
      args: [
        '-c',
        '! { touch "$1/.muster-probe" && rm "$1/.muster-probe"; } 2>/dev/null && : > "$2/.muster-probe"',
        'sh',
        readOnly,
        writable,
      ],
    };
    const { file, args } = sandbox.wrap(launch, { readOnly, writable, cwd: readOnly, network: false });
    const works = await execute(file, args, { timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (works) return sandbox;
  }
  return undefined;
}
