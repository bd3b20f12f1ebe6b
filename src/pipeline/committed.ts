import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, readlink } from 'node:fs/promises';
import type { Inventory } from '../model/inventory.js';
import { git } from './git.js';
import { decodeName } from './listing.js';
import { below } from './relative.js';

const AT_ONCE = 16;
/** Past this a file that differs is not read again for the sake of its line ends. */
const TEXT_BYTES = 16 << 20;

const LINK = '120000';
const SUBMODULE = '160000';

/** What a commit has in one place. */
interface Committed {
  mode: string;
  /** Git's name of the content. */
  id: string;
  /** Relative to the target. */
  name: Buffer;
}

/** How what was scanned compares with the commit that was checked out. */
interface CommittedState {
  /** Git's name of the tree that the commit has in the target. */
  tree: string;
  /** How many files are not as they are in it, or are not in it. */
  uncommitted: number;
}

/** `git ls-tree -r -z`: mode, type and id with spaces, a tab, the name, a zero. */
function entriesOf(listing: Buffer): Committed[] {
  const entries: Committed[] = [];
  for (let from = 0; from < listing.length; ) {
    const tab = listing.indexOf(9, from);
    const zero = listing.indexOf(0, tab);
    const [mode = '', , id = ''] = listing.toString('latin1', from, tab).split(' ');
    entries.push({ mode, id, name: listing.subarray(tab + 1, zero) });
    from = zero + 1;
  }
  return entries;
}

/** Git's name of a file with this content. @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function hashFor(id: string, bytes: number) {
  return createHash(id.length === 64 ? 'sha256' : 'sha1').update(`blob ${bytes}\0`);
}

/** The same text with the line ends that Git commits, where `.gitattributes` has it check out others. */
async function isSameText(file: Buffer, id: string): Promise<boolean> {
  const text = (await readFile(file)).toString('latin1').replaceAll('\r\n', '\n');
  const content = Buffer.from(text, 'latin1');
  return hashFor(id, content.length).update(content).digest('hex') === id;
}

async function isAsCommitted(root: string, { mode, id, name }: Committed): Promise<boolean> {
  // A submodule is looked at by nobody: the commit names it, and the roll call says that it is left out.
  if (mode === SUBMODULE) return true;
  const file = Buffer.concat([Buffer.from(`${root}/`), name]);
  try {
    const facts = await lstat(file);
    if (mode === LINK || facts.isSymbolicLink()) {
      if (mode !== LINK || !facts.isSymbolicLink()) return false;
      const where = await readlink(file, { encoding: 'buffer' });
      return hashFor(id, where.length).update(where).digest('hex') === id;
    }
    if (!facts.isFile()) return false;
    const hash = hashFor(id, facts.size);
    for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
    if (hash.digest('hex') === id) return true;
    return facts.size <= TEXT_BYTES && (await isSameText(file, id));
  } catch {
    return false; // gone, or nobody may read it
  }
}

/**
 * Compares every file of a target with the commit, by its content: Git's own index may hold that a file is unchanged
 * (`assume-unchanged`, a sparse checkout), and Git would run the filters that a foreign configuration names. A file in
 * Muster's results directory is none that was scanned. Permissions are not compared.
 * @param results absolute path of the results directory
 * @returns undefined where there is no commit, or Git cannot tell what is in it
 */
export async function committedState(inventory: Inventory, results: string): Promise<CommittedState | undefined> {
  const { root, git: facts, files, hidden } = inventory;
  if (facts?.commit === undefined) return undefined;
  const isResult = below(root, [results]);
  let tree: string;
  let committed: Committed[];
  try {
    const ask = async (...args: string[]) => (await git(root, args)).toString('utf8').trimEnd();
    tree = await ask('rev-parse', '--verify', '--quiet', `${facts.commit}:${facts.prefix}`);
    committed = entriesOf(await git(root, ['ls-tree', '-r', '-z', '--full-tree', tree]));
  } catch {
    return undefined; // a folder that no commit has
  }
  let uncommitted = 0;
  const known = new Set<string>();
  for (let from = 0; from < committed.length; from += AT_ONCE) {
    const batch = committed.slice(from, from + AT_ONCE);
    const same = await Promise.all(batch.map((entry) => isAsCommitted(root, entry)));
    for (const [index, entry] of batch.entries()) {
      const { path } = decodeName(entry.name);
      known.add(path);
      if (!same[index] || isResult(path)) uncommitted += 1;
    }
  }
  const others = [...files, ...hidden.filter(({ kind }) => kind !== 'ignored' && kind !== 'deleted')];
  uncommitted += others.filter(({ path }) => !known.has(path.replace(/\/$/, ''))).length;
  return { tree, uncommitted };
}
