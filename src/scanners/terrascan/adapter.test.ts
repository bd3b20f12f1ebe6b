import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { FileKind } from '../../model/inventory.js';
import terrascan from './adapter.js';
import { databaseFacts, isAbout, policiesIn } from './database.js';
import { instructionsOf, inTheirCase } from './dockerfile.js';
import { expectedOf } from './expectations.js';
import { withoutFirstSeparator } from './lay-out.js';
import { complaintsIn, lastWords } from './log.js';
import { withoutPlaces } from './place.js';
import { pinnedProviders } from './witness.js';

async function found(name: string) {
  const { findings } = await replay(terrascan, name);
  return findings
    .map(({ ruleId, location }) =>
      `${ruleId} ${location?.path}:${location?.startLine} ${location?.resource ?? ''}`.trim(),
    )
    .sort();
}

describe('terrascan', () => {
  it('reads findings of a Dockerfile, in full, and leaves out its own witness', async () => {
    const { recording, outcome, findings } = await replay(terrascan, 'findings');
    expect(recording.exitStatus).toBe(3);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['Dockerfile'], packages: 0 } });
    expect(await found('findings')).toEqual([
      'AC_DOCKER_0013 Dockerfile:5',
      'AC_DOCKER_0026 Dockerfile:4',
      'AC_DOCKER_0041 Dockerfile:1',
      'AC_DOCKER_0052 Dockerfile:2',
    ]);
    expect(findings.find(({ ruleId }) => ruleId === 'AC_DOCKER_0013')).toEqual({
      kind: 'misconfiguration',
      ruleId: 'AC_DOCKER_0013',
      title: 'Ensure the use absolute paths for your WORKDIR.',
      severity: 'high',
      nativeSeverity: 'HIGH',
      location: { path: 'Dockerfile', startLine: 5 },
      rule: { name: 'workdir' },
      pointer: expect.stringMatching(/^\/results\/violations\/\d+$/),
    });
  });

  it('reads findings of Kubernetes, at the line of their document', async () => {
    expect(await replay(terrascan, 'findings-kubernetes')).toMatchObject({
      outcome: { status: 'completed', considered: { files: ['k8s/pods.yaml'] } },
    });
    expect(await found('findings-kubernetes')).toEqual(
      expect.arrayContaining([
        'AC_K8S_0082 k8s/pods.yaml:1 kubernetes_pod.first',
        'AC_K8S_0084 k8s/pods.yaml:11 kubernetes_pod.second',
      ]),
    );
  });

  it('reads findings of Terraform, and takes a file without resources for looked at by the witness beside it', async () => {
    const { recording, outcome } = await replay(terrascan, 'findings-terraform');
    expect(recording.exitStatus).toBe(5); // the folder above has no Terraform in it
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['infra/main.tf', 'infra/modules/bucket/main.tf', 'infra/variables.tf'], packages: 0 },
    });
    expect(await found('findings-terraform')).toEqual([
      'AC_AWS_0214 infra/modules/bucket/main.tf:1 aws_s3_bucket.logs',
      'AC_AWS_0459 infra/main.tf:1 aws_ebs_volume.data',
      'AC_AWS_0460 infra/main.tf:1 aws_ebs_volume.data',
    ]);
  });

  it('reads findings of CloudFormation, by the name that the file has in the target', async () => {
    expect(await found('findings-cloudformation')).toEqual([
      'AC_AWS_0459 stacks/data.template:3 aws_ebs_volume.Data',
      'AC_AWS_0460 stacks/data.template:3 aws_ebs_volume.Data',
    ]);
  });

  it('looks at Dockerfiles of any name', async () => {
    const { outcome, findings } = await replay(terrascan, 'clean');
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['Containerfile', 'deploy/Dockerfile.dev'], packages: 0 },
    });
    expect(findings).toEqual([]);
  });

  it.each([
    ['unparsed-dockerfile', 'Dockerfile', /^unknown instruction: INSTAL$/],
    ['unparsed-kubernetes', 'k8s/bad.yaml', /^error while loading iac file 'k8s\/bad\.yaml'\. err: yaml: /],
  ])('is partial when a file cannot be parsed, and looks at the others (%s)', async (name, what, why) => {
    const { recording, outcome } = await replay(terrascan, name);
    expect(recording.exitStatus).toBe(5);
    expect(outcome).toMatchObject({ status: 'partial', notCovered: [{ what, why: expect.stringMatching(why) }] });
    expect(outcome).not.toMatchObject({ considered: { files: expect.arrayContaining([what]) } });
  });

  it('is partial for Terraform that it understands in part, and for folders that it passes over', async () => {
    const { outcome } = await replay(terrascan, 'unparsed-terraform');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['tf/bad/main.tf', 'tf/good/main.tf', 'tf/newer/import.tf', 'tf/newer/main.tf'] },
      notCovered: [
        { what: '.hidden/v.tf', why: 'it passes over folders whose names begin with a dot' },
        { what: 'tf/bad/main.tf', why: expect.stringContaining('Argument or block definition required') },
        { what: 'tf/newer/import.tf', why: expect.stringContaining('Blocks of type "import" are not expected here') },
      ],
    });
  });

  it('is partial when what it finds in a resource is lost, and for the items of a list', async () => {
    const { outcome } = await replay(terrascan, 'lost-name');
    expect(outcome).toMatchObject({
      status: 'partial',
      notCovered: [
        { what: 'part of it', why: 'resource was not found: kubernetes_pod.shop.v1-shop' },
        { what: 'list.yaml', why: 'the items of its List are not looked at' },
        { what: 'names.yaml', why: '1 of its 2 resources were left out: shop.v1' },
      ],
    });
  });

  it('is partial for CloudFormation that it does not know', async () => {
    const { outcome } = await replay(terrascan, 'nested-stack');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['stack.json'] },
      notCovered: [
        { what: 'stack.json', why: 'the template of its nested stack Nested is not looked at' },
        { what: 'stack.json', why: '1 of its 3 resources were left out: Odd' },
      ],
    });
  });

  it('is partial for modules from elsewhere, and downloads none', async () => {
    const { outcome } = await replay(terrascan, 'remote-module');
    const why = 'it comes from elsewhere, and nothing is downloaded';
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['main.tf'] },
      notCovered: expect.arrayContaining([
        { what: 'module git::https://example.org/x.git', why },
        { what: 'module registry.example/shop/vpc/aws', why },
      ]),
    });
  });

  it('is partial for a here-document, which policies do not get to see', async () => {
    const { outcome, findings } = await replay(terrascan, 'heredoc');
    expect(findings).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'Dockerfile', why: 'the here-document of a RUN is not handed to its policies' }],
    });
  });

  it('is partial when a policy broke off or could not be read: exit status and report as if it had passed', async () => {
    const { outcome } = await replay(terrascan, 'silent-policy');
    expect(outcome).toMatchObject({
      status: 'partial',
      notCovered: expect.arrayContaining([
        { what: 'policy ODD_1', why: 'it came to no result' },
        { what: 'policy ODD_2', why: 'it came to no result' },
        { what: 'part of it', why: expect.stringContaining('docker/c.json: unexpected end of JSON input') },
      ]),
    });
  });

  it('still sees that it looked at what the target silences, of which the ledger tells', async () => {
    const dockerfile = await replay(terrascan, 'skipped-dockerfile');
    expect(dockerfile.findings).toEqual([]);
    expect(dockerfile.outcome).toMatchObject({ status: 'completed', considered: { files: ['Dockerfile'] } });
    const kubernetes = await replay(terrascan, 'skipped-kubernetes');
    expect(kubernetes.recording.exitStatus).toBe(0);
    expect(kubernetes.findings).toEqual([]);
    expect(kubernetes.outcome).toMatchObject({ status: 'completed', considered: { files: ['k8s/pod.yaml'] } });
    const comments = terrascan.silencedBy.map((silencer) => 'comment' in silencer && silencer.comment);
    for (const text of ['#ts:skip=AC_DOCKER_0013', '#ts:maxseverity=None', 'runterrascan.io/maxseverity: None']) {
      expect(comments.some((comment) => (comment || undefined)?.test(text))).toBe(true);
    }
  });

  it.each([
    ['no-network', 1, /^it has no policies, and could not download them .*could not connect to github\.com$/],
    ['no-policies', 3, /^there are no policies in its folder$/],
    ['missing-policies', 1, /^there are no policies in its folder$/],
  ])('is unavailable without policies (%s)', async (name, exitStatus, reason) => {
    const { recording, outcome } = await replay(terrascan, name);
    expect(recording.exitStatus).toBe(exitStatus);
    expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringMatching(reason) });
  });

  it('fails when a policy does not compile, and says why', async () => {
    const { recording, outcome } = await replay(terrascan, 'broken-policy');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('rego_parse_error: unexpected eof token'),
    });
  });

  const laid = { expected: {}, unread: {}, names: {}, policies: [] };
  const row = { rule_id: 'AC_DOCKER_0013', description: 'A', severity: 'LOW', resource_name: 'b', resource_type: 'c' };
  const summary = { scan_summary: { policies_validated: 700 } };

  it('fails when it looked at nothing, although all policies pass', () => {
    const report = terrascan.shape.parse({ results: { violations: null, ...summary } });
    const input = { label: 'kubernetes', mode: 'kubernetes', files: ['a.yaml'] };
    const ended = { exitStatus: 0, stderr: '', report, input, relative: (name: string) => name };
    expect(terrascan.outcome({ ...ended, prepared: { ...laid, policiesFrom: 'folder' } })).toMatchObject({
      status: 'failed',
      reason: 'it looked at no file of 1: a.yaml: it does not say that it looked at it',
    });
  });

  it('takes nothing but what it found something in for looked at, when it downloads its policies', () => {
    const input = { label: 'dockerfile', mode: 'dockerfile', files: ['Dockerfile', 'api/Dockerfile'] };
    const prepared = { ...laid, policiesFrom: 'download' };
    const why = 'only with a local folder of policies can it be made to say what it looked at';
    const judge = (violations: object[]) => {
      const report = terrascan.shape.parse({ results: { violations, ...summary } });
      return terrascan.outcome({ exitStatus: 3, stderr: '', report, input, prepared, relative: (name) => name });
    };
    expect(judge([{ ...row, file: 'Dockerfile' }])).toEqual({
      status: 'partial',
      reason: why,
      considered: { files: ['Dockerfile'], packages: 0 },
      notCovered: [
        { what: 'api/Dockerfile', why },
        { what: 'each file', why },
      ],
    });
    expect(judge([])).toMatchObject({ status: 'failed', reason: `nobody can tell what it looked at: ${why}` });
  });

  it('gives no place to what is in no file of the target', () => {
    const report = terrascan.shape.parse({
      results: { violations: [{ ...row, file: 'elsewhere/main.tf' }], ...summary },
    });
    const input = { label: 'terraform', mode: 'terraform', files: ['main.tf'] };
    const [finding] = terrascan.parse(report, { input, relative: (name) => name });
    expect(finding).not.toHaveProperty('location');
  });

  it('makes no connection of its own where it has policies', () => {
    const context = {
      target: '/target',
      input: { label: 'terraform', mode: 'terraform', files: [] },
      inventory: { root: '/target', files: [], hidden: [], notes: [] },
      output: '/output',
      scratch: '/scratch',
      view: '/view',
      rules: '/rules',
      offline: false,
      cores: 1,
    };
    const { env, args } = terrascan.command({ ...context, database: '/database' });
    expect(env).toMatchObject({ HTTPS_PROXY: 'http://127.0.0.1:9', GIT_ALLOW_PROTOCOL: 'none' });
    expect(args).toContain('--policy-path=/scratch/witness');
    expect(terrascan.command(context).args.filter((arg) => arg.startsWith('--policy-path'))).toEqual([]);
  });
});

