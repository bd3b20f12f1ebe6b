import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import ignore from 'ignore';
import type { HiddenPath, Inventory, InventoryFile } from '../model/inventory.js';
import { git, gitFacts } from './git.js';
import { kindsByContent, kindsByPath, needsContent } from './kinds.js';

const HEAD_BYTES = 4096;
const AT_ONCE = 64;

export interface DiscoverOptions {
  /** Absolute paths below the target that are never part of it: Muster's own results. */
  leaveOut?: string[];
}

interface Listing {
  /** Bytes of paths relative to the root, forward slashes. */
  names: Buffer[];
  hidden: HiddenPath[];
  notes: string[];
}

/** A path as text. Bytes that are not UTF-8 become `\xNN`, so that two such names stay two names. */
function decode(name: Buffer): { path: string; exact: boolean } {
  const text = name.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(name)) return { path: text, exact: true };
  const latin = [...name].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`));
  return { path: latin.join(''), exact: false };
}

function splitZero(list: Buffer): Buffer[] {
  const names: Buffer[] = [];
  for (let from = 0; from < list.length; ) {
    const to = list.indexOf(0, from);
    if (to > from) names.push(list.subarray(from, to));
    from = to < 0 ? list.length : to + 1;
  }
  return names;
}

/** Tracked and untracked files as Git sees them; what its ignore rules hide is named, whole folders as one line. */
async function listByGit(root: string): Promise<Listing> {
  const files = splitZero(await git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']));
  const ignored = splitZero(
    await git(root, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory']),
  );
  return {
    // An unmerged file is listed once a stage.
    names: [...new Map(files.map((name) => [name.toString('latin1'), name])).values()],
    hidden: ignored.map((name) => ({ path: decode(name).path, why: '.gitignore', gap: false })),
    notes: [],
  };
}

/** The same for a folder that is no work tree: `.gitignore` files are honoured where they stand. */
async function listByWalk(root: string): Promise<Listing> {
  const listing: Listing = { names: [], hidden: [], notes: [] };
  type Rules = { base: string; matcher: ReturnType<typeof ignore> }[];
  const isIgnored = (rules: Rules, file: string) => {
    let verdict = false;
    for (const { base, matcher } of rules) {
      const below = base === '' ? file : file.slice(base.length + 1);
      const test = matcher.test(below);
      if (test.ignored) verdict = true;
      else if (test.unignored) verdict = false;
    }
    return verdict;
  };
  const walk = async (folder: Buffer, rules: Rules): Promise<void> => {
    const absolute = Buffer.concat([Buffer.from(`${root}/`), folder]);
    const shown = decode(folder).path;
    let entries: Awaited<ReturnType<typeof readNames>>;
    try {
      entries = await readNames(absolute);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      listing.hidden.push({ path: `${shown || '.'}/`, why: `unreadable: ${code}`, gap: true });
      return;
    }
    let here = rules;
    if (entries.some((entry) => entry.name.toString() === '.gitignore')) {
      const handle = await open(Buffer.concat([absolute, Buffer.from('/.gitignore')])).catch(() => undefined);
      if (handle) {
        here = [...rules, { base: shown, matcher: ignore().add(await handle.readFile('utf8')) }];
        await handle.close();
      }
    }
    for (const { name, isDirectory } of entries) {
      const below = folder.length === 0 ? name : Buffer.concat([folder, Buffer.from('/'), name]);
      const { path: text } = decode(below);
      if (isDirectory && name.toString() === '.git') continue;
      if (isIgnored(here, isDirectory ? `${text}/` : text)) {
        listing.hidden.push({ path: isDirectory ? `${text}/` : text, why: '.gitignore', gap: false });
      } else if (isDirectory) await walk(below, here);
      else listing.names.push(below);
    }
  };
  await walk(Buffer.alloc(0), []);
  return listing;
}

async function readNames(folder: Buffer): Promise<{ name: Buffer; isDirectory: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  return entries.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }));
}

async function describe(root: string, name: Buffer): Promise<InventoryFile | HiddenPath> {
  const { path: shown, exact } = decode(name);
  const absolute = Buffer.concat([Buffer.from(`${root}/`), name]);
  try {
    const facts = await lstat(absolute);
    if (facts.isSymbolicLink()) return { path: shown, why: 'symbolic link, not followed', gap: false };
    if (facts.isDirectory()) return { path: `${shown}/`, why: 'submodule or repository of its own', gap: true };
    if (!facts.isFile()) return { path: shown, why: 'not a regular file', gap: false };
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
    if (code === 'ENOENT') return { path: shown, why: 'deleted in the work tree', gap: false };
    return { path: shown, why: `unreadable: ${code}`, gap: true };
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

  const leftOut = (options.leaveOut ?? []).map((folder) => path.relative(root, folder).replaceAll(path.sep, '/'));
  const isLeftOut = (file: string) =>
    leftOut.some((folder) => folder !== '' && !folder.startsWith('..') && `${file}/`.startsWith(`${folder}/`));

  const hidden = listing.hidden.filter(({ path: file }) => !isLeftOut(file.replace(/\/$/, '')));
  const files: InventoryFile[] = [];
  const names = listing.names.filter((name) => !isLeftOut(decode(name).path));
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const batch = await Promise.all(names.slice(from, from + AT_ONCE).map((name) => describe(root, name)));
    for (const entry of batch) {
      if ('kinds' in entry) files.push(entry);
      else hidden.push(entry);
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
