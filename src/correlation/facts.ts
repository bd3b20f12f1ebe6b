import { sortedUnique } from '../model/collections.js';
import type { Advisory, Finding, Location, Package, Source } from '../model/finding.js';
import { advisoryId, bestOf } from './advisory-groups.js';
import type { KnownControl } from './crosswalk/crosswalk.js';
import { packageName } from './packages.js';
import type { Row } from './row.js';

/** Each place once, in the order of the rows. */
export function locationsOf(rows: Row[]): Location[] {
  const places = new Map<string, Location>();
  for (const { location } of rows) {
    if (!location) continue;
    const key = JSON.stringify([location.path, location.startLine, location.resource, location.commit]);
    if (!places.has(key)) places.set(key, location);
  }
  return [...places.values()];
}

/** The advisory under the name of its group, with every other name of the group. */
export function advisoryOf(rows: Row[]): Advisory | undefined {
  const all = rows.flatMap(({ advisory }) => (advisory ? [advisory] : []));
  if (all.length === 0) return undefined;
  const { group } = rows[0] ?? {};
  // A name that was kept apart is no alias, although a scanner said so: it stands in the assertions.
  const names = group?.ids ?? all.flatMap(({ id, aliases }) => [id, ...aliases]).map(advisoryId);
  const id = group?.name ?? bestOf(names);
  const rank = (name: string) => (name.startsWith('CVE-') ? 0 : name.startsWith('GHSA-') ? 1 : 2);
  const aliases = sortedUnique(names)
    .filter((name) => name !== id)
    .sort((a, b) => rank(a) - rank(b));
  const cvss = new Map(
    all.flatMap(({ cvss: scores }) => scores.map((score) => [JSON.stringify(score), score] as const)),
  );
  const url = all.find(({ url: known }) => known)?.url;
  return {
    id,
    aliases,
    ...(group && group.assertions.length > 0 ? { assertions: group.assertions } : {}),
    cwes: sortedUnique(all.flatMap(({ cwes }) => cwes)),
    cvss: [...cvss.values()],
    ...(url ? { url } : {}),
  };
}

export function packageOf(rows: Row[]): Package | undefined {
  const known = rows.flatMap((row) => (row.package ? [row.package] : []));
  const best = known.find(({ purl }) => purl) ?? known[0];
  return best && { ...best, name: packageName(best.ecosystem, best.name) };
}

/** What the rules say together, and the control that they are rules of. */
export function ruleOf(rows: Row[], control: KnownControl | undefined): Finding['rule'] {
  const rules = rows.flatMap(({ rule }) => (rule ? [rule] : []));
  if (rules.length === 0 && !control) return undefined;
  const help = rules.find((rule) => rule.help)?.help;
  const helpUri = rules.find((rule) => rule.helpUri)?.helpUri;
  return {
    control: control?.id ?? null,
    cwes: sortedUnique([...(control?.cwes ?? []), ...rules.flatMap(({ cwes }) => cwes ?? [])]),
    frameworks: control?.frameworks ?? [],
    ...(help ? { help } : {}),
    ...(helpUri ? { helpUri } : {}),
  };
}

export function fixOf(rows: Row[]): Finding['fix'] {
  const versions = sortedUnique(rows.flatMap(({ fix }) => fix?.versions ?? []));
  const fix = rows.find((row) => row.fix)?.fix;
  return fix && { ...fix, ...(versions.length > 0 ? { versions } : {}) };
}

export function sourceOf({ scanner, ruleId, nativeSeverity, location, outputPath, pointer }: Row): Source {
  const place = location ? { location } : {};
  return { scanner, ruleId, severity: nativeSeverity, ...place, output: { path: outputPath, pointer } };
}
