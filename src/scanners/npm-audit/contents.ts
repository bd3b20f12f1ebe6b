import path from 'node:path/posix';
import { satisfies, validRange } from 'semver';
import { z } from 'zod';
import { NotCovered } from '../../model/coverage.js';
import { type Entry, findFrom, type Lock, needsOf, type Origin } from './lock.js';

/** What a lock file holds, for the output to be held against: npm prints places, and no versions. */
export const Contents = z.object({
  /** Places besides the root. npm counts them too. */
  places: z.number(),
  /** Packages of a registry as `name@version`, each once: what is to be asked about. */
  packages: z.array(z.string()),
  /** Place → version. */
  versions: z.record(z.string(), z.string()),
  /** Places that are for development alone; absent in what was laid out before this was told. */
  dev: z.array(z.string()).optional(),
  gaps: z.array(NotCovered),
  /** Set when npm was given a project that stands for a lock file of yarn or pnpm: its places and specs mean nothing. */
  foreign: z.object({ /** Packages for development alone, as `name@version`. */ dev: z.array(z.string()) }).optional(),
});
export type Contents = z.infer<typeof Contents>;

/** What `prepare` hands on. */
export const Prepared = z.union([Contents, z.object({ problem: z.string() })]);
export type Prepared = z.infer<typeof Prepared>;

const Names = z.record(z.string(), z.string()).optional();

/** Of a package.json what says who needs what. All else, such as what it wants of npm itself, stays behind. */
export const Manifest = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  dependencies: Names,
  devDependencies: Names,
  optionalDependencies: Names,
  peerDependencies: Names,
  workspaces: z.union([z.array(z.string()), z.object({ packages: z.array(z.string()) })]).optional(),
  overrides: z.unknown().optional(),
  /** What yarn calls them. */
  resolutions: z.unknown().optional(),
});
export type Manifest = z.infer<typeof Manifest>;

/** Why nothing is asked about a package that comes from elsewhere. */
export const WHY: Record<Exclude<Origin, 'registry' | 'own'>, string> = {
  git: 'comes from a repository, not from a registry with advisories',
  file: 'comes from a file, not from a registry with advisories',
  address: 'comes from an address of its own, not from a registry with advisories',
  patched: 'is patched by the project: only what it was before could be asked about',
  unversioned: 'has no version in the lock file',
};

/** What is wrong with how one need is met; undefined when nothing is. */
function whyUnmet(found: Entry | undefined, spec: string): string | undefined {
  if (found === undefined) return 'it is not in the lock file';
  const { origin, version } = found;
  if (origin !== 'registry' || version === undefined || validRange(spec, true) === null) return undefined;
  return satisfies(version, spec, true) ? undefined : `the lock file has ${version}`;
}

/** Needs that the lock file does not meet: what would be installed then, nobody has asked about. */
function unmet({ root, entries }: Lock, manifests: Map<string, Manifest>): NotCovered[] {
  const isOverridden = manifests.get('')?.overrides !== undefined;
  const own = [...manifests].map(([folder, manifest]) => ({ folder, needs: needsOf(manifest), isSource: true }));
  const installed = [['', { needs: root }] as const, ...entries].flatMap(([folder, { needs }]) =>
    manifests.has(folder) ? [] : [{ folder, needs, isSource: false }],
  );
  return [...own, ...installed].flatMap(({ folder, needs, isSource }) =>
    Object.entries(needs).flatMap(([name, spec]) => {
      const found = findFrom(entries, folder, name);
      // Between packages, overrides and --legacy-peer-deps may put another version on purpose.
      const isStrict = isSource && !isOverridden;
      const why = isStrict || found === undefined ? whyUnmet(found, spec) : undefined;
      const who = isSource ? path.join(folder, 'package.json') : folder || 'the lock file';
      return why === undefined ? [] : [{ what: name, why: `${who} asks for ${spec}, and ${why}` }];
    }),
  );
}

/** @param manifests the project's own package.json files, by folder below the lock file's ('' for the one beside it) */
export function contentsOf(lock: Lock, manifests: Map<string, Manifest>): Contents {
  const all = [...lock.entries];
  const registry = all.flatMap(([, { origin, name, version }]) =>
    origin === 'registry' ? [`${name}@${version}`] : [],
  );
  const elsewhere = all.flatMap(([, { origin, name }]) =>
    origin === 'registry' || origin === 'own' ? [] : [{ what: name, why: WHY[origin] }],
  );
  const gaps = new Map([...elsewhere, ...unmet(lock, manifests)].map((gap) => [`${gap.what}\0${gap.why}`, gap]));
  return {
    places: all.length,
    packages: [...new Set(registry)],
    versions: Object.fromEntries(all.flatMap(([place, { version }]) => (version ? [[place, version]] : []))),
    dev: all.flatMap(([place, { dev }]) => (dev ? [place] : [])),
    gaps: [...gaps.values()],
  };
}
