import path from 'node:path/posix';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

const Entries = z.record(z.string(), z.unknown());
const Named = z.record(z.string(), z.looseObject({}));

const matches = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** Entries of all groups, each name and version once: as they are counted where they are read. */
function inPipfile(text: string): number {
  const { _meta, ...groups } = z.record(z.string(), Named).parse(JSON.parse(text));
  const all = Object.values(groups).flatMap((group) =>
    Object.entries(group).map(([name, { version }]) => `${name}${version}`),
  );
  return new Set(all).size;
}

function inPnpm(text: string): number {
  const { packages } = z.looseObject({ packages: Entries.nullish() }).parse(parseYaml(text));
  // The others are folders of the target.
  return Object.keys(packages ?? {}).filter((name) => !name.startsWith('file:')).length;
}

/**
 * Formats of whose entries it reads those that look as it knows them, and passes over the others without a word: how
 * many packages a file has. What is read has to come to as many.
 */
const COUNTS: Record<string, (text: string) => number> = {
  // Passed over: what has no version, other groups than `default` and `develop`.
  'Pipfile.lock': inPipfile,
  // Passed over: packages of GitHub, Bioconductor and mirrors of CRAN.
  'renv.lock': (text) => Object.keys(z.object({ Packages: Entries }).parse(JSON.parse(text)).Packages).length,
  'pnpm-lock.yaml': inPnpm,
  'mix.lock': (text) => matches(text, /^\s*"[^"]+":\s*\{/gm),
  // Passed over: archives and repositories.
  'stack.yaml.lock': (text) => z.object({ packages: z.array(z.unknown()) }).parse(parseYaml(text)).packages.length,
  'gradle.lockfile': (text) => matches(text, /^(?!#|empty=)\s*\S/gm),
  'buildscript-gradle.lockfile': (text) => matches(text, /^(?!#|empty=)\s*\S/gm),
  'Gemfile.lock': (text) => matches(text, /^ {4}\S.*\(.*\)$/gm),
  'gems.locked': (text) => matches(text, /^ {4}\S.*\(.*\)$/gm),
  'cabal.project.freeze': (text) => matches(text, /\bany\.\S+\s*==/g),
};

/** How many packages a lock file has, for formats of which some may be passed over; undefined for others, or unreadable ones. */
export function countPackages(file: string, text: string): number | undefined {
  try {
    return COUNTS[path.basename(file)]?.(text);
  } catch {
    return undefined; // then it says itself that the file is broken
  }
}

/** The target's own packages in npm's lock file: members of the workspace, and the links to them. */
function withoutMembers(text: string): string {
  const lock = z.looseObject({ packages: Named.optional() }).parse(JSON.parse(text));
  if (lock.packages === undefined) return text;
  const isOwn = ([place, entry]: [string, Record<string, unknown>]) =>
    entry['link'] === true
      ? !String(entry['resolved']).startsWith('..')
      : place !== '' && !place.startsWith('..') && !place.split('/').includes('node_modules');
  const packages = Object.fromEntries(Object.entries(lock.packages).filter((entry) => !isOwn(entry)));
  return JSON.stringify({ ...lock, packages });
}

/** Without references to other projects of the solution, which have lock files of their own. */
function withoutProjects(text: string): string {
  const lock = z.looseObject({ dependencies: z.record(z.string(), Named) }).parse(JSON.parse(text));
  const dependencies = Object.fromEntries(
    Object.entries(lock.dependencies).map(([framework, entries]) => [
      framework,
      Object.fromEntries(Object.entries(entries).filter(([, { type }]) => type !== 'Project')),
    ]),
  );
  return JSON.stringify({ ...lock, dependencies });
}

/** Without the members of the workspace that have no version. */
function withoutUnversionedMembers(text: string): string {
  const blocks = text.split(/^(?=\[\[package\]\])/m);
  const isOwn = (block: string) =>
    /^source = \{ (?:editable|virtual|directory) = "(?!\.\.\/)/m.test(block) && !/^version = /m.test(block);
  return blocks.filter((block) => !isOwn(block)).join('');
}

const WITHOUT_OWN: Record<string, (text: string) => string> = {
  'package-lock.json': withoutMembers,
  'npm-shrinkwrap.json': withoutMembers,
  'packages.lock.json': withoutProjects,
  'uv.lock': withoutUnversionedMembers,
};

/**
 * A lock file without the target's own parts, which no index knows and which would read as packages without a version.
 * Undefined when there is nothing to take out, or the file is broken: then it is given as it is.
 */
export function withoutOwn(file: string, text: string): string | undefined {
  try {
    return WITHOUT_OWN[path.basename(file)]?.(text);
  } catch {
    return undefined; // then it says itself that the file is broken
  }
}

/** What a lock file does not name although it is installed; undefined when it names all. */
export function whatIsUnnamed(file: string, text: string, hasSum: boolean): string | undefined {
  const name = path.basename(file);
  if (name === 'stack.yaml.lock' && /^snapshots:\s*\n\s*- /m.test(text)) {
    return 'the packages of its snapshot are not named in it';
  }
  if (name !== 'go.mod') return undefined;
  const [, major = '0', minor = '0'] = /^go\s+(\d+)\.(\d+)/m.exec(text) ?? [];
  const namesAll = Number(major) > 1 || Number(minor) >= 17;
  // Since Go 1.17 all modules that are built stand in go.mod. Before, go.sum is read too, but not without a `go` line.
  if (namesAll || !/^\s*require\b/m.test(text) || (hasSum && major !== '0')) return undefined;
  return 'indirect requirements are not named in it (go.mod of before Go 1.17)';
}
