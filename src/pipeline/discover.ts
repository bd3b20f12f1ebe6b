import { lstat, open } from 'node:fs/promises';
import ignore from 'ignore';
import type { HiddenPath, Inventory, InventoryFile } from '../model/inventory.js';
import { gitFacts } from './git.js';
import { kindsByContent, kindsByPath, needsContent } from './kinds.js';
import { decodeName, listByGit, listByWalk } from './listing.js';
import { below } from './relative.js';

const HEAD_BYTES = 4096;
const AT_ONCE = 64;

export interface DiscoverOptions {
  /** Absolute paths below the target that are never part of it: Muster's own results. */
  leaveOut?: string[];
  /** Patterns (as in `.gitignore`) of what the configuration excludes, and why. */
  exclude?: { path: string; reason: string }[];
}

async function describe(root: string, name: Buffer): Promise<InventoryFile | HiddenPath> {
  const { path: shown, exact } = decodeName(name);
  const absolute = Buffer.concat([Buffer.from(`${root}/`), name]);
  try {
    const facts = await lstat(absolute);
    if (facts.isSymbolicLink()) return { path: shown, kind: 'link', why: 'symbolic link, not followed' };
    if (facts.isDirectory())
      return { path: `${shown.replace(/\/$/, '')}/`, kind: 'repository', why: 'submodule or repository of its own' };
    if (!facts.isFile()) return { path: shown, kind: 'not-a-file', why: 'not a regular file' };
    const handle = await open(absolute);
    try {
      const { kinds, ecosystem } = kindsByPath(shown);
      if (needsContent(shown)) {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
        kinds.push(...kindsByContent(shown, buffer.toString('utf8', 0, bytesRead)));
      }
      return {
        path: shown,
        size: facts.size,
        stamp: [facts.size, facts.mtimeMs, facts.ctimeMs, facts.ino].join(':'),
        kinds: [...new Set(kinds)],
        ...(ecosystem ? { ecosystem } : {}),
        ...(exact ? {} : { nameIsNotUtf8: true as const }),
      };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // In Git's index and no longer in the work tree.
    if (code === 'ENOENT') return { path: shown, kind: 'deleted', why: 'deleted in the work tree' };
    return { path: shown, kind: 'unreadable', why: `unreadable: ${code}` };
  }
}

/**
 * Lists what is in a target and what each file is. Reads, changes nothing, runs nothing but `git ls-files`.
 * @param root absolute path of a folder that can be read
 */
export async function discover(root: string, options: DiscoverOptions = {}): Promise<Inventory> {
  const facts = await gitFacts(root);
  const listing = facts
    ? await listByGit(root).catch(async (error: Error) => {
        const listed = await listByWalk(root);
        listed.notes.push(
          `git could not list the files (${error.message.split('\n')[0]}); the folder was walked instead`,
        );
        return listed;
      })
    : await listByWalk(root);

  const isLeftOut = below(root, options.leaveOut ?? []);
  const hidden = listing.hidden.filter(({ path: file }) => !isLeftOut(file.replace(/\/$/, '')));
  const exclusions = (options.exclude ?? []).map(({ path: pattern, reason }) => ({
    matcher: ignore().add(pattern),
    why: `muster.yml excludes ${pattern}: ${reason}`,
  }));
  const files: InventoryFile[] = [];
  const names = listing.names.filter((name) => !isLeftOut(decodeName(name).path));
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const batch = await Promise.all(names.slice(from, from + AT_ONCE).map((name) => describe(root, name)));
    for (const entry of batch) {
      const exclusion = exclusions.find(({ matcher }) => matcher.ignores(entry.path.replace(/\/$/, '')));
      if (!('kinds' in entry)) hidden.push(entry);
      else if (exclusion) hidden.push({ path: entry.path, kind: 'excluded', why: exclusion.why });
      else files.push(entry);
    }
  }
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
  return {
    root,
    ...(facts ? { git: facts } : {}),
    files: files.sort(byPath),
    hidden: hidden.sort(byPath),
    notes: listing.notes,
  };
}

/**
 * What is no longer as it was listed: files that came, went or changed. What scanners say of them may be about other
 * bytes than those that are there.
 */
export function changedSince(before: Inventory, now: Inventory): string[] {
  const stamps = ({ files }: Inventory) => new Map(files.map(({ path: file, stamp }) => [file, stamp]));
  const [then, today] = [stamps(before), stamps(now)];
  const changed = [...then].filter(([file, stamp]) => today.get(file) !== stamp).map(([file]) => file);
  const came = [...today.keys()].filter((file) => !then.has(file));
  return [...changed, ...came].sort();
}
