import { readFile, stat } from 'node:fs/promises';
import type { ZodType } from 'zod';

/** Above this, an output is not read but reported: no scanner says anything useful in half a gigabyte of JSON. */
const LARGEST_BYTES = 512 * 1024 * 1024;

export type ReadReport<Report> = { report: Report } | { problem: string };

/**
 * Reads a scanner's JSON. Absent, empty, cut short and of another shape are told apart, for the ledger.
 * @param file absolute path
 * @param shape the part of it that the adapter reads
 */
export async function readReport<Report>(file: string, shape: ZodType<Report>): Promise<ReadReport<Report>> {
  let text: string;
  try {
    const { size } = await stat(file);
    if (size > LARGEST_BYTES) return { problem: `its output has ${size} bytes, more than Muster reads` };
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { problem: code === 'ENOENT' ? 'it wrote no output' : `its output cannot be read: ${code}` };
  }
  if (text.trim() === '') return { problem: 'its output is empty' };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return { problem: `its output is not whole JSON: ${(error as Error).message}` };
  }
  const parsed = shape.safeParse(document);
  if (parsed.success) return { report: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `its output has another shape than expected: at /${issue?.path.join('/')}: ${issue?.message}` };
}
