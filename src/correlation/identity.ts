import { hash } from 'node:crypto';
import type { FindingKind } from '../model/finding.js';
import type { Cluster } from './row.js';

const PREFIX: Record<FindingKind, string> = {
  vulnerability: 'vuln',
  misconfiguration: 'conf',
  secret: 'secret',
  code: 'code',
  malware: 'malware',
  license: 'license',
  practice: 'practice',
};

/** What an issue is: a control's is a misconfiguration, whatever its scanners call it. */
export function kindOf({ control, rows: [first] }: Cluster): FindingKind {
  return control ? 'misconfiguration' : first.kind;
}

/**
 * The ids of issues: `<kind>-<12 hexadecimal digits>`, the digits being the first of SHA-256 over what lasts of the
 * issue (see docs/finding-ids.md). Issues alike in all of that are numbered in the order of their places.
 * @param clusters in the order of path and line of their first rows
 */
export function issueIds(clusters: Cluster[]): string[] {
  const seen = new Map<string, number>();
  return clusters.map((cluster) => {
    const number = seen.get(cluster.lasting) ?? 0;
    seen.set(cluster.lasting, number + 1);
    const digest = hash('sha256', `${cluster.lasting}\0${number}`, 'hex');
    return `${PREFIX[kindOf(cluster)]}-${digest.slice(0, 12)}`;
  });
}
