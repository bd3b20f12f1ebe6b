import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseFacts } from '../model/coverage.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { describeDatabases } from './list.js';
import { sources } from './sources.js';
import { databaseFolder } from './store.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const KEV = JSON.stringify({
  catalogVersion: '2026.11.23',
  dateReleased: '2026-11-23T12:00:00Z',
  count: 1,
  vulnerabilities: [{ cveID: 'CVE-2021-44228', dateAdded: '2021-12-10' }],
});

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(path.join(os.tmpdir(), 'muster-db-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

type Facts = ScannerDefinition['databaseFacts'];
function scanner(id: string, databaseFacts?: Facts, network: ScannerDefinition['network'] = 'database') {
  const more = databaseFacts ? { databaseFacts } : {};
  return { id, name: id, network, data: `What ${id} knows.`, ...more } as ScannerDefinition;
}

const facts = (more: Partial<DatabaseFacts> = {}): DatabaseFacts => ({
  name: 'Its database',
  updatedAt: '2026-11-20T12:00:00.000Z',
  ageHours: 96,
  digest: 'abc',
  ...more,
});

function list(scanners: ScannerDefinition[], configured: Record<string, string> = {}) {
  return describeDatabases({ scanners, sources: sources({}), configured, cache, now: NOW });
}
const only = async (id: string, ...given: Parameters<typeof list>) =>
  (await list(...given)).find((row) => row.id === id);

describe('the list', () => {
  it('has every scanner that has a database, and what the risk is made with, by name', async () => {
    const rows = await list([scanner('x', async () => undefined), scanner('b', async () => facts()), scanner('none')]);
    expect(rows.map(({ id }) => id)).toEqual(['b', 'epss', 'kev', 'semgrep', 'x']);
    expect((await list([scanner('semgrep', async () => facts())])).map(({ id }) => id)).toEqual([
      'epss',
      'kev',
      'semgrep',
    ]);
  });

  it('shows what the scanner says of the folder that is configured', async () => {
    const given: unknown[] = [];
    const asks: Facts = async (context) => {
      given.push(context);
      return facts();
    };
    expect(await only('osv', [scanner('osv', asks)], { osv: '/db/osv' })).toEqual({
      id: 'osv',
      name: 'Its database',
      where: '/db/osv',
      updatedAt: '2026-11-20T12:00:00.000Z',
      ageHours: 96,
      digest: 'abc',
      source: 'configured',
      usedBy: ['osv'],
      urls: [],
      get: 'asks for what it needs at each run; for a local copy name its folder under databases in muster.yml, or by MUSTER_OSV_DATABASE',
      about: 'What osv knows.',
    });
    expect(given).toEqual([{ database: '/db/osv', offline: true }]);
  });

  it('tells an age where only a date is given', async () => {
    expect(await only('x', [scanner('x', async () => facts({ ageHours: null }))])).toMatchObject({ ageHours: 96 });
  });

  it('says what a scanner uses by itself, and that nothing is known of one', async () => {
    expect(await only('x', [scanner('x', async () => facts())])).toMatchObject({ source: 'default', where: null });
    expect(await only('x', [scanner('x-y', async () => undefined, 'never')])).toBeUndefined();
    expect(await only('x-y', [scanner('x-y', async () => undefined, 'never')])).toMatchObject({
      source: 'missing',
      digest: null,
      get: 'name its folder under databases in muster.yml, or by MUSTER_X_Y_DATABASE',
    });
  });

  it('says why a configured one cannot be used', async () => {
    expect(await only('x', [scanner('x', async () => undefined)], { x: '/gone' })).toMatchObject({
      source: 'configured',
      problem: 'there is none in it that can be read',
    });
    const broken = async () => {
      throw new Error('ENOENT: /gone/db');
    };
    expect(await only('x', [scanner('x', broken)], { x: '/gone' })).toMatchObject({ problem: 'ENOENT: /gone/db' });
  });

  it('says what gets the feeds of the risk', async () => {
    expect(await only('epss', [])).toEqual({
      id: 'epss',
      name: 'EPSS scores',
      where: null,
      updatedAt: null,
      ageHours: null,
      digest: null,
      source: 'missing',
      usedBy: ['risk'],
      urls: [],
      get: 'muster db update epss',
    });
  });

  it('reads a feed where it is configured, and says what is wrong with it', async () => {
    const file = path.join(cache, 'kev.json');
    writeFileSync(file, KEV);
    expect(await only('kev', [], { kev: file })).toMatchObject({
      where: file,
      source: 'configured',
      updatedAt: '2026-11-23T12:00:00.000Z',
      ageHours: 24,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    writeFileSync(file, '{}');
    expect(await only('kev', [], { kev: file })).toMatchObject({
      digest: null,
      problem: expect.stringContaining('not the catalog as CISA publishes it'),
    });
  });

  it('shows what is stored, from where it is, and the configured one before it', async () => {
    const folder = databaseFolder(cache, 'kev');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'known_exploited_vulnerabilities.json'), KEV);
    const file = {
      file: 'known_exploited_vulnerabilities.json',
      name: 'KEV',
      url: 'https://mirror.example/kev.json',
      fetchedAt: '2026-11-24T11:00:00.000Z',
      updatedAt: '2026-11-23T12:00:00.000Z',
      sha256: 'x',
      etag: null,
      lastModified: null,
    };
    writeFileSync(path.join(folder, 'muster-database.json'), JSON.stringify({ id: 'kev', files: [file] }));
    expect(await only('kev', [])).toMatchObject({
      where: folder,
      source: 'stored',
      ageHours: 24,
      urls: ['https://mirror.example/kev.json'],
    });
    expect(await only('kev', [], { kev: '/other' })).toMatchObject({ where: '/other', source: 'configured', urls: [] });
  });
});
