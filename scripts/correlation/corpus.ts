import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RawFinding } from '../../src/model/finding.js';
import { fillIn, placeholdersIn, takeOut } from './made-up.js';

export const CORPUS = path.resolve(import.meta.dirname, '../../corpus');

/** `issues.yml` of a case: what a person says of its rows. A row in no list is an issue of its own. */
const Labels = z.strictObject({
  about: z.string().describe('what the case is about, and which near misses are in it'),
  issues: z.array(
    z.strictObject({
      issue: z.string().describe('what is wrong, and where'),
      rows: z.array(z.string()).min(1).describe('`SCANNER:RULE @ PATH:LINE`, with `:COLUMN` where that is needed'),
    }),
  ),
});
export type Labels = z.infer<typeof Labels>;

/** What a scanner really printed, as its adapter reads it, without prose. */
export type RecordedRow = RawFinding & { scanner: string };

export interface Case {
  /** Relative to the corpus: `secrets/config-files`. */
  name: string;
  folder: string;
  labels: Labels;
  rows: RecordedRow[];
}

/** Names of all cases: folders with an `issues.yml`. */
export function caseNames(): string[] {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => path.basename(file) === 'issues.yml')
    .map((file) => path.dirname(file))
    .sort();
}

/** Absolute path and content of each file of a case, with placeholders. */
export function filesOf(folder: string): Map<string, string> {
  const root = path.join(folder, 'files');
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [path.relative(root, file), readFileSync(file, 'utf8')]));
}

/** @throws Error that names the case, when its labels have another shape */
export function readCase(name: string): Case {
  const folder = path.join(CORPUS, name);
  const read = Labels.safeParse(parse(readFileSync(path.join(folder, 'issues.yml'), 'utf8')));
  if (!read.success) throw new Error(`corpus/${name}/issues.yml: ${z.prettifyError(read.error)}`);
  const text = readFileSync(path.join(folder, 'rows.json'), 'utf8');
  const rows = JSON.parse(text, (_, value) => (typeof value === 'string' ? fillIn(value) : value)) as RecordedRow[];
  return { name, folder, labels: read.data, rows };
}

/** Lays a case's files out, with made-up secrets in the place of placeholders. */
export async function layOutCase(folder: string, root: string): Promise<void> {
  await cp(path.join(folder, 'files'), root, { recursive: true });
  for (const file of filesOf(folder).keys()) {
    const at = path.join(root, file);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, fillIn(await readFile(at, 'utf8')));
  }
}

/** Writes the rows of a case, one a line, with placeholders for its secrets. */
export async function writeRows(folder: string, rows: RecordedRow[]): Promise<void> {
  const placeholders = new Map([...filesOf(folder).values()].flatMap((text) => [...placeholdersIn(text)]));
  const lines = rows.map((row) =>
    JSON.stringify(row, (_, value) => (typeof value === 'string' ? takeOut(value, placeholders) : value)),
  );
  await writeFile(path.join(folder, 'rows.json'), `[\n${lines.join(',\n')}\n]\n`);
}

/** How a row is called in `issues.yml`; the shorter name where no other row of the case has it. */
export function rowNames({ scanner, ruleId, location, package: pkg }: RecordedRow): string[] {
  const { path: file = '', startLine, startColumn, commit } = location ?? {};
  const what = `${scanner}:${ruleId}`;
  const about = pkg ? ` ${pkg.name}@${pkg.version ?? ''}` : '';
  const line = startLine === undefined ? '' : `:${startLine}`;
  const of = commit === undefined ? '' : ` in ${commit.slice(0, 7)}`;
  const short = `${what}${about} @ ${file}${line}${of}`;
  return startColumn === undefined ? [short] : [short, `${what}${about} @ ${file}${line}:${startColumn}${of}`];
}
