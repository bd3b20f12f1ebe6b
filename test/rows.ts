import { clusterRows } from '../src/correlation/cluster.js';
import type { Crosswalk } from '../src/correlation/crosswalk/crosswalk.js';
import { issueIds } from '../src/correlation/identity.js';
import { regionsOf } from '../src/correlation/regions/regions.js';
import type { Row } from '../src/correlation/row.js';

/** A row of Bandit's about a line of Python, changed as a test wants it. */
export function rowWith(more: Partial<Row> = {}): Row {
  return {
    kind: 'code',
    ruleId: 'B602',
    title: 't',
    severity: 'high',
    nativeSeverity: null,
    location: { path: 'a.py', startLine: 3 },
    pointer: '/0',
    scanner: 'bandit',
    outputPath: 'advanced/bandit.json',
    line: 'run(x, shell=True)',
    ...more,
  };
}

export interface Told {
  id: string;
  /** `scanner:rule` of each row. */
  rows: string[];
}

/** Clusters rows and tells each issue by its id and who is in it. */
export function issuesOf(
  rows: Row[],
  {
    controlOf = () => undefined,
    files = {},
  }: Partial<Pick<Crosswalk, 'controlOf'>> & { files?: Record<string, string> } = {},
): Told[] {
  const clusters = clusterRows(rows, { controlOf }, (file) => regionsOf(file, files[file] ?? ''));
  const ids = issueIds(clusters);
  return clusters.map(({ rows: own }, index) => ({
    id: ids[index] as string,
    rows: own.map(({ scanner, ruleId }) => `${scanner}:${ruleId}`),
  }));
}
