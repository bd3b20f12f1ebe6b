import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { groupBy } from '../../model/collections.js';
import type { NotCovered } from '../../model/coverage.js';
import type { CommandContext, Finished, Outcome } from '../../model/scanner.js';
import { layOutSettings } from '../kit/trivy/command.js';
import { OWN } from '../kit/trivy/components.js';
import { linkDatabase } from '../kit/trivy/database.js';
import { eachOnce } from '../kit/trivy/gaps.js';
import { type Package, type Report, resultsOf } from '../kit/trivy/report.js';
import { copy, layOutTree, pathInTree, shownOf, TREE } from '../kit/trivy/tree.js';
import { type Message, messagesIn, unreadableLog } from '../kit/trivy/words.js';
import { developmentCopy, fileAt, holdsPackages, isRequirements, placeOf } from './lock-files.js';
import { askedIn } from './requirements.js';
import { searchable } from './text.js';

/** What the report is held against. */
const Prepared = z.object({
  /** Files that could not be laid out. */
  unread: z.array(z.object({ what: z.string(), why: z.string() })),
  /** What it will not tell of others. */
  gaps: z.array(z.object({ what: z.string(), why: z.string() })),
  /** Files that hold at least one package, by their text. */
  holding: z.array(z.string()),
  /** The lines of requirements files that ask for a package or a file, by their path. */
  asked: z.record(z.string(), z.array(z.object({ line: z.number(), text: z.string() }))),
});
type Prepared = z.infer<typeof Prepared>;

/** Lines that ask for something; not those that include a file which is looked at by itself. */
function askedBy(file: string, text: string, all: Set<string>): Prepared['asked'][string] {
  const folder = path.posix.dirname(file);
  return askedIn(text)
    .filter(({ include }) => include === undefined || !all.has(path.posix.join(folder, include)))
    .map(({ line, text: words }) => ({ line, text: words }));
}

const OLD_GO = /^go\s+1\.(?:\d|1[0-6])(?:\.\d+)?\s*$/m;

/**
 * Before Go 1.17, a go.mod named what the module uses itself, and go.sum the rest. Trivy reads the second beside the
 * first, and without it says nothing. @see https://go.dev/ref/mod#graph-pruning
 */
async function layOutSum(from: string, to: string, text: string): Promise<boolean> {
  const beside = (place: string) => path.join(path.dirname(place), 'go.sum');
  const hasSum = await copyFile(beside(from), beside(to)).then(
    () => true,
    () => false,
  );
  return hasSum || (!OLD_GO.test(text) && /^go\s/m.test(text));
}

/** Lays out copies of the lock files, under names that Trivy knows, and notes what it does not tell of them. */
export async function preparePackages(context: CommandContext): Promise<Prepared> {
  const { scratch, input, database } = context;
  await layOutSettings(scratch);
  if (database !== undefined) await linkDatabase(database, scratch);
  const all = new Set(input.files);
  const prepared: Prepared = { unread: [], gaps: [], holding: [], asked: {} };
  prepared.unread = await layOutTree(
    context,
    input.files,
    async (from, to, file) => {
      const text = Buffer.from(searchable(await readFile(from)) ?? []).toString('utf8');
      if (holdsPackages(file, text)) prepared.holding.push(file);
      if (isRequirements(file)) prepared.asked[file] = askedBy(file, text, all);
      await copy(from, to, file);
      if (path.basename(file) === 'go.mod' && !(await layOutSum(from, to, text))) {
        prepared.gaps.push({ what: `${file}: indirect dependencies`, why: 'they stand in go.sum, which is not there' });
      }
      const second = developmentCopy(file, text);
      if (second !== undefined) {
        const place = path.join(shownOf(scratch), TREE, second.place);
        await mkdir(path.dirname(place), { recursive: true });
        await writeFile(place, second.text);
      }
    },
    placeOf,
  );
  return prepared;
}

interface FileResult {
  looked: boolean;
  packages: number;
  gaps: NotCovered[];
}

/** Lines of a requirements file from which no package came. */
function unreadLines(file: string, packages: Package[], prepared: Prepared): NotCovered[] {
  const lines = new Set(packages.flatMap(({ Locations }) => Locations?.map(({ StartLine }) => StartLine) ?? []));
  // Releases before 0.52 do not give the lines of these files.
  const names = new Set(lines.size > 0 ? [] : packages.map(({ Name }) => Name?.toLowerCase()));
  const nameIn = (text: string) => /^[\w.-]+(?=\s*(?:\[.*\])?\s*==)/.exec(text)?.[0].toLowerCase();
  return (prepared.asked[file] ?? [])
    .filter(({ line, text }) => !lines.has(line) && !names.has(nameIn(text)))
    .map(({ line, text }) => ({
      what: `${file}:${line}`,
      why: /^(?:-r|--requirement)/.test(text)
        ? 'includes a file that is not looked at'
        : 'not a package with one exact version',
    }));
}

