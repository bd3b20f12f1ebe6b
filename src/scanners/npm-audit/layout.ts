import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { NotCovered } from '../../model/coverage.js';
import type { CommandContext } from '../../model/scanner.js';
import { contentsOf, Manifest, type Prepared } from './contents.js';
import { type Lock, readLock } from './lock.js';

/** Where npm is run, below `scratch`. */
export const PROJECT = 'project';

/** The folders of the project that a lock file knows, itself first: its workspaces and what it links to. */
function foldersOf({ entries }: Lock): string[] {
  const own = [...entries].filter(([place, { origin }]) => origin === 'own' && !/(?:^|\/)node_modules\//.test(place));
  return ['', ...own.map(([place]) => place)];
}

async function readManifest(file: string): Promise<Manifest> {
  return Manifest.parse(JSON.parse((await readFile(file, 'utf8')).replace(/^\ufeff/, '')));
}

/**
 * Lays out a copy of a lock file, with as much of each package.json as says who needs what. Nothing else of the target
 * is there: its .npmrc names another registry, or tells npm to pass over what is needed for development.
 */
export async function layOut({ target, input, inventory, scratch }: CommandContext): Promise<Prepared> {
  const file = input.files[0] ?? '';
  const project = path.join(scratch, PROJECT);
  const write = async (name: string, content: string | Buffer) => {
    await mkdir(path.dirname(path.join(project, name)), { recursive: true });
    await writeFile(path.join(project, name), content);
  };
  const bytes = await readFile(path.join(target, file));
  await write(path.basename(file), bytes);
  let lock: Lock;
  try {
    lock = readLock(bytes.toString('utf8'));
  } catch (error) {
    // Without a package.json, npm looks for one in the folders around.
    await write('package.json', '{}');
    return { problem: (error as Error).message };
  }
  const known = new Set(inventory.files.map(({ path: name }) => name));
  const manifests = new Map<string, Manifest>();
  const unread: NotCovered[] = [];
  for (const folder of foldersOf(lock)) {
    const name = path.posix.join(path.posix.dirname(file), folder, 'package.json');
    if (!known.has(name)) continue;
    try {
      manifests.set(folder, await readManifest(path.join(target, name)));
    } catch (error) {
      unread.push({
        what: name,
        why: `what it asks for could not be read: ${(error as Error).message.split('\n')[0]}`,
      });
    }
  }
  for (const [folder, { overrides: _, ...manifest }] of new Map([['', {} as Manifest], ...manifests])) {
    const name = path.posix.join(folder, 'package.json');
    if (!name.startsWith('../')) await write(name, JSON.stringify(manifest));
  }
  const contents = contentsOf(lock, manifests);
  return { ...contents, gaps: [...unread, ...contents.gaps] };
}
