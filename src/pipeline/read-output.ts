import { readFile, stat } from 'node:fs/promises';
import type { ZodType } from 'zod';
import type { ScannerDefinition } from '../model/scanner.js';

/** Above this, an output is not read but reported: no scanner says anything useful in half a gigabyte of JSON. */
const LARGEST_BYTES = 512 * 1024 * 1024;

export type OutputFormat = NonNullable<ScannerDefinition['output']['format']>;

export type ReadReport<Report> = { report: Report } | { problem: string };

/** Lines with something in them. Split at once, 200 MB of empty ones end the process: V8 allows no list that long. */
function* linesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const next = text.indexOf('\n', from);
    const end = next < 0 ? text.length : next;
    if (end > from) {
      const line = text.slice(from, end);
      if (line.trim() !== '') yield line;
    }
    from = end + 1;
  }
}

function decode(text: string, format: OutputFormat): unknown {
  if (format === 'text') return text;
  if (format === 'json') return JSON.parse(text);
  return [...linesOf(text)].map((line) => JSON.parse(line) as unknown);
}

/**
 * Reads a scanner's output. Absent, empty, cut short and of another shape are told apart, for the ledger.
 * @param file absolute path
 * @param shape the part of it that the adapter reads
 */
export async function readReport<Report>(
  file: string,
  shape: ZodType<Report>,
  format: OutputFormat = 'json',
): Promise<ReadReport<Report>> {
  let text: string;
  try {
    const { size } = await stat(file);
    if (size > LARGEST_BYTES) return { problem: `its output has ${size} bytes, more than Muster reads` };
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { problem: code === 'ENOENT' ? 'it wrote no output' : `its output cannot be read: ${code}` };
  }
  if (format === 'json' && text.trim() === '') return { problem: 'its output is empty' };
  let document: unknown;
  try {
    document = decode(text, format);
  } catch (error) {
    return { problem: `its output is not whole JSON: ${(error as Error).message}` };
  }
  const parsed = shape.safeParse(document);
  if (parsed.success) return { report: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `its output has another shape than expected: at /${issue?.path.join('/')}: ${issue?.message}` };
}
