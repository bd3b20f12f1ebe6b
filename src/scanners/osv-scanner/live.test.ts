import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { type OsvRecord, RECORDS, writeOsvDatabase } from '../../../test/osv-database.js';
import { osvService } from '../../../test/osv-service.js';
import { makeFolder } from '../../../test/repository.js';
import type { ScannerDefinition } from '../../model/scanner.js';
import { checkUp } from '../../pipeline/doctor.js';
import { cacheFolder } from '../../tools/cache-folder.js';
import { scannerFolder } from '../registry.js';
import osvScanner from './adapter.js';

const NPM = '{"lockfileVersion":3,"packages":{"node_modules/lodash":{"version":"4.17.20"}}}';
const TARGET = { 'requirements.txt': 'PyYAML==5.3.1\n', 'package-lock.json': NPM };

await describeLive(osvScanner, ['openssl'], (tool) => {
  const folders: string[] = [];
  const keep = (made: string) => {
    folders.push(made);
    return made;
  };
  const folder = (files: Record<string, string>) => keep(makeFolder(files));
  const database = (records: Record<string, OsvRecord[]>, layer?: string) =>
    writeOsvDatabase(keep(mkdtempSync(path.join(os.tmpdir(), 'muster-osv-'))), records, layer);
  const pick = (...names: string[]) => Object.fromEntries(names.map((name) => [name, RECORDS[name] ?? []]));
  const run = async (target: string, records?: Record<string, OsvRecord[]>, layer?: string) => {
    const databases = records ? { 'osv-scanner': database(records, layer) } : {};
    const [executed] = await executeWith(osvScanner, target, tool.path, { databases, maxDatabaseAgeDays: 36_500 });
    if (executed === undefined) throw new Error('it was not run');
    return { ...executed, rules: executed.findings.map(({ ruleId }) => ruleId) };
  };
  const serve = async (...given: Parameters<typeof osvService> extends [string, ...infer Rest] ? Rest : never) => {
    const service = await osvService(folder({}), ...given);
    for (const [name, value] of Object.entries(service.environment)) vi.stubEnv(name, value);
    return service;
  };
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const made of folders.splice(0)) rmSync(made, { recursive: true });
  });

  it('finds its canary and the vulnerabilities, whatever the target says about it, and writes nothing there', async () => {
    const silence =
      '[[IgnoredVulns]]\nid = "GHSA-35jh-r3h4-6jhm"\n\n[[PackageOverrides]]\nname = "pyyaml"\nignore = true\n';
    const files = { ...TARGET, 'osv-scanner.toml': silence };
    const target = folder(files);
    const { entry, rules } = await run(target, RECORDS);
    expect(entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      exitStatus: 1,
      considered: { files: 2, packages: 2 },
    });
    expect(rules.sort()).toEqual(['GHSA-35jh-r3h4-6jhm', 'PYSEC-2021-142']);
    expect(readdirSync(target).sort()).toEqual(Object.keys(files).sort());
    for (const [name, content] of Object.entries(files))
      expect(readFileSync(path.join(target, name), 'utf8')).toBe(content);
  });

  it('finds the canary of every ecosystem, and none of them in the counter-examples', async () => {
    const options = {
      mode: 'auto' as const,
      install: false,
      offline: true,
      store: path.join(cacheFolder(), 'tools'),
      scannerFolder,
      avoid: [],
    };
    const services = {
      options,
      cache: folder({}),
      remember: undefined,
      jobs: 2,
      databases: { 'osv-scanner': database(RECORDS) },
      cancel: new AbortController().signal,
    };
    const [result] = await checkUp([osvScanner as ScannerDefinition], services);
    expect(result).toMatchObject({ id: 'osv-scanner', canary: 'found' });
    expect(result?.reason).toBeUndefined();
  }, 30_000);

  it('is partial where the database lacks an ecosystem, looks at the others all the same, and adds nothing to it', async () => {
    const { entry, looked, rules } = await run(folder(TARGET), pick('PyPI'), '');
    expect(entry).toMatchObject({ status: 'partial', canary: 'found', considered: { files: 1, packages: 1 } });
    expect(entry.notCovered).toEqual([
      { what: 'package-lock.json', why: 'its database has no advisories of npm' },
      { what: 'npm', why: expect.stringContaining('canary was not found') },
    ]);
    expect([looked, rules]).toEqual([['requirements.txt'], ['PYSEC-2021-142']]);
    expect(folders.map((made) => existsSync(path.join(made, 'osv-scalibr')))).not.toContain(true);
  });

  it('holds that the program by itself stops at the first ecosystem that the database lacks', () => {
    const target = folder({
      'requirements.txt': 'pyyaml==5.3.1\n',
      'package-lock.json': NPM.replace('lodash', 'abbrev'),
    });
    const args = ['scan', 'source', '--offline', `--local-db-path=${database(pick('PyPI'))}`, '--format=json', target];
    const { status, stdout, stderr } = spawnSync(tool.path, args, { encoding: 'utf8' });
    expect(stderr).toContain('could not load db for npm ecosystem');
    expect(status).toBe(127);
    expect(JSON.parse(stdout)).toMatchObject({ results: [] });
  });

  it('is unavailable where the database is none', async () => {
    expect((await run(folder(TARGET), {})).entry).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining('its database has no advisories of npm'),
    });
  });

  it('does not pass a database whose records it leaves out without a word', async () => {
    const newer = Object.fromEntries(
      Object.entries(RECORDS).map(([name, own]) => [name, own.map((record) => ({ ...record, tomorrow: true }))]),
    );
    const { entry } = await run(folder(TARGET), newer);
    expect(entry).toMatchObject({ status: 'failed', canary: 'missed', exitStatus: 0 });
  });

  it('is partial when a lock file cannot be read, and names it', async () => {
    const target = folder({ ...TARGET, 'api/poetry.lock': '[[package]\n', 'web/package-lock.json': '{' });
    const { entry } = await run(target, RECORDS);
    expect(entry).toMatchObject({ status: 'partial', exitStatus: 1, considered: { files: 2, packages: 2 } });
    expect(entry.notCovered).toEqual([
      { what: 'api/poetry.lock', why: expect.stringContaining('could not extract: toml') },
      { what: 'web/package-lock.json', why: expect.stringContaining('could not extract') },
    ]);
  });

  it('asks the service for nothing but the packages, and completes', async () => {
    const service = await serve();
    const target = folder({
      ...TARGET,
      'third_party/zlib/zlib.c': 'int main;\n',
      'third_party/zlib/go.mod': 'module example.com/x\n\ngo 1.21\n\nrequire github.com/gin-gonic/gin v1.8.1\n',
      'third_party/zlib/main.go': 'package main\n\nfunc main() {}\n',
    });
    const { entry, rules } = await run(target);
    await service.close();
    expect(entry).toMatchObject({ status: 'completed', canary: 'found', considered: { files: 3, packages: 3 } });
    expect(rules.sort()).toEqual(['GHSA-35jh-r3h4-6jhm', 'GO-2023-1737', 'PYSEC-2021-142']);
    // It asks about the Go release in go.mod too, and leaves that out of its output.
    const go = ['Go/github.com/gin-gonic/gin', 'Go/golang.org/x/text', 'Go/stdlib'];
    const packages = ['PyPI/pyyaml', 'npm/lodash', ...go];
    expect(new Set(service.asked)).toEqual(new Set(packages));
  });

  it('does not pass a service that knows no vulnerability', async () => {
    const service = await serve([]);
    const { entry } = await run(folder(TARGET));
    await service.close();
    expect(entry).toMatchObject({ status: 'failed', canary: 'missed', exitStatus: 0 });
  });

  it('is unavailable when the service refuses', async () => {
    const service = await serve([], { status: 403 });
    const { entry } = await run(folder(TARGET));
    await service.close();
    expect(entry).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining('403 Forbidden'),
      exitStatus: 127,
    });
  });

  it('is unavailable at once when nothing answers at the address of the service', async () => {
    for (const name of ['HTTPS_PROXY', 'https_proxy']) vi.stubEnv(name, 'http://127.0.0.1:1');
    for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '');
    const started = Date.now();
    const { entry } = await run(folder(TARGET));
    expect(entry).toMatchObject({ status: 'unavailable', reason: 'no connection to api.osv.dev: ECONNREFUSED' });
    expect(Date.now() - started).toBeLessThan(5000);
  });
});
