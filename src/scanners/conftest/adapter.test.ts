import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { FileKind } from '../../model/inventory.js';
import conftest from './adapter.js';
import { countDocuments, plainSeparators } from './documents.js';
import { MODES } from './modes.js';

async function rulesFound(name: string) {
  const { outcome, findings } = await replay(conftest, name);
  expect(outcome.status).toBe('completed');
  return findings.map(({ ruleId, severity, location }) => [ruleId, severity, location?.path, location?.resource]);
}

describe('conftest', () => {
  it('reads findings of a Dockerfile, and which part of it each is about', async () => {
    const file = 'Dockerfile';
    expect(await rulesFound('findings-dockerfile')).toEqual([
      ['MUSTER-DOCKER-001', 'low', file, 'FROM in the final stage'],
      ['MUSTER-DOCKER-002', 'medium', file, 'the final stage'],
      ['MUSTER-DOCKER-006', 'medium', file, 'ADD in the final stage'],
      ['MUSTER-DOCKER-007', 'medium', file, 'RUN in stage build'],
      ['MUSTER-DOCKER-010', 'medium', file, 'RUN in stage build'],
      ['MUSTER-DOCKER-004', 'high', file, 'ENV in the final stage'],
    ]);
  });

  it('says in full what a finding is about', async () => {
    const { findings } = await replay(conftest, 'findings-dockerfile');
    expect(findings[4]).toEqual({
      kind: 'misconfiguration',
      ruleId: 'MUSTER-DOCKER-010',
      title: 'A file can be written by everyone',
      message: 'Give the files to the user that needs them (COPY --chown, chown), not to everyone.',
      severity: 'medium',
      nativeSeverity: 'medium',
      location: { path: 'Dockerfile', resource: 'RUN in stage build' },
      rule: { helpUri: 'https://cwe.mitre.org/data/definitions/732.html', cwes: ['CWE-732'] },
      pointer: '/0/failures/4',
    });
  });

  it('reads findings of a Compose file, through its anchors, and prints no secret', async () => {
    const file = 'deploy/docker-compose.yml';
    expect(await rulesFound('findings-compose')).toEqual([
      ['MUSTER-COMPOSE-010', 'low', file, 'service db'],
      ['MUSTER-COMPOSE-002', 'high', file, 'service app'],
      ['MUSTER-COMPOSE-001', 'high', file, 'service app'],
      ['MUSTER-COMPOSE-009', 'medium', file, 'service db, port 5432'],
      ['MUSTER-COMPOSE-008', 'high', file, 'service app, API_TOKEN'],
    ]);
    expect(JSON.stringify(await replay(conftest, 'findings-compose'))).not.toContain('obviously-fake');
  });

  it('reads findings of manifests, by the names that the files have in the target', async () => {
    const { recording } = await replay(conftest, 'findings-kubernetes');
    expect(recording.input.files).toEqual(['k8s/all.yaml', 'k8s/rights']); // and not the template of the chart
    expect(await rulesFound('findings-kubernetes')).toEqual([
      ['MUSTER-K8S-013', 'high', 'k8s/rights', 'ClusterRole/all'],
      // In the second document, after a separator with a comment.
      ['MUSTER-K8S-001', 'high', 'k8s/all.yaml', 'Deployment/app, container app'],
      ['MUSTER-K8S-002', 'medium', 'k8s/all.yaml', 'Deployment/app, hostPID'],
    ]);
  });

  it('reads findings of a workflow', async () => {
    const file = '.github/workflows/ci.yml';
    expect(await rulesFound('findings-workflow')).toEqual([
      ['MUSTER-WORKFLOW-007', 'medium', file, 'job greet'],
      ['MUSTER-WORKFLOW-001', 'medium', file, 'job greet, step 2, someone/action@v1'],
      ['MUSTER-WORKFLOW-003', 'high', file, 'job greet, step Greet'],
    ]);
  });

  it('reads findings of Terraform, a module at a time', async () => {
    const { recording } = await replay(conftest, 'findings-terraform');
    expect(recording.input).toMatchObject({
      label: 'terraform: infra',
      files: ['infra/main.tf', 'infra/variables.tf'],
    });
    expect(await rulesFound('findings-terraform')).toEqual([
      ['MUSTER-TERRAFORM-001', 'high', 'infra/main.tf', 'aws_security_group.app'],
      ['MUSTER-TERRAFORM-012', 'high', 'infra/main.tf', 'aws_db_instance.app, password'],
    ]);
  });

  it('counts a run as completed when its policies say that they looked at each document of each file', async () => {
    const { outcome, findings } = await replay(conftest, 'clean');
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['k8s/a.yaml', 'k8s/crlf.yaml', 'k8s/list.json'], packages: 0 },
    });
    expect(findings).toEqual([]);
  });

  it('is partial when a manifest is not YAML, which was told before it could take the others with it', async () => {
    const { outcome, findings } = await replay(conftest, 'unparsed-yaml');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['k8s/good.yaml'] },
      notCovered: [{ what: 'k8s/template.yaml', why: expect.stringMatching(/^not YAML: .* at line 8, column 1$/) }],
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['MUSTER-K8S-002']);
  });

  it('fails when no manifest is YAML', async () => {
    const { recording, outcome } = await replay(conftest, 'all-unparsed');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('it looked at no file of 1: k8s/template.yaml: not YAML'),
    });
  });

  it('fails on a Dockerfile that cannot be parsed: the exit status of findings, no output', async () => {
    const { recording, outcome } = await replay(conftest, 'unparsed-dockerfile');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({
      status: 'failed',
      reason:
        'its output is empty (exit status 1) Dockerfile: process dockerfile instructions: unknown instruction: INSTAL',
      notCovered: [{ what: 'Dockerfile', why: 'process dockerfile instructions: unknown instruction: INSTAL' }],
    });
  });

  it('tells the file that could not be parsed from those that it took with it', async () => {
    const { outcome } = await replay(conftest, 'unparsed-terraform');
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('broken.tf: convert to bytes: parse config: '),
      notCovered: [
        { what: 'broken.tf', why: expect.stringContaining('Unclosed configuration block') },
        { what: 'main.tf', why: 'broken.tf cannot be parsed, so nothing was tested' },
      ],
    });
    expect(await replay(conftest, 'aliases')).toMatchObject({
      outcome: {
        status: 'failed',
        notCovered: [{ what: 'bomb.yaml', why: expect.stringContaining('excessive aliasing') }, { what: 'good.yaml' }],
      },
    });
  });

  it('fails when a file has vanished', async () => {
    const { recording, outcome } = await replay(conftest, 'missing-file');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('no such file or directory') });
  });

  it('fails without its folder of policies, with the exit status of findings', async () => {
    const { recording, outcome } = await replay(conftest, 'no-policies');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('loading policies') });
  });

  it('fails when there is no policy for the kind of file, which conftest calls a success', async () => {
    const { recording, outcome } = await replay(conftest, 'no-namespace');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: 'it looked at no file of 1: Dockerfile: no policy looked at it',
    });
  });

  it('fails when a function of a policy fails, instead of letting its rule pass', async () => {
    const { outcome } = await replay(conftest, 'builtin-error');
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('startswith: operand 1 must be string but got boolean'),
    });
  });

  it('is partial for a here-document, which policies do not get to see', async () => {
    const { recording, outcome, findings } = await replay(conftest, 'heredoc');
    expect(recording.exitStatus).toBe(0);
    expect(findings).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['Dockerfile'] },
      notCovered: [{ what: 'Dockerfile', why: 'the here-document of a RUN is not handed to its policies' }],
    });
  });

  it('is not steered by conftest.toml of the target', async () => {
    const { recording } = await replay(conftest, 'steering');
    expect(recording.exitStatus).toBe(1);
    expect(await rulesFound('steering')).toHaveLength(6);
  });

  it('is partial when fewer documents were looked at than a file holds, also when they are printed one by one', () => {
    const row = (file: string, ...marks: boolean[]) => ({
      filename: file,
      warnings: marks.map((empty) => ({ msg: 'looked at', metadata: { seen: true, empty } })),
    });
    const outcome = conftest.outcome({
      exitStatus: 0,
      stderr: '',
      report: [row('a.yaml', false), row('a.yaml', false, true), row('b.yaml', false, true), row('empty.yaml')],
      input: { label: 'kubernetes', mode: 'kubernetes', files: ['a.yaml', 'b.yaml', 'c.yaml', 'empty.yaml'] },
      prepared: { documents: { 'a.yaml': 2, 'b.yaml': 2, 'c.yaml': 1, 'empty.yaml': 0 }, unread: {}, names: {} },
      relative: (name) => name,
    });
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['a.yaml', 'empty.yaml'] },
      notCovered: [
        { what: 'b.yaml', why: 'its policies looked at 1 of 2 documents' },
        { what: 'c.yaml', why: 'it does not say that it looked at it' },
      ],
    });
  });

  it('reads what the policies of others print', () => {
    const report = conftest.shape.parse([
      {
        filename: 'a.yaml',
        successes: 1,
        warnings: [{ msg: 'odd' }],
        failures: [{ msg: 'bad', metadata: { query: 'data.main.deny_bad', severity: 3 } }],
      },
    ]);
    const context = { input: { label: '.', files: [] }, relative: (name: string) => name };
    expect(conftest.parse(report, context)).toEqual([
      expect.objectContaining({ ruleId: 'main.deny_bad', title: 'bad', severity: 'medium', nativeSeverity: 'failure' }),
      expect.objectContaining({ ruleId: 'conftest', title: 'odd', severity: 'low', pointer: '/0/warnings/0' }),
    ]);
    expect(conftest.parse(conftest.shape.parse(null), context)).toEqual([]);
  });
});

