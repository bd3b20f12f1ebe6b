import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { javascriptContents } from './contents-javascript.js';
import { otherContents } from './contents-others.js';
import type { Contents } from './contents-shape.js';
import { keyOf } from './keys.js';

type Reader = (text: string) => Contents;

const NO_VERSION = 'no version';
const REPOSITORY = 'from a repository, not a package of the index';

const TomlLock = z.object({
  package: z
    .array(
      z.object({ name: z.string(), version: z.string().optional(), source: z.unknown() }).partial({ source: true }),
    )
    .default([]),
});

function tomlReader(isOwn: (entry: { source?: unknown }) => boolean): Reader {
  return (text) => {
    const foreign = TomlLock.parse(parseToml(text)).package.filter((entry) => !isOwn(entry));
    const versioned = foreign.flatMap(({ name, version }) => (version === undefined ? [] : [keyOf(name, version)]));
    const others = foreign.filter(({ version }) => version === undefined);
    return { keys: versioned, gaps: others.map(({ name }) => ({ what: name, why: NO_VERSION })) };
  };
}

/** A member of the workspace. */
function isOwnForUv({ source }: { source?: unknown }): boolean {
  return ['editable', 'virtual', 'directory'].some(
    (kind) => typeof source === 'object' && source !== null && kind in source,
  );
}

const PipfileGroup = z.record(z.string(), z.looseObject({ version: z.string().optional() }));

/** All groups become one: it reads `default` alone, and leaves what is needed for development out without a word. */
function inPipfile(text: string): Contents {
  const { _meta, ...groups } = z.looseObject({ _meta: z.unknown().optional() }).parse(JSON.parse(text));
  const entries = Object.values(groups).flatMap((group) => Object.entries(PipfileGroup.parse(group)));
  const isPinned = ([, { version }]: (typeof entries)[number]) => version?.startsWith('==') === true;
  return {
    keys: entries.filter(isPinned).map(([name, { version = '' }]) => keyOf(name, version.replace(/^=+/, ''))),
    gaps: entries.filter((entry) => !isPinned(entry)).map(([name]) => ({ what: name, why: NO_VERSION })),
    copy: JSON.stringify({ _meta, default: Object.fromEntries(entries) }),
  };
}

const ComposerPackages = z.array(z.looseObject({ name: z.string(), version: z.string() }));

/** It leaves `packages-dev` out without a word. */
function inComposer(text: string): Contents {
  const lock = z
    .looseObject({ packages: ComposerPackages, 'packages-dev': ComposerPackages.nullish() })
    .parse(JSON.parse(text));
  const packages = [...lock.packages, ...(lock['packages-dev'] ?? [])];
  return {
    keys: packages.map(({ name, version }) => keyOf(name, version)),
    gaps: [],
    copy: JSON.stringify({ ...lock, packages, 'packages-dev': [] }),
  };
}

const NugetLock = z.looseObject({
  dependencies: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ type: z.string(), resolved: z.string().optional() })),
  ),
});

function inNuget(text: string): Contents {
  const entries = Object.values(NugetLock.parse(JSON.parse(text)).dependencies).flatMap((group) =>
    Object.entries(group),
  );
  // The others are projects of the target.
  const packages = entries.filter(([, { type }]) => type !== 'Project');
  return { keys: packages.map(([name, { resolved = '' }]) => keyOf(name, resolved)), gaps: [] };
}

function inGoMod(text: string): Contents {
  const plain = text.replaceAll(/\/\/.*$/gm, '');
  const replaced = new Set(
    [...plain.matchAll(/^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>/gm)].map(([, name = '']) => name),
  );
  const blocks = [...plain.matchAll(/^require\s*\(([^)]*)\)/gm)].map(([, block = '']) => block);
  const single = [...plain.matchAll(/^require\s+([^\s(].*)$/gm)].map(([, line = '']) => line);
  const lines = [...blocks.flatMap((block) => block.split('\n')), ...single].map((line) => line.trim().split(/\s+/));
  const asked = lines.filter(([name = '', version]) => name !== '' && version !== undefined && !replaced.has(name));
  const [, major = '0', minor = '0'] = /^go\s+(\d+)\.(\d+)/m.exec(text) ?? [];
  // Since Go 1.17 all modules that are built stand in go.mod. @see https://go.dev/ref/mod#go-mod-file-go
  const namesAll = asked.length === 0 || Number(major) > 1 || Number(minor) >= 17;
  const why = 'indirect requirements are not named in it (go.mod of before Go 1.17)';
  return {
    keys: asked.map(([name = '', version = '']) => keyOf(name, version)),
    gaps: namesAll ? [] : [{ what: 'packages', why }],
  };
}

function inGemfile(text: string): Contents {
  const sections = text.split(/^(?=\S)/m).filter((section) => /^(?:GEM|GIT)\b/.test(section));
  const entries = sections.flatMap((section) => [...section.matchAll(/^ {4}(\S+) \(([^)]+)\)$/gm)]);
  return { keys: entries.map(([, name = '', version = '']) => keyOf(name, version)), gaps: [] };
}

function inGradle(text: string): Contents {
  const entries = [...text.matchAll(/^\s*([^#\s:=]+):([^\s:=]+):([^\s:=]+)=/gm)];
  return { keys: entries.map(([, group, name, version = '']) => keyOf(`${group}/${name}`, version)), gaps: [] };
}

function inMix(text: string): Contents {
  const entries = [...text.matchAll(/^\s*"([^"]+)":\s*\{:(\w+),(?:\s*:"?([\w.]+)"?,\s*"([^"]+)")?/gm)];
  const isHex = ([, , source, , version]: RegExpMatchArray) => source === 'hex' && version !== undefined;
  return {
    keys: entries.filter(isHex).map(([, , , name = '', version = '']) => keyOf(name, version)),
    gaps: entries.filter((entry) => !isHex(entry)).map(([, name = '']) => ({ what: name, why: REPOSITORY })),
  };
}

const PubLock = z.object({
  packages: z.record(z.string(), z.object({ source: z.string(), version: z.string() })).nullish(),
});

function inPub(text: string): Contents {
  const entries = Object.entries(PubLock.parse(parseYaml(text)).packages ?? {});
  const from = (...sources: string[]) => entries.filter(([, { source }]) => sources.includes(source));
  return {
    keys: from('hosted').map(([name, { version }]) => keyOf(name, version)),
    gaps: from('git').map(([name]) => ({ what: name, why: REPOSITORY })),
  };
}

const READERS: Record<string, Reader> = {
  'poetry.lock': tomlReader(() => false),
  'pdm.lock': tomlReader(() => false),
  'uv.lock': tomlReader(isOwnForUv),
  // Members of the workspace have no source.
  'Cargo.lock': tomlReader(({ source }) => source === undefined),
  'Pipfile.lock': inPipfile,
  'composer.lock': inComposer,
  'packages.lock.json': inNuget,
  'go.mod': inGoMod,
  'Gemfile.lock': inGemfile,
  'gradle.lockfile': inGradle,
  'mix.lock': inMix,
  'pubspec.lock': inPub,
  ...javascriptContents,
  ...otherContents,
};

/**
 * Reads a lock file.
 * @param format the name by which the scanner knows such files
 * @returns undefined when it cannot be read
 */
export function readContents(format: string, text: string): Contents | undefined {
  try {
    return READERS[format]?.(text);
  } catch {
    return undefined; // then nothing of it will be listed either
  }
}
