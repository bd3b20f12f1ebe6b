import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { FileKind, Inventory } from '../../model/inventory.js';
import kics from './adapter.js';
import { countDocuments, layOut, passesOver } from './lay-out.js';
import { factsOf, findQueries, moduleCache, VERSION } from './queries.js';
import { Report } from './report.js';

const made: string[] = [];
function folder(files: Record<string, string>): string {
  const root = makeFolder(files);
  made.push(root);
  return root;
}
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true });
});

function inventoryOf(root: string, files: Record<string, FileKind[]>): Inventory {
  const listed = Object.entries(files).map(([file, kinds]) => ({ path: file, size: 1, kinds }));
  return { root, files: listed, hidden: [], notes: [] };
}

describe('kics', () => {
  it('reads findings with their places, in each of two charts too', async () => {
    const { recording, outcome, findings } = await replay(kics, 'findings');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['chart/templates/p.yaml', 'chart2/templates/p.yaml', 'dis.yaml', 'm.yaml'], packages: 0 },
    });
    const escalates = findings.filter(({ title }) => title === 'Privilege Escalation Allowed');
    // Turned off in dis.yaml by its own comment.
    expect(escalates.map(({ location }) => location?.path).sort()).toEqual([
      'chart/templates/p.yaml',
      'chart2/templates/p.yaml',
      'm.yaml',
    ]);
    expect(escalates.find(({ location }) => location?.path === 'm.yaml')).toEqual({
      kind: 'misconfiguration',
      ruleId: '5572cc5e-1e4c-4113-92a6-7a8a3bd25e6d',
      title: 'Privilege Escalation Allowed',
      severity: 'high',
      nativeSeverity: 'HIGH',
      location: { path: 'm.yaml', startLine: 4, resource: 'Pod.a' },
      rule: {
        name: 'Privilege Escalation Allowed',
        help: expect.stringContaining('allowPrivilegeEscalation'),
        helpUri: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
        cwes: ['CWE-269'],
      },
      pointer: expect.stringMatching(/^\/queries\/0\/files\/\d$/),
    });
    expect(findings.map(({ title }) => title)).not.toContain('Muster: looked at');
  });

  it.each([
    ['dockerfile', 'Missing User Instruction', 'Dockerfile', 1],
    ['compose', 'Privileged Containers Enabled', 'compose.yaml', 4],
    ['workflow', 'Run Block Injection', '.github/workflows/ci.yml', 8],
    ['cloudformation', 'RDS DB Instance Publicly Accessible', 'template.yaml', 6],
    ['terraform', 'RDS DB Instance Publicly Accessible', 'main.tf', 2],
  ])('reads findings of %s', async (name, title, file, line) => {
    const { outcome, findings } = await replay(kics, name);
    expect(outcome.status).toBe('completed');
    const [first] = findings.filter((one) => one.title === title);
    expect(first?.location).toMatchObject({ path: file, startLine: line });
  });

  it('counts a Containerfile as looked at under its own name, and one whose first line is a comment to KICS', async () => {
    const { outcome } = await replay(kics, 'dockerfile');
    expect(outcome).toMatchObject({ considered: { files: ['Dockerfile', 'docker/Containerfile'] } });
  });

  it('takes a file without findings for looked at, and no notice of the kics.config beside it', async () => {
    const { recording, outcome, findings } = await replay(kics, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['Dockerfile'], packages: 0 } });
    expect([recording.exitStatus, findings]).toEqual([0, []]);
  });

  it('is partial for a file that cannot be parsed: exit status 0, and none failed by its own count', async () => {
    const { recording, outcome } = await replay(kics, 'unparsed');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['b.dockerfile'] },
      notCovered: [{ what: 'Dockerfile', why: expect.stringContaining('file with no instructions') }],
    });
    const output = readFileSync(path.join(import.meta.dirname, 'recorded/unparsed/output'), 'utf8');
    expect(JSON.parse(output)).toMatchObject({ files_failed_to_scan: 0, files_scanned: 2, files_parsed: 1 });
  });

  it('names what it left out, and why, of a folder with one file in order', async () => {
    const { outcome } = await replay(kics, 'gaps');
    expect(outcome).toMatchObject({ status: 'partial', considered: { files: ['ok.yaml'] } });
    expect(outcome).toHaveProperty('notCovered', [
      { what: '.terraform/x.yaml', why: 'it passes over folders whose names begin with .terra' },
      { what: 'bad.yaml', why: expect.stringContaining('invalid yaml') },
      { what: 'chart/templates/p.yaml', why: "its chart could not be rendered with the chart's own values" },
      { what: 'chart/templates/z.yaml', why: "its chart could not be rendered with the chart's own values" },
      { what: 'enable.yaml', why: 'it tells KICS to run some of its queries only (kics-scan enable)' },
      { what: 'ign.yaml', why: 'it tells KICS to pass it over (kics-scan ignore)' },
    ]);
  });

  it('has failed when the only file was left out: no findings, exit status 0', async () => {
    const { recording, outcome, findings } = await replay(kics, 'not-a-workflow');
    expect([recording.exitStatus, findings]).toEqual([0, []]);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('it looked at no file of 1') });
  });

  it('is partial when a query broke off, and says which', async () => {
    const { outcome, findings } = await replay(kics, 'broken-query');
    expect(findings).toHaveLength(1);
    expect(outcome).toMatchObject({
      status: 'partial',
      notCovered: [
        { what: '1 of 3 queries', why: 'they broke off' },
        { what: 'what its log speaks of', why: expect.stringContaining('query=broken') },
      ],
    });
  });

  it('is unavailable without queries, and says what to do', async () => {
    const { recording, outcome } = await replay(kics, 'no-queries');
    expect(recording.exitStatus).toBe(126);
    expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('tools install kics') });
  });

  it('has failed when fewer documents answered than stand in a file, or none of the witnesses came along', async () => {
    const { recording } = await replay(kics, 'findings');
    const output = readFileSync(path.join(import.meta.dirname, 'recorded/findings/output'), 'utf8');
    const report = Report.parse(JSON.parse(output));
    const finished = { exitStatus: 0, stderr: '', input: recording.input, relative: (name: string) => name };
    const { bill_of_materials: witnesses = [], ...without } = report;
    expect(kics.outcome({ ...finished, prepared: recording.prepared, report: without }).status).toBe('failed');
    const one = witnesses.map((query) => ({
      ...query,
      files: query.files.filter((row, at, all) => all.findIndex((other) => other.file_name === row.file_name) === at),
    }));
    expect(
      kics.outcome({ ...finished, prepared: recording.prepared, report: { ...report, bill_of_materials: one } }),
    ).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'm.yaml', why: 'its queries looked at 1 of 2 documents' }],
    });
  });

  it('reads rows of releases that give no weakness and no resource', () => {
    const report = Report.parse({
      files_scanned: 1,
      files_parsed: 1,
      queries_total: 1,
      queries_failed_to_execute: 0,
      queries: [
        {
          query_id: 'x',
          query_name: 'X',
          severity: 'INFO',
          platform: 'Dockerfile',
          files: [{ file_name: 'a', line: 0 }],
        },
      ],
    });
    const context = { input: { label: '.', files: [] }, relative: (name: string) => name };
    expect(kics.parse(report, context)).toMatchObject([
      { severity: 'info', location: { path: 'a' }, rule: { name: 'X' } },
    ]);
  });
});

