import { valid } from 'semver';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import { checked, type Foreign, type Item, registryItem, withoutMarks } from './foreign.js';
import type { Origin } from './lock.js';

const Names = z.record(z.string(), z.string()).nullish();

const Row = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  dev: z.boolean().optional(),
  resolution: z
    .object({
      tarball: z.string().optional(),
      type: z.string().optional(),
      directory: z.string().optional(),
      repo: z.string().optional(),
    })
    .optional(),
  dependencies: Names,
  bundledDependencies: z.union([z.array(z.string()), z.boolean()]).optional(),
});
type Row = z.infer<typeof Row>;

/** Since lockfileVersion 6, what a project asks for stands beside what it became. */
const Asked = z.record(z.string(), z.union([z.string(), z.object({ specifier: z.string() })])).nullish();

const Importer = z.object({
  specifiers: Names,
  dependencies: Asked,
  devDependencies: Asked,
  optionalDependencies: Asked,
});
type Importer = z.infer<typeof Importer>;

const PnpmLock = Importer.extend({
  lockfileVersion: z.union([z.string(), z.number()]),
  importers: z.record(z.string(), Importer).nullish(),
  packages: z
    .record(
      z.string(),
      Row.nullish().transform((row) => row ?? {}),
    )
    .nullish(),
  snapshots: z.record(z.string(), z.object({ dependencies: Names })).nullish(),
  patchedDependencies: z.record(z.string(), z.unknown()).nullish(),
  overrides: z.unknown().optional(),
});
type PnpmLock = z.infer<typeof PnpmLock>;

/**
 * How packages of a registry are named: `/name/1.0.0_peer`, `/name@1.0.0(peer)`, `name@1.0.0`; the first two with a
 * host in front when it is not the usual registry, the last with a slash in drafts of version 9.
 */
const KEYS = {
  5: /^[^/]*\/(?<name>(?:@[^/]+\/)?[^/@]+)\/(?<version>[^/_(]+)/,
  6: /^[^/@(]*\/(?<name>(?:@[^/@]+\/)?[^/@]+)@(?<version>[^(]+)/,
  9: /^\/?(?<name>(?:@[^/@]+\/)?[^/@]+)@(?<version>[^(]+)/,
};
type Major = keyof typeof KEYS;

/** The addresses of archives that GitHub, GitLab and Bitbucket make of a commit. */
const HOSTED =
  /^https:\/\/(?:codeload\.github\.com\/|[^/]*gitlab[^/]*\/(?:api\/|.*\/-\/archive\/)|bitbucket\.org\/.*\/get\/)/;

function originOf(reference: string, { resolution = {} }: Row): Origin {
  const { tarball = '', type, directory, repo } = resolution;
  if (type === 'directory' || directory !== undefined) return 'own';
  if (type === 'git' || repo !== undefined || HOSTED.test(tarball) || /^git[+:@]/.test(reference)) return 'git';
  return tarball.startsWith('file:') || reference.startsWith('file:') ? 'file' : 'address';
}

function itemOf(major: Major, key: string, row: Row): Item {
  const { name, version = '' } = KEYS[major].exec(key)?.groups ?? {};
  const isElsewhere = key.startsWith('file:') || row.resolution?.type !== undefined;
  if (name !== undefined && valid(version, true) !== null && !isElsewhere) {
    return registryItem(name, version, row.dev);
  }
  const known = row.name ?? (major === 9 ? name : undefined) ?? key;
  return { name: known, version: row.version, origin: originOf(major === 9 ? version : key, row) };
}

function majorOf({ lockfileVersion }: PnpmLock): Major {
  const major = /^(?<major>[569])(?:\.|$)/.exec(String(lockfileVersion))?.groups?.['major'];
  if (major === undefined) throw new Error(`its lockfileVersion ${lockfileVersion} is not one that is known here`);
  return Number(major) as Major;
}

/** What a project asks for, by name. */
function specsOf({ specifiers, dependencies, devDependencies, optionalDependencies }: Importer): Map<string, string> {
  const beside = [dependencies, devDependencies, optionalDependencies].flatMap((asked) =>
    Object.entries(asked ?? {}).flatMap(([name, to]) =>
      typeof to === 'string' ? [] : [[name, to.specifier] as const],
    ),
  );
  return new Map([...Object.entries(specifiers ?? {}), ...beside]);
}

/** Whether what a package needs has an entry; a folder or a file is named by its path. */
function hasEntry(keys: Set<string>, name: string, to: string): boolean {
  const forms = [to, `/${name}/${to}`, `/${name}@${to}`, `${name}@${to}`];
  return /^(?:link|file|workspace):/.test(to) || forms.some((key) => keys.has(key));
}

function gapsOf({ packages, snapshots }: PnpmLock, items: Map<string, Item>): NotCovered[] {
  // With its peers a package has a snapshot; what it is stands in its entry without them.
  const withPeers = Object.keys(snapshots ?? {}).filter((key) => items.has(key.replace(/\(.*$/, '')));
  const keys = new Set([...items.keys(), ...withPeers]);
  const needs = Object.entries(snapshots ?? packages ?? {}).flatMap(([key, { dependencies }]) =>
    Object.entries(dependencies ?? {}).flatMap(([name, to]) =>
      hasEntry(keys, name, to) ? [] : [{ what: name, why: `${key} asks for ${to}, and it is not in the lock file` }],
    ),
  );
  const shipped = Object.entries(packages ?? {}).flatMap(([key, { bundledDependencies: bundled }]) => {
    const names = Array.isArray(bundled) ? bundled : bundled ? ['its dependencies'] : [];
    return names.map((what) => ({ what, why: `is shipped inside ${key}, without a version in the lock file` }));
  });
  return [...needs, ...shipped];
}

function readOne(lock: PnpmLock): Foreign {
  const major = majorOf(lock);
  const items = new Map(Object.entries(lock.packages ?? {}).map(([key, row]) => [key, itemOf(major, key, row)]));
  const patched = Object.keys(lock.patchedDependencies ?? {}).map((key): Item => {
    return { name: /^(?<name>@?[^@]+)/.exec(key)?.groups?.['name'] ?? key, origin: 'patched' };
  });
  const projects = Object.entries(lock.importers ?? { '.': lock });
  const specs = new Map(projects.map(([folder, project]) => [folder === '.' ? '' : folder, specsOf(project)]));
  return {
    items: [...items.values(), ...patched],
    folders: [...specs.keys()],
    gaps: gapsOf(lock, items),
    // What is overridden stands in it as what it is overridden with.
    isMet: (folder, name, spec) => specs.get(folder)?.get(name) === spec || !!lock.overrides,
  };
}

function parse(text: string): PnpmLock[] {
  const documents = parseAllDocuments(withoutMarks(text));
  if (!Array.isArray(documents)) throw new Error('it is empty');
  return documents.map((document) => {
    const [error] = document.errors;
    if (error) throw new Error(`not YAML: ${error.message.split('\n')[0]}`);
    return checked(PnpmLock, document.toJS());
  });
}

/**
 * Reads a pnpm-lock.yaml of version 5, 6 or 9. pnpm 11 writes a document about itself in front of the project's.
 * @throws Error when it is none
 */
export function readPnpmLock(text: string): Foreign {
  const all = parse(text).map(readOne);
  const project = all.at(-1);
  if (!project) throw new Error('it is empty');
  return { ...project, items: all.flatMap(({ items }) => items), gaps: all.flatMap(({ gaps }) => gaps) };
}
