import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { CoverageEntry } from '../model/coverage.js';
import type { Scrubber } from './scrub.js';

/**
 * The outputs that the results directory holds from an earlier run, by its report.
 * @param folders those below the results directory that count
 */
export async function earlierOutputs(results: string, ...folders: string[]): Promise<string[]> {
  try {
    const report = JSON.parse(await readFile(path.join(results, 'report.json'), 'utf8')) as {
      coverage: CoverageEntry[];
    };
    // Only what a report can have named: a file that somebody edited must not make Muster delete others.
    const own = new RegExp(`^(?:${folders.join('|')})/[A-Za-z0-9._-]+$`);
    return report.coverage.flatMap(({ output }) => (output && own.test(output.path) ? [output.path] : []));
  } catch {
    return []; // none, or not ours
  }
}

/**
 * Writes an output to the results directory, untouched but for the values of secrets.
 * @param place relative to the results directory; its folder has to be there
 * @param scrub undefined leaves secrets in
 * @returns the place and digest of what was written
 */
export async function saveOutput(
  results: string,
  place: string,
  bytes: Buffer,
  scrub: Scrubber | undefined,
): Promise<NonNullable<CoverageEntry['output']>> {
  const text = bytes.toString('utf8');
  const clean = scrub?.output(text) ?? text;
  // Bytes that are not UTF-8 stay as they are: decoding would change them.
  const written = clean === text ? bytes : Buffer.from(clean, 'utf8');
  await writeFileAtomic(path.join(results, place), written, { mode: 0o644 });
  const sha256 = createHash('sha256').update(written).digest('hex');
  return { path: place, sha256, ...(scrub ? {} : { keepsSecrets: true }) };
}
