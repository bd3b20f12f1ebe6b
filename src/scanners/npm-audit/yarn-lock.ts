import { parseSyml } from '@yarnpkg/parsers';
import { validRange } from 'semver';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import { checked, type Foreign, type Item, registryItem, withoutMarks } from './foreign.js';
import type { Origin } from './lock.js';

const Names = z.record(z.string(), z.string()).optional();

const First = z.record(
  z.string(),
  z.object({ version: z.string(), resolved: z.string().optional(), dependencies: Names }),
);

const Later = z.record(
  z.string(),
  z.object({
    version: z.string(),
    resolution: z.string(),
    dependencies: Names,
    dependenciesMeta: z.record(z.string(), z.object({ optional: z.string().optional() })).optional(),
  }),
);

const Metadata = z.object({ version: z.string() });

/** A name, and what is asked for: a range, a tag, an address. */
const DESCRIPTOR = /^(?<name>@?[^@]+)@(?<range>.*)$/s;
const GIT = /^git[+:@]|\.git(?:#|$)|^https?:\/\/codeload\.github\.com\/|^https?:.*#commit=/;

function split(descriptor: string): { name: string; range: string } {
  const { name, range } = DESCRIPTOR.exec(descriptor)?.groups ?? {};
  if (name === undefined || range === undefined)
    throw new Error(`no package is named by ${JSON.stringify(descriptor)}`);
  return { name, range };
}

/** Where what is asked for by a range comes from; both generations of yarn know these. */
function originOf(range: string): Origin {
  if (/^(?:link|portal|workspace):/.test(range)) return 'own';
  const address = range.replace(/(?:::|#).*$/s, '');
  if (/^(?:file:|exec:|\.{0,2}\/|~\/)/.test(range)) return /\.(?:tgz|tar\.gz|tar|js)$/i.test(address) ? 'file' : 'own';
  if (GIT.test(range)) return 'git';
  // A tag is a word; `owner/name` is a repository of GitHub.
  if (/^npm:/.test(range) || validRange(range, true) !== null || !/[/:]/.test(range)) return 'registry';
  return /^(?:github|gitlab|bitbucket|gist|ssh):|^[^:]+$/.test(range) ? 'git' : 'address';
}

function missing(names: Set<string>, who: string, needs: Record<string, string> = {}): NotCovered[] {
  return Object.entries(needs).flatMap(([name, spec]) =>
    names.has(name) ? [] : [{ what: name, why: `${who} asks for ${spec}, and it is not in the lock file` }],
  );
}

/** Of yarn 1: what was asked for → what it became. */
function readFirst(document: unknown): Foreign {
  const rows = Object.entries(checked(First, document)).map(([key, row]) => ({ ...split(key), key, ...row }));
  const items = rows.map(({ name, range, version, resolved = '' }): Item => {
    const alias = /^npm:(?<real>@?[^@]+)@/.exec(range)?.groups?.['real'];
    const asked = originOf(range);
    // By `resolutions`, another thing may stand where a range asked for a package of the registry.
    const put = GIT.test(resolved) ? 'git' : /^file:/.test(resolved) ? 'file' : asked;
    const origin = asked === 'registry' ? put : asked;
    return origin === 'registry' ? registryItem(alias ?? name, version) : { name, version, origin };
  });
  const keys = new Set(rows.map(({ key }) => key));
  const names = new Set(rows.map(({ name }) => name));
  return {
    items,
    folders: [''],
    gaps: rows.flatMap(({ key, dependencies }) => missing(names, key, dependencies)),
    isMet(_, name, spec, { workspaces, resolutions }) {
      if (keys.has(`${name}@${spec}`)) return true;
      // Folders of the project have no entry, and `resolutions` may have put another one in its place.
      return /^(?:link|file|workspace|portal):/.test(spec) || (!!workspaces && !names.has(name)) || !!resolutions;
    },
  };
}

/** What a package is, by its locator: `name@npm:1.0.0`, `name@patch:…`, `name@workspace:…`. */
function itemOf(resolution: string, version: string): Item {
  const { name, range } = split(resolution);
  if (range.startsWith('npm:')) return registryItem(name, range.slice('npm:'.length).replace(/::.*$/s, ''));
  if (range.startsWith('patch:')) {
    // Yarn's own patches, which are everywhere, make a package work with it and change nothing else.
    return /#.*builtin</.test(range) ? registryItem(name, version) : { name, version, origin: 'patched' };
  }
  const origin = originOf(range);
  return { name, version, origin: origin === 'registry' ? 'address' : origin };
}

/** Of yarn 2 and later. */
function readLater(document: Record<string, unknown>): Foreign {
  const { __metadata: metadata, ...entries } = document;
  checked(Metadata, metadata);
  const rows = Object.entries(checked(Later, entries)).map(([key, row]) => ({ key, ...row }));
  const keys = new Set(rows.flatMap(({ key }) => key.split(/\s*,\s*/)));
  const names = new Set([...keys].flatMap((key) => DESCRIPTOR.exec(key)?.groups?.['name'] ?? []));
  const members = new Set(
    rows.flatMap(({ resolution }) => (/@workspace:/.test(resolution) ? [split(resolution).name] : [])),
  );
  return {
    items: rows.map(({ resolution, version }) => itemOf(resolution, version)),
    folders: ['', ...rows.flatMap(({ resolution }) => /@workspace:(?!\.$)(?<folder>.+)$/.exec(resolution)?.[1] ?? [])],
    gaps: rows.flatMap(({ resolution, dependencies = {}, dependenciesMeta = {} }) => {
      const needs = Object.entries(dependencies).filter(([name]) => dependenciesMeta[name]?.optional !== 'true');
      return missing(names, resolution, Object.fromEntries(needs));
    }),
    isMet(_, name, spec, { resolutions }) {
      const isThere = [`npm:${spec}`, spec].some((range) => keys.has(`${name}@${range}`));
      // Catalogs stand in another file; a member may be asked for by a range.
      return (
        isThere ||
        members.has(name) ||
        spec.startsWith('catalog:') ||
        !!resolutions ||
        [...keys].some(startsAs(name, spec))
      );
    },
  };
}

/** What a patch, a link or a file is bound to is added to what was asked for. */
function startsAs(name: string, spec: string): (key: string) => boolean {
  return (key) => /^[a-z]+:/.test(spec) && (key.startsWith(`${name}@${spec}:`) || key.startsWith(`${name}@${spec}#`));
}

/**
 * Reads a yarn.lock of any yarn.
 * @throws Error when it is none
 */
export function readYarnLock(text: string): Foreign {
  const clean = withoutMarks(text);
  if (clean.trim() === '') throw new Error('it is empty');
  const isLater = /^__metadata:/m.test(clean);
  let document: Record<string, unknown>;
  try {
    // The first yarn reads a file without its heading too.
    document = parseSyml(isLater ? clean : `# yarn lockfile v1\n${clean}`);
  } catch (error) {
    throw new Error(`not a lock file that can be read: ${(error as Error).message.split('\n')[0]}`);
  }
  return isLater ? readLater(document) : readFirst(document);
}
