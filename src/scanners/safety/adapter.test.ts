import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { InventoryFile } from '../../model/inventory.js';
import safety from './adapter.js';

describe('safety', () => {
  it('reads vulnerabilities with their scores, package and fix', async () => {
    const { recording, outcome, findings } = await replay(safety, 'findings');
    expect(recording.exitStatus).toBe(64);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['requirements.txt'], packages: 3 } });
    const byRule = new Map(findings.map((finding) => [finding.ruleId, finding]));
    expect([...byRule.keys()].sort()).toEqual(['25866', '39611']);
    expect(byRule.get('39611')).toEqual({
      kind: 'vulnerability',
      ruleId: '39611',
      title: 'PyYAML before 5.4 runs code.',
      message: 'PyYAML before 5.4 runs code.',
      severity: 'critical',
      nativeSeverity: 'CRITICAL',
      location: { path: 'requirements.txt' },
      package: { ecosystem: 'PyPI', name: 'pyyaml', version: '5.3.1', purl: 'pkg:pypi/pyyaml@5.3.1' },
      advisory: {
        id: '39611',
        aliases: ['CVE-2020-14343'],
        cwes: [],
        cvss: [
          {
            version: '3.1',
            vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
            score: 9.8,
            source: 'CVE-2020-14343',
          },
        ],
        url: 'https://data.example/v/39611/f17',
      },
      fix: { summary: 'Update pyyaml to 5.4, or later', versions: ['5.4'] },
      pointer: expect.stringMatching(/^\/vulnerabilities\/[01]$/),
    });
    // As the free database tells it: without a score.
    expect(byRule.get('25866')).toMatchObject({ severity: 'unknown', nativeSeverity: null, advisory: { aliases: [] } });
  });

  it('counts a run without a vulnerability as completed when all packages were looked at', async () => {
    const { recording, outcome, findings } = await replay(safety, 'clean');
    expect([recording.exitStatus, findings]).toEqual([0, []]);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['requirements.txt'], packages: 2 } });
  });

  it('names what has no version, and obeys no policy of the target', async () => {
    const { outcome, findings } = await replay(safety, 'mixed');
    expect(outcome).toEqual({
      status: 'partial',
      reason: '1 packages looked at, 3 requirements not',
      considered: { files: ['requirements.txt'], packages: 1 },
      notCovered: [
        { what: 'flask', why: 'no exact version' },
        { what: 'requirements.txt:3', why: 'includes a file that is not looked at' },
        { what: 'requirements.txt:4', why: 'not understood as a requirement' },
      ],
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['39611']);
  });

  it('fails when nothing is pinned: exit status 0, no vulnerabilities', async () => {
    const { recording, outcome } = await replay(safety, 'unpinned');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'failed',
      reason: 'nothing in it names a package with one exact version',
      notCovered: [{ what: 'flask', why: 'no exact version' }],
    });
  });

  it.each([
    ['no-service', 'httpx.ConnectError: [Errno -2] Name or service not known'],
    ['no-mirror', 'Check your network connection, unable to reach the server.'],
  ])('is unavailable when its service cannot be asked (%s)', async (name, words) => {
    const { recording, outcome } = await replay(safety, name);
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({ status: 'unavailable', reason: `its service did not answer: ${words}` });
  });

  it.each([
    ['empty-database', 67, 'Unable to find vulnerability database in /database'],
    ['broken-database', 1, 'Expecting property name enclosed in double quotes'],
  ])('fails with a database that cannot be read (%s)', async (name, status, words) => {
    const { recording, outcome } = await replay(safety, name);
    expect(recording.exitStatus).toBe(status);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining(words) });
  });

  it('fails when its output speaks of none of the packages, and is partial when of some', () => {
    const ended = (names: string[]) =>
      safety.outcome({
        exitStatus: 0,
        stderr: '',
        report: {
          scanned_packages: Object.fromEntries(names.map((name) => [name, { requirements: [{ raw: `${name}==1` }] }])),
          vulnerabilities: [],
        },
        input: { label: 'r.txt', files: ['r.txt'] },
        prepared: { listed: ['a==1', 'b==1'], gaps: [] },
        relative: String,
      });
    expect(ended(['a', 'b']).status).toBe('completed');
    expect(ended(['a'])).toMatchObject({ status: 'partial', notCovered: [{ what: 'b==1' }] });
    expect(ended([])).toMatchObject({ status: 'failed', reason: 'its output speaks of 0 of 2 packages' });
  });

  it('reads the reports of 1.x, which do not say what was looked at', () => {
    const report = safety.shape.parse([['pyyaml', '<5.4', '5.3.1', 'Runs code.', '39611', null, null]]);
    const input = { label: 'r.txt', files: ['r.txt'] };
    expect(safety.parse(report, { input, relative: String })).toMatchObject([
      { ruleId: '39611', title: 'Runs code.', package: { name: 'pyyaml', version: '5.3.1' }, pointer: '/0' },
    ]);
    const prepared = { listed: ['pyyaml==5.3.1'], gaps: [] };
    expect(safety.outcome({ exitStatus: 64, stderr: '', report, input, prepared, relative: String })).toEqual({
      status: 'failed',
      reason: 'its output does not say what it looked at',
    });
  });

  it('looks at each requirements file, and not at a .in beside the .txt that was made from it', () => {
    const file = (name: string): InventoryFile => ({ path: name, size: 1, kinds: ['lockfile'], ecosystem: 'PyPI' });
    const files = ['a/requirements.in', 'a/requirements.txt', 'b/requirements.in', 'poetry.lock'].map(file);
    const labels = safety.appliesTo({ root: '/t', files, hidden: [], notes: [] }).map(({ label }) => label);
    expect(labels).toEqual(['a/requirements.txt', 'b/requirements.in']);
  });
});