/** What it says of a file that it could not read. It says so with `--debug` alone, and ends with status 0. */
function complaintAbout(file: string, messages: Message[]): string | undefined {
  const place = `${TREE}/${placeOf(file)}`;
  const words = `failed to parse ${place}: `;
  for (const { fields } of messages) {
    const { err = '' } = fields;
    const start = err.lastIndexOf(words);
    if (start !== -1) return err.slice(start + words.length);
    if (fields['file_path'] === place && err !== '') return err;
  }
  return undefined;
}

function judgeFile(file: string, listed: Package[] | undefined, prepared: Prepared, messages: Message[]): FileResult {
  const complaint = listed === undefined ? complaintAbout(file, messages) : undefined;
  if (complaint !== undefined || (listed === undefined && prepared.holding.includes(file))) {
    const why = complaint === undefined ? 'it does not say that it looked at it' : `could not be read: ${complaint}`;
    return { looked: false, packages: 0, gaps: [{ what: file, why }] };
  }
  const foreign = (listed ?? []).filter(({ Relationship }) => !OWN.has(Relationship ?? ''));
  const unversioned = foreign.filter(({ Version }) => !Version);
  const packages = foreign.length - unversioned.length;
  const gaps = [
    ...eachOnce(unversioned.map(({ Name }) => ({ what: `${file}: ${Name}`, why: 'no version' }))),
    ...unreadLines(file, listed ?? [], prepared),
  ];
  return { looked: packages > 0 || gaps.length === 0, packages, gaps };
}

/** Messages about packages that it did not look up. None of them changes its exit status. */
const PASSED_OVER: Record<string, (fields: Message['fields']) => NotCovered> = {
  'Version matching error': ({ err = '' }) => ({ what: 'a version that it cannot compare', why: err }),
  'Cannot parse dependency': ({ line = '' }) => ({ what: line, why: 'it cannot read this line' }),
  'Skip git dependencies': ({ name = '' }) => ({ what: name, why: 'from a repository, without a version' }),
  'Unable to resolve. Both the version and branch fields are empty.': ({ name = '' }) => ({
    what: name,
    why: 'neither a version nor a branch',
  }),
};

/** As much of standard error as is kept. */
const KEPT_BYTES = 1024 * 1024;

function passedOver(messages: Message[], stderr: string): NotCovered[] {
  const gaps = messages.flatMap(({ text, fields }) => PASSED_OVER[text]?.(fields) ?? []);
  const sorted = eachOnce(gaps);
  if (Buffer.byteLength(stderr) < KEPT_BYTES) return sorted;
  return [...sorted, { what: 'what it says on standard error', why: 'too long to be kept whole' }];
}

/** @param report of a run that ended with status 0 */
export function judgePackages(report: Report, { input, prepared: given, relative, stderr }: Finished<Report>): Outcome {
  const prepared = Prepared.parse(given);
  const messages = messagesIn(stderr);
  const rows = resultsOf(report).filter(({ result }) => result.Class === 'lang-pkgs');
  const byFile = groupBy(rows, ({ result }) => fileAt(pathInTree(result.Target, relative)));
  const packagesOf = (file: string) => byFile.get(file)?.flatMap(({ result }) => result.Packages ?? []);
  const unread = new Set(prepared.unread.map(({ what }) => what));
  const results = input.files
    .filter((file) => !unread.has(file))
    .map((file) => ({ file, ...judgeFile(file, packagesOf(file), prepared, messages) }));
  const notCovered = [
    ...prepared.unread,
    ...eachOnce(prepared.gaps),
    ...results.flatMap(({ gaps }) => gaps),
    ...passedOver(messages, stderr),
    ...unreadableLog(messages),
  ];
  const considered = {
    files: results.filter(({ looked }) => looked).map(({ file }) => file),
    packages: results.reduce((sum, { packages }) => sum + packages, 0),
  };
  if (notCovered.length === 0) return { status: 'completed', considered };
  const first = `${notCovered[0]?.what}: ${notCovered[0]?.why}`;
  if (considered.files.length === 0) {
    const reason = `it looked at no file of ${input.files.length}: ${first}`;
    return { status: 'failed', reason, notCovered };
  }
  const reason = `${considered.packages} packages of ${considered.files.length} files looked at; not ${first}${
    notCovered.length > 1 ? ` and ${notCovered.length - 1} more` : ''
  }`;
  return { status: 'partial', reason, considered, notCovered };
}
