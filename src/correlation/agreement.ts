import { sortedUnique } from '../model/collections.js';
import type { DatabaseFacts, NotCovered } from '../model/coverage.js';
import type { Finding, FindingKind } from '../model/finding.js';
import type { KnownControl } from './crosswalk/crosswalk.js';
import { packageKey } from './packages.js';
import type { Row } from './row.js';

/** A run of a scanner that looked at files, and what is known of it. */
export interface Looker {
  scanner: string;
  finds: FindingKind[];
  /** The target's paths that it looked at. */
  files: ReadonlySet<string>;
  database?: DatabaseFacts | undefined;
  notCovered: NotCovered[];
  /** Keys of the packages (`packageKey`) of which it reports some vulnerability. */
  packages: ReadonlySet<string>;
}

interface Issue {
  kind: FindingKind;
  rows: Row[];
  control?: KnownControl | undefined;
}

const day = ({ updatedAt }: DatabaseFacts) => updatedAt?.slice(0, 10);

/** Why a scanner of vulnerabilities may know nothing of one: as far as dates and its other rows tell. */
function whyNotKnown({ database, packages }: Looker, rows: Row[]): string {
  const [{ package: about } = {}] = rows;
  const dated = database && day(database) ? `; ${database.name} is of ${day(database)}` : '';
  return about && packages.has(packageKey(about))
    ? `it reports other advisories of this package, and not this one: its data may lack it, or name other versions${dated}`
    : `it reports no advisory of this package: its data may lack it, or name other versions${dated}`;
}

interface Reason {
  why: string;
  /** Whether it could have found the issue, for all that is known. */
  could: boolean;
}

function reasonOf(looker: Looker, { kind, rows, control }: Issue): Reason {
  const paths = rows.flatMap(({ location }) => (location ? [location.path] : []));
  const gap = looker.notCovered.find(({ what }) => paths.some((path) => what === path || what.startsWith(`${path}:`)));
  if (gap) return { why: `it did not look at all of ${gap.what}: ${gap.why}`, could: true };
  if (control) {
    const known = [...control.rules, ...(control.broader ?? [])];
    const rules = known.filter(({ scanner }) => scanner === looker.scanner).map(({ rule }) => rule);
    if (rules.length === 0) return { why: 'no rule of it is known to find this', could: false };
    return { why: `${rules.join(', ')} is about this, and did not report it here`, could: true };
  }
  if (kind === 'vulnerability') return { why: whyNotKnown(looker, rows), could: true };
  if (kind === 'misconfiguration') {
    return { why: 'it is not known which of its rules, if any, is about this', could: true };
  }
  return { why: 'it looked at the file and reports nothing like it', could: true };
}

/**
 * Who found an issue, and who looked at the same file for such things and did not, with the reason as far as it can be
 * told.
 * @param lookers the runs of the scan
 */
export function agreementOf(issue: Issue, lookers: Looker[]): Finding['agreement'] {
  const found = sortedUnique(issue.rows.map(({ scanner }) => scanner));
  const kinds = new Set<FindingKind>([issue.kind, ...issue.rows.map(({ kind }) => kind)]);
  const paths = new Set(issue.rows.flatMap(({ location }) => (location ? [location.path] : [])));
  const others = new Map<string, Reason>();
  for (const looker of lookers) {
    const looked = looker.finds.some((kind) => kinds.has(kind)) && [...paths].some((path) => looker.files.has(path));
    if (looked && !found.includes(looker.scanner) && !others.has(looker.scanner)) {
      others.set(looker.scanner, reasonOf(looker, issue));
    }
  }
  const notFound = [...others].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    found,
    couldHaveFound: notFound.filter(([, { could }]) => could).map(([scanner]) => scanner),
    notFound: notFound.map(([scanner, { why }]) => ({ scanner, why })),
  };
}
