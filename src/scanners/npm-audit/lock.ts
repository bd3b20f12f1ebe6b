import path from 'node:path/posix';
import { valid } from 'semver';
import { z } from 'zod';

/** Why a package is or is not one that a registry's advisories are about. */
export type Origin = 'registry' | 'own' | 'git' | 'file' | 'address' | 'patched' | 'unversioned';

/** One place of a lock file, as npm reads it. */
export interface Entry {
  /** What it is to the registry; another than the last part of its place when it is an alias. */
  name: string;
  version?: string;
  origin: Origin;
  /** Whether it is marked as needed for development alone. */
  dev?: boolean;
  /** What it cannot do without: name → what it asks for. */
  needs: Record<string, string>;
}

/** A lock file: place (`node_modules/a/node_modules/b`, `packages/c`) → what stands there, the root ('') apart. */
export interface Lock {
  root: Record<string, string>;
  entries: Map<string, Entry>;
}

const Names = z.record(z.string(), z.string()).optional();

const Place = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  dependencies: Names,
  devDependencies: Names,
  optionalDependencies: Names,
});
type Place = z.infer<typeof Place>;

interface Nested {
  version?: string | undefined;
  dev?: boolean | undefined;
  resolved?: string | boolean | undefined;
  integrity?: string | undefined;
  requires?: Record<string, string> | boolean | undefined;
  dependencies?: Record<string, Nested> | undefined;
}
const Nested: z.ZodType<Nested> = z.object({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  resolved: z.union([z.string(), z.boolean()]).optional(),
  integrity: z.string().optional(),
  requires: z.union([z.record(z.string(), z.string()), z.boolean()]).optional(),
  get dependencies() {
    return z.record(z.string(), Nested).optional();
  },
});

/** Without a version: what npm wrote before 5. */
const LockFile = z
  .object({
    lockfileVersion: z.literal([1, 2, 3]).optional(),
    packages: z.record(z.string(), Place).optional(),
    dependencies: z.record(z.string(), Nested).optional(),
  })
  .refine(({ lockfileVersion, packages, dependencies }) => lockfileVersion ?? packages ?? dependencies, {
    message: 'neither lockfileVersion nor packages nor dependencies',
  });

/** The last part of a place in which npm installs; the folders of the project have none. */
const INSTALLED = /(?:^|\/)node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)$/;

/** What must be there; what is optional may be left out of a lock file. */
export function needsOf(asks: Pick<Place, 'dependencies' | 'devDependencies' | 'optionalDependencies'>) {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = asks;
  const all = Object.entries({ ...devDependencies, ...dependencies });
  return Object.fromEntries(all.filter(([name]) => !Object.hasOwn(optionalDependencies, name)));
}

function originOf(place: string, { link, resolved, version }: Place, addresses: Set<string>): Origin {
  if (link || !INSTALLED.test(place)) return 'own';
  if (resolved?.startsWith('file:')) return 'file';
  if (resolved !== undefined && !/^https?:/.test(resolved)) return 'git';
  // A tarball of a registry has an http address too; this one is what somebody asks for by its address.
  if (resolved !== undefined && addresses.has(resolved)) return 'address';
  return version ? 'registry' : 'unversioned';
}

function readPlaces(packages: Record<string, Place>): Lock {
  const asked = Object.values(packages).flatMap(({ dependencies, devDependencies, optionalDependencies }) =>
    Object.values({ ...devDependencies, ...optionalDependencies, ...dependencies }),
  );
  const addresses = new Set(asked.filter((spec) => /^https?:/.test(spec)));
  const entries = new Map<string, Entry>();
  for (const [place, row] of Object.entries(packages)) {
    if (place === '') continue;
    const name = row.name ?? INSTALLED.exec(place)?.groups?.['name'] ?? path.basename(place);
    const facts = { ...(row.version ? { version: row.version } : {}), ...(row.dev ? { dev: true } : {}) };
    entries.set(place, { name, ...facts, origin: originOf(place, row, addresses), needs: needsOf(row) });
  }
  return { root: needsOf(packages[''] ?? {}), entries };
}

/** Before lock files of version 2, `version` held whatever it takes to find the package. */
function readNested(name: string, { version = '', resolved, integrity }: Nested): Omit<Entry, 'needs'> {
  const alias = /^npm:(?<name>@?[^@]+)@(?<version>.+)$/.exec(version)?.groups;
  if (alias?.['name'] && valid(alias['version'], true)) {
    return { name: alias['name'], version: alias['version'] as string, origin: 'registry' };
  }
  if (valid(version, true)) {
    // Without a digest npm goes by the name of the file that it would fetch.
    const isSure = integrity || !resolved || String(resolved).endsWith(`-${version}.tgz`);
    return isSure ? { name, version, origin: 'registry' } : { name, origin: 'unversioned' };
  }
  if (version.startsWith('file:')) return { name, origin: /\.(?:tgz|tar\.gz|tar)$/i.test(version) ? 'file' : 'own' };
  if (/^https?:/.test(version)) return { name, origin: 'address' };
  return { name, origin: version === '' ? 'unversioned' : 'git' };
}

function addNested(entries: Map<string, Entry>, folder: string, dependencies: Record<string, Nested>): void {
  for (const [name, row] of Object.entries(dependencies)) {
    const place = path.join(folder, 'node_modules', name);
    const { requires } = row;
    const dev = row.dev ? { dev: true } : {};
    const entry = { ...readNested(name, row), ...dev, needs: typeof requires === 'object' ? requires : {} };
    entries.set(place, entry);
    // A folder of the project: a link, and what it leads to.
    const target = entry.origin === 'own' ? path.normalize((row.version ?? '').slice('file:'.length)) : undefined;
    if (target !== undefined && !entries.has(target)) entries.set(target, entry);
    addNested(entries, target ?? place, row.dependencies ?? {});
  }
}

/**
 * Reads a package-lock.json or npm-shrinkwrap.json of any version: `packages` where it is there, as npm does.
 * @throws Error when it is none
 */
export function readLock(text: string): Lock {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const conflict = /^<{7} /m.test(text) ? 'it has the marks of a merge conflict' : (error as Error).message;
    throw new Error(`not JSON: ${conflict}`);
  }
  const read = LockFile.safeParse(document);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`not a lock file that can be read: at /${issue?.path.join('/')}: ${issue?.message}`);
  }
  const { packages, dependencies } = read.data;
  if (packages) return readPlaces(packages);
  const entries = new Map<string, Entry>();
  addNested(entries, '', dependencies ?? {});
  return { root: {}, entries };
}

/** Where what is asked for in `folder` is found: there, or in a folder around it. Undefined when it is nowhere. */
export function findFrom(entries: Map<string, Entry>, folder: string, name: string): Entry | undefined {
  for (let around = folder; ; around = path.dirname(around)) {
    const entry = entries.get(path.join(around, 'node_modules', name));
    if (entry || around === '.' || around === '' || around === '/') return entry;
  }
}
