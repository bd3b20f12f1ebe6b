import type { Row } from '../page-data.js';
import type { Group, Sort, State } from './state.js';
import { SEVERITIES } from './words.js';

/** What a search looks through, by row, made once: fifty thousand are searched at each key. */
export function haystacksOf(rows: readonly Row[]): string[] {
  return rows.map((row) =>
    [row.id, row.title, row.place, row.package, row.control, row.kind, ...row.scanners, ...row.names]
      .join('\n')
      .toLowerCase(),
  );
}

type Filters = Pick<State, 'q' | 'severity' | 'kind' | 'scanner' | 'status' | 'fix'>;

/** The numbers of the rows that fit, in their order. All words of the search have to be in a row. */
export function matching(rows: readonly Row[], haystacks: () => readonly string[], filters: Filters): number[] {
  const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
  const texts = words.length > 0 ? haystacks() : [];
  const { severity, kind, scanner, status, fix } = filters;
  const fits = (row: Row, index: number) =>
    (status === 'all' || row.status === status) &&
    (severity.length === 0 || severity.includes(row.severity)) &&
    (kind === '' || row.kind === kind) &&
    (scanner === '' || row.scanners.includes(scanner)) &&
    (fix === '' || row.fixable === (fix === 'yes')) &&
    words.every((word) => texts[index]?.includes(word));
  const found: number[] = [];
  for (const [index, row] of rows.entries()) if (fits(row, index)) found.push(index);
  return found;
}

function rank({ severity }: Row): number {
  return SEVERITIES.indexOf(severity);
}

const COMPARE: Record<Exclude<Sort, 'risk'>, (a: Row, b: Row) => number> = {
  severity: (a, b) => rank(a) - rank(b),
  // Without a day comes last.
  due: (a, b) => (a.due === b.due ? 0 : (a.due || '~') < (b.due || '~') ? -1 : 1),
  place: (a, b) => (a.place === b.place ? 0 : a.place < b.place ? -1 : 1),
  title: (a, b) => (a.title === b.title ? 0 : a.title < b.title ? -1 : 1),
};

/** Sorts numbers of rows. They come riskiest first, and stay so where the sort says nothing. */
export function sorted(rows: readonly Row[], numbers: number[], sort: Sort): number[] {
  if (sort === 'risk') return numbers;
  const compare = COMPARE[sort];
  return numbers.toSorted((a, b) => compare(rows[a] as Row, rows[b] as Row));
}

export interface GroupOf {
  key: string;
  label: string;
  numbers: number[];
  /** The worst severity in it. */
  worst: Row['severity'];
  /** The highest score in it. */
  score: number;
}

const NONE: Record<Exclude<Group, 'none'>, string> = {
  package: 'not in a package',
  file: 'no file given',
  control: 'no control',
  scanner: 'no scanner',
};

function keysOf(row: Row, group: Exclude<Group, 'none'>): string[] {
  if (group === 'scanner') return row.scanners;
  return [row[group]];
}

/** Rows by what they have in common, the worst group first. One that several scanners found is in the group of each. */
export function grouped(rows: readonly Row[], numbers: readonly number[], group: Exclude<Group, 'none'>): GroupOf[] {
  const groups = new Map<string, GroupOf>();
  for (const index of numbers) {
    const row = rows[index] as Row;
    for (const key of keysOf(row, group)) {
      const known = groups.get(key);
      if (known === undefined) {
        const label = key || NONE[group];
        groups.set(key, { key, label, numbers: [index], worst: row.severity, score: row.score });
        continue;
      }
      known.numbers.push(index);
      if (rank(row) < SEVERITIES.indexOf(known.worst)) known.worst = row.severity;
      known.score = Math.max(known.score, row.score);
    }
  }
  return [...groups.values()].sort(
    (a, b) =>
      Number(a.key === '') - Number(b.key === '') ||
      SEVERITIES.indexOf(a.worst) - SEVERITIES.indexOf(b.worst) ||
      b.score - a.score ||
      b.numbers.length - a.numbers.length ||
      (a.key < b.key ? -1 : 1),
  );
}

/** A line of the list. */
export type Line = { group: GroupOf; open: boolean } | { row: number; inGroup?: string };

/** With this many findings or fewer, groups are open at the start. */
const OPEN_UP_TO = 60;

/** The lines of the list. @param turned groups that the reader has opened or closed */
export function linesOf(
  rows: readonly Row[],
  numbers: readonly number[],
  group: Group,
  turned: ReadonlySet<string>,
): Line[] {
  if (group === 'none') return numbers.map((row) => ({ row }));
  const openAtStart = numbers.length <= OPEN_UP_TO;
  return grouped(rows, numbers, group).flatMap((one): Line[] => {
    const open = openAtStart !== turned.has(one.key);
    const below = open ? one.numbers.map((row): Line => ({ row, inGroup: one.key })) : [];
    return [{ group: one, open }, ...below];
  });
}
