import type { KnownControl, Narrowing } from './crosswalk/crosswalk.js';
import { ruleKey } from './crosswalk/rule-id.js';
import { namedBy, smallestAround } from './pointing.js';
import type { Region } from './regions/region.js';
import { type Row, spanOf } from './row.js';

/** What the object says that a row is about; `wholly`: the one around all others there. */
function fieldsAt(row: Row, regions: Region[], wholly: boolean): string | undefined {
  const telling = regions.filter(({ fields }) => fields !== undefined);
  const pointed = spanOf(row);
  const own = (pointed && smallestAround(pointed, telling)) ?? namedBy(row, telling)[0];
  const outer = own && telling.find(({ startLine, endLine }) => startLine <= own.startLine && endLine >= own.endLine);
  return (wholly ? outer : own)?.fields?.();
}

function fitsObject({ line, resource, wholly, has, lacks }: Narrowing, row: Row, regions: () => Region[]) {
  if (line && !line.test(row.line ?? '')) return false;
  if (resource && !resource.test(row.location?.resource ?? '')) return false;
  if (has.length + lacks.length === 0) return true;
  const fields = fieldsAt(row, regions(), wholly);
  if (fields === undefined) return false;
  return has.every((one) => one.test(fields)) && !lacks.some((one) => one.test(fields));
}

const isWithin = (inner: Region, outer: Region) =>
  inner !== outer && inner.startLine >= outer.startLine && inner.endLine <= outer.endLine;

/**
 * Where to look for what is set at the place of a row: in the part that it points at, in those around it, in those
 * inside, and for a control about an owner in all that belongs to it. The first that sets something tells.
 */
function levelsAt(row: Row, regions: Region[], withOwner: boolean): Region[][] {
  const parts = regions.filter(({ scope }) => scope === 'resource' || scope === 'block');
  const pointed = spanOf(row);
  const [named] = namedBy(
    row,
    parts.filter(({ scope }) => scope === 'resource'),
  );
  const at = (pointed && smallestAround(pointed, parts)) ?? named;
  if (!at) return [];
  const around = parts.filter((part) => isWithin(at, part)).reverse();
  const levels = [[at], ...around.map((part) => [part]), parts.filter((part) => isWithin(part, at))];
  if (!withOwner) return levels;
  const owner = smallestAround(
    { start: at.startLine, end: at.endLine },
    regions.filter(({ scope }) => scope === 'owner'),
  );
  const belonging = regions.filter(({ scope, name }) => scope === 'owner' && name === owner?.name);
  return [...levels, belonging];
}

/** `NAME`, or `BLOCK.NAME` in blocks of that type: all values that the first level has; undefined when it is set nowhere. */
function valuesAt(levels: Region[][], key: string): string[] | undefined {
  const [block, name] = key.includes('.') ? key.split('.') : [undefined, key];
  for (const level of levels) {
    const found = level
      .filter(({ kind }) => block === undefined || kind === block)
      .flatMap(({ settings = [] }) => settings.filter((setting) => setting.name === name));
    if (found.length > 0) return found.flatMap(({ values }) => values);
  }
  return undefined;
}

type Wanted = NonNullable<Narrowing['when']>[string];

/** `text*` is what begins so, `*text` what ends so; `*` alone is a star. */
function isLike(value: string, wanted: string): boolean {
  if (wanted.length > 1 && wanted.endsWith('*')) return value.startsWith(wanted.slice(0, -1));
  return wanted.length > 1 && wanted.startsWith('*') ? value.endsWith(wanted.slice(1)) : value === wanted;
}

function isAsWanted(values: string[] | undefined, wanted: Wanted): boolean {
  if (values === undefined) return wanted.includes(null);
  const fits = (value: string) => wanted.some((one) => one !== null && isLike(value.toLowerCase(), one.toLowerCase()));
  return values.length > 0 && values.every(fits);
}

/** `min_tls_version` of the line `min_tls_version = "TLS1_0"`. */
const setIn = (line: string | undefined) => /^([\w-]+)\s*(?:=|\{|")/.exec(line ?? '')?.[1];

/** What a narrowing says of Terraform. */
function fitsSettings(
  { at, of, when }: Narrowing,
  { scope }: KnownControl,
  row: Row,
  regions: () => Region[],
): boolean {
  if (at === undefined && of === undefined && when === undefined) return true;
  const levels = levelsAt(row, regions(), scope === 'owner');
  if (levels.length === 0) return false;
  return (
    (at === undefined || at === setIn(row.line)) &&
    (of === undefined || levels.flat().some(({ kind }) => kind === of)) &&
    Object.entries(when ?? {}).every(([key, wanted]) => isAsWanted(valuesAt(levels, key), wanted))
  );
}

/**
 * What a row of a broad rule found, as far as the place that it points at tells: the control that it narrows to, or its
 * own. It depends on the row and the source alone, so an issue has one id whichever scanners found it.
 */
export function narrowed(control: KnownControl, row: Row, regionsOf: (path: string) => Region[]): KnownControl {
  if (!control.narrows || !row.location) return control;
  const { path } = row.location;
  const regions = () => regionsOf(path);
  const key = ruleKey(row.scanner, row.ruleId);
  const fitting = control.narrows.find(
    (one) => one.rules.includes(key) && fitsObject(one, row, regions) && fitsSettings(one, control, row, regions),
  );
  return fitting?.to ?? control;
}
