import { groupBy } from '../model/collections.js';
import { advisoryId, groupAdvisories } from './advisory-groups.js';
import { packageKey } from './packages.js';
import type { Row } from './row.js';

/**
 * Gives each vulnerability of a package the names that all rows about this package together know for its hole.
 * @returns the rows, in their order
 */
export function withAdvisoryGroups(rows: Row[]): Row[] {
  const about = rows.flatMap((row) => (row.kind === 'vulnerability' && row.package && row.advisory ? [row] : []));
  const groupOf = new Map<Row, NonNullable<Row['group']>>();
  for (const same of groupBy(about, (row) => (row.package ? packageKey(row.package) : '')).values()) {
    const namings = same.flatMap(({ advisory, scanner }) =>
      advisory ? [{ id: advisory.id, aliases: advisory.aliases, by: scanner }] : [],
    );
    const groups = groupAdvisories(namings);
    for (const row of same) {
      const group = row.advisory && groups.get(advisoryId(row.advisory.id));
      if (group) groupOf.set(row, group);
    }
  }
  return rows.map((row) => {
    const group = groupOf.get(row);
    return group ? { ...row, group } : row;
  });
}
