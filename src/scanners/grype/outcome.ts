import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import { IMAGE } from '../kit/anchore/files.js';
import { concluded, judgeFile, lastWords, warningsIn } from '../kit/anchore/outcome.js';
import { KNOWN } from './files.js';
import { Prepared } from './lay-out.js';
import { type Component, pathsOf, type Report, typeOf } from './report.js';

/** Its words for a database that cannot be used. */
const NO_DATABASE = /failed to load vulnerability db|db could not be loaded|vulnerability database/i;

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
    for (const path of new Set(pathsOf(component).map((printed) => KNOWN.fileAt(printed, relative)))) {
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
