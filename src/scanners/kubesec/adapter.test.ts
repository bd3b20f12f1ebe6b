import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { FileKind, InventoryFile } from '../../model/inventory.js';
import type { ScannerDefinition } from '../../model/scanner.js';
import kubesec from './adapter.js';
import { readDocuments } from './documents.js';

describe('kubesec', () => {
  it('reads what is there and what is missing, of all documents and of what is in a list', async () => {
    const { recording, outcome, findings } = await replay(kubesec, 'findings');
    expect(recording.exitStatus).toBe(3);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['k8s/web.yaml', 'list.json'], packages: 0 } });
    const rows = findings.map(({ ruleId, severity, nativeSeverity, location }) => [
      ruleId,
      severity,
      nativeSeverity,
      location?.path,
      location?.startLine,
      location?.resource,
    ]);
    expect(rows).toHaveLength(30);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['Privileged', 'high', 'critical', 'k8s/web.yaml', 9, 'Deployment/web'],
        ['HostNetwork', 'medium', 'critical', 'k8s/web.yaml', 9, 'Deployment/web'],
        ['RunAsNonRoot', 'low', 'advise', 'k8s/web.yaml', 9, 'Deployment/web'],
        ['RunAsNonRoot', 'low', 'advise', 'list.json', 1, 'Pod/one'],
      ]),
    );
  });

  it('says why, and where in the output', async () => {
    const { findings } = await replay(kubesec, 'findings');
    expect(findings[0]).toEqual({
      kind: 'misconfiguration',
      ruleId: 'Privileged',
      title: expect.stringMatching(/^Privileged containers can allow almost completely unrestricted host access$/),
      message: 'Found: containers[] .securityContext .privileged == true (-30 points)',
      severity: 'high',
      nativeSeverity: 'critical',
      location: { path: 'k8s/web.yaml', startLine: 9, resource: 'Deployment/web' },
      rule: expect.objectContaining({ name: 'Privileged' }),
      pointer: '/1/scoring/critical/0',
    });
  });

  it('finds what one container lacks and another has, and what both lack once', async () => {
    const { findings } = await replay(kubesec, 'findings');
    const messages = (rule: string) =>
      findings
        .filter(({ ruleId, location }) => ruleId === rule && location?.path === 'k8s/web.yaml')
        .map(({ message }) => message);
    expect(messages('ReadOnlyRootFilesystem')).toEqual([
      'Missing, in the container sidecar: containers[] .securityContext .readOnlyRootFilesystem == true (+1 points)',
    ]);
    expect(messages('LimitsCPU')).toEqual(['Missing: containers[] .resources .limits .cpu (+1 points)']);
    expect(messages('Privileged')).toHaveLength(1);
  });

  it('counts a manifest with nothing bad and nothing missing as completed', async () => {
    const { recording, outcome, findings } = await replay(kubesec, 'clean');
    expect([recording.exitStatus, findings]).toEqual([0, []]);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['pod.yaml'], packages: 0 } });
  });

  it('does not take a score of 0 for a result: a privileged Job has no more, and no advice', async () => {
    const { recording, outcome, findings } = await replay(kubesec, 'job');
    expect([recording.exitStatus, findings]).toEqual([3, []]);
    expect(outcome).toEqual({
      status: 'failed',
      reason: 'it looked at nothing: job.yaml: Job/once: it has no rules for Job',
      notCovered: [{ what: 'job.yaml: Job/once', why: 'it has no rules for Job' }],
    });
  });

  it('is partial when it has no rules for some of the pods, and not for want of rules for a Service', async () => {
    const { outcome } = await replay(kubesec, 'mixed');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['web.yaml'] },
      notCovered: [
        { what: 'job.yaml: Job/once', why: 'it has no rules for Job' },
        { what: 'rc.yaml: ReplicationController/r', why: 'it has no rules for ReplicationController' },
      ],
    });
  });

  it('is partial when a file is not YAML, and looks at the others', async () => {
    const { outcome, findings } = await replay(kubesec, 'broken');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['web.yaml'] },
      notCovered: [{ what: 'bad.yaml', why: expect.stringMatching(/^not YAML: /) }],
    });
    expect(findings).toHaveLength(16);
  });

  it('fails when no file is YAML', async () => {
    const { recording, outcome } = await replay(kubesec, 'only-broken');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^it looked at no file of 1: bad\.yaml: not YAML/),
    });
  });

  it('looks at what comes after a separator with a comment', async () => {
    const { outcome, findings } = await replay(kubesec, 'separator');
    expect(outcome.status).toBe('completed');
    const privileged = findings.filter(({ ruleId }) => ruleId === 'Privileged');
    expect(privileged.map(({ location }) => [location?.startLine, location?.resource])).toEqual([[6, 'Pod/b']]);
  });
});

