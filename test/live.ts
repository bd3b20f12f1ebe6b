import path from 'node:path';
import { describe } from 'vitest';
import type { ScannerDefinition } from '../src/model/scanner.js';
import { scannerFolder } from '../src/scanners/registry.js';
import { cacheFolder } from '../src/tools/cache-folder.js';
import { findOnPath } from '../src/tools/search-path.js';
import { findTool, type Tool } from '../src/tools/tool.js';

/** The real program of a scanner: what Muster installed, else what is on PATH. Installs nothing. */
export function findLive(scanner: ScannerDefinition): Promise<Tool | undefined> {
  return findTool(scanner, {
    mode: 'auto',
    install: false,
    offline: true,
    store: path.join(cacheFolder(), 'tools'),
    scannerFolder,
    avoid: [],
  });
}

/**
 * Tests that run the real program. Where it, or another program that the tests need, is not to be had, they are skipped
 * and the title says what is missing.
 * @param needs names of further programs, on PATH
 */
export async function describeLive<Report>(
  scanner: ScannerDefinition<Report>,
  needs: string[],
  tests: (tool: Tool) => void,
): Promise<void> {
  const tool = await findLive(scanner as ScannerDefinition);
  const found = await Promise.all(needs.map(async (name) => ((await findOnPath(name, [])).length > 0 ? [] : [name])));
  const missing = [...(tool ? [] : [scanner.name]), ...found.flat()];
  const title = `${scanner.name}, the real one`;
  if (tool && missing.length === 0) describe(title, () => tests(tool));
  else describe.skip(`${title} (skipped: no ${missing.join(', no ')} here)`, () => tests(undefined as never));
}
