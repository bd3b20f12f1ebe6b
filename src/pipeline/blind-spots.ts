import { groupBy, sortedUnique } from '../model/collections.js';
import type { CoverageEntry } from '../model/coverage.js';
import type { FindingKind } from '../model/finding.js';
import type { FileKind, Inventory, InventoryFile } from '../model/inventory.js';
import type { BlindSpot } from '../model/report.js';
import { findsOf, type ScannerDefinition } from '../model/scanner.js';
import type { Executed } from './execute.js';

const CONFIGURATION: FileKind[] = [
  'dockerfile',
  'compose',
  'kubernetes',
  'terraform',
  'cloudformation',
  'helm',
  'github-workflow',
  'github-action',
  'gitlab-ci',
];
const SOURCE: FileKind[] = [
  'python',
  'javascript',
  'typescript',
  'go',
  'java',
  'ruby',
  'php',
  'csharp',
  'rust',
  'c',
  'shell',
];

/** One thing that ought to be looked at: a file, for one kind of issue. */
interface Claim {
  file: string;
  kind: FindingKind;
  /** What it is, for the line in the report: `npm lock file`, `terraform`, `python source`. */
  what: string;
}

function claimsOf(file: InventoryFile): Claim[] {
  const claims: Claim[] = [];
  const claim = (kind: FindingKind, what: string) => claims.push({ file: file.path, kind, what });
  if (file.kinds.includes('lockfile')) claim('vulnerability', `packages of ${file.ecosystem}`);
  for (const kind of CONFIGURATION) if (file.kinds.includes(kind)) claim('misconfiguration', `${kind} configuration`);
  for (const kind of SOURCE) if (file.kinds.includes(kind)) claim('code', `${kind} source`);
  if (!file.kinds.includes('binary')) claim('secret', 'secrets in files');
  return claims;
}

/** Why nobody looked: what became of the scanners that were given the file, or that there is none. */
function whyNot(claim: Claim, executed: Executed[], absent: CoverageEntry[], scanners: ScannerDefinition[]): string {
  const asked = executed.filter(
    ({ run }) => findsOf(run.scanner, run.input).includes(claim.kind) && run.input.files.includes(claim.file),
  );
  if (asked.length > 0) {
    const reasons = asked.map(({ run, entry }) => {
      const gap = entry.notCovered.find(({ what }) => what === claim.file);
      return `${run.scanner.id}: ${gap?.why ?? entry.reason ?? entry.status}`;
    });
    return sortedUnique(reasons).join('; ');
  }
  const off = absent.filter(
    ({ scanner, status }) =>
      status === 'disabled' && scanners.find(({ id }) => id === scanner)?.finds.includes(claim.kind),
  );
  if (off.length > 0) return sortedUnique(off.map(({ scanner, reason }) => `${scanner}: ${reason}`)).join('; ');
  return 'no scanner for it';
}

/**
 * What in the target no scanner looked at that ended well: file by file and kind of issue, told together where the
 * reason is the same. A file that is partly covered counts as looked at here; its gap stands in the scanner's entry.
 */
export function findBlindSpots(
  inventory: Inventory,
  executed: Executed[],
  absent: CoverageEntry[],
  scanners: ScannerDefinition[],
): BlindSpot[] {
  const looked = new Map<FindingKind, Set<string>>();
  for (const { run, looked: files } of executed) {
    for (const kind of findsOf(run.scanner, run.input)) {
      const seen = looked.get(kind) ?? new Set();
      for (const file of files) seen.add(file);
      looked.set(kind, seen);
    }
  }
  const missed = inventory.files.flatMap(claimsOf).filter(({ file, kind }) => !looked.get(kind)?.has(file));
  const unnamed = new Set(inventory.files.filter(({ nameIsNotUtf8 }) => nameIsNotUtf8).map(({ path }) => path));
  const told = missed.map((claim) => ({
    ...claim,
    why: unnamed.has(claim.file)
      ? 'its name is not UTF-8 and cannot be handed to a program'
      : whyNot(claim, executed, absent, scanners),
  }));
  const spots = [...groupBy(told, ({ what, why }) => `${what}\0${why}`).values()].map((group) => ({
    what: group[0]?.what ?? '',
    paths: sortedUnique(group.map(({ file }) => file)),
    why: group[0]?.why ?? '',
  }));
  const closed = inventory.hidden.filter(({ kind }) => kind === 'unreadable' || kind === 'repository');
  const closedSpots = [...groupBy(closed, ({ why }) => why)].map(([why, group]) => ({
    what: 'all of it',
    paths: group.map(({ path }) => path),
    why,
  }));
  return [...closedSpots, ...spots];
}
