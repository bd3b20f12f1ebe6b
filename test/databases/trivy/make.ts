import { execFileSync } from 'node:child_process';
import path from 'node:path';

const PROGRAM = 'go';

/** Needs Go, and its one module from the proxy. */
function run(args: string[]): void {
  execFileSync(PROGRAM, ['run', '.', ...args], { cwd: path.resolve('test/databases/trivy'), stdio: 'pipe' });
}

/**
 * Writes the small Trivy database of this folder's program.
 * @param folder absolute path; becomes a cache folder of Trivy
 * @param buckets with which the names of the wanted buckets begin (`pip`, `npm`, …); all when not given
 */
export function makeTrivyDatabase(folder: string, ...buckets: string[]): void {
  const now = new Date().toISOString().replace(/\.\d+/, '');
  run([folder, now, ...buckets]);
}

/** The same with further advisories: `records` is a file of them, in the form of the program's. */
export function makeTrivyDatabaseWith(folder: string, records: string): void {
  run(['-records', records, folder]);
}
