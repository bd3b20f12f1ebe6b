import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EXIT } from './exit-status.js';

/** From here on the time that is won is more than that of another start. */
const LARGE_BYTES = 32 * 1024 * 1024;

/**
 * What makes Node collect young garbage half as often, in megabytes: reading a large log leaves much of it behind, and
 * correlates in four fifths of the time with this. `npm run bench` starts Node in the same way.
 * @see https://nodejs.org/api/cli.html#--max-semi-space-sizesize-in-mib
 */
export const NURSERY = '--max-semi-space-size=64';

/** The bytes of files; what is not there is said by whoever reads it. */
function bytesOf(files: string[]): number {
  return files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/**
 * Starts this command again where its files are large: Node takes the size of its nursery at the start alone.
 * @returns whether it was started again, and has ended; its exit status is set
 */
export function ranWithLargerNursery(files: string[]): boolean {
  if (process.execArgv.includes(NURSERY) || bytesOf(files) < LARGE_BYTES) return false;
  const [node, ...args] = process.argv;
  const { status, signal, error } = spawnSync(node ?? process.execPath, [NURSERY, ...process.execArgv, ...args], {
    stdio: 'inherit',
  });
  // Where no other process may be started, this one does it.
  if (error) return false;
  process.exitCode = status ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? EXIT.interrupted : EXIT.incomplete);
  return true;
}
