import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Run } from 'sarif';
import { jsonText } from '../plain-text.js';
import type { Subject } from './subject.js';

/**
 * What one upload may hold. GitHub refuses more than 20 runs in a file, 25,000 results in a run, and 10 MB of gzip; of the
 * results of a run it keeps 5,000, and says so to nobody who does not look for it.
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads/results-exceed-limit
 */
export interface Limits {
  results: number;
  runs: number;
  /** Of a file, packed with gzip. */
  bytes: number;
}

/** Bytes stay below 10 MB by a twentieth: who uploads may write the same log a little longer. */
export const GITHUB: Limits = { results: 5000, runs: 20, bytes: 9_500_000 };

/**
 * Into how many parts results are divided: one as long as they fit, else sixteen, and so on. Steps are wide, so that few
 * scans in a row differ in it, and each is a multiple of the one before, so that all parts of a lower step are there
 * again in a higher one.
 */
const STEPS = [1, 16, 256, 4096];

/** A run, how it is written, and what it weighs at most when packed. */
export interface WrittenRun {
  run: Run;
  text: string;
  weight: number;
}

/** Which of its run's parts this is. */
export interface Part {
  /** From 1. */
  number: number;
  of: number;
}

/**
 * The part of a finding, by its id alone: what else was found, and how bad it is, moves it nowhere. In a run of sixteen
 * times as many parts it is in its old part, or in a new one.
 */
export function partOf(id: string, parts: number): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0) % parts;
}

function divide(subjects: Subject[], parts: number): Subject[][] {
  const buckets = Array.from({ length: parts }, (): Subject[] => []);
  const seen = new Map<string, number>();
  for (const subject of subjects) {
    const { id } = subject.finding;
    const times = seen.get(id) ?? 0;
    seen.set(id, times + 1);
    // Ids are unique. Should they not be, one id does not fill one part.
    buckets[partOf(times === 0 ? id : `${id}#${times}`, parts)]?.push(subject);
  }
  return buckets;
}

function write(run: Run): WrittenRun {
  const text = jsonText(run, 2);
  return { run, text, weight: Buffer.byteLength(text) };
}

/** Packs a run to weigh it, where it could fill half a file. */
function weighed(one: WrittenRun, limits: Limits): WrittenRun {
  return one.weight > limits.bytes / 2 ? { ...one, weight: gzipSync(one.text).length } : one;
}

/**
 * Divides results among runs, each in a category of its own, so that none is refused and none is left out.
 *
 * GitHub closes the alerts of a category when that category is uploaded without them, and never because a category was
 * not uploaded. So parts must not come and go: all parts of a step are written, the empty ones too, and close to the end
 * of the first step those of the second are written empty, so that a result that shrinks below one part closes what
 * its other parts once held. Only one that shrinks from above the limit to below half of it between two uploads leaves
 * alerts open that nobody closes; they are the same alerts as before, and stay open rather than closed by mistake.
 * @param toRun makes the run of one part; called again when a part turns out to be too large
 * @throws Error when even the smallest parts are too large
 */
export function inParts(
  subjects: Subject[],
  toRun: (part: Part, own: Subject[]) => Run,
  limits = GITHUB,
): WrittenRun[] {
  for (const of of STEPS) {
    const buckets = divide(subjects, of);
    if (buckets.some(({ length }) => length > limits.results)) continue;
    const runs: WrittenRun[] = [];
    for (const [index, own] of buckets.entries()) {
      runs.push(weighed(write(toRun({ number: index + 1, of }, own)), limits));
      if ((runs.at(-1)?.weight ?? 0) > limits.bytes) break;
    }
    if (runs.some(({ weight }) => weight > limits.bytes)) continue;
    const isNear = of === 1 && (subjects.length > limits.results / 2 || (runs[0]?.weight ?? 0) > limits.bytes / 2);
    const next = STEPS[1] ?? 1;
    const closing = isNear ? Array.from({ length: next - 1 }, (_, index) => ({ number: index + 2, of: next })) : [];
    return [...runs, ...closing.map((part) => write(toRun(part, [])))];
  }
  throw new Error(`${subjects.length} results do not fit into ${STEPS.at(-1)} parts below the limits of code scanning`);
}

/** Runs in as few files as the limits allow, in their order. */
export function inFiles(runs: WrittenRun[], limits = GITHUB): WrittenRun[][] {
  const files: WrittenRun[][] = [];
  let weight = 0;
  const total = runs.reduce((sum, one) => sum + one.weight, 0);
  for (const one of runs) {
    const own = total > limits.bytes ? Math.min(one.weight, gzipSync(one.text).length) : one.weight;
    const last = files.at(-1);
    weight += own;
    if (last && last.length < limits.runs && weight <= limits.bytes) last.push(one);
    else {
      files.push([one]);
      weight = own;
    }
  }
  return files;
}
