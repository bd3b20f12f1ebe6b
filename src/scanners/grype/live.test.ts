import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { databaseProgram, writeGrypeDatabase } from '../../../test/databases/grype/build.js';
import { executeWith } from '../../../test/execute-with.js';
import { findLive } from '../../../test/live.js';
import { makeFolder } from '../../../test/repository.js';
import type { ScannerDefinition } from '../../model/scanner.js';
import { proveAlive, whyNoProof } from '../../pipeline/canary.js';
import { Scheduler } from '../../process/scheduler.js';
import { Workspace } from '../../process/workspace.js';
import grype from './adapter.js';
import { databaseFacts } from './database.js';
import { readSmallTable } from './sqlite.js';

const NPM = JSON.stringify({
  lockfileVersion: 3,
  packages: { 'node_modules/lodash': { version: '4.17.20', dev: true } },
});
const TARGET = { 'requirements.txt': 'PyYAML==5.3.1\n', 'package-lock.json': NPM };
const SECONDS = 60_000;

const scanner = grype as ScannerDefinition;
const folders: string[] = [];
const keep = (made: string) => {
  folders.push(made);
  return made;
};
const empty = () => keep(mkdtempSync(path.join(os.tmpdir(), 'muster-grype-')));
const folder = (files: Record<string, string>) => keep(makeFolder(files));
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true });
});

// Building the program takes minutes where nothing of it is in Go's cache: only where Grype is there to use it.
const tool = await findLive(scanner);
const program = tool && (await databaseProgram());
const missing = tool ? 'no Go that builds its database' : 'no Grype';

