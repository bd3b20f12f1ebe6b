import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Report, SCHEMA_VERSION } from '../model/report.js';
import { UsageError } from '../model/usage-error.js';

async function contentOf(shown: string): Promise<{ file: string; bytes: Buffer }> {
  const facts = await stat(shown).catch(() => undefined);
  const file = facts?.isDirectory() ? path.join(shown, 'report.json') : shown;
  try {
    return { file, bytes: await readFile(file) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new UsageError(`${file} does not exist; muster scan writes it, or name it by --output`);
    throw new UsageError(`${file} cannot be read (${code})`);
  }
}

/**
 * Reads the result of a scan.
 * @param shown a `report.json`, or the results directory with it, as the user wrote it
 * @throws UsageError when it is not there, cut short, or no report of this version
 */
export async function readReportFile(shown: string): Promise<Report> {
  return (await readReportAndDigest(shown)).report;
}

/** The same, with the SHA-256 of the file's bytes, lower-case hexadecimal. */
export async function readReportAndDigest(shown: string): Promise<{ report: Report; sha256: string }> {
  const { file, bytes } = await contentOf(shown);
  let document: unknown;
  try {
    document = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new UsageError(`${file} is not whole JSON: ${(error as Error).message}; scan again to have it written anew`);
  }
  const read = Report.safeParse(document);
  if (read.success) return { report: read.data, sha256: createHash('sha256').update(bytes).digest('hex') };
  const version = (document as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== undefined && version !== SCHEMA_VERSION) {
    throw new UsageError(
      `${file} is a report of version ${version}, and this Muster reads ${SCHEMA_VERSION}; scan again`,
    );
  }
  const [issue] = read.error.issues;
  throw new UsageError(`${file} is no report of Muster: at /${issue?.path.join('/')}: ${issue?.message}`);
}
