import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Folder } from './languages.js';
import type { Prepared } from './prepared.js';

const RuleFile = z.object({ rules: z.array(z.object({ id: z.string() })) });

async function idsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.yml')).sort();
  const read = files.map(async (name) => {
    try {
      return RuleFile.parse(parse(await readFile(path.join(folder, name), 'utf8'))).rules.map(({ id }) => id);
    } catch {
      return []; // Semgrep reads it too, ends with status 7, and says why
    }
  });
  return (await Promise.all(read)).flat();
}

/**
 * Reads which rules there are. Semgrep leaves one that it cannot load aside and goes on, and says "Scan completed
 * successfully".
 * @param pack absolute path of `rules/semgrep`
 */
export async function readPack(pack: string, folders: Folder[]): Promise<Prepared['rules']> {
  const entries = folders.map(async (folder) => [folder, await idsIn(path.join(pack, folder))] as const);
  return Object.fromEntries(await Promise.all(entries));
}
