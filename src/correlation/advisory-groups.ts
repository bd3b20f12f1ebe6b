import { groupBy, sortedUnique } from '../model/collections.js';

/** What one scanner says of one advisory: its name there, and its other names. */
export interface Naming {
  id: string;
  aliases: string[];
  /** The scanner. */
  by: string;
}

/** That two names mean the same hole, and who says so. */
export interface AliasAssertion {
  /** In the order of the alphabet. */
  ids: [string, string];
  by: string[];
  /** False where the two are kept apart all the same: joined, they would make one hole of two CVEs. */
  joined: boolean;
}

/** The names of one hole. */
export interface AdvisoryGroup {
  /** By which it is known: its CVE, then a GHSA, then the first in the order of the alphabet. */
  name: string;
  ids: string[];
  /** Everything said about one of its names, also what was not followed. */
  assertions: AliasAssertion[];
}

const isCve = (id: string) => id.startsWith('CVE-');

/** An id as its registry writes it: scanners differ in upper and lower case. */
export function advisoryId(id: string): string {
  if (/^CVE-/i.test(id)) return id.toUpperCase();
  return /^GHSA-/i.test(id) ? `GHSA-${id.slice(5).toLowerCase()}` : id;
}

/** The name that most tools know: the CVE, then a GHSA, then the first in the order of the alphabet. */
export function bestOf(ids: string[]): string {
  const sorted = ids.toSorted();
  return sorted.find(isCve) ?? sorted.find((id) => id.startsWith('GHSA-')) ?? (sorted[0] as string);
}

type Neighbours = Map<string, Set<string>>;

function neighboursOf(namings: Naming[]): Neighbours {
  const neighbours: Neighbours = new Map();
  const at = (id: string) => neighbours.get(id) ?? neighbours.set(id, new Set()).get(id) ?? new Set();
  for (const { id, aliases } of namings) {
    at(advisoryId(id));
    for (const alias of aliases.map(advisoryId).filter((other) => other !== advisoryId(id))) {
      at(advisoryId(id)).add(alias);
      at(alias).add(advisoryId(id));
    }
  }
  return neighbours;
}

/** All names that can be reached from one, over whatever scanners said. */
function reachableFrom(start: string, neighbours: Neighbours): string[] {
  const reached = new Set([start]);
  for (const id of reached) for (const next of neighbours.get(id) ?? []) reached.add(next);
  return [...reached];
}

/** Whether it gives two CVEs as names of one hole: then it tells of both, and not which of them its other names mean. */
function isOfSeveral({ id, aliases }: Naming): boolean {
  return new Set([id, ...aliases].map(advisoryId).filter(isCve)).size > 1;
}

/** Goes outwards from all owned names at once, so that the order of what was said does not matter. */
function spread(owners: Map<string, string>, neighbours: Neighbours): void {
  for (let edge = [...owners.keys()]; edge.length > 0; ) {
    const touched = new Map<string, Set<string>>();
    for (const id of edge) {
      for (const next of neighbours.get(id) ?? []) {
        if (owners.has(next)) continue;
        touched.set(next, (touched.get(next) ?? new Set()).add(owners.get(id) as string));
      }
    }
    for (const [id, claims] of touched) owners.set(id, claims.size === 1 ? ([...claims][0] as string) : id);
    edge = [...touched.keys()];
  }
}

/**
 * Who each name of a set belongs to, where the set has several CVEs: to the nearest of them; and to itself, when two are
 * equally near. What is said by those who tell of one CVE comes first.
 */
function ownersAmong(cves: string[], certain: Neighbours, all: Neighbours): Map<string, string> {
  const owners = new Map(cves.map((cve) => [cve, cve]));
  spread(owners, certain);
  spread(owners, all);
  return owners;
}

function ownersOf(namings: Naming[]): Map<string, string> {
  const neighbours = neighboursOf(namings);
  const certain = neighboursOf(namings.filter((naming) => !isOfSeveral(naming)));
  const owners = new Map<string, string>();
  for (const start of [...neighbours.keys()].toSorted()) {
    if (owners.has(start)) continue;
    const ids = reachableFrom(start, neighbours);
    const cves = ids.filter(isCve).toSorted();
    const own = cves.length > 1 ? ownersAmong(cves, certain, neighbours) : new Map(ids.map((id) => [id, bestOf(ids)]));
    for (const [id, owner] of own) owners.set(id, owner);
  }
  return owners;
}

function assertionsIn(namings: Naming[], owners: Map<string, string>): AliasAssertion[] {
  const said = namings.flatMap(({ id, aliases, by }) =>
    aliases
      .map((alias) => [advisoryId(id), advisoryId(alias)].toSorted() as [string, string])
      .filter(([one, other]) => one !== other)
      .map((ids) => ({ ids, by })),
  );
  return [...groupBy(said, ({ ids }) => ids.join('\0')).values()]
    .map((same) => {
      const [one, other] = (same[0] as (typeof said)[number]).ids;
      const joined = owners.get(one) === owners.get(other);
      return { ids: [one, other] as [string, string], by: sortedUnique(same.map(({ by }) => by)), joined };
    })
    .toSorted((a, b) => (a.ids.join('\0') < b.ids.join('\0') ? -1 : 1));
}

/**
 * Forms groups of the names of advisories of one package, by union over all that scanners say. No group has two CVEs:
 * a name that would join two belongs to neither, because two holes shown as one are worse than one shown twice.
 * @param namings in any order: the result is the same
 * @returns the group of every name, by the name as its registry writes it (`advisoryId`)
 */
export function groupAdvisories(namings: Naming[]): Map<string, AdvisoryGroup> {
  const owners = ownersOf(namings);
  const assertions = assertionsIn(namings, owners);
  const groups = new Map<string, AdvisoryGroup>();
  for (const ids of groupBy([...owners.keys()], (id) => owners.get(id) as string).values()) {
    const group = {
      name: bestOf(ids),
      ids: ids.toSorted(),
      assertions: assertions.filter((said) => said.ids.some((id) => ids.includes(id))),
    };
    for (const id of ids) groups.set(id, group);
  }
  return groups;
}
