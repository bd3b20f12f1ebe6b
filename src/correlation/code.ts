import { groupBy } from '../model/collections.js';
import { type Cluster, overlap, type Row, spanOf } from './row.js';
import { unite } from './union-find.js';
import { weaknessFamilies } from './weaknesses.js';

/** The place to the column: one scanner's two rules about one expression. */
function exactPlace({ location }: Row): string {
  const { startLine, endLine, startColumn, endColumn } = location ?? {};
  return JSON.stringify([startLine, endLine, startColumn, endColumn]);
}

/** Without columns, two rules on one line may be about two things on it. */
function isTelling(one: Row, other: Row): boolean {
  return one.ruleId === other.ruleId || one.location?.startColumn !== undefined;
}

/** For each row the others that touch it. Goes along the lines, so that far rows are not compared. */
function touching(rows: Row[]): Set<number>[] {
  const touched = rows.map(() => new Set<number>());
  const spans = rows.map((row, index) => ({ index, row, span: spanOf(row) }));
  const placed = spans.flatMap(({ span, ...one }) => (span ? [{ ...one, span }] : []));
  placed.sort((a, b) => a.span.start - b.span.start);
  for (const [at, one] of placed.entries()) {
    for (let next = at + 1; next < placed.length; next++) {
      const other = placed[next] as (typeof placed)[number];
      if (other.span.start > one.span.end) break;
      if (!overlap(one.row, other.row)) continue;
      touched[one.index]?.add(other.index);
      touched[other.index]?.add(one.index);
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
  const places = rows.map(exactPlace);
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
  return rows.flatMap((row, index) =>
    [...(touched[index] ?? [])].flatMap((other): [number, number][] => {
      if (other < index) return [];
      const isSame =
        scannerAt(other) === row.scanner
          ? places[other] === places[index] && isTelling(row, rows[other] as Row)
          : touchesOne(index, scannerAt(other)) && touchesOne(other, row.scanner);
      return isSame ? [[index, other]] : [];
    }),
  );
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
  const familyOf = (row: Row) => {
    const rule = `${row.scanner}:${row.ruleId}`;
    const families = weaknessFamilies(rule, row.rule?.cwes ?? []);
    return families.length > 0 ? families.join(' ') : rule;
  };
  const alike = groupBy(rows, (row) => `${row.location?.path ?? ''}\0${familyOf(row)}`);
  return [...alike].flatMap(([key, same]) => {
    const [path = '', family = ''] = key.split('\0');
    return unite(same, pairsIn(same))
      .flatMap(believable)
      .map((set) => clusterOf(path, family, set));
  });
}