describe('what kics is given', () => {
  it('is one run a platform; values, tests of charts and files that it knows nothing of are none of it', () => {
    const inventory = inventoryOf('/target', {
      Dockerfile: ['dockerfile'],
      'chart/Chart.yaml': ['helm'],
      'chart/templates/a.yaml': ['helm'],
      'chart/templates/_helpers.tpl': ['helm'],
      'k/a.yaml': ['kubernetes'],
      'main.tf': ['terraform'],
      'terraform.tfvars': ['terraform'],
      'main.tf.json': ['terraform'],
      'action.yml': ['github-action'],
    });
    expect(kics.appliesTo(inventory)).toEqual([
      { label: 'dockerfile', mode: 'Dockerfile', files: ['Dockerfile'] },
      { label: 'kubernetes', mode: 'Kubernetes+Helm', files: ['chart/templates/a.yaml', 'k/a.yaml'] },
      { label: 'terraform', mode: 'Terraform', files: ['main.tf'] },
    ]);
  });

  it('is copies: each chart apart, no configuration, and a Dockerfile by a name that it knows', async () => {
    const text = 'apiVersion: v1\nkind: Pod\n';
    const target = folder({
      'a/Chart.yaml': 'name: a\n',
      'a/values.yaml': '',
      'a/templates/p.yaml': text,
      'b/Chart.yaml': 'name: b\n',
      'b/templates/p.yaml': text,
      'kics.config': '{}',
    });
    const inventory = inventoryOf(target, {
      'a/Chart.yaml': ['helm'],
      'a/values.yaml': [],
      'a/templates/p.yaml': ['helm'],
      'b/Chart.yaml': ['helm'],
      'b/templates/p.yaml': ['helm'],
      'kics.config': [],
    });
    const [input] = kics.appliesTo(inventory);
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'muster-test-'));
    made.push(scratch);
    const context = { target, inventory, scratch, output: '/output', view: '', rules: '', offline: true, cores: 1 };
    if (!input) throw new Error('it applies to nothing');
    await layOut({ ...context, input });
    expect(readdirSync(path.join(scratch, 'charts'), { recursive: true }).sort()).toEqual([
      '0',
      '0/a',
      '0/a/Chart.yaml',
      '0/a/templates',
      '0/a/templates/p.yaml',
      '0/a/values.yaml',
      '1',
      '1/b',
      '1/b/Chart.yaml',
      '1/b/templates',
      '1/b/templates/p.yaml',
    ]);
    expect(readdirSync(path.join(scratch, 'tree'))).toEqual([]);
  });

  it('knows the comments that count at the beginning of a file only', () => {
    expect(passesOver('# a\n\n# kics-scan ignore\nFROM x\n')).toContain('kics-scan ignore');
    expect(passesOver('// kics-scan enable=1,2\n')).toContain('kics-scan enable');
    expect(passesOver('# kics-scan ignore-line\nFROM x\n')).toBeUndefined();
    expect(passesOver('FROM x\n# kics-scan ignore\n')).toBeUndefined();
  });

  it('counts documents in which something stands', () => {
    expect(countDocuments('# a\n---\na: 1\n--- # next\nb: 1\n---\n# nothing\n')).toBe(2);
  });
});

