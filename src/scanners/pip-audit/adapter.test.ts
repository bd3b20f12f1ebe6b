import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { pypiService } from '../../../test/pypi-service.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { Inventory, InventoryFile } from '../../model/inventory.js';
import pipAudit from './adapter.js';

describe('pip-audit', () => {
  it('reads vulnerabilities with their aliases, package and fix', async () => {
    const { outcome, findings } = await replay(pipAudit, 'findings');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['requirements.txt'], packages: 3 } });
    expect(findings).toEqual([
      {
        kind: 'vulnerability',
        ruleId: 'PYSEC-2021-142',
        title: 'PYSEC-2021-142 in pyyaml 5.3.1',
        message: expect.stringContaining('PyYAML before 5.4 runs code'),
        severity: 'unknown',
        nativeSeverity: null,
        location: { path: 'requirements.txt' },
        package: { ecosystem: 'PyPI', name: 'pyyaml', version: '5.3.1', purl: 'pkg:pypi/pyyaml@5.3.1' },
        advisory: {
          id: 'PYSEC-2021-142',
          aliases: ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4'],
          cwes: [],
          cvss: [],
          url: 'https://osv.dev/vulnerability/PYSEC-2021-142',
        },
        fix: { summary: 'Update pyyaml to 5.4, or later', versions: ['5.4'] },
        pointer: '/dependencies/1/vulns/0',
      },
      expect.objectContaining({
        ruleId: 'PYSEC-2014-8',
        title: 'Temporary files with predictable names',
        package: expect.objectContaining({ name: 'jinja2', version: '2.4.1' }),
        pointer: '/dependencies/2/vulns/0',
      }),
    ]);
  });

  it('counts a run without a vulnerability as completed when all packages were looked at', async () => {
    const { outcome, findings } = await replay(pipAudit, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['requirements.txt'], packages: 2 } });
    expect(findings).toEqual([]);
  });

  it('is unavailable when the index knows none of the packages: "No known vulnerabilities found", exit status 0', async () => {
    const { recording, outcome } = await replay(pipAudit, 'nothing-known');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'unavailable',
      reason: '0 of 2 packages looked at: Dependency not found on PyPI and could not be audited: pyyaml (5.3.1)',
      notCovered: [
        { what: 'pyyaml', why: 'Dependency not found on PyPI and could not be audited: pyyaml (5.3.1)' },
        { what: 'idna', why: 'Dependency not found on PyPI and could not be audited: idna (3.10)' },
      ],
    });
  });

  it('is partial when some could not be looked up, and names each', async () => {
    const { outcome, findings } = await replay(pipAudit, 'some-skipped');
    expect(outcome).toEqual({
      status: 'partial',
      reason: '2 packages looked at, 7 requirements not',
      considered: { files: ['requirements.txt'], packages: 2 },
      notCovered: [
        { what: 'our-own-package', why: expect.stringContaining('not found on PyPI') },
        { what: 'flask', why: 'no version specified' },
        { what: 'requirements.txt:2', why: 'includes a file that is not looked at' },
        ...[8, 9, 10].map((line) => ({ what: `requirements.txt:${line}`, why: expect.stringContaining('repository') })),
        { what: 'requirements.txt:11', why: 'not understood as a requirement' },
      ],
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['PYSEC-2021-142']);
  });

  it('fails when nothing in the file is pinned', async () => {
    const { recording, outcome } = await replay(pipAudit, 'unpinned');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: 'nothing in it names a package with one exact version',
      notCovered: [{ what: 'flask' }, { what: 'idna' }, { what: 'requirements.txt:3' }],
    });
  });

  it('completes on a file that asks for nothing but what has a run of its own', async () => {
    const { outcome } = await replay(pipAudit, 'empty');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['requirements.txt'], packages: 0 } });
  });

  it('looks at a pylock.toml, and names its packages without a version', async () => {
    const { outcome, findings } = await replay(pipAudit, 'pylock');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['pylock.toml'], packages: 1 },
      notCovered: [{ what: 'here', why: 'no version specified' }],
    });
    expect(findings.map(({ location }) => location)).toEqual([{ path: 'pylock.toml' }]);
  });

  it.each([
    ['no-service', 'ProxyError'],
    ['service-error', '503 Server Error'],
  ])('is unavailable when the index cannot be asked (%s): same exit status as findings', async (name, words) => {
    const { recording, outcome } = await replay(pipAudit, name);
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining(words) });
  });

  it('fails when the program is too old to be given a list', async () => {
    const { outcome } = await replay(pipAudit, 'too-old');
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('unrecognized arguments') });
  });

  it('fails when packages that were handed over are missing in the output', () => {
    const finished = { exitStatus: 0, stderr: '', input: { label: 'r.txt', files: ['r.txt'] }, relative: String };
    const row = { name: 'six', version: '1.16.0', vulns: [] };
    const note = { name: 'muster-packages-2', skip_reason: 'no version specified' };
    expect(pipAudit.outcome({ ...finished, report: { dependencies: [note, row] } })).toEqual({
      status: 'failed',
      reason: 'its output speaks of 1 of 2 packages',
    });
    expect(pipAudit.outcome({ ...finished, report: { dependencies: [] } })).toMatchObject({ status: 'failed' });
  });

  it('looks at each requirements file, and not at a .in beside the .txt that was made from it', () => {
    const file = (path: string): InventoryFile => ({ path, size: 1, kinds: ['lockfile'], ecosystem: 'PyPI' });
    const names = ['a/requirements.in', 'a/requirements.txt', 'b/requirements.in', 'poetry.lock', 'pylock.toml'];
    const inventory: Inventory = { root: '/target', files: names.map(file), hidden: [], notes: [] };
    expect(pipAudit.appliesTo(inventory).map(({ label }) => label)).toEqual([
      'a/requirements.txt',
      'b/requirements.in',
      'pylock.toml',
    ]);
  });
});