describe('the runs of terrascan', () => {
  it('are one for each kind of code, without templates of charts and values of Terraform', () => {
    const file = (name: string, ...kinds: FileKind[]) => ({ path: name, size: 1, kinds });
    const files = [
      file('Dockerfile', 'dockerfile'),
      file('chart/templates/a.yaml', 'kubernetes', 'helm'),
      file('k8s/a.yaml', 'kubernetes'),
      file('main.tf', 'terraform'),
      file('main.tf.json', 'terraform'),
      file('prod.tfvars', 'terraform'),
      file('stack.json', 'cloudformation'),
    ];
    const inputs = terrascan.appliesTo({ root: '/target', files, hidden: [], notes: [] });
    expect(inputs.map((input) => [input.label, input.files])).toEqual([
      ['dockerfile', ['Dockerfile']],
      ['kubernetes', ['k8s/a.yaml']],
      ['cloudformation', ['stack.json']],
      ['terraform', ['main.tf', 'main.tf.json']],
    ]);
    expect(terrascan.appliesTo({ root: '/target', files: [], hidden: [], notes: [] })).toEqual([]);
  });
});

describe('what is laid out for terrascan', () => {
  it('has instructions in the case that policies ask for, and nothing else changed', () => {
    const text = 'from a\nRUN add \\\n  expose\n# add\nADD a b\nRUN <<END\nadd\nEND\nExpose 1\nuser x\n';
    expect(inTheirCase(text, ['docker_FROM', 'docker_RUN', 'docker_add', 'docker_expose', 'aws_user'])).toBe(
      'FROM a\nRUN add \\\n  expose\n# add\nadd a b\nRUN <<END\nadd\nEND\nexpose 1\nuser x\n',
    );
    expect(inTheirCase('ADD a b\n', ['docker_add', 'docker_ADD'])).toBe('ADD a b\n');
    expect(instructionsOf(['# escape=`', 'RUN a `', 'b', 'CMD c']).map(({ word }) => word)).toEqual(['RUN', 'CMD']);
  });

  it('has no separator before the first document, on the same number of lines', () => {
    expect(withoutFirstSeparator('# a\n---\nb: 1\n---\nc: 1\n')).toBe('# a\n###\nb: 1\n---\nc: 1\n');
    expect(withoutFirstSeparator('b: 1\n---\nc: 1\n')).toBe('b: 1\n---\nc: 1\n');
  });

  it('has a version for whatever may be a provider', () => {
    const code = 'resource "aws_x" "a" {\n  provider = google-beta.west\n}\n';
    const json = '{"resource": {"azurerm_x": {"a": {}}}}';
    const sources = 'required_providers {\n  gh = { source = "integrations/github" }\n}\n';
    expect(pinnedProviders(code + json + sources).match(/\S+(?= = \{ version)/g)).toEqual([
      'aws',
      'azurerm',
      'github',
      'google-beta',
      'muster',
    ]);
  });

  it.each([
    ['kubernetes', 'a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\n---\nb: 1\n', ['a-']],
    ['cloudformation', 'a.yaml', 'Resources:\n  A: {Type: "AWS::S3::Bucket", Properties: {B: !Ref C}}\n', ['A']],
    ['terraform', 'a.tf', '/*\nresource "a" "b" {}\n*/\nresource "c" "d" {}\ndata "e" "f" {}\n', ['d']],
    ['terraform', 'a.tf.json', '{"resource": {"a_b": {"c": {}, "d": {}}}}', ['c', 'd']],
    ['terraform', 'a_override.tf', 'resource "c" "d" {}\n', []],
  ] as const)('is held against what stands in it: %s %s', (mode, file, text, resources) => {
    expect(expectedOf(mode, file, text)).toEqual({ resources, gaps: [] });
  });

  it('is refused by name when it is not YAML', () => {
    expect(() => expectedOf('kubernetes', 'a.yaml', 'a: [\n')).toThrow(/^not YAML: /);
  });
});

describe('the policies of terrascan', () => {
  it('are those that it loads: the later of two with one reference, wherever the folder is named', async () => {
    const policy = (id: string, type: string) =>
      JSON.stringify({ id, reference_id: 'same', policy_type: 'aws', resource_type: type });
    const top = 'pkg/policies/opa/rego';
    const folder = makeFolder({ [`${top}/aws/b.json`]: policy('B', 'b'), [`${top}/aws/a/a.json`]: policy('A', 'a') });
    try {
      expect(await policiesIn(path.join(folder, top))).toEqual([{ id: 'A', policyType: 'aws', resourceType: 'a' }]);
      const facts = await databaseFacts({ database: folder });
      expect(facts).toMatchObject({ name: 'Terrascan policies', updatedAt: null, ageHours: null });
      expect(facts?.digest).toMatch(/^[0-9a-f]{64}$/);
      expect(await databaseFacts({ database: path.join(folder, top) })).toEqual(facts);
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(await databaseFacts({})).toBeUndefined();
  });

  it('are about a type of resource, of Kubernetes about any, without a type about all', () => {
    expect(isAbout({ id: '1', policyType: 'aws', resourceType: 'a' }, 'b')).toBe(false);
    expect(isAbout({ id: '1', policyType: 'k8s', resourceType: 'kubernetes_pod' }, 'kubernetes_role')).toBe(true);
    expect(isAbout({ id: '1', policyType: '', resourceType: '' }, 'b')).toBe(true);
  });
});

describe('the log of terrascan', () => {
  const line = (level: string, msg: string) => JSON.stringify({ level, msg });

  it('counts for what it passes over, once', () => {
    const stderr = [
      line('warn', 'failed to parse provider version: a'),
      line('info', 'nothing'),
      line('warn', 'resource was not found{resource id 15 0 a.b.c <nil>}'),
      line('warn', 'resource was not found{resource id 15 0 a.b.c <nil>}'),
      'no JSON',
      '{"no": "line"}',
      '{cut',
    ].join('\n');
    expect(complaintsIn(stderr, { names: {} })).toEqual([{ what: 'part of it', why: 'resource was not found: a.b.c' }]);
  });

  it('gives the last thing that says something, and a crash before all', () => {
    expect(lastWords(`${line('error', 'why')}\n${line('error', 'scan run failed')}\n`)).toBe('why');
    expect(lastWords('panic: runtime error\ngoroutine 1\n')).toBe('panic: runtime error');
    expect(lastWords('Error: unknown flag\n')).toBe('Error: unknown flag');
  });

  it('has no places of copies in it', () => {
    expect(withoutPlaces("at '/x/scratch/tree/a.tf' and /scratch/policies/b")).toBe("at 'a.tf' and b");
  });
});

// Of Muster's own making, under the id of the one that the canary is about.
const METADATA = {
  name: 'relative',
  file: 'relative.rego',
  policy_type: 'docker',
  resource_type: 'docker_workdir',
  template_args: { name: 'relative' },
  severity: 'HIGH',
  description: 'A working directory is relative',
  reference_id: 'AC_DOCKER_0013',
  category: 'Infrastructure Security',
  id: 'AC_DOCKER_0013',
  version: 1,
};
const POLICIES = {
  'docker/relative.json': JSON.stringify(METADATA),
  'docker/relative.rego':
    'package accurics\n\nrelative[x.id] {\n  x := input.docker_workdir[_]\n  not startswith(x.config, "/")\n}\n',
};

await describeLive(terrascan, [], (tool) => {
  const database = makeFolder(POLICIES);
  afterAll(() => rmSync(database, { recursive: true }));

  async function run(files: Record<string, string>, folder = database) {
    const root = makeFolder(files);
    try {
      const databases = { terrascan: folder };
      return await executeWith(terrascan, root, tool.path, { databases, offline: true });
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  it('finds what is there, and its canary', async () => {
    const [executed] = await run({ 'api/Containerfile': 'FROM debian:13.1\nWORKDIR srv\n' });
    expect(executed?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      exitStatus: 3,
      considered: { files: 1 },
      database: { name: 'Terrascan policies' },
    });
    expect(executed?.findings).toMatchObject([
      { ruleId: 'AC_DOCKER_0013', location: { path: 'api/Containerfile', startLine: 2 } },
    ]);
  }, 60_000);

  it('looks at Terraform without a connection, and at once', async () => {
    const [executed] = await run({ 'main.tf': 'resource "aws_ebs_volume" "a" {}\n', 'b/c.tf': 'variable "d" {}\n' });
    // The canary of this kind has no policy here.
    expect(executed?.entry).toMatchObject({ status: 'failed', canary: 'missed', considered: { files: 2 } });
    expect(executed?.entry.durationMs).toBeLessThan(30_000);
  }, 60_000);

  it('is partial for a file that cannot be parsed, and unavailable without policies', async () => {
    const [partial] = await run({ 'a/Dockerfile': 'FROM a:1\nINSTAL b\n', 'b/Dockerfile': 'FROM a:1\n' });
    expect(partial?.entry).toMatchObject({
      status: 'partial',
      exitStatus: 5,
      notCovered: [{ what: 'a/Dockerfile', why: 'unknown instruction: INSTAL' }],
    });
    const empty = makeFolder({});
    mkdirSync(path.join(empty, 'docker'));
    const [nothing] = await run({ Dockerfile: 'FROM a:1\n' }, empty);
    rmSync(empty, { recursive: true });
    expect(nothing?.entry).toMatchObject({ status: 'unavailable', reason: 'there are no policies in its folder' });
  }, 60_000);
});
