import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { CoverageEntry } from '../model/coverage.js';
import type { ForeignFile } from './merge-file.js';
import { earlierOutputs, saveOutput } from './results-folder.js';
import type { Scrubber } from './scrub.js';

/** Below the results directory. */
const FOLDER = 'merged';

/**
 * Where each file's copy stands, relative to the results directory. Files of one name are numbered in their order.
 * @param files in an order that does not depend on that of the command line
 */
export function placesOfCopies(files: Pick<ForeignFile, 'input'>[]): string[] {
  const taken = new Set<string>();
  return files.map(({ input }) => {
    const plain =
      path
        .basename(input.file)
        .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/^[-.]+/, '') || 'output';
    const { name, ext } = path.parse(plain);
    let place = `${FOLDER}/${plain}`;
    for (let number = 2; taken.has(place.toLowerCase()); number++) place = `${FOLDER}/${name}-${number}${ext}`;
    taken.add(place.toLowerCase());
    return place;
  });
}

/**
 * Copies the files into the results directory, untouched but for the values of secrets, and removes the copies of an
 * earlier merge.
 * @param places see `placesOfCopies`
 * @param scrub undefined leaves secrets in
 * @returns the place and digest of each copy
 */
export async function saveCopies(
  files: ForeignFile[],
  places: string[],
  results: string,
  scrub: Scrubber | undefined,
): Promise<NonNullable<CoverageEntry['output']>[]> {
  const earlier = await earlierOutputs(results, FOLDER);
  await mkdir(path.join(results, FOLDER), { recursive: true });
  const saved: NonNullable<CoverageEntry['output']>[] = [];
  for (const [index, { bytes }] of files.entries()) {
    saved.push(await saveOutput(results, places[index] as string, bytes, scrub));
  }
  const inputs = new Set(files.map(({ input }) => input.file));
  for (const stale of earlier) {
    const file = path.join(results, stale);
    if (!places.includes(stale) && !inputs.has(file)) await rm(file, { force: true });
  }
  return saved;
}
