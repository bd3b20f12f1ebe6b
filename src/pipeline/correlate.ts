import { clusterRows } from '../correlation/cluster.js';
import { crosswalk, type KnownControl } from '../correlation/crosswalk/crosswalk.js';
import { issueIds, kindOf } from '../correlation/identity.js';
import type { Row } from '../correlation/row.js';
import { SourceFiles } from '../correlation/source-files.js';
import type { FindingKind, RawFinding } from '../model/finding.js';
import type { Executed } from './execute.js';

/** Rows of one or more scanners that say the same thing. */
export interface Issue {
  id: string;
  kind: FindingKind;
  /** At least one; in an order that does not depend on which scanner ended first. */
  rows: [Row, ...Row[]];
  control?: KnownControl;
}

/** What one output holds. */
export interface ReadOutput {
  scanner: string;
  /** Relative to the results directory. */
  outputPath: string;
  findings: RawFinding[];
}

/** What a run left, for correlation. */
export function outputOf({ run, findings }: Pick<Executed, 'run' | 'findings'>): ReadOutput {
  return { scanner: run.scanner.id, outputPath: run.outputPath, findings };
}

/** Whether a line of the working tree is the one that the finding means. */
function placeNow({ location }: RawFinding): { path: string; startLine: number } | undefined {
  const { path, startLine, commit } = location ?? {};
  return path !== undefined && startLine !== undefined && commit === undefined ? { path, startLine } : undefined;
}

/**
 * Puts rows that say the same thing together: the same package and hole, whichever of its names a scanner knows; the
 * same secret, wherever it stands; the same control of the crosswalk in the same part of a file; the same kind of hole at
 * the same place of the code; otherwise the same rule at the same place.
 * @param root absolute path of the target, to read the files that findings point at
 */
export async function correlate(outputs: ReadOutput[], root: string): Promise<Issue[]> {
  return correlateRows(
    outputs.flatMap(({ scanner, outputPath, findings }) =>
      findings.map((finding) => ({ ...finding, scanner, outputPath })),
    ),
    root,
  );
}

/** The same, of rows; each gets the line of the source that it points at. */
export async function correlateRows(rows: Row[], root: string): Promise<Issue[]> {
  const sources = new SourceFiles(root);
  const paths = new Set<string>();
  for (const { location } of rows) if (location !== undefined && !location.commit) paths.add(location.path);
  await sources.load(paths);
  for (const row of rows) {
    const place = placeNow(row);
    const line = place && sources.line(place.path, place.startLine);
    if (line !== undefined) row.line = line;
    if (place === undefined || row.secretOffset === undefined) continue;
    const index = sources.indexInLine(place.path, place.startLine, row.secretOffset);
    if (index !== undefined) row.secretIndex = index;
  }
  // Read when the first row asks for it: many scans have none.
  const controlOf = (scanner: string, rule: string) => crosswalk().controlOf(scanner, rule);
  const clusters = clusterRows(rows, { controlOf }, (file) => sources.regions(file));
  const ids = issueIds(clusters);
  return clusters.map((cluster, index) => {
    const issue: Issue = { id: ids[index] as string, kind: kindOf(cluster), rows: cluster.rows };
    if (cluster.control) issue.control = cluster.control;
    return issue;
  });
}
