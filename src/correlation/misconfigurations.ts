import { groupBy } from '../model/collections.js';
import type { KnownControl } from './crosswalk/crosswalk.js';
import { calledAs, namedBy, smallestAround } from './pointing.js';
import type { Region } from './regions/region.js';
import { type Cluster, type Row, spanOf } from './row.js';
import { unite } from './union-find.js';

/** Gives the parts of a file of the target; none when it cannot be read. */
export type RegionsOf = (path: string) => Region[];

interface Placed {
  row: Row;
  /** The part of the file that the issue is about, by name. */
  unit?: string;
  /** The lines in which the issue is somewhere: the row's own, those of the resource that it names, or all. */
  within: { start: number; end: number };
}

const meets = ({ start, end }: { start: number; end: number }, { startLine, endLine }: Region) =>
  start <= endLine && startLine <= end;

function whole(region: Region | undefined): Placed['within'] {
  return region ? { start: region.startLine, end: region.endLine } : { start: 1, end: Number.POSITIVE_INFINITY };
}

/** The smallest part of the wanted kind around the row; else the only one of that kind in what the row points at. */
function placeRow(row: Row, { scope }: KnownControl, regions: Region[]): Placed {
  if (scope === 'file') return { row, unit: '', within: whole(undefined) };
  const wanted = regions.filter((region) => region.scope === scope);
  const pointed = spanOf(row);
  const around = pointed && smallestAround(pointed, wanted);
  if (around) return { row, unit: around.name, within: whole(around) };
  const named = namedBy(row, regions);
  // Some point at the head of the document or of the list, outside of what they name.
  const isElsewhere = pointed && named.length > 0 && !named.some((region) => meets(pointed, region));
  const span = isElsewhere ? undefined : pointed;
  const [own] = named.filter((region) => region.scope === scope);
  if (own && !span) return { row, unit: own.name, within: whole(own) };
  const insideOf = ({ start, end }: Placed['within']) =>
    wanted.filter((region) => region.startLine >= start && region.endLine <= end);
  // Some point at the head of what they mean, or at a line of the resource that they name.
  const holding = regions.filter((region) => region.scope !== 'trigger');
  const outer = span && insideOf(span).length === 0 ? smallestAround(span, holding) : undefined;
  const isMeant = outer && (outer.startLine === span?.start || named.includes(outer));
  const within = isMeant ? whole(outer) : (span ?? whole(named[0]));
  const inside = insideOf(within);
  const [only, ...others] = new Set(inside.map(({ name }) => name));
  return { row, within, ...(only !== undefined && others.length === 0 ? { unit: only } : {}) };
}

/** The rows that fit to no part of the file: with the only unit that they can mean, else with each other. */
function settle(placed: Placed[]): Map<string, Row[]> {
  const units = groupBy(
    placed.filter(({ unit }) => unit !== undefined),
    ({ unit }) => unit as string,
  );
  const loose: Placed[] = [];
  const rowsOf = new Map([...units].map(([unit, some]) => [unit, some.map(({ row }) => row)]));
  for (const one of placed.filter(({ unit }) => unit === undefined)) {
    const possible = [...units].filter(([, some]) =>
      some.some(({ within }) => within.start <= one.within.end && one.within.start <= within.end),
    );
    if (possible.length === 1) rowsOf.get(possible[0]?.[0] as string)?.push(one.row);
    else loose.push(one);
  }
  const named = ({ row }: Placed) => row.location?.resource && calledAs(row.location.resource);
  const pairs = loose.flatMap((one, left) =>
    loose.flatMap((other, right): [number, number][] => {
      if (right <= left) return [];
      const isSameName = named(one) !== undefined && named(one) === named(other);
      const isSameLine =
        spanOf(one.row) &&
        spanOf(other.row) &&
        one.within.start <= other.within.end &&
        other.within.start <= one.within.end;
      return isSameName || isSameLine ? [[left, right]] : [];
    }),
  );
  for (const set of unite(loose, pairs)) {
    const names = set.flatMap((one) => named(one) ?? one.row.line ?? []).sort();
    const unit = `~${names[0] ?? ''}`;
    rowsOf.set(unit, [...(rowsOf.get(unit) ?? []), ...set.map(({ row }) => row)]);
  }
  return rowsOf;
}

/**
 * Joins the rows of one control in one file that are about the same part of it, whichever line of it they point at.
 * @param rows all of rules of this control
 */
export function clusterControl(control: KnownControl, rows: Row[], regionsOf: RegionsOf): Cluster[] {
  return [...groupBy(rows, ({ location }) => location?.path ?? '')].flatMap(([path, same]) => {
    const regions = control.scope === 'file' ? [] : regionsOf(path);
    const units = settle(same.map((row) => placeRow(row, control, regions)));
    return [...units].map(([unit, some]) => ({
      lasting: JSON.stringify(['misconfiguration', control.id, path, unit]),
      rows: some as Cluster['rows'],
      control,
    }));
  });
}
