import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

export interface SliceSizes {
  /** So many bytes are read at once. */
  chunk: number;
  /** So many bytes of results are parsed at once: enough that calls cost little, few enough to be held. */
  batch: number;
  /** What stands around the results (rules, artifacts) is read whole up to this. */
  frame: number;
}

const SIZES: SliceSizes = { chunk: 1024 * 1024, batch: 256 * 1024, frame: 64 * 1024 * 1024 };

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Some neighbouring results of a run: where they stand in the file, without the comma behind them. */
interface Batch {
  run: number;
  start: number;
  end: number;
}

/** A log without its results, and where these are. */
export interface SlicedLog {
  /** The bytes of the log, each run with an empty list of results. */
  frame: Buffer;
  batches: Batch[];
  /** Of all bytes. */
  sha256: string;
}

/** Depths at which stand: the members of the log, the runs, the members of a run, the results. */
const [LOG, RUNS, RUN, RESULTS] = [1, 2, 3, 4];

/** Where the quote is that ends a text; the length when it does not, one more when its last byte escapes the next. */
function endOfString(chunk: Buffer, from: number): number {
  let at = from;
  // Most bytes are in texts.
  for (; at < chunk.length; at++) {
    const byte = chunk[at] as number;
    if (byte === QUOTE) break;
    if (byte === BACKSLASH) at++;
  }
  return at;
}

/**
 * Goes over the bytes of a log once and finds the list of results of each run, without parsing it: `JSON.parse` does that
 * better, some results at a time. Libraries that parse a stream would do both, but take longer than all of reading and
 * correlating may: stream-json 3.8.0 seven times as long as `JSON.parse`, @streamparser/json four times.
 *
 * Only brackets and texts are looked at. Whatever else is wrong is in a part that is parsed later, and found then.
 */
class Slicer {
  readonly batches: Batch[] = [];
  readonly frame: Buffer[] = [];
  frameBytes = 0;
  /** Whether a member stands twice, which JSON leaves to its reader: then the log has to be read whole. */
  isAmbiguous = false;
  readonly #batchBytes: number;
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  /** The last text at a depth where names of members are looked for. */
  #name = '';
  #inRuns = false;
  #isRun = false;
  /** The index of the current run, and of the last that had results. */
  #run = -1;
  #told = -1;
  /** Where the current batch began; -1 outside of results. */
  #start = -1;

  constructor(batchBytes: number) {
    this.#batchBytes = batchBytes;
  }

