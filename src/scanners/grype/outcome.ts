import { stripVTControlCharacters } from 'node:util';
import type { NotCovered } from '../../model/coverage.js';
import type { Considered, Finished, Outcome } from '../../model/scanner.js';
import { keyOf, keyOfPurl } from '../kit/lock-files/keys.js';
import { fileAt, IMAGE } from './files.js';
import { Prepared } from './lay-out.js';
import { type Component, pathsOf, type Report, typeOf } from './report.js';

/** Its words for a database that cannot be used. */
const NO_DATABASE = /failed to load vulnerability db|db could not be loaded|vulnerability database/i;

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
  const warnings = [...stderr.matchAll(/^\[\d+\]\s+(?:WARN|ERROR)\s+(.*)$/gm)].map(([, text = '']) => text.trim());
  return [...new Set(warnings)]
    .filter((text) => !HARMLESS.test(text))
    .map((why) => ({ what: 'what it warns of', why }));
}

interface FileResult {
  looked: boolean;
  packages: number;
  gaps: NotCovered[];
}

function judgeFile(file: string, listed: Component[], { expected, gaps }: Prepared): FileResult {
  const wanted = expected[file];
  if (listed.length === 0 && wanted?.length !== 0) {
    // Why it could not be copied stands among the gaps.
    if (gaps.some(({ what }) => what === file)) return { looked: false, packages: 0, gaps: [] };
    const why = wanted === undefined ? 'could not be understood' : `none of its ${wanted.length} packages is listed`;
    return { looked: false, packages: 0, gaps: [{ what: file, why }] };
  }
  const keys = new Set(
    listed.flatMap(({ purl, name, version }) => keyOfPurl(purl ?? '') ?? keyOf(name, version ?? '')),
  );
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

const OS_PACKAGES = ['apk', 'deb', 'rpm', 'alpm'];

/**
 * The distributions of which its database has advisories, by their `ID` in os-release.
 * @see the providers of github.com/anchore/vunnel, and `grype/distro/type.go` of Grype for clones of these
 */
const DISTRIBUTIONS = [
  ...['almalinux', 'alpine', 'amzn', 'arch', 'azurelinux', 'centos', 'chainguard', 'debian', 'echo', 'fedora'],
  ...['hummingbird', 'mariner', 'minimos', 'ol', 'photon', 'postmarketos', 'raspbian', 'rhel', 'rocky', 'scientific'],
  ...['secureos', 'sles', 'ubuntu', 'wolfi'],
];

function whyNoSystem(system: string | undefined): string | undefined {
  if (system === undefined) return 'it does not say of which distribution the image is';
  return DISTRIBUTIONS.includes(system) ? undefined : `its database is not known to have advisories of ${system}`;
}

/** An image has no files of the inventory. Without its distribution, no package of the distribution is looked up. */
function judgeImage(components: Component[], warnings: NotCovered[]): Outcome {
  const packages = components.filter((component) => typeOf(component) !== undefined);
  const ofSystem = packages.filter((component) => OS_PACKAGES.includes(typeOf(component) ?? ''));
  const why = whyNoSystem(components.find(({ type }) => type === 'operating-system')?.name);
  const lost = why === undefined ? 0 : ofSystem.length;
  const gaps = why !== undefined && lost > 0 ? [{ what: `${lost} packages of the distribution`, why }] : [];
  const notCovered = [...gaps, ...warnings];
  if (packages.length === lost) {
    const reason = `nothing could be looked up: ${lost > 0 ? why : 'it lists no package'}`;
    return { status: 'failed', reason, notCovered };
  }
  return concluded({ files: [], packages: packages.length - lost }, notCovered, 'an image');
}

function failure(stderr: string, problem: string | undefined, exitStatus: number): Outcome {
  const said = lastWords(stderr);
  if (NO_DATABASE.test(stderr)) return { status: 'unavailable', reason: `its database cannot be used: ${said}` };
  return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${said}`.trim() };
}

/** What an ended run means: by the packages that its document lists for each file. */
export function judge({ exitStatus, stderr, report, problem, prepared, input, relative }: Finished<Report>): Outcome {
  const given = Prepared.parse(prepared);
  if (given.unavailable !== undefined) return { status: 'unavailable', reason: given.unavailable };
  if (!report || exitStatus !== 0) return failure(stderr, problem, exitStatus);
  if ('matches' in report) return { status: 'failed', reason: 'its output does not tell which packages it looked at' };
  const components = report.components ?? [];
  const warnings = warningsIn(stderr);
  if (input.mode === IMAGE) return judgeImage(components, warnings);
  const byFile = new Map<string, Component[]>(input.files.map((file) => [file, []]));
  for (const component of components.filter((candidate) => typeOf(candidate) !== undefined)) {
    for (const path of new Set(pathsOf(component).map((printed) => fileAt(printed, relative)))) {
      byFile.get(path)?.push(component);
    }
  }
  const results = [...byFile].map(([file, listed]) => ({ file, ...judgeFile(file, listed, given) }));
  const notCovered = [...results.flatMap(({ gaps }) => gaps), ...given.gaps, ...warnings];
  const considered = {
    files: results.filter(({ looked }) => looked).map(({ file }) => file),
    packages: results.reduce((sum, { packages }) => sum + packages, 0),
  };
  if (considered.files.length === 0) {
    const [first] = notCovered;
    return { status: 'failed', reason: `nothing could be looked at: ${first?.what}: ${first?.why}`, notCovered };
  }
  return concluded(considered, notCovered, `files looked at: ${considered.files.length} of ${input.files.length}`);
}
