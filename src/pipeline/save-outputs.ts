import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { CoverageEntry } from '../model/coverage.js';
import type { Executed } from './execute.js';
import type { Scrubber } from './scrub.js';

/** Above this a text cannot be searched in memory; such an output is from a run that was ended for it. */
const LARGEST_TEXT = 512 * 1024 * 1024;

/** The outputs that the results directory holds from an earlier scan, by its report. */
async function earlierOutputs(results: string): Promise<string[]> {
  try {
    const report = JSON.parse(await readFile(path.join(results, 'report.json'), 'utf8')) as {
      coverage: CoverageEntry[];
    };
    // Only what a report can have named: a file that somebody edited must not make Muster delete others.
    const own = /^(?:basic|advanced)\/[A-Za-z0-9._-]+$/;
    return report.coverage.flatMap(({ output }) => (output && own.test(output.path) ? [output.path] : []));
  } catch {
    return []; // none, or not ours
  }
}

async function saveOne(
  executed: Executed,
  results: string,
  scrub: Scrubber | undefined,
): Promise<CoverageEntry['output']> {
  const { outputFile, run } = executed;
  const facts = outputFile === undefined ? undefined : await stat(outputFile).catch(() => undefined);
  if (outputFile === undefined || !facts?.isFile() || facts.size > LARGEST_TEXT) return null;
  const to = path.join(results, run.outputPath);
  await mkdir(path.dirname(to), { recursive: true });
  const bytes = await readFile(outputFile);
  const text = bytes.toString('utf8');
  const clean = scrub?.output(text) ?? text;
  // Bytes that are not UTF-8 stay as they are: decoding would change them.
  const written = clean === text ? bytes : Buffer.from(clean, 'utf8');
  await writeFileAtomic(to, written, { mode: 0o644 });
  return { path: run.outputPath, sha256: createHash('sha256').update(written).digest('hex') };
}

/**
 * Writes each scanner's output to the results directory, untouched but for the values of secrets, and removes those that
 * an earlier scan left there.
 * @param scrub undefined leaves secrets in, as `--keep-raw-secrets` asks
 * @returns the entries with the place and digest of their output
 */
export async function saveOutputs(
  executed: Executed[],
  results: string,
  scrub: Scrubber | undefined,
): Promise<Executed[]> {
  const earlier = await earlierOutputs(results);
  const saved: Executed[] = [];
  for (const one of executed) {
    saved.push({ ...one, entry: { ...one.entry, output: await saveOne(one, results, scrub) } });
  }
  const current = new Set(saved.map(({ entry }) => entry.output?.path));
  for (const stale of earlier) if (!current.has(stale)) await rm(path.join(results, stale), { force: true });
  return saved;
}
