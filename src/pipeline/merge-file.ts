import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Acceptance, ReadingContext } from '../interchange/context.js';
import { isCycloneDx, readCycloneDx } from '../interchange/cyclonedx/vulnerabilities.js';
import { isSarif, olderSarif, readSarif } from '../interchange/sarif/log.js';
import { type Decoded, decodeText, packingOf, readText } from '../interchange/text.js';
import { scannerIdFor } from '../interchange/tools.js';
import type { RawFinding } from '../model/finding.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { UsageError } from '../model/usage-error.js';

/** A file that the user names. */
export interface MergeInput {
  /** As the user wrote it. */
  shown: string;
  /** Absolute. */
  file: string;
  /** Whose output it is, where the user says so. */
  scanner?: ScannerDefinition;
}

/** What one scanner says in one file. */
export interface ForeignOutput {
  scanner: string;
  version: string | null;
  /** What went wrong, where the file tells. */
  end?: { status: 'partial' | 'failed'; reason: string };
  findings: RawFinding[];
}

/** A file that was read. */
export interface ForeignFile {
  input: MergeInput;
  /** Of the bytes as they are. */
  sha256: string;
  bytes: Buffer;
  outputs: ForeignOutput[];
  /** By the pointers of rows. */
  accepted: Map<string, Acceptance>;
}

/** Above this a document is not read whole. */
const LARGEST_BYTES = 512 * 1024 * 1024;

const HOW_TO_SAY = 'say which one by SCANNER=FILE, as in hadolint=results.json (ids: muster tools list)';

