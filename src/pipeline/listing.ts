import { open, readdir } from 'node:fs/promises';
import ignore from 'ignore';
import type { HiddenPath } from '../model/inventory.js';
import { git } from './git.js';

/** The names in a target, before anything is known about them. */
export interface Listing {
  /** Bytes of paths relative to the root, forward slashes. */
  names: Buffer[];
  hidden: HiddenPath[];
  notes: string[];
}

/** A path as text. Bytes that are not UTF-8 become `\xNN`, so that two such names stay two names. */
export function decodeName(name: Buffer): { path: string; exact: boolean } {
  const text = name.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(name)) return { path: text, exact: true };
  const shown = [...name].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`));
  return { path: shown.join(''), exact: false };
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

/** Tracked and untracked files as Git sees them; what its ignore rules hide is named, a whole folder as one line. */
export async function listByGit(root: string): Promise<Listing> {
  const list = async (...args: string[]) =>
    splitZero(await git(root, ['ls-files', '-z', ...args, '--exclude-standard']));
  const files = await list('--cached', '--others');
  const ignored = await list('--others', '--ignored', '--directory');
  return {
    // An unmerged file is listed once a stage.
    names: [...new Map(files.map((name) => [name.toString('latin1'), name])).values()],
    hidden: ignored.map((name) => ({ path: decodeName(name).path, kind: 'ignored' as const, why: '.gitignore' })),
    notes: [],
  };
}

type Rules = { base: string; matcher: ReturnType<typeof ignore> }[];

/** Whether the innermost rule that speaks of this path hides it. Folders end in a slash. */
function isIgnored(rules: Rules, shown: string): boolean {
  let verdict = false;
  for (const { base, matcher } of rules) {
    const test = matcher.test(base === '' ? shown : shown.slice(base.length + 1));
    if (test.ignored) verdict = true;
    else if (test.unignored) verdict = false;
  }
  return verdict;
}

async function rulesWith(rules: Rules, folder: Buffer, base: string): Promise<Rules> {
  try {
    const handle = await open(Buffer.concat([folder, Buffer.from('/.gitignore')]));
    try {
      return [...rules, { base, matcher: ignore().add(await handle.readFile('utf8')) }];
    } finally {
      await handle.close();
    }
  } catch {
    return rules; // there is none, or nobody may read it: then it hides nothing
  }
}

/** The same for a folder that is no work tree: `.gitignore` files are honoured where they stand. */
export async function listByWalk(root: string): Promise<Listing> {
  const listing: Listing = { names: [], hidden: [], notes: [] };
  const walk = async (folder: Buffer, inherited: Rules): Promise<void> => {
    const absolute = Buffer.concat([Buffer.from(`${root}/`), folder]);
    const base = decodeName(folder).path;
    const entries = await readdir(absolute, { withFileTypes: true, encoding: 'buffer' }).catch(
      ({ code }: NodeJS.ErrnoException) => {
        listing.hidden.push({ path: `${base || '.'}/`, kind: 'unreadable', why: `unreadable: ${code}` });
        return [];
      },
    );
    const rules = await rulesWith(inherited, absolute, base);
    for (const entry of entries) {
      const name = entry.name;
      if (entry.isDirectory() && name.toString() === '.git') continue;
      const below = folder.length === 0 ? name : Buffer.concat([folder, Buffer.from('/'), name]);
      const shown = `${decodeName(below).path}${entry.isDirectory() ? '/' : ''}`;
      if (isIgnored(rules, shown)) listing.hidden.push({ path: shown, kind: 'ignored' as const, why: '.gitignore' });
      else if (entry.isDirectory()) await walk(below, rules);
      else listing.names.push(below);
    }
  };
  await walk(Buffer.alloc(0), []);
  return listing;
}
