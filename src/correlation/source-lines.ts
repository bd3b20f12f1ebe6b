import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const LARGEST_BYTES = 5 * 1024 * 1024;

/**
 * Gives lines of files of the target, reading each file once.
 * @param root absolute path of the target
 */
export function sourceLines(root: string): (file: string, line: number) => Promise<string | undefined> {
  const files = new Map<string, Promise<string[]>>();
  const load = async (file: string): Promise<string[]> => {
    const absolute = path.resolve(root, file);
    // A path that a scanner printed must not lead out of the target.
    if (!absolute.startsWith(`${path.resolve(root)}${path.sep}`)) return [];
    const facts = await stat(absolute);
    return facts.isFile() && facts.size <= LARGEST_BYTES ? (await readFile(absolute, 'utf8')).split('\n') : [];
  };
  return async (file, line) => {
    const lines = files.get(file) ?? load(file).catch(() => []);
    files.set(file, lines);
    return (await lines)[line - 1]?.trim();
  };
}