describe('the queries of kics', () => {
  it('are looked for where Go keeps sources, or in the folder that is configured', () => {
    expect(moduleCache({ GOMODCACHE: '/m' })).toBe('/m');
    expect(moduleCache({ GOPATH: '/g:/h' })).toBe('/g/pkg/mod');
    expect(moduleCache({})).toBe(path.join(os.homedir(), 'go/pkg/mod'));
    const own = folder({ 'assets/queries/dockerfile/a/query.rego': '' });
    for (const top of [own, `${own}/assets`, `${own}/assets/queries`]) {
      expect(findQueries(top)).toBe(path.join(own, 'assets/queries'));
    }
    expect(findQueries(`${own}/absent`)).toBeUndefined();
  });

  it('have a digest of what counts in them, and no date', async () => {
    const files = { 'dockerfile/a/query.rego': 'x', 'dockerfile/a/metadata.json': '{}' };
    const first = await factsOf(folder({ ...files, 'dockerfile/a/test/positive.tf': '' }));
    expect(first).toEqual({ name: 'KICS queries', updatedAt: null, ageHours: null, digest: expect.any(String) });
    expect(await factsOf(folder(files))).toEqual(first);
    expect((await factsOf(folder({ ...files, 'dockerfile/a/query.rego': 'y' })))?.digest).not.toBe(first?.digest);
    expect(await factsOf('/absent')).toBeUndefined();
  });
});

const LONG = 240_000;
await describeLive(kics, [], (tool) => {
  it(`finds its canary and the issues of a folder by the queries that were left behind by the build of ${VERSION}`, {
    timeout: LONG,
  }, async () => {
    const target = folder({
      'kics.config': '{"exclude-severities": "high"}',
      'a/Dockerfile': 'FROM debian:12\nRUN ls\n',
      'b/Dockerfile': '# nothing\n',
    });
    const [executed] = await executeWith(kics, target, tool.path);
    expect(executed?.entry).toMatchObject({
      status: 'partial',
      canary: 'found',
      considered: { files: 1 },
      notCovered: [{ what: 'b/Dockerfile', why: expect.stringContaining('could not be parsed') }],
    });
    expect(executed?.findings.map(({ title, location }) => [title, location?.path])).toContainEqual([
      'Missing User Instruction',
      'a/Dockerfile',
    ]);
    expect(readdirSync(target).sort()).toEqual(['a', 'b', 'kics.config']);
  });

  it('is unavailable with a folder without queries', { timeout: LONG }, async () => {
    const target = folder({ Dockerfile: 'FROM debian:12\n' });
    const [executed] = await executeWith(kics, target, tool.path, { databases: { kics: folder({}) } });
    expect(executed?.entry).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('queries') });
  });
});
