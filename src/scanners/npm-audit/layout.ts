import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { NotCovered } from '../../model/coverage.js';
import type { CommandContext } from '../../model/scanner.js';
import { contentsOf, Manifest, type Prepared } from './contents.js';
import { type Foreign, standFor } from './foreign.js';
import { type Lock, readLock } from './lock.js';
import { readPnpmLock } from './pnpm-lock.js';

/** Where npm is run, below `scratch`. */
export const PROJECT = 'project';

/** The lock files that npm does not read: such a run has the mode of its program. */
export const FOREIGN: Record<string, { mode: string; read: (text: string) => Foreign | Promise<Foreign> }> = {
  'pnpm-lock.yaml': { mode: 'pnpm', read: readPnpmLock },
  // Its parser takes long to load: only where there is one to read.
  'yarn.lock': { mode: 'yarn', read: async (text) => (await import('./yarn-lock.js')).readYarnLock(text) },
};

/** The folders of the project that a lock file knows, itself first: its workspaces and what it links to. */
function foldersOf({ entries }: Lock): string[] {
  const own = [...entries].filter(([place, { origin }]) => origin === 'own' && !/(?:^|\/)node_modules\//.test(place));
  return ['', ...own.map(([place]) => place)];
}

async function readManifest(file: string): Promise<Manifest> {
  return Manifest.parse(JSON.parse((await readFile(file, 'utf8')).replace(/^\ufeff/, '')));
}

interface Manifests {
  manifests: Map<string, Manifest>;
  unread: NotCovered[];
}

/** The package.json files of some folders of a project, as far as the inventory has them. */
async function readManifests(context: CommandContext, file: string, folders: string[]): Promise<Manifests> {
  const known = new Set(context.inventory.files.map(({ path: name }) => name));
  const manifests = new Map<string, Manifest>();
  const unread: NotCovered[] = [];
  for (const folder of folders) {
    const name = path.posix.join(path.posix.dirname(file), folder, 'package.json');
    if (!known.has(name)) continue;
    try {
      manifests.set(folder, await readManifest(path.join(context.target, name)));
    } catch (error) {
      unread.push({
        what: name,
        why: `what it asks for could not be read: ${(error as Error).message.split('\n')[0]}`,
      });
    }
  }
  return { manifests, unread };
}

type Write = (name: string, content: string | Buffer) => Promise<void>;

/** Lays out a project of npm with the packages of another's lock file. */
async function layOutForeign(context: CommandContext, file: string, write: Write): Promise<Prepared> {
  const text = await readFile(path.join(context.target, file), 'utf8');
  let foreign: Foreign;
  try {
    const { read } = FOREIGN[path.basename(file)] ?? {};
    if (!read) throw new Error('no such lock file is known');
    foreign = await read(text);
  } catch (error) {
    await write('package.json', '{}');
    return { problem: `${file}: ${(error as Error).message}` };
  }
  const { manifests, unread } = await readManifests(context, file, foreign.folders);
  const { manifest, lock, contents } = standFor(foreign, manifests);
  await write('package.json', JSON.stringify(manifest));
  await write('package-lock.json', JSON.stringify(lock));
  return { ...contents, gaps: [...unread, ...contents.gaps] };
}

/**
 * Lays out a copy of a lock file, with as much of each package.json as says who needs what. Nothing else of the target
 * is there: its .npmrc names another registry, or tells npm to pass over what is needed for development.
 */
export async function layOut(context: CommandContext): Promise<Prepared> {
  const { target, input, scratch } = context;
  const file = input.files[0] ?? '';
  const project = path.join(scratch, PROJECT);
  const write: Write = async (name, content) => {
    await mkdir(path.dirname(path.join(project, name)), { recursive: true });
    await writeFile(path.join(project, name), content);
  };
  if (input.mode !== undefined) return layOutForeign(context, file, write);
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
  const { manifests, unread } = await readManifests(context, file, foldersOf(lock));
  for (const [folder, { overrides: _, resolutions: __, ...manifest }] of new Map([
    ['', {} as Manifest],
    ...manifests,
  ])) {
    const name = path.posix.join(folder, 'package.json');
    if (!name.startsWith('../')) await write(name, JSON.stringify(manifest));
  }
  const contents = contentsOf(lock, manifests);
  return { ...contents, gaps: [...unread, ...contents.gaps] };
}
