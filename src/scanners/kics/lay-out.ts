import { copyFile, mkdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../../model/scanner.js';
import { chartOf, chartsOf, chartsToRender, LOADED_VALUES, type Part, partOf, platformOf } from './platforms.js';
import { findQueries } from './queries.js';
import { writeWitnesses } from './witness.js';

/** What KICS's output is to be held against. */
export interface Prepared {
  /** Whether its queries were found. */
  queries: boolean;
  /** What each file is to be looked at as. */
  parts: Record<string, Part>;
  /** How many documents stand in a file, where that is more than one. */
  documents: Record<string, number>;
  /** File → how it tells KICS to pass it over. */
  passedOver: Record<string, string>;
  /** Name of a copy → file, where the copy has another name. */
  names: Record<string, string>;
}

/** Folders in `scratch`. */
export const TREE = 'tree';
export const CHARTS = 'charts';
export const WITNESSES = 'witnesses';
export const REPORTS = 'reports';
/** Without its ending; a link to where the report has to be. */
export const REPORT = 'report';

/** Larger files are not read by KICS, with the limit that it has. */
export const LARGEST_MB = 5;

/** Names that KICS takes for a Dockerfile whatever stands in it (pkg/utils/get_extension.go). */
const TAKEN_FOR_DOCKERFILE = /^dockerfile(?:\..+)?$|\.dockerfile$/i;

function nameOfCopy(file: string, part: Part): string {
  const isPassedOver = part === 'Dockerfile' && !TAKEN_FOR_DOCKERFILE.test(path.posix.basename(file));
  return isPassedOver ? `${file}.dockerfile` : file;
}

/** The documents of YAML in which something stands. */
export function countDocuments(text: string): number {
  return text.split(/^---(?=\s|$)/m).filter((one) => /^[^#\s]/m.test(one)).length;
}

/** What the comments at the beginning of a file say to KICS that keeps its queries from the file (pkg/parser/parser.go). */
export function passesOver(text: string): string | undefined {
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('---')) continue;
    const [, words] = /^(?:#|\/\/)\s*(.*)$/.exec(line) ?? [];
    if (words === undefined) return undefined;
    if (/^kics-scan\s+ignore(?:\s|=|$)/.test(words)) return 'it tells KICS to pass it over (kics-scan ignore)';
    if (/^kics-scan\s+enable=/.test(words)) return 'it tells KICS to run some of its queries only (kics-scan enable)';
  }
  return undefined;
}

/** Notes what is known of a file that was laid out. */
async function note(prepared: Prepared, file: string, part: Part, name: string, copy: string): Promise<void> {
  prepared.parts[file] = part;
  if (name !== file) prepared.names[name] = file;
  const text = await readFile(copy, 'utf8').catch(() => '');
  const passedOver = passesOver(text);
  if (passedOver) prepared.passedOver[file] = passedOver;
  const documents = part === 'Kubernetes' && /\.ya?ml$/i.test(file) ? countDocuments(text) : 1;
  if (documents > 1) prepared.documents[file] = documents;
}

/**
 * Copies what KICS is to look at, and nothing else: not the target's `kics.config` or `.gitignore`. Copies, since it
 * leaves a file out by comparing it with one that a link is not (os.SameFile of a link and of what it leads to). Each
 * chart stands apart: of several charts in one folder it renders the first one only.
 */
export async function layOut(context: CommandContext): Promise<Prepared> {
  const { target, input, inventory, scratch, output, database } = context;
  const charts = chartsOf(inventory);
  const wanted = new Set(input.files);
  const rendered = chartsToRender(input.files, charts);
  const queries = findQueries(database) !== undefined;
  const prepared: Prepared = { queries, parts: {}, documents: {}, passedOver: {}, names: {} };
  await mkdir(path.join(scratch, TREE), { recursive: true });
  for (const file of inventory.files) {
    const part = wanted.has(file.path) ? partOf(file, charts) : undefined;
    const chart = chartOf(file.path, charts);
    const number = chart === undefined ? -1 : rendered.indexOf(chart);
    const isOfChart = number >= 0 && (part === undefined || part === 'Helm');
    if (file.nameIsNotUtf8 || !(part || isOfChart || LOADED_VALUES.test(file.path))) continue;
    const name = part ? nameOfCopy(file.path, part) : file.path;
    const copy = path.join(scratch, isOfChart ? path.join(CHARTS, String(number)) : TREE, name);
    await mkdir(path.dirname(copy), { recursive: true });
    // Of one that is not there any more nothing will be told.
    await copyFile(path.join(target, file.path), copy).catch(() => undefined);
    if (part) await note(prepared, file.path, part, name, copy);
  }
  await writeWitnesses(path.join(scratch, WITNESSES), new Set(Object.values(prepared.parts).map(platformOf)));
  // It gives each report an ending of its own.
  await mkdir(path.join(scratch, REPORTS));
  await symlink(output, path.join(scratch, REPORTS, `${REPORT}.json`));
  return prepared;
}
