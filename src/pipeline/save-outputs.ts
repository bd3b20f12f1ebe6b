import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CoverageEntry } from '../model/coverage.js';
import type { Executed } from './execute.js';
import { earlierOutputs, saveOutput } from './results-folder.js';
import type { Scrubber } from './scrub.js';

/** Above this a text cannot be searched in memory; such an output is from a run that was ended for it. */
const LARGEST_TEXT = 512 * 1024 * 1024;

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
  return saveOutput(results, run.outputPath, await readFile(outputFile), scrub);
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
  const earlier = await earlierOutputs(results, 'basic', 'advanced');
  const saved: Executed[] = [];
  for (const one of executed) {
    saved.push({ ...one, entry: { ...one.entry, output: await saveOne(one, results, scrub) } });
  }
  const current = new Set(saved.map(({ entry }) => entry.output?.path));
  for (const stale of earlier) if (!current.has(stale)) await rm(path.join(results, stale), { force: true });
  return saved;
}
