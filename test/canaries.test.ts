import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkUp } from '../src/pipeline/doctor.js';
import { loadScanners, scannerFolder } from '../src/scanners/registry.js';
import { cacheFolder } from '../src/tools/cache-folder.js';
import type { ToolOptions } from '../src/tools/tool.js';
import { findLive } from './live.js';

const options: ToolOptions = {
  mode: 'auto',
  install: false,
  offline: false,
  store: path.join(cacheFolder(), 'tools'),
  scannerFolder,
  avoid: [],
};
const cache = mkdtempSync(path.join(os.tmpdir(), 'muster-canaries-'));
afterAll(() => rmSync(cache, { recursive: true }));

describe('the canaries of real programs', async () => {
  for (const scanner of await loadScanners()) {
    // A service or a database is for the scanner's own tests to set up.
    if (scanner.network !== 'never' || (scanner.databaseFacts && !scanner.rules)) continue;
    const installed = (await findLive(scanner)) !== undefined;
    const title = `${scanner.id} finds its canary and keeps quiet on the counter-example`;
    it.skipIf(!installed)(
      `${title}${installed ? '' : ` (skipped: no ${scanner.name} here)`}`,
      async () => {
        const cancel = new AbortController().signal;
        const services = { options, cache, remember: undefined, jobs: 2, databases: {}, cancel };
        const [result] = await checkUp([scanner], services);
        expect(result).toMatchObject({ id: scanner.id, canary: 'found' });
      },
      120_000,
    );
  }
});
