import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
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
      rows: z
        .array(z.string())
        .min(1)
        .describe('`SCANNER:RULE @ PATH:LINE`, with `:COLUMN` or ` [RESOURCE]` where that is needed'),
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
  /** How each row can be called in `issues.yml`; the first is the shortest that is its alone. */
  names: string[][];
}

/** Names of all cases: folders with an `issues.yml`. */
export function caseNames(): string[] {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => path.basename(file) === 'issues.yml')
    .map((file) => path.dirname(file))
    .sort();
}

/** The folders of a case: what the files are, and what they were in the commit before, where it has one. */
const FILES = 'files';
const BEFORE = 'before';

/** Path and content of each file of a case, with placeholders. */
export function filesOf(folder: string, part = FILES): Map<string, string> {
  const root = path.join(folder, part);
  if (!existsSync(root)) return new Map();
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
  // With placeholders in them.
  const names = rowNames(JSON.parse(text) as RecordedRow[]);
  return { name, folder, labels: read.data, rows, names };
}

/** With made-up secrets in the place of placeholders. */
async function layOut(folder: string, part: string, root: string): Promise<void> {
  for (const [file, text] of filesOf(folder, part)) {
    const at = path.join(root, file);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, fillIn(text));
  }
}

/** The same commit each time: a row of the history names it. */
function commitAll(root: string, message: string): void {
  const day = '2026-01-01T00:00:00Z';
  const env = { PATH: process.env['PATH'], HOME: root, GIT_CONFIG_NOSYSTEM: '1' };
  const who = ['-c', 'user.name=Corpus', '-c', 'user.email=corpus@localhost', '-c', 'commit.gpgsign=false'];
  const dates = { GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day };
  const git = (...args: string[]) =>
    execFileSync('git', [...who, ...args], { cwd: root, stdio: 'ignore', env: { ...env, ...dates } });
  if (!existsSync(path.join(root, '.git'))) git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}

/** Lays a case's files out; where it has a state before, as a git repository with two commits. */
export async function layOutCase(folder: string, root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  const before = filesOf(folder, BEFORE);
  if (before.size > 0) {
    await layOut(folder, BEFORE, root);
    commitAll(root, 'Before');
    for (const file of before.keys()) await rm(path.join(root, file));
  }
  await layOut(folder, FILES, root);
  if (before.size > 0) commitAll(root, 'Now');
}

/** Writes the rows of a case, one a line, with placeholders for its secrets. */
export async function writeRows(folder: string, rows: RecordedRow[]): Promise<void> {
  const texts = [FILES, BEFORE].flatMap((part) => [...filesOf(folder, part).values()]);
  const placeholders = new Map(texts.flatMap((text) => [...placeholdersIn(text)]));
  const lines = rows.map((row) =>
    JSON.stringify(row, (_, value) => (typeof value === 'string' ? takeOut(value, placeholders) : value)),
  );
  await writeFile(path.join(folder, 'rows.json'), `[\n${lines.join(',\n')}\n]\n`);
}

/** How a row can be called: by its place, by its column too, by the secret that it shows, by the resource, by its place in the output. */
function namesOf({ scanner, ruleId, location, package: pkg, secret, pointer }: RecordedRow): string[] {
  const { path: file = '', startLine, startColumn, commit } = location ?? {};
  const about = pkg ? ` ${pkg.name}@${pkg.version ?? ''}` : '';
  const line = startLine === undefined ? '' : `:${startLine}`;
  const of = commit === undefined ? '' : ` in ${commit.slice(0, 7)}`;
  const at = `${scanner}:${ruleId}${about} @ ${file}${line}`;
  const shown = /\{\{.*?\}\}/.exec(secret ?? '')?.[0];
  return [
    `${at}${of}`,
    ...(startColumn === undefined ? [] : [`${at}:${startColumn}${of}`]),
    ...(shown === undefined ? [] : [`${at}${of} ${shown}`]),
    ...(location?.resource === undefined ? [] : [`${at}${of} [${location.resource}]`]),
    `${at}${of} (${pointer})`,
  ];
}

/** The names of all rows, for each the shortest first that no other has. */
function rowNames(rows: RecordedRow[]): string[][] {
  const all = rows.map(namesOf);
  const count = new Map<string, number>();
  for (const name of all.flat()) count.set(name, (count.get(name) ?? 0) + 1);
  return all.map((names) => names.toSorted((a, b) => (count.get(a) ?? 0) - (count.get(b) ?? 0)));
}
