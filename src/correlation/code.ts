import { groupBy } from '../model/collections.js';
import { type Cluster, overlap, type Row, spanOf } from './row.js';
import { unite } from './union-find.js';
import { weaknessFamilies } from './weaknesses.js';

/** The place to the column: one scanner's two rules about one expression. */
function exactPlace({ location }: Row): string {
  const { startLine, endLine, startColumn, endColumn } = location ?? {};
  return `${startLine}-${endLine} ${startColumn}-${endColumn}`;
}

/** Without columns, two rules on one line may be about two things on it. */
function isTelling(one: Row, other: Row): boolean {
  return one.ruleId === other.ruleId || one.location?.startColumn !== undefined;
}

/**
 * For each row the others that touch it; nothing for one that none does. Goes along the lines, so that far rows are not
 * compared.
 * @param rows in the order of their lines
 */
function touching(rows: Row[]): (number[] | undefined)[] {
  const touched: (number[] | undefined)[] = Array.from({ length: rows.length });
  const touch = (one: number, other: number) => {
    const some = touched[one];
    if (some) some.push(other);
    else touched[one] = [other];
  };
  for (let at = 0; at < rows.length; at++) {
    const one = rows[at] as Row;
    const end = spanOf(one)?.end;
    if (end === undefined) continue;
    for (let next = at + 1; next < rows.length; next++) {
      const other = rows[next] as Row;
      if ((other.location?.startLine ?? 0) > end) break;
      if (!overlap(one, other)) continue;
      touch(at, next);
      touch(next, at);
    }
  }
  return touched;
}

/**
 * Pairs of rows of one kind of hole in one file that are the same hole. Two scanners' rows are when each is the only one
 * of its scanner that touches the other; one scanner's rows only when they are about the same place to the column. So
 * two holes in one statement stay two, though a scanner without columns may then be shown beside them: to join two
 * holes into one is worse than to show one twice.
 */
function pairsIn(rows: Row[]): [number, number][] {
  if (rows.length < 2) return [];
  const touched = touching(rows);
  if (touched.every((some) => some === undefined)) return [];
  const places = rows.map((row, index) => (touched[index] ? exactPlace(row) : ''));
  const scannerAt = (index: number) => rows[index]?.scanner ?? '';
  /** Whether all that a row touches of a scanner is one place. */
  const touchesOne = (index: number, scanner: string) => {
    let only: string | undefined;
    for (const other of touched[index] ?? []) {
      if (scannerAt(other) !== scanner) continue;
      if (only !== undefined && only !== places[other]) return false;
      only = places[other];
    }
    return only !== undefined;
  };
  const isSame = (one: number, other: number) =>
    scannerAt(other) === scannerAt(one)
      ? places[other] === places[one] && isTelling(rows[one] as Row, rows[other] as Row)
      : touchesOne(one, scannerAt(other)) && touchesOne(other, scannerAt(one));
  const pairs: [number, number][] = [];
  for (const [index, others] of touched.entries()) {
    for (const other of others ?? []) if (other > index && isSame(index, other)) pairs.push([index, other]);
  }
  return pairs;
}

/** A chain of pairs must not end at two places of one scanner: then none of it is believed. */
function believable(set: Row[]): Row[][] {
  if (set.length === 1) return [set];
  const places = groupBy(set, ({ scanner }) => scanner);
  const isOne = [...places.values()].every((rows) => new Set(rows.map(exactPlace)).size === 1);
  if (isOne) return [set];
  return [...groupBy(set, (row) => JSON.stringify([row.scanner, exactPlace(row)])).values()];
}

function clusterOf(path: string, family: string, rows: Row[]): Cluster {
  const [first] = rows as Cluster['rows'];
  const snippet = first.line?.replaceAll(/\s+/g, ' ');
  return { lasting: JSON.stringify(['code', path, family, snippet]), rows: rows as Cluster['rows'] };
}

/**
 * Joins rows about code that mean the same hole: the same file, the same kind of weakness, the same place.
 * @param rows of the kind `code`, in the order of their places; those whose rule names no CWE are nobody's partner
 */
export function clusterCode(rows: Row[]): Cluster[] {
  // Rows of one rule share their list of weaknesses, as a rule.
  const known = new Map<string, { scanner: string; cwes: string[] | undefined; family: string }>();
  const familyOf = ({ scanner, ruleId, rule: info }: Row) => {
    const cwes = info?.cwes;
    const before = known.get(ruleId);
    if (before && before.cwes === cwes && before.scanner === scanner) return before.family;
    const rule = `${scanner}:${ruleId}`;
    const families = weaknessFamilies(rule, cwes ?? []);
    const family = families.length > 0 ? families.join(' ') : rule;
    known.set(ruleId, { scanner, cwes, family });
    return family;
  };
  const clusters: Cluster[] = [];
  for (const [path, ofFile] of groupBy(rows, ({ location }) => location?.path ?? '')) {
    for (const [family, same] of groupBy(ofFile, familyOf)) {
      for (const set of unite(same, pairsIn(same))) {
        for (const believed of believable(set)) clusters.push(clusterOf(path, family, believed));
      }
    }
  }
  return clusters;
}