await describeLive(pipAudit, ['openssl'], (tool) => {
  const folders: string[] = [];
  const folder = (files: Record<string, string>) => {
    const made = makeFolder(files);
    folders.push(made);
    return made;
  };
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const made of folders.splice(0)) rmSync(made, { recursive: true });
  });

  it('finds its canary and the vulnerability, and asks no host but the index', async () => {
    const service = await pypiService(folder({}));
    for (const [name, value] of Object.entries(service.environment)) vi.stubEnv(name, value);
    const target = folder({
      'requirements.txt':
        '--index-url http://127.0.0.1:1/simple\nPyYAML==5.3.1\nsix==1.16.0; sys_platform=="none"\n-e git+https://127.0.0.1:1/x.git#egg=x\n',
      'setup.py': 'open("ran", "w")\n',
    });
    const [executed] = await executeWith(pipAudit, target, tool.path);
    await service.close();
    expect(executed?.entry).toMatchObject({
      status: 'partial',
      canary: 'found',
      considered: { files: 1, packages: 2 },
      notCovered: [{ what: 'requirements.txt:4' }],
    });
    expect(executed?.findings.map(({ ruleId }) => ruleId)).toEqual(['PYSEC-2021-142']);
    expect(new Set(service.asked)).toEqual(new Set(['/pypi/pyyaml/5.3.1/json', '/pypi/six/1.16.0/json']));
  });

  it('does not pass a service that knows packages and no vulnerability', async () => {
    const service = await pypiService(folder({}), { 'pyyaml/5.3.1': [] });
    for (const [name, value] of Object.entries(service.environment)) vi.stubEnv(name, value);
    const [executed] = await executeWith(pipAudit, folder({ 'requirements.txt': 'PyYAML==5.3.1\n' }), tool.path);
    await service.close();
    expect(executed?.entry).toMatchObject({ status: 'failed', canary: 'missed' });
  });

  it('makes no connection when none may be made', async () => {
    const target = folder({ 'requirements.txt': 'PyYAML==5.3.1\n' });
    const [executed] = await executeWith(pipAudit, target, tool.path, { offline: true });
    expect(executed?.entry.reason).toContain('no connection may be made');
    expect(executed?.entry.command).toEqual([]);
  });
});