describe('the runs of conftest', () => {
  function inputs(kind: FileKind, paths: string[], more: FileKind[] = []) {
    const files = paths.map((name) => ({ path: name, size: 1, kinds: [kind, ...more] }));
    return conftest.appliesTo({ root: '/target', files, hidden: [], notes: [] });
  }

  it('are one for each Dockerfile and each Terraform module while these are few', () => {
    expect(inputs('dockerfile', ['Dockerfile', 'api/Dockerfile']).map(({ label }) => label)).toEqual([
      'dockerfile: Dockerfile',
      'dockerfile: api/Dockerfile',
    ]);
    expect(inputs('terraform', ['a/x.tf', 'a/y.tf', 'b/x.tf', 'b/x.tfvars', 'c.tf.json'])).toEqual([
      { label: 'terraform: a', mode: 'terraform', files: ['a/x.tf', 'a/y.tf'] },
      { label: 'terraform: b', mode: 'terraform', files: ['b/x.tf'] },
    ]);
  });

  it('are at most eight for many, and name each file once', () => {
    const paths = Array.from({ length: 100 }, (_, index) => `service-${index}/Dockerfile`);
    const runs = inputs('dockerfile', paths);
    expect(runs.map(({ label }) => label)).toEqual(
      Array.from({ length: 8 }, (_, index) => `dockerfile: part ${index + 1} of 8`),
    );
    expect(runs.flatMap(({ files }) => files)).toEqual(paths);
  });

  it('leave out templates of charts, and are none for nothing', () => {
    expect(inputs('kubernetes', ['templates/a.yaml'], ['helm'])).toEqual([]);
    expect(inputs('python', ['a.py'])).toEqual([]);
  });
});

