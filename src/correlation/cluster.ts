import { groupBy } from '../model/collections.js';
import { advisoryId } from './advisory-groups.js';
import { clusterCode } from './code.js';
import type { Crosswalk, KnownControl } from './crosswalk/crosswalk.js';
import { clusterControl, type RegionsOf } from './misconfigurations.js';
import { narrowed } from './narrowing.js';
import { packageKey } from './packages.js';
import type { Cluster, Row } from './row.js';
import { clusterSecrets } from './secrets.js';
import { withAdvisoryGroups } from './vulnerabilities.js';

const order = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** By line and column, then by what does not depend on which scanner ended first or on names of files of ours. */
function compareInFile(a: Row, b: Row): number {
  return (
    (a.location?.startLine ?? 0) - (b.location?.startLine ?? 0) ||
    (a.location?.startColumn ?? 0) - (b.location?.startColumn ?? 0) ||
    order(a.scanner, b.scanner) ||
    order(a.ruleId, b.ruleId) ||
    order(a.outputPath, b.outputPath) ||
    order(a.pointer, b.pointer)
  );
}

const fileOf = ({ location }: Row) => location?.path ?? '';

/** By file, then as `compareInFile`. */
function comparePlaces(a: Row, b: Row): number {
  return order(fileOf(a), fileOf(b)) || compareInFile(a, b);
}

/** Sorts by file, then as told: names of files, which are long and much alike, are compared once each. */
function inOrderOfFiles<Item>(
  items: Item[],
  rowOf: (item: Item) => Row,
  compare: (a: Item, b: Item) => number,
): Item[] {
  const files = [...groupBy(items, (item) => fileOf(rowOf(item)))].sort(([a], [b]) => order(a, b));
  return files.flatMap(([, some]) => some.sort(compare));
}

/** One package, one group of names of a hole: wherever it lies, whoever says it. */
function clusterVulnerabilities(rows: Row[]): Cluster[] {
  const keyOf = (row: Row) =>
    JSON.stringify([
      'vulnerability',
      row.package ? packageKey(row.package) : '',
      row.group?.name ?? advisoryId(row.advisory?.id ?? ''),
    ]);
  return [...groupBy(withAdvisoryGroups(rows), keyOf)].map(([lasting, same]) => ({
    lasting,
    rows: same as Cluster['rows'],
  }));
}

/** The same rule of the same scanner at the same place: what is left when nothing is known that others say of it. */
function clusterRest(rows: Row[]): Cluster[] {
  const keyOf = ({ kind, scanner, ruleId, location = { path: '' } }: Row) =>
    JSON.stringify([
      kind,
      scanner,
      ruleId,
      location.path,
      location.startLine,
      location.endLine,
      location.startColumn,
      location.resource,
    ]);
  return [...groupBy(rows, keyOf).values()].map((same) => {
    const [{ kind, scanner, ruleId, location, line }] = same as Cluster['rows'];
    const snippet = line?.replaceAll(/\s+/g, ' ');
    const lasting = JSON.stringify([kind, scanner, ruleId, location?.path ?? '', location?.resource, snippet]);
    return { lasting, rows: same as Cluster['rows'] };
  });
}

/** Kinds whose rules are in no control: they are told by values and advisories. */
const OF_NO_CONTROL = new Set<Row['kind']>(['secret', 'vulnerability', 'malware']);

/** Asks for each rule once: of a rule there may be a hundred thousand rows. */
function remembered(controlOf: Crosswalk['controlOf']): Crosswalk['controlOf'] {
  // In two steps, because a text put together of both would be made for each row.
  const known = new Map<string, Map<string, KnownControl | undefined>>();
  return (scanner, rule) => {
    const ofScanner = known.get(scanner) ?? new Map<string, KnownControl | undefined>();
    known.set(scanner, ofScanner);
    if (!ofScanner.has(rule)) ofScanner.set(rule, controlOf(scanner, rule));
    return ofScanner.get(rule);
  };
}

/**
 * Puts rows that say the same thing together. The order of the rows does not matter, nor which scanner printed what first.
 * @param regionsOf the parts of a file of the target
 * @returns in the order of their first rows' places
 */
export function clusterRows(rows: Row[], { controlOf }: Pick<Crosswalk, 'controlOf'>, regionsOf: RegionsOf): Cluster[] {
  const vulnerabilities: Row[] = [];
  const secrets: Row[] = [];
  const code: Row[] = [];
  const rest: Row[] = [];
  const controls = new Map<KnownControl, Row[]>();
  const known = remembered(controlOf);
  for (const row of inOrderOfFiles(rows, (one) => one, compareInFile)) {
    const broad = OF_NO_CONTROL.has(row.kind) ? undefined : known(row.scanner, row.ruleId);
    const control = broad && narrowed(broad, row, regionsOf);
    if (control) {
      const some = controls.get(control);
      if (some) some.push(row);
      else controls.set(control, [row]);
    } else if (row.kind === 'vulnerability' && row.package && row.advisory) vulnerabilities.push(row);
    else if (row.kind === 'secret') secrets.push(row);
    else if (row.kind === 'code') code.push(row);
    else rest.push(row);
  }
  const clusters = [
    ...clusterVulnerabilities(vulnerabilities),
    ...clusterSecrets(secrets),
    ...clusterCode(code),
    ...[...controls].flatMap(([control, some]) => clusterControl(control, some, regionsOf)),
    ...clusterRest(rest),
  ];
  for (const cluster of clusters) if (cluster.rows.length > 1) cluster.rows.sort(comparePlaces);
  return inOrderOfFiles(
    clusters,
    (cluster) => cluster.rows[0],
    (a, b) => compareInFile(a.rows[0], b.rows[0]) || order(a.lasting, b.lasting),
  );
}
