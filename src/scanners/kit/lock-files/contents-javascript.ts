import { parse as parseYaml, stringify } from 'yaml';
import { z } from 'zod';
import type { Contents } from './contents-shape.js';
import { keyOf } from './keys.js';

// Grype and Syft leave what is needed for development alone out of all of these, without a word, and not every release
// has an option for it: so they are given copies that do not tell.

const NO_VERSION = 'no version';

const NpmEntry = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  link: z.boolean().optional(),
});
type NpmEntry = z.infer<typeof NpmEntry>;

function withoutDev({ dev, devOptional, ...entry }: Record<string, unknown>): Record<string, unknown> {
  return entry;
}

/** The first lock files of npm are a tree. */
function inNpmTree(entries: unknown): [string, NpmEntry][] {
  return Object.entries(z.record(z.string(), NpmEntry).parse(entries ?? {})).flatMap(([name, entry]) => [
    [name, entry],
    ...inNpmTree(entry['dependencies']),
  ]);
}

function treeWithoutDev(entries: unknown): Record<string, unknown> {
  const tree = z.record(z.string(), NpmEntry).parse(entries ?? {});
  return Object.fromEntries(
    Object.entries(tree).map(([name, entry]) => {
      const inner = entry['dependencies'] ? { dependencies: treeWithoutDev(entry['dependencies']) } : {};
      return [name, { ...withoutDev(entry), ...inner }];
    }),
  );
}

/** With an alias (`npm:name@1.0.0`), the version names the package. */
function keyOfEntry(name: string, version: string): string {
  const alias = /^npm:(?<name>.+)@(?<version>[^@]+)$/.exec(version)?.groups;
  return keyOf(alias?.['name'] ?? name, alias?.['version'] ?? version);
}

function contentsOf(entries: [string, NpmEntry][], copy: unknown): Contents {
  // A link to a repository or an archive stands in the place of a version.
  const isVersioned = ([, { version = '' }]: [string, NpmEntry]) => /^npm:|^[^:/]+$/.test(version);
  return {
    keys: entries.filter(isVersioned).map(([name, { version = '' }]) => keyOfEntry(name, version)),
    gaps: entries.filter((entry) => !isVersioned(entry)).map(([name]) => ({ what: name, why: NO_VERSION })),
    copy: JSON.stringify(copy),
  };
}

function inNpm(text: string): Contents {
  const lock = z.looseObject({ packages: z.record(z.string(), NpmEntry).optional() }).parse(JSON.parse(text));
  if (lock.packages === undefined) {
    const copy = { ...lock, dependencies: treeWithoutDev(lock['dependencies']) };
    return contentsOf(inNpmTree(lock['dependencies']), copy);
  }
  // The others are the target's own: itself, the members of its workspace, and links to them.
  const foreign = Object.entries(lock.packages).filter(
    ([place, { link }]) => link !== true && place.split('/').includes('node_modules'),
  );
  const packages = Object.fromEntries(foreign.map(([place, entry]) => [place, withoutDev(entry)]));
  const named = foreign.map(([place, entry]): [string, NpmEntry] => {
    return [entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length), entry];
  });
  return contentsOf(named, { ...lock, packages });
}

/** Of the first and of later releases: `name@range:`, or `"name@npm:range, …":`, then the version. */
function inYarn(text: string): Contents {
  const entries = [...text.matchAll(/^"?((?:@[^/\s"]+\/)?[^@\s"]+)@([^\n]*):\n((?: {2}[^\n]*\n?)+)/gm)];
  const own = (range: string) => /^(?:workspace|link|portal):/.test(range);
  const foreign = entries.filter(([, , range = '']) => !own(range));
  return {
    keys: foreign.flatMap(([, name = '', range = '', body = '']) => {
      const version = /^ {2}version:? "?([^"\s]+)"?/m.exec(body)?.[1];
      const alias = /^npm:((?:@[^/\s"]+\/)?[^@\s"]+)@/.exec(range)?.[1];
      return version === undefined ? [] : [keyOf(alias ?? name, version)];
    }),
    gaps: [],
  };
}

const PnpmLock = z.looseObject({ packages: z.record(z.string(), z.looseObject({})).nullish() });

/** Keys were `/name/1.0.0_peer`, then `/name@1.0.0(peer)`, and are `name@1.0.0` now. */
const PNPM_KEYS = [
  /^\/(?<name>(?:@[^/]+\/)?[^/@]+)\/(?<version>[^/_(]+)/,
  /^\/?(?<name>(?:@[^/]+\/)?[^/@]+)@(?<version>[^(]+)/,
];

function inPnpm(text: string): Contents {
  const lock = PnpmLock.parse(parseYaml(text));
  // Folders of the target have keys of their own.
  const foreign = Object.entries(lock.packages ?? {}).filter(([key]) => !key.startsWith('file:'));
  const read = foreign.map(([key]) => {
    const pattern = PNPM_KEYS.find((candidate) => candidate.test(key));
    const { name, version = '' } = pattern?.exec(key)?.groups ?? {};
    return { key, name: /[:/]/.test(version) ? undefined : name, version };
  });
  const packages = Object.fromEntries(foreign.map(([key, entry]) => [key, withoutDev(entry)]));
  return {
    keys: read.flatMap(({ name, version }) => (name === undefined ? [] : [keyOf(name, version)])),
    gaps: read.filter(({ name }) => name === undefined).map(({ key }) => ({ what: key, why: NO_VERSION })),
    copy: stringify({ ...lock, packages }),
  };
}

function inBun(text: string): Contents {
  const entries = [...text.matchAll(/^\s+"[^"]+": \["((?:@[^/"]+\/)?[^@"]+)@([^"]+)"/gm)];
  const own = (version: string) => /^(?:workspace|link|file):/.test(version);
  return {
    keys: entries
      .filter(([, , version = '']) => !own(version))
      .map(([, name = '', version = '']) => keyOf(name, version)),
    gaps: [],
    copy: text.replaceAll('"devDependencies":', '"withoutMeaning":'),
  };
}

/** By the name of the format. */
export const javascriptContents: Record<string, (text: string) => Contents> = {
  'package-lock.json': inNpm,
  'yarn.lock': inYarn,
  'pnpm-lock.yaml': inPnpm,
  'bun.lock': inBun,
};
