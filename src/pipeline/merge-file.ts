import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Acceptance, ReadingContext } from '../interchange/context.js';
import { isCycloneDx, readCycloneDx } from '../interchange/cyclonedx/vulnerabilities.js';
import { isSarif, resultsIn, sarifRuns } from '../interchange/sarif/log.js';
import { readResult, type TellRow } from '../interchange/sarif/results.js';
import { type ResultsPiece, type SlicedLog, slicedResults, sliceLog } from '../interchange/sarif/slices.js';
import { type Decoded, decodeText, readText } from '../interchange/text.js';
import { scannerIdFor } from '../interchange/tools.js';
import type { RawFinding } from '../model/finding.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { UsageError } from '../model/usage-error.js';
import { checkFile, HOW_TO_SAY, notRecognised } from './merge-mistakes.js';

/** A file that the user names. */
export interface MergeInput {
  /** As the user wrote it. */
  shown: string;
  /** Absolute. */
  file: string;
  /** Whose output it is, where the user says so. */
  scanner?: ScannerDefinition;
}

/** What one scanner did for a file: a run of a log, or all of another output. */
export interface ForeignRun {
  scanner: string;
  version: string | null;
  /** What went wrong, where the file tells. */
  end?: { status: 'partial' | 'failed'; reason: string };
  /** Whether it is told of also where all its rows count as other scanners'. */
  isOwner?: true;
}

/** Takes a row: the index of its run, the scanner that it counts as, and whether somebody accepted it. */
export type TakeRow = (run: number, scanner: string, finding: RawFinding, accepted: Acceptance | undefined) => void;

/** A file that was understood. */
export interface ForeignFile {
  input: MergeInput;
  /** In bytes. */
  size: number;
  /** Of the bytes as they are. */
  sha256: string;
  /** What is in it: all, or of a large log what stands around its results, and where these are. */
  held: Buffer | SlicedLog;
  runs: ForeignRun[];
  /**
   * Gives its rows, in their order. Those of a large log are read from the file meanwhile.
   * @throws UsageError for a part of it that is no JSON
   */
  each(take: TakeRow): void;
}

/** Above this a document is not read whole. */
const LARGEST_BYTES = 512 * 1024 * 1024;
/** From this on a log of SARIF is read in slices. */
const SLICED_BYTES = 1024 * 1024;

function decode(bytes: Buffer, shown: string): Decoded {
  try {
    return readText(decodeText(bytes));
  } catch {
    throw new UsageError(`${shown} is not text in UTF-8 or UTF-16: it is no scanner's output that Muster knows`);
  }
}

/** The document as a scanner's output format has it; undefined when it is none in that format. */
function documentFor({ output }: ScannerDefinition, { json, lines, text }: Decoded): unknown {
  const format = output.format ?? 'json';
  return format === 'json' ? json : format === 'jsonl' ? lines : text;
}

/** An adapter was written for its own runs: where it does not know the file it gives an empty path. */
function withoutEmptyPlace(finding: RawFinding): RawFinding {
  if (finding.location?.path !== '') return finding;
  const { location: _, ...rest } = finding;
  return rest;
}

/** What a document says, whoever wrote it. */
type Content = Pick<ForeignFile, 'runs' | 'each'>;

function readNative(
  scanner: ScannerDefinition,
  document: unknown,
  { shown }: MergeInput,
  context: ReadingContext,
  scanners: ScannerDefinition[],
): Content {
  const parsed = scanner.shape.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = `at /${issue?.path.map(String).join('/')}: ${issue?.message}`;
    throw new UsageError(`${shown} is not as ${scanner.name} (${scanner.id}) writes its output: ${where}`);
  }
  const input = { label: shown, files: [] };
  const findings = scanner.parse(parsed.data, { input, relative: context.relative }).map(withoutEmptyPlace);
  // Some programs have several adapters: each row counts as of the one that finds its kind.
  const family = scanners.filter(({ name }) => name === scanner.name);
  const isImage = scanner.id.endsWith('-image');
  const ownerOf = ({ kind }: RawFinding) =>
    family.length === 1 || scanner.finds.includes(kind)
      ? scanner.id
      : scannerIdFor(scanner.name, family, kind, isImage);
  return {
    runs: [{ scanner: scanner.id, version: scanner.versionIn?.(document) ?? null, isOwner: true }],
    each: (take) => {
      for (const finding of findings) take(0, ownerOf(finding), finding, undefined);
    },
  };
}

/**
 * @param document the log; its results may be left out
 * @param pieces gives them
 */
function readLog(
  document: Record<string, unknown>,
  context: ReadingContext,
  pieces: () => Iterable<ResultsPiece>,
): Content {
  const runs = sarifRuns(document, context);
  const byIndex = new Map(runs.map((run) => [run.index, run]));
  const place = new Map(runs.map((run, at) => [run.index, at]));
  return {
    runs: runs.map((run) => ({
      scanner: run.scanner,
      version: run.isOurs ? null : run.version,
      ...(run.end ? { end: run.end } : {}),
    })),
    each: (take) => {
      for (const { run: index, first, results } of pieces()) {
        const run = byIndex.get(index);
        if (!run) continue;
        const at = place.get(index) as number;
        const tell: TellRow = (scanner, finding, accepted) => take(at, scanner, finding, accepted);
        for (let number = 0; number < results.length; number++) {
          readResult(results[number], first + number, run, context, tell);
        }
      }
    },
  };
}

