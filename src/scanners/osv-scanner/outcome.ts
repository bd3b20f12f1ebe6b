import path from 'node:path/posix';
import { groupBy } from '../../model/collections.js';
import type { NotCovered } from '../../model/coverage.js';
import type { Considered, Finished, Outcome } from '../../model/scanner.js';
import { fileAt, placeOf, TARGET } from './files.js';
import { Prepared } from './prepared.js';
import type { PackageRow, Report } from './report.js';
import { readWords, type Words } from './words.js';

const UNEXPLAINED = { what: 'an error', why: 'exit status 127, and it does not say why' };
const SHA1_DIGITS = 40;
const NO_ADVISORIES = 'its database has no advisories of';

/** Why a package was not looked up; undefined when it was. */
function whyNot({ package: { name, version, ecosystem, commit = '' } }: PackageRow, { ecosystems }: Prepared) {
  const known = ecosystem.split(':')[0] ?? '';
  if (commit !== '' && commit.length < SHA1_DIGITS) return 'part of a commit hash, with which it leaves it out';
  if (version === '' || /[:/]/.test(version)) {
    if (commit === '') return version === '' ? 'no version' : `no version: ${version}`;
    return ecosystems === undefined ? undefined : 'a commit, which only the service of OSV.dev looks up';
  }
  if (name === '' || known === '') return 'no name or ecosystem by which it could be looked up';
  return ecosystems === undefined || ecosystems.includes(known) ? undefined : `${NO_ADVISORIES} ${known}`;
}

/** Whether a row is part of the target: a member of the workspace, or a module that has a go.mod of its own here. */
function isOwn({ package: { name, version } }: PackageRow, file: string, files: Set<string>): boolean {
  if (/^(?:workspace|link):|^0\.0\.0-use\.local$/.test(version)) return true;
  return /^\.\.?\//.test(name) && version === '' && files.has(path.join(path.dirname(file), name, 'go.mod'));
}

interface FileResult {
  file: string;
  looked: boolean;
  packages: number;
  gaps: NotCovered[];
}

function judgeFile(file: string, rows: PackageRow[], files: Set<string>, prepared: Prepared, words: Words): FileResult {
  const none = (why: string) => ({ file, looked: false, packages: 0, gaps: [{ what: file, why }] });
  const found = words.scanned.get(placeOf(file));
  if (found === undefined) {
    // Why it could not be copied stands among the gaps.
    if (prepared.gaps.some(({ what }) => what === file)) return { file, looked: false, packages: 0, gaps: [] };
    return none(words.errorAbout(placeOf(file)) ?? 'it does not say that it looked at it');
  }
  // The Go release in go.mod is counted as a package and not shown.
  if (found > 0 && rows.length === 0 && path.basename(file) !== 'go.mod')
    return none('its packages are not in its output');
  const expected = prepared.counts[file] ?? 0;
  if (expected > 0 && found === 0) return none(`none of its ${expected} packages was read`);
  const passedOver = expected - found;
  const gaps =
    passedOver > 0
      ? [{ what: `${file}: ${passedOver} of ${expected} packages`, why: 'of a kind that it does not read' }]
      : [];
  const foreign = rows.filter((row) => !isOwn(row, file, files));
  const reasons = foreign.map((row) => ({ name: row.package.name, why: whyNot(row, prepared) }));
  const missed = reasons.flatMap(({ name, why }) => (why === undefined ? [] : [{ name, why }]));
  const packages = foreign.length - missed.length;
  const kinds = new Set(missed.map(({ why }) => why));
  if (missed.length > 0 && packages === 0 && kinds.size === 1) {
    return { ...none(missed[0]?.why ?? ''), gaps: [{ what: file, why: missed[0]?.why ?? '' }, ...gaps] };
  }
  gaps.unshift(...missed.map(({ name, why }) => ({ what: `${file}: ${name}`, why })));
  const isWhole = gaps.length === 0 && !prepared.gaps.some(({ what }) => what.startsWith(`${file}:`));
  return { file, looked: packages > 0 || isWhole, packages, gaps };
}

function rowsByFile(report: Report, relative: (path: string) => string): Map<string, PackageRow[]> {
  const rows = report.results.flatMap(({ source, packages }) => {
    const file = fileAt(source.path, relative).replace(/(^|\/)go\.sum$/, '$1go.mod');
    return packages.map((row) => ({ file, row }));
  });
  return new Map([...groupBy(rows, ({ file }) => file)].map(([file, own]) => [file, own.map(({ row }) => row)]));
}

/** In a line: how much was looked at, and the first of what was not. */
function summary({ files, packages }: Considered, of: number, gaps: NotCovered[]): string {
  const shown = gaps.slice(0, 3).map(({ what, why }) => `${what} (${why})`);
  const more = gaps.length > shown.length ? [`${gaps.length - shown.length} more`] : [];
  return `files looked at: ${files.length} of ${of}, packages: ${packages}; not looked at: ${[...shown, ...more].join(', ')}`;
}

/** What an ended run means, by what it shows of each file and package, and by what it says on standard error. */
export function judge({ exitStatus, stderr, report, problem, prepared, input, relative }: Finished<Report>): Outcome {
  const given = Prepared.parse(prepared);
  if (given.unreachable !== undefined) return { status: 'unavailable', reason: given.unreachable };
  const words = readWords(stderr, TARGET);
  if (!report || ![0, 1, 127].includes(exitStatus)) {
    const said = words.firstComplaint ?? '';
    return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${said}`.trim() };
  }
  if (words.matching !== undefined) {
    const what = given.ecosystems === undefined ? 'its service did not answer' : 'its database cannot be read';
    return { status: 'unavailable', reason: `${what}: ${words.matching}` };
  }
  const rows = rowsByFile(report, relative);
  const files = new Set(input.files);
  const results = input.files.map((file) => judgeFile(file, rows.get(file) ?? [], files, given, words));
  const notCovered = [
    ...results.flatMap(({ gaps }) => gaps),
    ...given.gaps,
    ...words.unknown.map((why) => ({ what: 'what it says on standard error', why })),
    ...(exitStatus === 127 && words.firstComplaint === undefined ? [UNEXPLAINED] : []),
  ];
  const considered = {
    files: results.filter(({ looked }) => looked).map(({ file }) => file),
    packages: results.reduce((sum, { packages }) => sum + packages, 0),
  };
  if (notCovered.length === 0) return { status: 'completed', considered };
  if (considered.files.length > 0) {
    const reason = summary(considered, input.files.length, notCovered);
    return { status: 'partial', reason, considered, notCovered };
  }
  const lacksAll = notCovered.every(({ why }) => why.startsWith(NO_ADVISORIES));
  const first = notCovered[0];
  const reason = `nothing could be looked at: ${first?.what}: ${first?.why}`;
  return { status: lacksAll ? 'unavailable' : 'failed', reason, notCovered };
}
