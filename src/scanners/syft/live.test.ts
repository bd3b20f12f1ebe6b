import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { makeFolder } from '../../../test/repository.js';
import type { ScannerDefinition } from '../../model/scanner.js';
import { proveAlive, whyNoProof } from '../../pipeline/canary.js';
import { Scheduler } from '../../process/scheduler.js';
import { Workspace } from '../../process/workspace.js';
import syft from './adapter.js';

const scanner = syft as ScannerDefinition;
const NPM = JSON.stringify({
  lockfileVersion: 3,
  packages: { 'node_modules/lodash': { version: '4.17.20', dev: true } },
});
const TARGET = { 'requirements.txt': 'PyYAML==5.3.1\n', 'package-lock.json': NPM };
const SILENCE = { '.syft.yaml': 'exclude:\n  - "**/*"\n' };

const folders: string[] = [];
const keep = (made: string) => {
  folders.push(made);
  return made;
};
const empty = () => keep(mkdtempSync(path.join(os.tmpdir(), 'muster-syft-')));
const folder = (files: Record<string, string>) => keep(makeFolder(files));
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true });
});

await describeLive(syft, [], (tool) => {
  describe('as it is run', { timeout: 120_000 }, () => {
    const services = async () => ({
      workspace: await Workspace.open(empty()),
      scheduler: new Scheduler(2, 4000),
      rules: path.resolve('rules'),
      offline: true,
      databases: {},
      cache: undefined,
      cancel: new AbortController().signal,
    });

    it('lists all and its canary, whatever the target says about it, and writes nothing there', async () => {
      const target = folder({ ...TARGET, ...SILENCE });
      const [executed] = await executeWith(scanner, target, tool.path);
      expect(executed?.entry).toMatchObject({
        ...{ status: 'completed', canary: 'found', exitStatus: 0 },
        considered: { files: 2, packages: 2 },
      });
      expect(readdirSync(target).sort()).toEqual(['.syft.yaml', 'package-lock.json', 'requirements.txt']);
    });

    it('is partial when a lock file cannot be read, and names it', async () => {
      const [executed] = await executeWith(scanner, folder({ ...TARGET, 'web/package-lock.json': '{' }), tool.path);
      expect(executed?.entry).toMatchObject({
        ...{ status: 'partial', exitStatus: 0 },
        notCovered: [{ what: 'web/package-lock.json', why: 'could not be understood' }],
      });
    });

    it.each([undefined, 'image'])(
      'finds its canary in every part, and not in the counter-example: %s',
      async (mode) => {
        const used = await services();
        const input = { label: '.', files: [], ...(mode ? { mode } : {}) };
        const proof = await proveAlive(scanner, tool, input, empty(), undefined, used);
        expect(proof).toEqual({ state: 'found', unproven: [] });
        expect(await whyNoProof(scanner, tool, input, used)).toBeUndefined();
        await used.workspace.close();
      },
    );

    it('left to itself lists half, and nothing where the target says so, and ends with status 0 all the same', () => {
      const list = (files: Record<string, string>) => {
        const home = path.join(empty(), 'home');
        mkdirSync(home);
        const env = { HOME: home, PATH: process.env['PATH'], SYFT_CHECK_FOR_APP_UPDATE: 'false' };
        const options = { cwd: folder(files), env, encoding: 'utf8', stdio: 'pipe' } as const;
        const text = execFileSync(tool.path, ['dir:.', '-o', 'cyclonedx-json'], options);
        const { components = [] } = JSON.parse(text) as { components?: { purl?: string }[] };
        return components.flatMap(({ purl }) => purl ?? []);
      };
      expect(list(TARGET)).toEqual(['pkg:pypi/pyyaml@5.3.1']);
      expect(list({ ...TARGET, ...SILENCE })).toEqual([]);
      expect(list({ 'package-lock.json': '{' })).toEqual([]);
    });
  });
});
