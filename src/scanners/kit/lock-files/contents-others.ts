import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Contents } from './contents-shape.js';
import { keyOf } from './keys.js';

const REPOSITORY = 'from a repository, not a package of the index';

const References = z.array(z.string()).nullish();
const ConanLock = z.looseObject({
  requires: References,
  build_requires: References,
  python_requires: References,
  graph_lock: z.object({ nodes: z.record(z.string(), z.object({ ref: z.string().nullish() })) }).nullish(),
});

/** `name/version`, and then the user, the channel, revisions and a date. */
function keysOfReferences(references: string[]): string[] {
  return references.flatMap((reference) => {
    const [, name, version] = /^([^/@#%]+)\/([^/@#%:]+)/.exec(reference) ?? [];
    return name === undefined || version === undefined ? [] : [keyOf(name, version)];
  });
}

/** All lists become one: it reads `requires` alone. @see https://docs.conan.io/2/tutorial/versioning/lockfiles.html */
function inConan(text: string): Contents {
  const lock = ConanLock.parse(JSON.parse(text));
  const { requires, build_requires, python_requires, graph_lock } = lock;
  const all = [...(requires ?? []), ...(build_requires ?? []), ...(python_requires ?? [])];
  // The one without a reference is the target itself.
  const inGraph = Object.values(graph_lock?.nodes ?? {}).flatMap(({ ref }) => ref ?? []);
  return { keys: keysOfReferences([...all, ...inGraph]), gaps: [], copy: JSON.stringify({ ...lock, requires: all }) };
}

const StackLock = z.object({
  packages: z.array(z.object({ completed: z.object({ hackage: z.string().optional(), name: z.string().optional() }) })),
  snapshots: z.array(z.unknown()).nullish(),
});

/** @see https://docs.haskellstack.org/en/stable/topics/lock_files/ */
function inStack(text: string): Contents {
  const { packages, snapshots } = StackLock.parse(parseYaml(text));
  const ofIndex = packages.flatMap(({ completed: { hackage } }) => hackage ?? []);
  const others = packages.filter(({ completed: { hackage } }) => hackage === undefined);
  const why = 'it names the set of packages (snapshot) and not what is in it';
  return {
    keys: ofIndex.flatMap((entry) => {
      const [, name = '', version = ''] = /^(.+)-([\d.]+)(?:@|$)/.exec(entry) ?? [];
      return name === '' ? [] : [keyOf(name, version)];
    }),
    gaps: [
      ...others.map(({ completed: { name = 'a package' } }) => ({ what: name, why: REPOSITORY })),
      ...((snapshots ?? []).length > 0 ? [{ what: 'packages of the snapshot', why }] : []),
    ],
  };
}

/** By the name of the format. */
export const otherContents: Record<string, (text: string) => Contents> = {
  'conan.lock': inConan,
  'stack.yaml.lock': inStack,
};
