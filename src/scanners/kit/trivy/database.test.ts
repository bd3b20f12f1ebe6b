import { mkdirSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../../../test/repository.js';
import { cacheOf } from './command.js';
import { databaseFacts, linkDatabase } from './database.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function folder(files: Record<string, string>): string {
  const made = makeFolder(files);
  folders.push(made);
  return made;
}

const METADATA = JSON.stringify({ Version: 2, UpdatedAt: '2026-03-04T05:06:07.000000001Z' });

describe('the facts of a Trivy database', () => {
  it('are its date, from the file beside it, and its digest', async () => {
    const database = folder({ 'db/trivy.db': 'content', 'db/metadata.json': METADATA });
    const facts = await databaseFacts({ database });
    expect(facts).toEqual({
      name: 'Trivy DB',
      updatedAt: '2026-03-04T05:06:07.000Z',
      ageHours: expect.any(Number),
      digest: 'ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73',
    });
    expect(await databaseFacts({ database: path.join(database, 'db') })).toEqual(facts);
  });

  it.each(['', '{"Version":2}', '{"UpdatedAt":"soon"}'])('have no date where there is none: %j', async (text) => {
    const database = folder({ 'db/trivy.db': 'content', 'db/metadata.json': text });
    expect(await databaseFacts({ database })).toMatchObject({ updatedAt: null, ageHours: null });
  });

  it('are none without a database', async () => {
    expect(await databaseFacts({})).toBeUndefined();
    expect(await databaseFacts({ database: folder({}) })).toBeUndefined();
  });
});

describe('a database that is given to a run', () => {
  it('is linked file by file, so that the run can delete none', async () => {
    const scratch = folder({});
    mkdirSync(cacheOf(scratch));
    const database = folder({ 'db/trivy.db': '', 'db/metadata.json': METADATA, 'java-db/trivy-java.db': '' });
    await linkDatabase(database, scratch);
    expect(readlinkSync(path.join(cacheOf(scratch), 'db/trivy.db'))).toBe(path.join(database, 'db/trivy.db'));
    expect(readdirSync(path.join(cacheOf(scratch), 'java-db'))).toEqual(['trivy-java.db']);
  });
});
