import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildAbsentEntry, buildEntry, buildReport } from '../../test/build-report.js';
import type { CoverageEntry } from '../model/coverage.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { loadScanners, scannerFolder } from '../scanners/registry.js';
import { takeStock } from './components.js';

let dir: string;
let scanners: ScannerDefinition[];
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'muster-stock-'));
  await Promise.all(['basic', 'advanced'].map((name) => mkdir(path.join(dir, name))));
  scanners = await loadScanners();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function save(scanner: string, text: string, more: Partial<CoverageEntry> = {}): Promise<CoverageEntry> {
  const place = `basic/${scanner}.json`;
  await writeFile(path.join(dir, place), text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return buildEntry(scanner, {
    output: { path: place, sha256 },
    considered: { files: 1, packages: 1 },
    ...more,
  });
}

/** What a real run left, as if it were this scan's. */
async function recorded(scanner: string, name: string, more: Partial<CoverageEntry> = {}): Promise<CoverageEntry> {
  return save(scanner, await readFile(path.join(scannerFolder(scanner), 'recorded', name, 'output'), 'utf8'), more);
}

const stockOf = (...coverage: CoverageEntry[]) => takeStock(dir, buildReport({ coverage }), scanners);

describe('the packages that scanners list', () => {
  it('are each there once, with all who list it', async () => {
    const stock = await stockOf(
      await recorded('syft', 'findings'),
      await recorded('grype', 'findings'),
      await recorded('osv-scanner', 'findings'),
      await recorded('pip-audit', 'findings', { input: 'requirements.txt' }),
      await recorded('trivy-fs', 'packages-clean', { input: 'packages' }),
    );
    const yaml = stock.components.filter(({ name }) => name.toLowerCase() === 'pyyaml');
    expect(yaml.map(({ purl, foundBy }) => [purl, foundBy.map(({ scanner }) => scanner)])).toEqual([
      ['pkg:pypi/pyyaml@5.3.1', ['grype', 'osv-scanner', 'pip-audit', 'syft']],
      ['pkg:pypi/pyyaml@6.0.2', ['trivy-fs']],
    ]);
    expect(yaml[0]?.foundBy.find(({ scanner }) => scanner === 'pip-audit')?.locations).toEqual(['requirements.txt']);
    expect(stock.components.filter(({ purl }) => purl === 'pkg:npm/%40types/node@20.1.0')).toEqual([
      expect.objectContaining({ ecosystem: 'npm', name: '@types/node', version: '20.1.0' }),
    ]);
    expect(stock.listers).toEqual(['grype', 'osv-scanner', 'pip-audit', 'syft', 'trivy-fs']);
  });

  it('tell what needs what, where Trivy does, and not the project itself', async () => {
    const { components } = await stockOf(await recorded('trivy-fs', 'packages-gaps', { input: 'packages' }));
    expect(components.find(({ name }) => name === 'github.com/gorilla/websocket')).toEqual({
      ...{ purl: 'pkg:golang/github.com/gorilla/websocket@v1.4.0', ecosystem: 'Go' },
      ...{ name: 'github.com/gorilla/websocket', version: '1.4.0', licenses: [], locations: ['d/go.mod'] },
      foundBy: [{ scanner: 'trivy-fs', locations: ['d/go.mod'] }],
    });
    expect(components.map(({ name }) => name)).not.toContain('example.com/d');
  });

  it('of an image have their licence, and the name of the distribution', async () => {
    const { components } = await stockOf(
      await recorded('trivy-image', 'packages', { input: 'packages' }),
      await recorded('syft', 'image'),
    );
    expect(components.find(({ name }) => name === 'libcrypto3')).toMatchObject({
      ecosystem: 'Alpine:v3.18',
      licenses: ['Apache-2.0'],
    });
    expect(components.find(({ name }) => name === 'curl')).toMatchObject({ ecosystem: 'Debian:12', version: '7.88.1' });
  });

  it('are not read from an output that is not as the scan left it', async () => {
    const entry = await recorded('syft', 'findings');
    await writeFile(path.join(dir, 'basic/syft.json'), '{}');
    expect(await stockOf(entry)).toEqual({
      ...{ components: [], listers: [], completeness: 'incomplete' },
      because: ['syft: basic/syft.json is not as this scan left it'],
    });
  });

  it.each(['../outside.json', '/etc/hostname', 'basic/../../outside.json', 'basic/linked.json'])(
    'are not read from elsewhere: %s',
    async (place) => {
      const entry = await recorded('syft', 'findings');
      const text = await readFile(path.join(dir, 'basic/syft.json'), 'utf8');
      await writeFile(path.join(dir, 'outside.json'), text);
      await symlink(path.join(dir, 'outside.json'), path.join(dir, 'basic/linked.json'));
      const output = { path: place, sha256: createHash('sha256').update(text).digest('hex') };
      const stock = await stockOf({ ...entry, output });
      expect([stock.listers, stock.completeness]).toEqual([[], 'incomplete']);
    },
  );
});

describe('how much of the target they are', () => {
  it('is all where the scanner that takes stock looked at all of it', async () => {
    const { completeness, because } = await stockOf(
      await recorded('syft', 'findings'),
      buildAbsentEntry('grype', { status: 'unavailable', reason: 'no database' }),
    );
    expect([completeness, because]).toEqual([
      'complete',
      ['syft looked at every lock file that is known, and found its canary'],
    ]);
  });

  it('is all of nothing where the lock files hold no package', async () => {
    const stock = await stockOf(await recorded('syft', 'clean', { considered: { files: 1, packages: 0 } }));
    expect(stock).toMatchObject({ components: [], listers: ['syft'], completeness: 'complete' });
  });

  it.each<[string, Partial<CoverageEntry>, string]>([
    ['a file was not looked at', { status: 'partial', notCovered: [{ what: 'a', why: 'b' }] }, 'syft: a: b'],
    ['its canary was missed', { canary: 'missed' }, 'syft: its canary was not found (missed)'],
    ['it ended early', { status: 'failed', reason: 'no luck' }, 'syft: no luck'],
  ])('is not all where %s', async (_, more, why) => {
    const { completeness, because } = await stockOf(await recorded('syft', 'findings', more));
    expect([completeness, because]).toContainEqual(expect.arrayContaining([why]));
    expect(completeness).toBe('incomplete');
  });

  it('is not all where a part of the target could not be opened, or the scan was interrupted', async () => {
    const coverage = [await recorded('syft', 'findings')];
    const blindSpots = [{ what: 'all of it', paths: ['vendor/'], why: 'unreadable: EACCES' }];
    const closed = await takeStock(dir, buildReport({ coverage, blindSpots }), scanners);
    const cut = await takeStock(dir, buildReport({ coverage, interrupted: true }), scanners);
    expect([closed, cut].map(({ completeness, because }) => [completeness, because])).toEqual([
      ['incomplete', ['vendor/: unreadable: EACCES']],
      ['incomplete', ['the scan was interrupted']],
    ]);
  });

  it('is not known where nobody takes stock', async () => {
    const { completeness, because } = await stockOf(
      buildAbsentEntry('syft', { status: 'disabled' }),
      await recorded('osv-scanner', 'findings'),
    );
    expect([completeness, because]).toEqual(['unknown', ['no scanner took stock of the whole target']]);
  });

  it('does not depend on what a run for secrets missed', async () => {
    const notCovered = [{ what: 'a.bin', why: 'too large' }];
    const { completeness, because } = await stockOf(
      await recorded('trivy-fs', 'secrets', {
        ...{ input: 'secrets', status: 'partial', notCovered, considered: { files: 1, packages: 0 } },
      }),
    );
    expect([completeness, because]).toEqual(['unknown', ['no scanner took stock of the whole target']]);
  });
});
