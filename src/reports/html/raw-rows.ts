import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finding, Source } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import type { RawRow } from './page-data.js';

/** Outputs have no other places: a report that somebody edited must not have other files of the machine quoted. */
const PLACE = /^(?:basic|advanced|merged)\/[A-Za-z0-9._-]+$/;
const LARGEST_FILE = 128 * 1024 * 1024;
export const LONGEST_ROW = 4_000;
/** Of all rows together, so that the page stays one that opens. */
export const MOST_TEXT = 20_000_000;

type Opened = { rows: (place: string) => string | undefined } | { why: string };

/** What an output holds at a JSON Pointer; undefined where it holds nothing there. */
function atPointer(document: unknown, pointer: string): unknown {
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens.reduce<unknown>(
    (value, token) =>
      value !== null && typeof value === 'object' && Object.hasOwn(value, token)
        ? (value as Record<string, unknown>)[token]
        : undefined,
    document,
  );
}

function documentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON Lines, where each line is a document.
    try {
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as unknown);
    } catch {
      return undefined;
    }
  }
}

function rowsOf(text: string): (place: string) => string | undefined {
  let document: unknown;
  let parsed = false;
  return (place) => {
    const line = /^line=(\d+)$/.exec(place);
    // Adapters count lines from 1.
    if (line) return text.split('\n')[Number(line[1]) - 1];
    if (!parsed) [document, parsed] = [documentOf(text), true];
    const value = atPointer(document, place);
    return value === undefined ? undefined : JSON.stringify(value, null, 2);
  };
}

/**
 * Opens an output for quoting.
 *
 * Only one whose values of secrets were taken out, that is a plain file in its own place, and that is byte for byte what
 * the scan saved: what has been changed since does not tell of this scan, and nobody has taken secrets out of it.
 */
async function open(report: Report, results: string, place: string): Promise<Opened> {
  const saved = report.coverage.flatMap(({ output }) => (output?.path === place ? [output] : []));
  const [output] = saved;
  if (output === undefined || !PLACE.test(place)) return { why: 'the report does not name this file as an output' };
  if (saved.some(({ keepsSecrets }) => keepsSecrets)) {
    return { why: 'the file was kept with the values of secrets in it (--keep-raw-secrets)' };
  }
  const file = path.join(results, place);
  const facts = await lstat(file).catch(() => undefined);
  const folder = await lstat(path.dirname(file)).catch(() => undefined);
  if (!facts?.isFile() || !folder?.isDirectory()) return { why: 'the file is not there any more' };
  if (facts.size > LARGEST_FILE) return { why: 'the file is too large to be quoted' };
  const bytes = await readFile(file);
  if (createHash('sha256').update(bytes).digest('hex') !== output.sha256) {
    return { why: 'the file is not what this scan saved: its digest is another' };
  }
  return { rows: rowsOf(bytes.toString('utf8')) };
}

/**
 * Quotes scanners' outputs.
 * @param results the directory that outputs are relative to; undefined where there is none
 * @param findings in the order in which they get of what may be quoted in all
 * @returns by finding, one row for each of its sources
 */
export async function rawRows(
  report: Report,
  findings: readonly Finding[],
  results: string | undefined,
): Promise<Map<Finding, RawRow[]>> {
  const opened = new Map<string, Opened>();
  let left = MOST_TEXT;

  async function quote({ output }: Source): Promise<RawRow> {
    if (results === undefined) return { why: 'the report was made without the results directory' };
    if (left <= 0) return { why: `the page quotes ${MOST_TEXT / 1e6} MB of rows, and the riskiest findings had them` };
    const file = opened.get(output.path) ?? (await open(report, results, output.path));
    opened.set(output.path, file);
    if ('why' in file) return file;
    const text = file.rows(output.pointer);
    if (text === undefined) return { why: 'the file holds nothing at this place' };
    const row = { text: text.slice(0, LONGEST_ROW), cut: text.length > LONGEST_ROW };
    left -= row.text.length;
    return row;
  }

  const quoted = new Map<Finding, RawRow[]>();
  for (const finding of findings) {
    const rows: RawRow[] = [];
    for (const source of finding.sources) rows.push(await quote(source));
    quoted.set(finding, rows);
  }
  return quoted;
}