function readBom(document: Record<string, unknown>, { shown }: MergeInput, context: ReadingContext): Content {
  if (!Array.isArray(document['vulnerabilities'])) {
    throw new UsageError(
      `${shown} is a bill of materials without a list of vulnerabilities: there is nothing to merge`,
    );
  }
  const { scanner, version, rows } = readCycloneDx(document, context);
  return {
    runs: [{ scanner, version }],
    each: (take) => {
      for (const { finding, accepted } of rows) take(0, scanner, finding, accepted);
    },
  };
}

/** The scanner whose output a document is; undefined for none. */
function ownerOf(input: MergeInput, decoded: Decoded, scanners: ScannerDefinition[]): ScannerDefinition | undefined {
  if (input.scanner) {
    if (documentFor(input.scanner, decoded) === undefined) throw notRecognised(input, decoded);
    return input.scanner;
  }
  const recognised = scanners.filter((scanner) => {
    const document = documentFor(scanner, decoded);
    return document !== undefined && scanner.recognises?.(document);
  });
  if (recognised.length < 2) return recognised[0];
  const ids = recognised.map(({ id }) => id).join(', ');
  throw new UsageError(`${input.shown} could be the output of ${ids}; ${HOW_TO_SAY}`);
}

function readDocument(
  input: MergeInput,
  decoded: Decoded,
  context: ReadingContext,
  scanners: ScannerDefinition[],
): Content {
  const owner = ownerOf(input, decoded, scanners);
  if (owner) return readNative(owner, documentFor(owner, decoded), input, context, scanners);
  const { json } = decoded;
  if (isSarif(json)) return readLog(json, context, () => resultsIn(json));
  if (isCycloneDx(json)) return readBom(json, input, context);
  throw notRecognised(input, decoded);
}

/** A large log, read in slices; undefined for what is to be read whole. */
function readSliced(
  input: MergeInput,
  context: ReadingContext,
  scanners: ScannerDefinition[],
): (Content & Pick<ForeignFile, 'sha256' | 'held'>) | undefined {
  const sliced = sliceLog(input.file);
  if (!sliced || sliced.batches.length === 0) return undefined;
  const decoded = decode(sliced.frame, input.shown);
  if (decoded.problem !== undefined) {
    throw new UsageError(
      `${input.shown} is not whole JSON, it may have been cut short: around its results ${decoded.problem}`,
    );
  }
  const { json } = decoded;
  // Results are left in the frame where their name is written with escapes.
  if (!isSarif(json) || resultsIn(json).some(({ results }) => results.length > 0)) return undefined;
  if (ownerOf(input, decoded, scanners)) return undefined;
  const content = readLog(json, context, function* () {
    try {
      yield* slicedResults(input.file, sliced.batches);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new UsageError(`${input.shown} is not whole JSON: ${error.message}`);
    }
  });
  return { ...content, sha256: sliced.sha256, held: sliced };
}

/**
 * Reads a file made elsewhere: whose it is tells its content.
 * @param slicedFrom so many bytes of SARIF are not read whole
 * @throws UsageError that names the file and what to do
 */
export async function readForeign(
  input: MergeInput,
  context: ReadingContext,
  scanners: ScannerDefinition[],
  slicedFrom = SLICED_BYTES,
): Promise<ForeignFile> {
  const size = await checkFile(input);
  const sliced = size >= slicedFrom ? readSliced(input, context, scanners) : undefined;
  if (sliced) return { input, size, ...sliced };
  if (size > LARGEST_BYTES) {
    throw new UsageError(`${input.shown} has ${size} bytes; only SARIF in UTF-8 is read of more than ${LARGEST_BYTES}`);
  }
  const bytes = await readFile(input.file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${input.shown} cannot be read (${error.code})`);
  });
  const content = readDocument(input, decode(bytes, input.shown), context, scanners);
  return { input, size, sha256: createHash('sha256').update(bytes).digest('hex'), held: bytes, ...content };
}

/**
 * The files of a command line: `FILE`, or `SCANNER=FILE` for one whose content does not tell whose it is.
 * @throws UsageError for a scanner that there is not
 */
export async function mergeInputs(named: string[], scanners: ScannerDefinition[]): Promise<MergeInput[]> {
  return Promise.all(
    named.map(async (shown) => {
      const whole = { shown, file: path.resolve(shown) };
      const [, id = '', rest = ''] = /^([a-z][a-z-]*)=(.+)$/.exec(shown) ?? [];
      if (id === '' || (await stat(whole.file).catch(() => undefined))) return whole;
      const scanner = scanners.find((one) => one.id === id);
      if (!scanner) throw new UsageError(`there is no scanner called ${id} (muster tools list shows all)`);
      return { shown: rest, file: path.resolve(rest), scanner };
    }),
  );
}
