import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { osvRecord, writeOsvDatabase } from '../../../test/osv-database.js';
import { databaseFacts, layOutDatabase } from './database.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'muster-osv-'));
  vi.useFakeTimers({ now: new Date('2026-03-05T00:00:00Z'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

const record = (id: string, modified: string, published = modified) =>
  osvRecord('npm', 'x', '1.0.0', id, [], { modified, published });
const many = (count: number, modified: string) =>
  Array.from({ length: count }, (_, index) => record(`X-${index}`, modified));

describe('databaseFacts', () => {
  it('dates a database by its stalest ecosystem, and names the date of each', async () => {
    writeOsvDatabase(folder, {
      npm: [record('GHSA-1', '2026-03-04T00:00:00Z'), record('GHSA-2', '2020-01-01T00:00:00Z')],
      PyPI: [record('PYSEC-1', '2026-02-03T00:00:00Z'), record('MAL-1', '2026-03-04T00:00:00Z')],
    });
    expect(await databaseFacts({ database: folder })).toEqual({
      name: 'OSV (npm to 2026-03-04, PyPI to 2026-02-03)',
      updatedAt: '2026-02-03T00:00:00.000Z',
      ageHours: 720,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('does not take an ecosystem with few advisories for stale', async () => {
    writeOsvDatabase(folder, { npm: many(100, '2026-03-04T00:00:00Z'), CRAN: many(3, '2023-10-20T00:00:00Z') });
    expect(await databaseFacts({ database: folder })).toMatchObject({
      updatedAt: '2026-03-04T00:00:00.000Z',
      ageHours: 24,
    });
  });

  it('takes the day of publication where there is no later one, and gives none where most advisories have none', async () => {
    const undated = '0001-01-01T00:00:00Z';
    writeOsvDatabase(folder, { npm: [record('GHSA-1', undated, '2026-03-01T00:00:00Z')] });
    expect(await databaseFacts({ database: folder })).toMatchObject({ updatedAt: '2026-03-01T00:00:00.000Z' });
    writeOsvDatabase(folder, { npm: [record('GHSA-1', undated), record('GHSA-2', '2026-03-01T00:00:00Z')] });
    expect(await databaseFacts({ database: folder })).toMatchObject({
      name: 'OSV (npm)',
      updatedAt: null,
      ageHours: null,
    });
  });

  it('has another digest when a record changes, and the same without the folder in between', async () => {
    const digestOf = async (modified: string, layer?: string) => {
      const database = writeOsvDatabase(
        mkdtempSync(path.join(folder, 'db-')),
        { npm: [record('X-1', modified)] },
        layer,
      );
      return (await databaseFacts({ database })).digest;
    };
    const first = await digestOf('2026-03-01T00:00:00Z');
    expect(await digestOf('2026-03-02T00:00:00Z')).not.toBe(first);
    expect(await digestOf('2026-03-01T00:00:00Z', '')).toBe(first);
  });

  it('says that a database is empty or broken, and that the service tells no date', async () => {
    expect(await databaseFacts({ database: folder })).toMatchObject({ name: 'OSV (empty)', updatedAt: null });
    writeOsvDatabase(folder, { npm: [] });
    writeFileSync(path.join(folder, 'osv-scalibr', 'npm', 'all.zip'), 'not an archive');
    expect(await databaseFacts({ database: folder })).toMatchObject({ name: 'OSV (npm)', updatedAt: null });
    expect(await databaseFacts({})).toMatchObject({ name: 'the service of OSV.dev', updatedAt: null, digest: null });
  });
});

describe('layOutDatabase', () => {
  it('links what there is and fills up with empty archives, without touching the database', async () => {
    const database = path.join(folder, 'given');
    writeOsvDatabase(database, { npm: [record('X-1', '2026-03-01T00:00:00Z')] }, '');
    const place = path.join(folder, 'place');
    expect(await layOutDatabase(database, place)).toEqual(['npm']);
    expect(readdirSync(database)).toEqual(['npm']);
    const recordsOf = (name: string) =>
      Object.keys(unzipSync(readFileSync(path.join(place, 'osv-scalibr', name, 'all.zip'))));
    expect([recordsOf('npm'), recordsOf('PyPI'), recordsOf('GIT')]).toEqual([['X-1.json'], [], []]);
  });
});
