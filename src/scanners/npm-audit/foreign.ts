import { valid } from 'semver';
import type { ZodType } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import { type Contents, type Manifest, WHY } from './contents.js';
import { needsOf, type Origin } from './lock.js';

/** One package of a lock file that npm does not read. */
export interface Item {
  name: string;
  version?: string | undefined;
  origin: Origin;
  /** Needed for development alone; undefined when the lock file does not tell. */
  dev?: boolean | undefined;
}

/** A lock file of yarn or pnpm. */
export interface Foreign {
  items: Item[];
  /** The project's own folders that it names, below its own ('' for that one). */
  folders: string[];
  /** Whether what a package.json asks for stands in it. */
  isMet(folder: string, name: string, spec: string, manifest: Manifest): boolean;
  /** What its own packages need and is not in it, or stands in it without a version. */
  gaps: NotCovered[];
}

/** What npm is given in its place. */
export interface Stand {
  manifest: object;
  lock: object;
  contents: Contents;
}

/**
 * npm looks the project itself up, by its name or else its folder's, when it holds two vulnerable versions of a
 * package. This one is a path to npm, and to nothing: so no registry is asked about it.
 */
const ROOT = 'file:none';

/** What a name of a package can be: anything else could not be asked about. */
const NAME = /^(?:@[^/@\s]+\/)?[^/@\s]+$/;

/** Refuses what every one of these formats can be spoilt with. */
export function withoutMarks(text: string): string {
  if (/^<{7}(?: |$)/m.test(text)) throw new Error('it has the marks of a merge conflict');
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}

/** @throws Error with the place where a document is not what it should be */
export function checked<T>(schema: ZodType<T>, document: unknown): T {
  const read = schema.safeParse(document);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`not a lock file that can be read: at /${issue?.path.join('/')}: ${issue?.message}`);
}

/** A package of the registry, or why it is none that can be asked about. */
export function registryItem(name: string, version: string | undefined, dev?: boolean): Item {
  const isSound = NAME.test(name) && version !== undefined && valid(version, true) !== null;
  return isSound ? { name, version, origin: 'registry', dev } : { name, origin: 'unversioned' };
}

/** A name that starts a folder which none of the packages has. */
function freeScope(names: Set<string>): string {
  let scope = '@other';
  while ([...names].some((name) => name.startsWith(`${scope}/`))) scope += '-';
  return scope;
}

/** Each package once: the first version of a name under that name, every other under an alias. */
function placesOf(items: Item[]): Map<string, { name: string; version: string }> {
  const scope = freeScope(new Set(items.map(({ name }) => name)));
  const places = new Map<string, { name: string; version: string }>();
  const seen = new Set<string>();
  for (const { name, version, origin } of items) {
    const key = `${name}@${version}`;
    if (origin !== 'registry' || version === undefined || seen.has(key)) continue;
    seen.add(key);
    places.set(places.has(name) ? `${scope}/${places.size}` : name, { name, version });
  }
  return places;
}

/** Those of which every entry says that they are for development. */
function forDevelopment(items: Item[]): string[] {
  const rest = new Set(items.filter(({ dev }) => !dev).map(({ name, version }) => `${name}@${version}`));
  const dev = items.filter((item) => item.dev).map(({ name, version }) => `${name}@${version}`);
  return [...new Set(dev)].filter((one) => !rest.has(one));
}

function unmet({ isMet }: Foreign, manifests: Map<string, Manifest>): NotCovered[] {
  return [...manifests].flatMap(([folder, manifest]) =>
    Object.entries(needsOf(manifest)).flatMap(([name, spec]) => {
      const who = folder === '' ? 'package.json' : `${folder}/package.json`;
      const why = `${who} asks for ${spec}, and it is not in the lock file`;
      return isMet(folder, name, spec, manifest) ? [] : [{ what: name, why }];
    }),
  );
}

/**
 * A project of npm with the same packages. Each is asked for by exactly its version, so that npm looks for a way out
 * from that one, and none needs another: who needs what decides nothing about what is asked.
 */
export function standFor(foreign: Foreign, manifests: Map<string, Manifest>): Stand {
  const { items } = foreign;
  const places = [...placesOf(items)];
  const specs = places.map(([place, { name, version }]) => [
    place,
    place === name ? version : `npm:${name}@${version}`,
  ]);
  const root = { name: ROOT, dependencies: Object.fromEntries(specs) };
  const rows = places.map(([place, { name, version }]) => [
    `node_modules/${place}`,
    place === name ? { version } : { name, version },
  ]);
  const elsewhere = items.flatMap(({ origin, name }) =>
    origin === 'registry' || origin === 'own' ? [] : [{ what: name, why: WHY[origin] }],
  );
  const gaps = [...elsewhere, ...foreign.gaps, ...unmet(foreign, manifests)];
  return {
    manifest: root,
    lock: { ...root, lockfileVersion: 3, requires: true, packages: { '': root, ...Object.fromEntries(rows) } },
    contents: {
      places: places.length,
      packages: places.map(([, { name, version }]) => `${name}@${version}`),
      versions: Object.fromEntries(places.map(([place, { version }]) => [`node_modules/${place}`, version])),
      gaps: [...new Map(gaps.map((gap) => [`${gap.what}\0${gap.why}`, gap])).values()],
      foreign: { dev: forDevelopment(items) },
    },
  };
}