async function readBytes({ shown, file }: MergeInput): Promise<Buffer> {
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new UsageError(`${shown} does not exist`);
    throw new UsageError(`${shown} cannot be read (${error.code})`);
  });
  if (facts.isDirectory()) throw new UsageError(`${shown} is a folder; name the files in it`);
  if (!facts.isFile()) throw new UsageError(`${shown} is not a regular file; save what it holds to one first`);
  if (facts.size === 0) {
    throw new UsageError(`${shown} is empty: nothing was written to it, or the scanner ended before it could`);
  }
  const head = Buffer.alloc(16);
  try {
    const handle = await open(file);
    await handle.read(head, 0, head.length, 0).finally(() => handle.close());
    const packing = packingOf(head);
    if (packing) throw new UsageError(`${shown} is packed (${packing}); unpack it and name what is in it`);
    if (facts.size > LARGEST_BYTES) {
      throw new UsageError(`${shown} has ${facts.size} bytes; more than ${LARGEST_BYTES} are read of SARIF only`);
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

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

/** Rows of one file, by the scanner that they count as: some programs have several adapters. */
function byScanner(owner: ScannerDefinition, findings: RawFinding[], scanners: ScannerDefinition[]) {
  const family = scanners.filter(({ name }) => name === owner.name);
  const isImage = owner.id.endsWith('-image');
  const groups = new Map<string, RawFinding[]>([[owner.id, []]]);
  for (const finding of findings) {
    const isOwn = family.length === 1 || owner.finds.includes(finding.kind);
    const id = isOwn ? owner.id : scannerIdFor(owner.name, family, finding.kind, isImage);
    const group = groups.get(id);
    if (group) group.push(finding);
    else groups.set(id, [finding]);
  }
  return [...groups];
}

/** An adapter was written for its own runs: where it does not know the file it gives an empty path. */
function withoutEmptyPlace(finding: RawFinding): RawFinding {
  if (finding.location?.path !== '') return finding;
  const { location: _, ...rest } = finding;
  return rest;
}

function readNative(
  scanner: ScannerDefinition,
  document: unknown,
  { shown }: MergeInput,
  context: ReadingContext,
  scanners: ScannerDefinition[],
): ForeignOutput[] {
  const parsed = scanner.shape.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = `at /${issue?.path.map(String).join('/')}: ${issue?.message}`;
    throw new UsageError(`${shown} is not as ${scanner.name} (${scanner.id}) writes its output: ${where}`);
  }
  const input = { label: shown, files: [] };
  const findings = scanner.parse(parsed.data, { input, relative: context.relative }).map(withoutEmptyPlace);
  const version = scanner.versionIn?.(document) ?? null;
  return byScanner(scanner, findings, scanners).map(([id, rows]) => ({ scanner: id, version, findings: rows }));
}

type Standard = Pick<ForeignFile, 'outputs' | 'accepted'>;

function readLog(document: Record<string, unknown>, context: ReadingContext): Standard {
  const { runs, rows } = readSarif(document, context);
  const accepted = new Map<string, Acceptance>();
  const outputs = new Map<string, ForeignOutput>();
  const outputOf = (scanner: string, index: number) => {
    const key = `${index}\0${scanner}`;
    const run = runs.find((one) => one.index === index);
    const made: ForeignOutput = outputs.get(key) ?? {
      scanner,
      version: run?.isOurs ? null : (run?.version ?? null),
      ...(run?.end ? { end: run.end } : {}),
      findings: [],
    };
    outputs.set(key, made);
    return made;
  };
  for (const { scanner, finding, accepted: why } of rows) {
    outputOf(scanner, Number(finding.pointer.split('/')[2])).findings.push(finding);
    if (why) accepted.set(finding.pointer, why);
  }
  for (const run of runs) {
    const hasRows = [...outputs.keys()].some((key) => key.startsWith(`${run.index}\0`));
    if (!hasRows) outputOf(run.scanner, run.index);
  }
  return { outputs: [...outputs.values()], accepted };
}

function readBom(document: Record<string, unknown>, { shown }: MergeInput, context: ReadingContext): Standard {
  if (!Array.isArray(document['vulnerabilities'])) {
    throw new UsageError(
      `${shown} is a bill of materials without a list of vulnerabilities: there is nothing to merge`,
    );
  }
  const { scanner, version, rows } = readCycloneDx(document, context);
  const accepted = new Map(rows.flatMap((row) => (row.accepted ? [[row.finding.pointer, row.accepted] as const] : [])));
  return { outputs: [{ scanner, version, findings: rows.map(({ finding }) => finding) }], accepted };
}

const hasMember = (value: unknown, name: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && name in value;

/** What to say of a file that nobody recognises. */
function notRecognised({ shown }: MergeInput, decoded: Decoded): UsageError {
  const { json, lines, text, problem } = decoded;
  if (problem !== undefined) {
    return new UsageError(`${shown} is not whole JSON, it may have been cut short: ${problem}`);
  }
  const document = json ?? lines;
  const version = olderSarif(document);
  if (version !== undefined) {
    return new UsageError(
      `${shown} is SARIF of version ${version}; 2.1.0 is read (sarif-multitool transform makes it so)`,
    );
  }
  if (
    hasMember(document, 'schemaVersion') &&
    hasMember(document['tool'], 'name') &&
    document['tool']['name'] === 'muster'
  ) {
    return new UsageError(
      `${shown} is a report of Muster; name the scanners' outputs beside it, or sarif/muster.sarif`,
    );
  }
  const isBare = ['[]', '{}', 'null', '{"results":[]}'].includes(text.replaceAll(/\s+/g, ''));
  if (isBare || text.trim() === '') {
    return new UsageError(`${shown} holds nothing by which its scanner could be told; ${HOW_TO_SAY}`);
  }
  return new UsageError(
    `${shown} is no output of a scanner that Muster knows, no SARIF 2.1.0 and no CycloneDX; if it is a scanner's, ${HOW_TO_SAY}`,
  );
}

function readDocument(
  input: MergeInput,
  decoded: Decoded,
  context: ReadingContext,
  scanners: ScannerDefinition[],
): Standard {
  const native = (scanner: ScannerDefinition, document: unknown): Standard => ({
    outputs: readNative(scanner, document, input, context, scanners),
    accepted: new Map(),
  });
  if (input.scanner) {
    const document = documentFor(input.scanner, decoded);
    if (document !== undefined) return native(input.scanner, document);
    throw notRecognised(input, decoded);
  }
  const recognised = scanners.filter((scanner) => {
    const document = documentFor(scanner, decoded);
    return document !== undefined && scanner.recognises?.(document);
  });
  const [only] = recognised;
  if (only && recognised.length === 1) return native(only, documentFor(only, decoded));
  if (recognised.length > 1) {
    const ids = recognised.map(({ id }) => id).join(', ');
    throw new UsageError(`${input.shown} could be the output of ${ids}; ${HOW_TO_SAY}`);
  }
  const { json } = decoded;
  if (isSarif(json)) return readLog(json, context);
  if (isCycloneDx(json)) return readBom(json, input, context);
  throw notRecognised(input, decoded);
}

/**
 * Reads a file made elsewhere: whose it is tells its content.
 * @throws UsageError that names the file and what to do
 */
export async function readForeign(
  input: MergeInput,
  context: ReadingContext,
  scanners: ScannerDefinition[],
): Promise<ForeignFile> {
  const bytes = await readBytes(input);
  const read = readDocument(input, decode(bytes, input.shown), context, scanners);
  return { input, sha256: createHash('sha256').update(bytes).digest('hex'), bytes, ...read };
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
