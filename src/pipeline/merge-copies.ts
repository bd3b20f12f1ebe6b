import { createHash, randomInt } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { batchTexts, type SlicedLog } from '../interchange/sarif/slices.js';
import { decodeText } from '../interchange/text.js';
import type { CoverageEntry } from '../model/coverage.js';
import { JsonTexts, jsonPieces } from '../model/json-pieces.js';
import type { ForeignFile } from './merge-file.js';
import { earlierOutputs, saveOutput } from './results-folder.js';
import type { Scrubber } from './scrub.js';

type Saved = NonNullable<CoverageEntry['output']>;

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

/** The results of a sliced log without secrets, by the index of their run, some at a time. */
function* cleanResults(
  file: string,
  { batches }: SlicedLog,
  scrub: Scrubber,
  run?: number,
): Generator<[string, string]> {
  for (const { text } of batchTexts(file, run === undefined ? batches : batches.filter((one) => one.run === run))) {
    const list = `[${text}]`;
    yield [list, scrub.output(list)];
  }
}

/** A sliced log without secrets, as JSON in pieces; undefined when there are none in it. */
function cleanLog(file: string, log: SlicedLog, scrub: Scrubber): Iterable<string> | undefined {
  const frame = decodeText(log.frame);
  const clean = scrub.output(frame);
  const holdsAny = () => {
    for (const [before, after] of cleanResults(file, log, scrub)) if (before !== after) return true;
    return false;
  };
  if (clean === frame && !holdsAny()) return undefined;
  const document = JSON.parse(clean) as { runs: { results?: unknown }[] };
  for (const [index, run] of document.runs.entries()) {
    if (!log.batches.some((batch) => batch.run === index)) continue;
    run.results = new JsonTexts(function* () {
      for (const [, list] of cleanResults(file, log, scrub, index)) yield list.trim().slice(1, -1);
    });
  }
  return jsonPieces(document);
}

/** Passes pieces on, and takes their digest meanwhile. */
function* digested(pieces: Iterable<string>, digest: ReturnType<typeof createHash>): Generator<string> {
  for (const piece of pieces) {
    digest.update(piece);
    yield piece;
  }
}

/**
 * Writes a copy of a sliced log beside its place.
 * @returns where it is to go, and what it is
 */
async function writeBeside(
  { input, sha256 }: ForeignFile,
  log: SlicedLog,
  place: string,
  results: string,
  scrub: Scrubber | undefined,
): Promise<{ from: string; to: string; saved: Saved }> {
  const to = path.join(results, place);
  const from = `${to}.${randomInt(2 ** 47)}`;
  const pieces = scrub?.hasValues ? cleanLog(input.file, log, scrub) : undefined;
  try {
    if (!pieces) {
      await copyFile(input.file, from, constants.COPYFILE_EXCL);
      const handle = await open(from, 'r+');
      await handle.chmod(0o644);
      await handle.sync().finally(() => handle.close());
      return { from, to, saved: { path: place, sha256 } };
    }
    const digest = createHash('sha256');
    await writeFile(from, digested(pieces, digest), { mode: 0o644, flag: 'wx', flush: true });
    return { from, to, saved: { path: place, sha256: digest.digest('hex') } };
  } catch (error) {
    await rm(from, { force: true });
    throw error;
  }
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
): Promise<Saved[]> {
  const earlier = await earlierOutputs(results, FOLDER);
  await mkdir(path.join(results, FOLDER), { recursive: true });
  const saved: Saved[] = [];
  const beside: { from: string; to: string }[] = [];
  // What is not held is read again, and may stand where the copy of another file goes: that is put there last.
  for (const [index, file] of files.entries()) {
    if (Buffer.isBuffer(file.held)) continue;
    const written = await writeBeside(file, file.held, places[index] as string, results, scrub);
    saved[index] = written.saved;
    beside.push(written);
  }
  for (const [index, { held }] of files.entries()) {
    if (Buffer.isBuffer(held)) saved[index] = await saveOutput(results, places[index] as string, held, scrub);
  }
  for (const { from, to } of beside) await rename(from, to);
  const inputs = new Set(files.map(({ input }) => input.file));
  for (const stale of earlier) {
    const file = path.join(results, stale);
    if (!places.includes(stale) && !inputs.has(file)) await rm(file, { force: true });
  }
  return saved;
}
