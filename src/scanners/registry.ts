import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ScannerDefinition } from '../model/scanner.js';

const HERE = import.meta.dirname;

/** Absolute path of a scanner's folder: its adapter, and what is installed with it. */
export function scannerFolder(id: string, folder = HERE): string {
  return path.join(folder, id);
}

/**
 * All scanners, by reading the folders beside this file: one with an `adapter` is a scanner, and nothing else has to name it.
 * @param folder where to look instead; tests use it
 * @returns sorted by id
 * @throws Error when an adapter exports no scanner, or one whose id is not its folder's name
 */
export async function loadScanners(folder = HERE): Promise<ScannerDefinition[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const loaded = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const files = await readdir(path.join(folder, name));
        const file = files.find((candidate) => /^adapter\.(?:js|ts)$/.test(candidate));
        if (file === undefined) return undefined;
        const module = (await import(pathToFileURL(path.join(folder, name, file)).href)) as {
          default?: ScannerDefinition;
        };
        if (module.default?.id !== name)
          throw new Error(`scanners/${name}/${file} must export by default a scanner with id '${name}'`);
        return module.default;
      }),
  );
  return loaded.filter((scanner) => scanner !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
}