if (!tool || !program) {
  describe.skip(`Grype, the real one (skipped: ${missing} here)`, () => it('runs', () => undefined));
} else {
  describe('Grype, the real one', { timeout: SECONDS }, () => {
    const database = (date?: string) => writeGrypeDatabase(program, empty(), date);
    const run = async (target: string, databases: Record<string, string>, days = 5) => {
      const [executed] = await executeWith(scanner, target, tool.path, { databases, maxDatabaseAgeDays: days });
      if (executed === undefined) throw new Error('it was not run');
      return { ...executed, rules: executed.findings.map(({ ruleId }) => ruleId).sort() };
    };
    const services = async (databases: Record<string, string>) => ({
      workspace: await Workspace.open(empty()),
      scheduler: new Scheduler(2, 4000),
      rules: path.resolve('rules'),
      offline: true,
      databases,
      cache: undefined,
      cancel: new AbortController().signal,
    });

    it('finds its canary and the vulnerabilities, whatever the target says about it, and writes nothing there', async () => {
      const ids = ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4', 'CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'];
      const silence = `ignore:\n${ids.map((id) => `  - vulnerability: ${id}\n`).join('')}`;
      const target = folder({ ...TARGET, '.grype.yaml': silence });
      const { entry, rules } = await run(target, { grype: await database() });
      expect(entry).toMatchObject({
        status: 'completed',
        canary: 'found',
        exitStatus: 0,
        considered: { files: 2, packages: 2 },
      });
      expect(rules).toEqual(['CVE-2020-14343', 'CVE-2021-23337']);
      expect(readdirSync(target).sort()).toEqual(['.grype.yaml', 'package-lock.json', 'requirements.txt']);
    });

    it('holds that the program by itself obeys the target, and leaves out what is for development', async () => {
      const env = { PATH: process.env['PATH'], HOME: empty(), GRYPE_DB_CACHE_DIR: await database() };
      const quiet = { ...env, GRYPE_DB_AUTO_UPDATE: 'false', GRYPE_CHECK_FOR_APP_UPDATE: 'false' };
      const found = (files: Record<string, string>) => {
        const args = ['dir:.', '-o', 'json'];
        const text = execFileSync(tool.path, args, { cwd: folder(files), env: quiet, encoding: 'utf8', stdio: 'pipe' });
        return (JSON.parse(text) as { matches: { vulnerability: { id: string } }[] }).matches.map(
          ({ vulnerability }) => vulnerability.id,
        );
      };
      expect(found(TARGET)).toEqual(['GHSA-8q59-q68h-6hv4']);
      const silence = 'ignore:\n  - vulnerability: GHSA-8q59-q68h-6hv4\n';
      expect(found({ ...TARGET, '.grype.yaml': silence })).toEqual([]);
      expect(found({ 'package-lock.json': '{' })).toEqual([]);
    });

    it('finds the canary of every ecosystem, and none of them in the counter-examples', async () => {
      const used = await services({ grype: await database() });
      const input = { label: '.', files: [] };
      expect(await proveAlive(scanner, tool, input, empty(), undefined, used)).toEqual({
        state: 'found',
        unproven: [],
      });
      expect(await whyNoProof(scanner, tool, input, used)).toBeUndefined();
      await used.workspace.close();
    });

    it('finds its canary in an image, and not in the one without the issues', async () => {
      const used = await services({ grype: await database() });
      const input = { label: 'example:1', mode: 'image', files: [] };
      expect(await proveAlive(scanner, tool, input, empty(), undefined, used)).toEqual({
        state: 'found',
        unproven: [],
      });
      expect(await whyNoProof(scanner, tool, input, used)).toBeUndefined();
      await used.workspace.close();
    });

    it('is partial when a lock file cannot be read, and names it', async () => {
      const target = folder({ ...TARGET, 'web/package-lock.json': '{' });
      const { entry } = await run(target, { grype: await database() });
      expect(entry).toMatchObject({ status: 'partial', exitStatus: 0, considered: { files: 2, packages: 2 } });
      expect(entry.notCovered).toEqual([{ what: 'web/package-lock.json', why: 'could not be understood' }]);
    });

    it('dates the database by its own account, and leaves it to Muster how old it may be', async () => {
      const old = await database('2020-03-04T05:06:07Z');
      expect(await databaseFacts({ database: old })).toEqual({
        name: "Grype's vulnerability database",
        updatedAt: '2020-03-04T05:06:07.000Z',
        ageHours: expect.any(Number),
        digest: expect.stringMatching(/^xxh64:/),
      });
      const { entry } = await run(folder(TARGET), { grype: old }, 5);
      expect(entry).toMatchObject({ status: 'partial', canary: 'found' });
      expect(entry.notCovered).toEqual([
        { what: 'what was published since', why: expect.stringContaining('days old') },
      ]);
      expect((await run(folder(TARGET), { grype: old }, 36_500)).entry.status).toBe('completed');
    });

    it('is unavailable with a database that was changed, and without one', async () => {
      const changed = await database();
      appendFileSync(path.join(changed, '6', 'vulnerability.db'), 'x');
      expect((await run(folder(TARGET), { grype: changed })).entry).toMatchObject({
        status: 'unavailable',
        reason: expect.stringContaining('bad db checksum'),
      });
      expect((await run(folder(TARGET), { grype: empty() })).entry).toMatchObject({
        status: 'unavailable',
        reason: expect.stringContaining('there is no 6/vulnerability.db'),
      });
      expect((await run(folder(TARGET), {})).entry).toMatchObject({
        status: 'unavailable',
        reason: expect.stringContaining('it has no database: run `grype db update`'),
      });
    });

    it('reads tables of a real database', async () => {
      const file = path.join(await database('2026-03-04T05:06:07Z'), '6', 'vulnerability.db');
      expect(await readSmallTable(file, 'db_metadata')).toEqual([[expect.stringContaining('2026-03-04'), 6, 1, 10]]);
      const providers = await readSmallTable(file, 'providers');
      expect(providers.map(([id]) => id).sort()).toEqual(['alpine', 'debian', 'github', 'nvd']);
      await expect(readSmallTable(file, 'nothing')).rejects.toThrow('it has no table nothing');
    });
  });
}

describe('the facts of a database', () => {
  it('are none without a database, and undated where it is none of SQLite', async () => {
    expect(await databaseFacts({})).toBeUndefined();
    expect(await databaseFacts({ database: empty() })).toBeUndefined();
    const place = folder({ '6/vulnerability.db': 'hello' });
    expect(await databaseFacts({ database: place })).toMatchObject({ updatedAt: null, ageHours: null, digest: null });
    await expect(readSmallTable(path.join(place, '6', 'vulnerability.db'), 'a')).rejects.toThrow(
      'not a file of SQLite',
    );
    const head = Buffer.alloc(100);
    head.write('SQLite format 3\0', 'latin1');
    head.writeUInt16BE(4096, 16);
    writeFileSync(path.join(place, '6', 'vulnerability.db'), head);
    await expect(readSmallTable(path.join(place, '6', 'vulnerability.db'), 'a')).rejects.toThrow('page 1 is missing');
  });
});
