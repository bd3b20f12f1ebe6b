import { cpSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeDatabase } from '../examples/prepare.mjs';
import type { BlindSpot } from '../src/model/report.js';
import { loadScanners } from '../src/scanners/registry.js';
import { cacheFolder } from '../src/tools/cache-folder.js';
import { findLive } from './live.js';
import { muster, reportOf } from './muster.js';
import { commitAll, makeFolder } from './repository.js';

/** Looked for in all files, or in those of one kind: without one of them nobody looks there. */
const NEEDED = [
  'bandit',
  'checkov',
  'conftest',
  'hadolint',
  'osv-scanner',
  'secretlint',
  'semgrep',
  'shellcheck',
  'zizmor',
];

const all = await loadScanners();
const there = await Promise.all(all.map(async (scanner) => ((await findLive(scanner)) ? [scanner.id] : [])));
const missing = NEEDED.filter((id) => !there.flat().includes(id));

/** What is true and explained, in examples/README.md: a chart is not rendered without helm. */
const isExplained = (kind: string, { paths, why }: BlindSpot) =>
  kind === 'infrastructure' &&
  paths.every((file) => file.startsWith('chart/')) &&
  /helm, which is not on PATH/.test(why);

describe.skipIf(missing.length > 0)(
  `kinds of repositories${missing.length > 0 ? ` (skipped: no ${missing.join(', no ')} here)` : ''}`,
  () => {
    const database = makeFolder({});
    beforeAll(() => makeDatabase(database));

    it.each(['python', 'node', 'go', 'infrastructure', 'containers'])(
      '%s: no blind spot that is not explained',
      { timeout: 180_000 },
      async (kind) => {
        const [target, output] = [makeFolder({}), makeFolder({})];
        cpSync(path.resolve('examples', kind), target, { recursive: true });
        commitAll(target);
        const args = ['--profile', 'advanced', '--offline', '--no-install', '--output', output, '--json', '--quiet'];
        const env = { MUSTER_CACHE_DIR: cacheFolder(), MUSTER_OSV_SCANNER_DATABASE: database };
        const report = reportOf(await muster(['scan', target, ...args], { env }));
        expect(report.blindSpots.filter((spot) => !isExplained(kind, spot))).toEqual([]);
        const looked = report.coverage.filter(({ status }) => status === 'completed' || status === 'partial');
        expect(looked.every(({ canary }) => canary === 'found')).toBe(true);
        expect(looked.length).toBeGreaterThan(2);
      },
    );
  },
);