const META = { schema_version: '2.0.0', timestamp: 1_790_000_000, base_domain: 'https://data.example' };
/** A database in Safety's format, of our own. */
const DATABASE = {
  'insecure.json': JSON.stringify({ meta: META, vulnerable_packages: { pyyaml: ['<5.4'] } }),
  'insecure_full.json': JSON.stringify({
    meta: { ...META, severities: {} },
    vulnerable_packages: {
      pyyaml: [
        {
          specs: ['<5.4'],
          advisory: 'Made up.',
          ids: [
            { type: 'cve', id: 'CVE-2020-14343' },
            { type: 'pyup', id: '39611' },
          ],
          fixed_versions: ['5.4'],
        },
      ],
    },
    packages: {},
  }),
};

await describeLive(safety, [], (tool) => {
  const folders: string[] = [];
  const folder = (files: Record<string, string>) => {
    const made = makeFolder(files);
    folders.push(made);
    return made;
  };
  afterEach(() => {
    for (const made of folders.splice(0)) rmSync(made, { recursive: true });
  });

  /** The real program, which asks `service` for keys instead of the one on the Internet. */
  function asking(service: string): string {
    const program = path.join(folder({}), 'safety');
    writeFileSync(program, `#!/bin/sh\nSAFETY_AUTH_SERVER_URL='${service}' exec '${tool.path}' "$@"\n`);
    chmodSync(program, 0o755);
    return program;
  }

  it('finds its canary and the vulnerability in a local database, and tells its date', async () => {
    const server = createServer((_, response) => {
      const { port } = server.address() as AddressInfo;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [], jwks_uri: `http://127.0.0.1:${port}/keys` }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const program = asking(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const target = folder({
      'requirements.txt': 'PyYAML==5.3.1\nsix==1.16.0\n',
      '.safety-policy.yml': 'security:\n  ignore-vulnerabilities:\n    39611:\n      reason: none\n',
    });
    const databases = { safety: folder(DATABASE) };
    const [executed] = await executeWith(safety, target, program, { databases, maxDatabaseAgeDays: 100_000 });
    server.close();
    expect(executed?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      exitStatus: 64,
      considered: { files: 1, packages: 2 },
      database: { name: 'Safety DB', updatedAt: '2026-09-21T14:13:20.000Z' },
    });
    expect(executed?.findings.map(({ ruleId }) => ruleId)).toEqual(['39611']);
  }, 60_000);

  it('is unavailable when nobody answers, also with a local database', async () => {
    const target = folder({ 'requirements.txt': 'PyYAML==5.3.1\n' });
    const databases = { safety: folder(DATABASE) };
    const [executed] = await executeWith(safety, target, asking('http://127.0.0.1:1'), { databases });
    expect(executed?.entry).toMatchObject({
      status: 'unavailable',
      exitStatus: 1,
      reason: expect.stringContaining('httpx.ConnectError'),
    });
  }, 60_000);

  it('makes no connection when none may be made', async () => {
    const target = folder({ 'requirements.txt': 'PyYAML==5.3.1\n' });
    const [executed] = await executeWith(safety, target, tool.path, { offline: true });
    expect(executed?.entry.reason).toContain('no connection may be made');
    expect(executed?.entry.command).toEqual([]);
  });
});