describe('kubesec, its words', () => {
  const pod = { file: 'a.yaml', line: 1, object: 'Pod/a.default', kind: 'Pod', resource: 'Pod/a', hasPod: true };
  const ended = (report: unknown[], documents: unknown[] = [pod], exitStatus = 3, stderr = '') =>
    kubesec.outcome({
      exitStatus,
      stderr,
      report: kubesec.shape.parse(report),
      input: { label: '.', files: ['a.yaml'] },
      prepared: { documents, unread: {} },
      relative: (name) => name,
    });
  const row = {
    object: 'Pod/a.default',
    valid: true,
    message: 'Passed with a score of 0 points',
    score: 0,
    scoring: {},
  };
  const advise = [{ id: 'RunAsUser', selector: '', reason: '', points: 1 }];

  it.each([
    // As 2.14.2 prints it behind a proxy that refuses.
    ['no schema', { valid: false, message: 'failed downloading schema at https://example.test/pod-v1.json: Get' }],
    ['no schema in a folder', { valid: false, message: 'could not find schema for Pod' }],
    ['no rule that says anything', {}],
    ['no message', { message: undefined }],
    ['another object', { object: 'Pod/b.default', scoring: { advise } }],
  ])('does not take a score of 0 for a result: %s', (_, fields) => {
    expect(ended([{ ...row, ...fields }])).toMatchObject({ status: 'failed', notCovered: [{ what: 'a.yaml: Pod/a' }] });
  });

  it('counts a document with advice, and fails when some have no answer', () => {
    expect(ended([{ ...row, scoring: { advise } }]).status).toBe('completed');
    expect(ended([{ ...row, scoring: { advise } }], [pod, pod])).toMatchObject({
      status: 'failed',
      reason: 'it gives 1 scores for 2 documents',
    });
    expect(ended([], [pod], 1, 'Invalid input\n')).toMatchObject({
      status: 'failed',
      reason: 'it ended (exit status 1) Invalid input',
    });
  });

  it('asks for manifests with pods, and for no template', () => {
    const root = makeFolder({
      'pod.yaml': 'apiVersion: v1\nkind: Pod\n',
      'flow.json': '{"apiVersion": "apps/v1", "kind": "DaemonSet"}',
      'service.yaml': 'apiVersion: v1\nkind: Service\n',
      'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\n',
    });
    const file = (name: string, ...kinds: FileKind[]): InventoryFile => ({ path: name, size: 1, kinds });
    const inventory = { root, hidden: [], notes: [] };
    const files = [
      file('flow.json', 'kubernetes'),
      file('gone.yaml', 'kubernetes'),
      file('pod.yaml', 'kubernetes'),
      file('service.yaml', 'kubernetes'),
      file('templates/pod.yaml', 'kubernetes', 'helm'),
    ];
    expect(kubesec.appliesTo({ ...inventory, files })).toEqual([
      { label: '.', files: ['flow.json', 'gone.yaml', 'pod.yaml'] },
    ]);
    expect(kubesec.appliesTo({ ...inventory, files: files.slice(3) })).toEqual([]);
    rmSync(root, { recursive: true });
  });

  it('shows each of several containers alone, and initial ones with all', () => {
    const manifest = `# first
kind: CronJob
metadata: {name: c}
spec: {jobTemplate: {spec: {template: {spec: {initContainers: [{name: i}], containers: [{name: x}, {image: y}]}}}}}
`;
    const shown = readDocuments(manifest, 'c.yaml').map(({ shown: one }) => [one.line, one.object, one.container]);
    expect(shown).toEqual([
      [2, 'CronJob/c.default', undefined],
      [2, 'CronJob/c.default', 'x'],
      [2, 'CronJob/c.default', '2'],
    ]);
    expect(JSON.stringify(readDocuments(manifest, 'c.yaml')[1]?.document)).not.toContain('initContainers');
  });
});

await describeLive(kubesec, [], (tool) => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  const scan = async (files: Record<string, string>) => {
    const root = makeFolder(files);
    folders.push(root);
    return (await executeWith(kubesec as ScannerDefinition, root, tool.path))[0];
  };
  const pod = (kind: string, context: string) =>
    `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: a\n          securityContext: {${context}}\n`;

  it('finds its canary and what is there, without a connection', async () => {
    const executed = await scan({ 'a.yaml': pod('Deployment', 'privileged: true'), '-b.yaml': pod('DaemonSet', '') });
    expect(executed?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      exitStatus: 3,
      considered: { files: 2 },
      sandbox: { network: expect.stringMatching(/none|open/) },
    });
    const privileged = executed?.findings.filter(({ ruleId }) => ruleId === 'Privileged');
    expect(privileged?.map(({ location }) => location?.path)).toEqual(['a.yaml']);
  }, 60_000);

  it('fails for a Job, which gets a score of 0 by a program that has nothing to say of it', async () => {
    const executed = await scan({ 'job.yaml': pod('Job', 'privileged: true') });
    expect(executed?.entry).toMatchObject({ status: 'failed', findings: 0, exitStatus: 3 });
    expect(executed?.entry.reason).toBe('it looked at nothing: job.yaml: Job/a: it has no rules for Job');
  }, 60_000);

  it('finds what the program alone does not: after a separator with a comment, and in the second container', async () => {
    const two = `${pod('Deployment', 'readOnlyRootFilesystem: true')}        - name: b\n          image: b\n`;
    const files = {
      'two.yaml': `${two}--- # next\n${pod('StatefulSet', 'privileged: true')}`,
      'any.json': '{}',
    };
    const root = makeFolder(files);
    folders.push(root);
    // Its exit status says nothing but that it went well.
    const schema = `--schema-location=${path.join(root, 'any.json')}`;
    const alone = execFileSync(tool.path, ['scan', '--exit-code=0', schema, 'two.yaml'], {
      cwd: root,
      encoding: 'utf8',
    });
    const reports = JSON.parse(alone) as { object: string; scoring: { advise: { id: string }[] } }[];
    expect(reports.map(({ object }) => object)).toEqual(['Deployment/a.default']);
    expect(reports[0]?.scoring.advise.map(({ id }) => id)).not.toContain('ReadOnlyRootFilesystem');
    const executed = await scan(files);
    expect(executed?.entry.status).toBe('completed');
    const found = executed?.findings.map(({ ruleId, location }) => `${ruleId} ${location?.resource}`);
    expect(found).toEqual(expect.arrayContaining(['ReadOnlyRootFilesystem Deployment/a', 'Privileged StatefulSet/a']));
  }, 60_000);
});
