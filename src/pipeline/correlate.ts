import { groupKey, issueIds, type Row } from '../correlation/identity.js';
import { sourceLines } from '../correlation/source-lines.js';
import { withAdvisoryGroups } from '../correlation/vulnerabilities.js';
import { groupBy } from '../model/collections.js';
import type { Executed } from './execute.js';

/** Rows of one or more scanners that say the same thing. */
export interface Issue {
  id: string;
  /** At least one; in an order that does not depend on which scanner ended first. */
  rows: [Row, ...Row[]];
}

function compare(a: Row, b: Row): number {
  const order = (left: string | number, right: string | number) => (left < right ? -1 : left > right ? 1 : 0);
  return (
    order(a.location?.path ?? '', b.location?.path ?? '') ||
    order(a.location?.startLine ?? 0, b.location?.startLine ?? 0) ||
    order(a.location?.startColumn ?? 0, b.location?.startColumn ?? 0) ||
    order(a.scanner, b.scanner) ||
    order(a.ruleId, b.ruleId) ||
    order(a.outputPath, b.outputPath) ||
    order(a.pointer, b.pointer)
  );
}

async function rowsOf(executed: Executed[], root: string): Promise<Row[]> {
  const lineOf = sourceLines(root);
  const rows = executed.flatMap(({ run, findings }) =>
    findings.map(async (finding): Promise<Row> => {
      const { path, startLine, commit } = finding.location ?? {};
      const line = path && startLine && !commit ? await lineOf(path, startLine) : undefined;
      const own = { scanner: run.scanner.id, outputPath: run.outputPath };
      return { ...finding, ...own, ...(line === undefined ? {} : { line }) };
    }),
  );
  return (await Promise.all(rows)).sort(compare);
}

/**
 * Puts rows that say the same thing together: the same package and hole, whichever of its names a scanner knows; the
 * same secret in the same file;
 * otherwise the same rule at the same place.
 * @param root absolute path of the target, to read the lines that findings point at
 */
export async function correlate(executed: Executed[], root: string): Promise<Issue[]> {
  const groups = [...groupBy(withAdvisoryGroups(await rowsOf(executed, root)), groupKey).values()] as [Row, ...Row[]][];
  const ids = issueIds(groups.map(([first]) => first));
  return groups.map((rows, index) => ({ id: ids[index] as string, rows }));
}
