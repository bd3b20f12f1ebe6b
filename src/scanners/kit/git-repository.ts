import { copyFile, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Inventory } from '../../model/inventory.js';

/** Whether the target is itself what Git keeps in `.git`. */
export function isBare({ git, files }: Inventory): boolean {
  const has = (name: string) => files.some(({ path: file }) => file === name || file.startsWith(`${name}/`));
  return git === undefined && has('HEAD') && has('config') && has('objects') && (has('refs') || has('packed-refs'));
}

/** The folder with the objects and refs of a work tree. A submodule or further work tree has a file that leads to it. */
async function gitFolder(marker: string): Promise<string> {
  const isFolder = (await stat(marker)).isDirectory();
  const own = isFolder
    ? marker
    : path.resolve(marker, '..', (await readFile(marker, 'utf8')).replace(/^gitdir:/, '').trim());
  // What further work trees have checked out stands in its `worktrees`.
  const common = await readFile(path.join(own, 'commondir'), 'utf8').catch(() => '.');
  return path.resolve(own, common.trim());
}

/** Formats without which Git could not read the objects and refs. */
function formatsOf(configuration: string): string[] {
  return ['objectformat', 'refstorage'].flatMap((name) => {
    const value = new RegExp(`^\\s*${name}\\s*=\\s*(\\w+)\\s*$`, 'im').exec(configuration)?.[1];
    return value === undefined ? [] : [`${name} = ${value}`];
  });
}

/**
 * Makes a repository with the objects and refs of another, and nothing else of it: no configuration, no attributes.
 * @param marker the other's `.git`, a folder or a file that leads to one
 * @param to absolute path of the new one's own `.git`
 * @param sections lines of its configuration, after those without which Git could not read it
 */
export async function layOutRepository(marker: string, to: string, sections: string[]): Promise<void> {
  const folder = await gitFolder(marker);
  await mkdir(path.join(to, 'objects', 'info'), { recursive: true });
  await writeFile(path.join(to, 'objects', 'info', 'alternates'), `${path.join(folder, 'objects')}\n`);
  for (const name of ['refs', 'packed-refs', 'reftable', 'shallow', 'worktrees']) {
    const from = path.join(folder, name);
    if (await stat(from).catch(() => undefined)) await symlink(from, path.join(to, name));
  }
  await copyFile(path.join(folder, 'HEAD'), path.join(to, 'HEAD'));
  const formats = formatsOf(await readFile(path.join(folder, 'config'), 'utf8').catch(() => ''));
  const lines = [
    '[core]',
    `repositoryformatversion = ${formats.length > 0 ? 1 : 0}`,
    '[extensions]',
    ...formats,
    ...sections,
  ];
  await writeFile(path.join(to, 'config'), `${lines.join('\n')}\n`);
}
