import { execFileSync } from 'node:child_process';
import path from 'node:path';

const PROGRAM = 'go';

/**
 * Writes the small Trivy database of this folder's program. Needs Go, and its one module from the proxy.
 * @param folder absolute path; becomes a cache folder of Trivy
 * @param buckets with which the names of the wanted buckets begin (`pip`, `npm`, …); all when not given
 */
export function makeTrivyDatabase(folder: string, ...buckets: string[]): void {
  const now = new Date().toISOString().replace(/\.\d+/, '');
  const args = ['run', '.', folder, now, ...buckets];
  execFileSync(PROGRAM, args, { cwd: path.resolve('test/databases/trivy'), stdio: 'pipe' });
}
