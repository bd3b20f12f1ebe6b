import type { KnownControl, Narrowing } from './crosswalk/crosswalk.js';
import { ruleKey } from './crosswalk/rule-id.js';
import { namedBy, type RegionsOf, smallestAround } from './misconfigurations.js';
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

function fits({ rules, line, resource, wholly, has, lacks }: Narrowing, row: Row, regions: () => Region[]) {
  if (!rules.includes(ruleKey(row.scanner, row.ruleId))) return false;
  if (line && !line.test(row.line ?? '')) return false;
  if (resource && !resource.test(row.location?.resource ?? '')) return false;
  if (has.length + lacks.length === 0) return true;
  const fields = fieldsAt(row, regions(), wholly);
  if (fields === undefined) return false;
  return has.every((one) => one.test(fields)) && !lacks.some((one) => one.test(fields));
}

/**
 * What a row of a broad rule found, as far as the place that it points at tells: a control that is narrower than its
 * rule's, or that. It depends on the row and the source alone, so an issue has one id whichever scanners found it.
 */
export function narrowed(control: KnownControl, row: Row, regionsOf: RegionsOf): KnownControl {
  const regions = () => regionsOf(row.location?.path ?? '');
  return control.narrows?.find((one) => fits(one, row, regions))?.to ?? control;
}