  /** @param offset of the chunk in the file */
  take(chunk: Buffer, offset: number): void {
    let kept = 0;
    for (let at = 0; at < chunk.length; ) {
      if (this.#inString) {
        at = this.#skipString(chunk, at);
      } else if (this.#start >= 0) {
        at = this.#overResults(chunk, at, offset);
        // The list is over: its bracket, and what comes next, belong to the frame.
        if (this.#start < 0) kept = at - 1;
      } else {
        const begins = this.#overFrame(chunk[at] as number);
        at++;
        if (begins) {
          this.#keep(chunk.subarray(kept, at));
          kept = chunk.length;
          this.#start = offset + at;
        }
      }
    }
    if (this.#start < 0) this.#keep(chunk.subarray(kept));
  }

  #keep(part: Buffer): void {
    // Chunks share one buffer.
    this.frame.push(Buffer.from(part));
    this.frameBytes += part.length;
  }

  /** To the end of a text, or of the chunk. */
  #skipString(chunk: Buffer, from: number): number {
    const isName = this.#start < 0 && (this.#depth === LOG || this.#depth === RUN);
    const at = endOfString(chunk, this.#isEscaped ? from + 1 : from);
    this.#inString = at >= chunk.length;
    this.#isEscaped = at > chunk.length;
    const end = Math.min(at, chunk.length);
    if (isName && this.#name.length < 16) this.#name += chunk.toString('latin1', from, Math.min(end, from + 16));
    return this.#inString ? chunk.length : end + 1;
  }

  /** One byte outside of results. @returns whether a list of results begins behind it */
  #overFrame(byte: number): boolean {
    if (byte === QUOTE) {
      this.#inString = true;
      this.#name = '';
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) return this.#open(byte === OPEN_LIST);
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) this.#depth--;
    else if (byte === COMMA && this.#depth === RUNS && this.#inRuns) this.#run++;
    return false;
  }

  #open(isList: boolean): boolean {
    this.#depth++;
    if (this.#depth === RUNS) {
      this.#inRuns = isList && this.#name === 'runs';
      if (this.#inRuns) {
        if (this.#run >= 0) this.isAmbiguous = true;
        this.#run = 0;
      }
    }
    if (this.#depth === RUN) this.#isRun = this.#inRuns && !isList;
    if (this.#depth !== RESULTS || !isList || !this.#isRun || this.#name !== 'results') return false;
    if (this.#told === this.#run) this.isAmbiguous = true;
    this.#told = this.#run;
    return true;
  }

  /** Over results, to the end of the list or of the chunk. */
  #overResults(chunk: Buffer, from: number, offset: number): number {
    let depth = this.#depth;
    let at = from;
    const { length } = chunk;
    for (; at < length; at++) {
      const byte = chunk[at] as number;
      if (byte === QUOTE) {
        at = endOfString(chunk, at + 1);
        if (at >= length) {
          this.#inString = true;
          this.#isEscaped = at > length;
          break;
        }
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        depth--;
        if (depth < RESULTS) {
          this.#cut(offset + at);
          this.#start = -1;
          at++;
          break;
        }
      } else if (byte === COMMA && depth === RESULTS && offset + at - this.#start >= this.#batchBytes) {
        this.#cut(offset + at);
        this.#start = offset + at + 1;
      }
    }
    this.#depth = depth;
    return Math.min(at, length);
  }

  #cut(end: number): void {
    // Behind a comma something must stand: an empty batch there is found to be wrong when it is parsed.
    const isNext = this.batches.at(-1)?.run === this.#run;
    if (end > this.#start || isNext) this.batches.push({ run: this.#run, start: this.#start, end });
  }
}

/**
 * Slices a log of SARIF in UTF-8.
 * @param file absolute path
 * @returns undefined for what is to be read whole: what stands around the results is too large for a log, or a member
 * stands twice
 * @throws Error of the file system
 */
export function sliceLog(file: string, sizes: SliceSizes = SIZES): SlicedLog | undefined {
  const descriptor = openSync(file, 'r');
  try {
    const slicer = new Slicer(sizes.batch);
    const digest = createHash('sha256');
    const buffer = Buffer.allocUnsafe(sizes.chunk);
    for (let offset = 0; ; ) {
      const length = readSync(descriptor, buffer, 0, buffer.length, null);
      if (length === 0) break;
      const chunk = buffer.subarray(0, length);
      digest.update(chunk);
      slicer.take(chunk, offset);
      if (slicer.isAmbiguous || slicer.frameBytes > sizes.frame) return undefined;
      offset += length;
    }
    return { frame: Buffer.concat(slicer.frame), batches: slicer.batches, sha256: digest.digest('hex') };
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The results of a sliced log as they stand in the file, separated by commas.
 * @throws SyntaxError for bytes that are no UTF-8, and for a file that has changed meanwhile
 */
export function* batchTexts(file: string, batches: Batch[]): Generator<{ batch: Batch; text: string }> {
  const descriptor = openSync(file, 'r');
  try {
    let buffer = Buffer.allocUnsafe(SIZES.batch * 2);
    for (const batch of batches) {
      const { start, end } = batch;
      if (buffer.length < end - start) buffer = Buffer.allocUnsafe(end - start);
      const bytes = buffer.subarray(0, end - start);
      if (readSync(descriptor, bytes, 0, bytes.length, start) < bytes.length) {
        throw new SyntaxError(`it ends before its byte ${end}, where it went on a moment ago`);
      }
      if (!isUtf8(bytes)) throw new SyntaxError(`no UTF-8 between its bytes ${start} and ${end}`);
      yield { batch, text: bytes.toString('utf8') };
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Some results of one run, and the index of the first of them. */
export interface ResultsPiece {
  run: number;
  first: number;
  results: unknown[];
}

/**
 * The results of a sliced log, in their order.
 * @throws SyntaxError that says in which part of the file what is wrong
 */
export function* slicedResults(file: string, batches: Batch[]): Generator<ResultsPiece> {
  const counts = new Map<number, number>();
  for (const { batch, text } of batchTexts(file, batches)) {
    const first = counts.get(batch.run) ?? 0;
    let results: unknown[];
    try {
      results = JSON.parse(`[${text}]`) as unknown[];
      if (first > 0 && results.length === 0) throw new SyntaxError('nothing behind a comma');
    } catch (error) {
      const where = `in /runs/${batch.run}/results, at ${first} or later, counted from its byte ${batch.start - 1}`;
      throw new SyntaxError(`${(error as Error).message} (${where})`);
    }
    counts.set(batch.run, first + results.length);
    yield { run: batch.run, first, results };
  }
}
