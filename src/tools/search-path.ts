import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Whether a path is a folder or lies in it. Both absolute. */
function contains(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** A path with its links followed, as far as it exists. */
async function followed(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(await followed(parent), path.basename(file));
  }
}

/** Whether a file is in one of the folders, as it is written or with links followed. */
export async function isWithin(file: string, folders: string[]): Promise<boolean> {
  const real = await followed(file);
  const places = await Promise.all(folders.map(async (folder) => [path.resolve(folder), await followed(folder)]));
  return places.flat().some((folder) => contains(folder, file) || contains(folder, real));
}

/**
 * The folders of PATH from which programs may be run: the absolute ones outside `avoid`. `npm run` and an activated
 * virtual environment put folders of the scanned repository in front.
 */
export async function searchPath(avoid: string[], from = process.env['PATH'] ?? ''): Promise<string[]> {
  const folders = [...new Set(from.split(path.delimiter))].filter((folder) => path.isAbsolute(folder));
  const within = await Promise.all(folders.map((folder) => isWithin(folder, avoid)));
  return folders.filter((_, index) => !within[index]);
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/**
 * All programs of a name on PATH, first come first; none from `avoid`, also not by a link.
 * (The package `which` looks into the current folder first on Windows, and takes relative entries of PATH.)
 */
export async function findOnPath(command: string, avoid: string[]): Promise<string[]> {
  const endings = process.platform === 'win32' ? (process.env['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  const folders = await searchPath(avoid);
  const candidates = folders.flatMap((folder) => endings.map((ending) => path.join(folder, command + ending)));
  const usable = await Promise.all(
    candidates.map(async (file) => (await isExecutable(file)) && !(await isWithin(file, avoid))),
  );
  return candidates.filter((_, index) => usable[index]);
}
