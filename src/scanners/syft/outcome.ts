import { stripVTControlCharacters } from 'node:util';
import type { NotCovered } from '../../model/coverage.js';
import type { Considered, Finished, Outcome } from '../../model/scanner.js';
import { keyOf, keyOfPurl } from '../kit/lock-files/keys.js';
import { fileAt, IMAGE } from './files.js';
import { Prepared } from './lay-out.js';
import { type Listed, packagesIn, type Report, unreadIn } from './report.js';

/** Its last error: among those of a list in older releases, else on a line of its log, which may be coloured. */
function lastWords(stderr: string): string {
  const lines = stripVTControlCharacters(stderr)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const error = lines.findLast((line) => /^\* |^\[\d+\]\s+ERROR\s/.test(line)) ?? lines.at(-1) ?? '';
  return error.replace(/^\* |^\[\d+\]\s+ERROR\s+/, '');
}

/** About the name of the document, and about the head of a lock file of Yarn. */
const HARMLESS = /^no explicit name and version provided|^unable to parse yarn v2 package key .*\bkey=__metadata$/;

/** Warnings, each once: what they are about may not have been looked at. */
function warningsIn(stderr: string): NotCovered[] {
  const plain = stripVTControlCharacters(stderr);
  const warnings = [...plain.matchAll(/^\[\d+\]\s+(?:WARN|ERROR)\s+(.*)$/gm)].map(([, text = '']) => text.trim());
  return [...new Set(warnings)]
    .filter((text) => !HARMLESS.test(text))
    .map((why) => ({ what: 'what it warns of', why }));
}

interface FileResult {
  looked: boolean;
  packages: number;
  gaps: NotCovered[];
}

function judgeFile(file: string, listed: Listed[], { expected, gaps }: Prepared): FileResult {
  const wanted = expected[file];
  if (listed.length === 0 && wanted?.length !== 0) {
    // Why it could not be copied stands among the gaps.
    if (gaps.some(({ what }) => what === file)) return { looked: false, packages: 0, gaps: [] };
    const why = wanted === undefined ? 'could not be understood' : `none of its ${wanted.length} packages is listed`;
    return { looked: false, packages: 0, gaps: [{ what: file, why }] };
  }
  const keys = new Set(listed.map(({ purl, name, version }) => keyOfPurl(purl ?? '') ?? keyOf(name, version)));
  const missing = (wanted ?? []).filter((key) => !keys.has(key));
  const unread =
    wanted === undefined ? [{ what: file, why: 'how many packages it holds could not be understood' }] : [];
  return {
    looked: true,
    // Without the target's own, which it lists too.
    packages: wanted === undefined ? listed.length : wanted.length - missing.length,
    gaps: [...missing.map((key) => ({ what: `${file}: ${key}`, why: 'not in its list of packages' })), ...unread],
  };
}

function concluded(considered: Considered, notCovered: NotCovered[], of: string): Outcome {
  if (notCovered.length === 0) return { status: 'completed', considered };
  const shown = notCovered.slice(0, 3).map(({ what, why }) => `${what} (${why})`);
  const more = notCovered.length > shown.length ? [`${notCovered.length - shown.length} more`] : [];
  const reason = `${of}, packages: ${considered.packages}; not looked at: ${[...shown, ...more].join(', ')}`;
  return { status: 'partial', reason, considered, notCovered };
}

/** An image has no files of the inventory: what could not be read in it, its own JSON says. */
function judgeImage(report: Report, warnings: NotCovered[]): Outcome {
  const packages = packagesIn(report).length;
  const unread = unreadIn(report);
  const silent = 'a release whose output does not tell (a schema before 16.0.18)';
  const gaps = unread?.map(({ path, why }) => ({ what: path, why })) ?? [
    { what: 'files that it could not read', why: silent },
  ];
  const notCovered = [...gaps, ...warnings];
  if (packages === 0) {
    const [first] = notCovered;
    const more = first ? `: ${first.what}: ${first.why}` : '';
    return { status: 'failed', reason: `it lists no package of the image${more}`, notCovered };
  }
  return concluded({ files: [], packages }, notCovered, 'an image');
}

function judgeFiles(report: Report, given: Prepared, finished: Finished<Report>): Outcome {
  const { stderr, input, relative } = finished;
  const byFile = new Map<string, Listed[]>(input.files.map((file) => [file, []]));
  for (const listed of packagesIn(report)) {
    for (const path of new Set(listed.paths.map((printed) => fileAt(printed, relative))))
      byFile.get(path)?.push(listed);
  }
  const results = [...byFile].map(([file, listed]) => ({ file, ...judgeFile(file, listed, given) }));
  const notCovered = [...results.flatMap(({ gaps }) => gaps), ...given.gaps, ...warningsIn(stderr)];
  const considered = {
    files: results.filter(({ looked }) => looked).map(({ file }) => file),
    packages: results.reduce((sum, { packages }) => sum + packages, 0),
  };
  if (considered.files.length === 0) {
    const [first] = notCovered;
    return { status: 'failed', reason: `nothing could be listed: ${first?.what}: ${first?.why}`, notCovered };
  }
  return concluded(considered, notCovered, `files looked at: ${considered.files.length} of ${input.files.length}`);
}

/** What an ended run means: by the packages that it lists for each file, held against our own reading. */
export function judge(finished: Finished<Report>): Outcome {
  const { exitStatus, stderr, report, problem, prepared, input } = finished;
  const given = Prepared.parse(prepared);
  if (!report || exitStatus !== 0) {
    const reason = `${problem ?? 'it ended'} (exit status ${exitStatus}) ${lastWords(stderr)}`.trim();
    return { status: 'failed', reason };
  }
  return input.mode === IMAGE ? judgeImage(report, warningsIn(stderr)) : judgeFiles(report, given, finished);
}
