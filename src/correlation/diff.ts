import { type CoverageEntry, isComplete } from '../model/coverage.js';
import type { CoverageChange, Difference } from '../model/difference.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';

const keyOf = ({ scanner, input }: Pick<CoverageEntry, 'scanner' | 'input'>) => JSON.stringify([scanner, input]);

const byKey = ({ coverage }: Report) => new Map(coverage.map((entry) => [keyOf(entry), entry]));

function described(entry: CoverageEntry | undefined): string {
  if (!entry) return 'absent';
  const canary = entry.status === 'completed' && entry.canary !== 'found' ? `, canary ${entry.canary}` : '';
  return `${entry.status}${canary}${entry.reason ? `: ${entry.reason}` : ''}`;
}

/** Whether something that was not looked at can only be another file than those of the finding. */
function isElsewhere(what: string, { locations, package: pkg }: Finding): boolean {
  const file = what.replace(/:\d+(?:-\d+)?$/, '');
  const isPath = /^\S+$/.test(file) && /[/.]/.test(file);
  const isNear = locations.some(
    ({ path }) => path === file || path.startsWith(`${file}/`) || file.startsWith(`${path}/`),
  );
  // Names of packages look like paths, too.
  return isPath && !isNear && !(pkg && what.toLowerCase().includes(pkg.name.toLowerCase()));
}

function whyNoData(before: CoverageEntry, after: CoverageEntry): string | undefined {
  const [old, now] = [before.database, after.database];
  if (!old) return undefined;
  if (!now) return 'it names no database now';
  if (old.name !== now.name) return `its data is ${now.name} now, and was ${old.name}`;
  if (old.updatedAt && !now.updatedAt) return `${now.name} does not tell its date now`;
  if (old.updatedAt && now.updatedAt && now.updatedAt < old.updatedAt) {
    return `${now.name} is older now: ${now.updatedAt}, and was of ${old.updatedAt}`;
  }
  return old.digest !== null && now.digest === null ? `${now.name} does not tell its digest now` : undefined;
}

/** Why a run's silence about a finding says nothing; undefined when it is evidence. */
function whyNoEvidence(before: CoverageEntry, after: CoverageEntry | undefined, finding: Finding): string | undefined {
  if (!after) return `${before.scanner} did not look at ${before.input}`;
  const about = `${before.scanner} on ${before.input}`;
  if (after.status === 'partial') {
    if (after.canary !== 'found') return `${about}: canary ${after.canary}`;
    const gap = after.notCovered.find(({ what }) => !isElsewhere(what, finding));
    if (gap) return `${about}: ${gap.what} was not looked at: ${gap.why}`;
    if (after.notCovered.length === 0) return `${about}: partial${after.reason ? `: ${after.reason}` : ''}`;
  } else if (!isComplete(after)) return `${about}: ${described(after)}`;
  const data = whyNoData(before, after);
  return data && `${about}: ${data}`;
}

/** The runs that a finding was read from. */
function runsOf({ sources }: Finding, { coverage }: Report): CoverageEntry[] {
  const outputs = new Set(sources.map(({ output }) => output.path));
  return coverage.filter(({ output }) => output !== null && outputs.has(output.path));
}

/** Why a finding that is gone cannot be called fixed; nothing when all who had found it looked again. */
function whyNotFixed(finding: Finding, old: Report, now: Map<string, CoverageEntry>): string[] {
  const runs = runsOf(finding, old);
  if (runs.length === 0) return ['the old result does not tell which run found it'];
  const missing = finding.sources.filter(({ scanner }) => !runs.some((run) => run.scanner === scanner));
  return [
    ...missing.map(({ scanner }) => `the old result does not tell which run of ${scanner} found it`),
    ...runs.flatMap((run) => whyNoEvidence(run, now.get(keyOf(run)), finding) ?? []),
  ];
}

type Pair = [CoverageEntry, CoverageEntry | undefined];

/** Lines that are whole evidence in one result, with their counterparts in the other. */
function completeOf({ coverage }: Report, other: Map<string, CoverageEntry>): Pair[] {
  return coverage.filter(isComplete).map((entry): Pair => [entry, other.get(keyOf(entry))]);
}

const isMissing = (entry: CoverageEntry | undefined) => !entry || !isComplete(entry);

function changeOf(before: CoverageEntry | undefined, after: CoverageEntry | undefined): CoverageChange {
  const { scanner, input } = (before ?? after) as CoverageEntry;
  const data = before && after && isComplete(after) ? whyNoData(before, after) : undefined;
  return { scanner, input, before: described(before), after: data ?? described(after) };
}

/**
 * What changed between two results. A finding that is gone counts as fixed only when each run that had found it was
 * repeated with whole evidence: the same scanner, the same input, data that is not older. Otherwise it is unknown.
 */
export function diffReports(old: Report, now: Report): Difference {
  const [before, after] = [byKey(old), byKey(now)];
  const oldIds = new Set(old.findings.map(({ id }) => id));
  const nowIds = new Set(now.findings.map(({ id }) => id));
  const gone = old.findings
    .filter(({ id }) => !nowIds.has(id))
    .map((finding) => ({ finding, why: whyNotFixed(finding, old, after) }));
  const fresh = now.findings.filter(({ id }) => !oldIds.has(id));
  return {
    new: fresh,
    fixed: gone.filter(({ why }) => why.length === 0).map(({ finding }) => finding),
    unchanged: now.findings.filter(({ id }) => oldIds.has(id)),
    unknown: gone.filter(({ why }) => why.length > 0),
    firstLooked: fresh
      .filter((finding) =>
        runsOf(finding, now).every((run) => whyNoEvidence(run, before.get(keyOf(run)), finding) !== undefined),
      )
      .map(({ id }) => id),
    coverageLost: completeOf(old, after)
      .filter(([entry, other]) => !other || isMissing(other) || whyNoData(entry, other) !== undefined)
      .map(([entry, other]) => changeOf(entry, other)),
    // Newer data is what every day brings.
    coverageGained: completeOf(now, before)
      .filter(([, other]) => isMissing(other))
      .map(([entry, other]) => changeOf(other, entry)),
  };
}