describe('documents', () => {
  it.each([
    ['a: 1\n', 1],
    ['---\na: 1\n--- # next\nb: 1\n...\n---\n', 2],
    ['', 0],
    ['# nothing\n---\n{}\n', 0],
    ['[]\n', 0],
    ['- a: 1\n- b: 1\n-\n', 2],
    ['a: 1\n---\n- b\n- c\n', 2],
    ['a: 1\na: 2\n', 1],
    ['a: !reset null\nb: !override { c: 1 }\n', 1],
  ])('of %j are %i', (text, count) => {
    expect(countDocuments(text)).toBe(count);
  });

  it('are separated by plain lines afterwards', () => {
    expect(plainSeparators('a: 1\r\n--- # x\r\nb: |\r\n  --- # y\r\n---\t\r\n--- c\n')).toBe(
      'a: 1\n---\nb: |\n  --- # y\n---\n--- c\n',
    );
  });
});

const POD = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { hostPID: true, containers: [] }\n`;

await describeLive(conftest, [], (tool) => {
  async function run(files: Record<string, string>) {
    const root = makeFolder(files);
    try {
      return await executeWith(conftest, root, tool.path);
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  it('finds what is there and its canary, in each kind of file', async () => {
    const files = Object.fromEntries(
      Object.keys(MODES).flatMap((mode) => Object.entries(conftest.canary({ label: '.', mode, files: [] }).files)),
    );
    const executed = await run(files);
    expect(executed.map(({ run: { input } }) => input.mode)).toEqual(Object.keys(MODES));
    for (const {
      entry,
      findings,
      run: { input },
    } of executed) {
      expect(entry).toMatchObject({ status: 'completed', canary: 'found', considered: { files: 1 } });
      const [expected] = conftest.canary(input).expects;
      expect(findings.map(({ ruleId }) => ruleId)).toContain(expected?.ruleId);
    }
  });

  it('keeps quiet on the counter-example of each kind of file', async () => {
    const canaries = Object.keys(MODES).map((mode) => conftest.canary({ label: '.', mode, files: [] }));
    const executed = await run(Object.assign({}, ...canaries.map(({ counterExample }) => counterExample)));
    const found = executed.flatMap(({ findings }) => findings.map(({ ruleId }) => ruleId));
    expect(executed).toHaveLength(canaries.length);
    for (const { expects } of canaries) expect(found).not.toContain(expects[0]?.ruleId);
  });

  it('loses one Dockerfile, not all, when one cannot be parsed', async () => {
    const executed = await run({ Dockerfile: 'INSTAL\n', 'api/Dockerfile': 'FROM debian\n', 'main.tf': '' });
    expect(executed.map(({ entry }) => [entry.input, entry.status, entry.canary])).toEqual([
      ['dockerfile: Dockerfile', 'failed', 'untested'],
      ['dockerfile: api/Dockerfile', 'completed', 'found'],
      ['terraform: .', 'completed', 'found'],
    ]);
  });

  it('looks at documents that conftest alone would not read', async () => {
    const [executed] = await run({ 'a.yaml': `${POD('a')}--- # next\n${POD('b')}---\r\n${POD('c')}` });
    expect(executed?.entry).toMatchObject({ status: 'completed' });
    expect(executed?.findings.map(({ location }) => location?.resource).sort()).toEqual([
      'Pod/a, hostPID',
      'Pod/b, hostPID',
      'Pod/c, hostPID',
    ]);
  });

  it('fails without its policies', async () => {
    const root = makeFolder({ Dockerfile: 'FROM debian\n' });
    try {
      const [executed] = await executeWith(conftest, root, tool.path, { rules: path.join(root, 'none') });
      expect(executed?.entry).toMatchObject({ status: 'failed', canary: 'untested', exitStatus: 1 });
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
