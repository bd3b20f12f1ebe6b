import { readdirSync, rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { FileKind, Inventory, InventoryFile } from '../../model/inventory.js';
import trivy from './adapter.js';
import { besideThem, fileAt, placeOf } from './files.js';
import { callsElsewhere, callsIn, reachedFrom } from './modules.js';

describe('trivy-config', () => {
  it('reads findings with their places, also below dev, of a dockerfile in small letters, and in a module', async () => {
    const { findings } = await replay(trivy, 'findings');
    expect(
      findings.map(({ ruleId, severity, location }) => [ruleId, severity, location?.path, location?.startLine]),
    ).toEqual([
      ['DS-0002', 'high', 'Dockerfile', undefined],
      ['DS-0001', 'medium', 'api/dockerfile', 1],
      ['AWS-0107', 'high', 'infra/rule/main.tf', 7],
      ['KSV-0044', 'critical', 'k8s/account.yaml', 11],
      ['KSV-0046', 'critical', 'k8s/account.yaml', 11],
    ]);
  });

  it('says what a check is about, and what to do', async () => {
    const { findings } = await replay(trivy, 'findings');
    expect(findings[0]).toEqual({
      kind: 'misconfiguration',
      ruleId: 'DS-0002',
      title: "Image user should not be 'root'",
      message: 'Specify at least 1 USER command in Dockerfile with non-root user as argument',
      severity: 'high',
      nativeSeverity: 'HIGH',
      location: { path: 'Dockerfile' },
      rule: {
        name: "Image user should not be 'root'",
        help: expect.stringContaining('container escape'),
        helpUri: 'https://avd.aquasec.com/misconfig/ds-0002',
      },
      fix: { summary: "Add 'USER <non root user name>' line to the Dockerfile" },
      pointer: '/Results/0/Misconfigurations/0',
    });
  });

  it('counts as looked at what it has a result for, and what belongs to a chart or a module that it has one for', async () => {
    const { outcome } = await replay(trivy, 'findings');
    expect(outcome).toEqual({
      status: 'completed',
      considered: {
        files: [
          'Dockerfile',
          'api/dockerfile',
          'chart/Chart.yaml',
          'chart/templates/_helpers.tpl',
          'chart/templates/ingress.yaml',
          'chart/templates/settings.yaml',
          'dev/Dockerfile',
          'infra/main.tf',
          'infra/quiet/main.tf',
          'infra/rule/main.tf',
          'infra/terraform.tfvars',
          'infra/variables.tf',
          'k8s/account.yaml',
          'k8s/cluster.yaml',
          'k8s/settings.yaml',
          'library/Chart.yaml',
          'library/templates/_shared.tpl',
          'stack.yaml',
        ],
        packages: 0,
      },
    });
  });

  it('is not silenced by files of the target', async () => {
    const { outcome, findings } = await replay(trivy, 'findings');
    const ids = findings.map(({ ruleId }) => ruleId);
    expect(ids).toEqual(expect.arrayContaining(['DS-0002', 'AWS-0107'])); // in .trivyignore, and not `LOW` as in trivy.yaml
    expect(outcome).toMatchObject({
      considered: { files: expect.arrayContaining(['chart/templates/settings.yaml']) }, // in .helmignore
    });
  });

  it('counts a run without a finding as completed, since it shows each file', async () => {
    const { outcome, findings } = await replay(trivy, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['Dockerfile'], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('names everything that it did not look at: exit status 0, most of it without a word', async () => {
    const { recording, outcome, findings } = await replay(trivy, 'gaps');
    expect(recording.exitStatus).toBe(0);
    expect(findings).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'partial',
      reason: 'not looked at: k8s/list.yaml: it does not look into lists and 10 more',
      considered: { files: ['Dockerfile', 'infra/main.tf'] },
      notCovered: [
        { what: 'k8s/list.yaml', why: 'it does not look into lists' },
        { what: 'a/Dockerfile', why: expect.stringContaining('unknown instruction: runn') },
        { what: 'b/Dockerfile', why: 'Failed to parse file: dockerfile parse error: file with no instructions' },
        { what: 'chart/Chart.yaml', why: expect.stringMatching(/^its chart: Skipping chart: .*nil pointer/) },
        { what: 'chart/templates/settings.yaml', why: expect.stringMatching(/^its chart: Skipping chart/) },
        { what: 'cut/main.tf', why: expect.stringMatching(/^Error parsing file: cut\/main\.tf:1,30-31: Unclosed/) },
        { what: 'k8s/half.yaml', why: expect.stringContaining('Failed to parse file: unmarshal yaml') },
        { what: 'infra/main.tf:6', why: 'calls a module from elsewhere, which is not fetched' },
        { what: 'infra/maybe/main.tf', why: expect.stringContaining('called with count or for_each alone') },
        { what: 'k8s/broken.yaml', why: expect.stringContaining('it gives no result for it') },
        { what: 'stack.yaml', why: expect.stringContaining('it gives no result for it') },
      ],
    });
  });

  it('fails when it could look at no file, although its exit status is 0', async () => {
    const { recording, outcome } = await replay(trivy, 'unparsed');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('it looked at no file of 1: Dockerfile: Failed to parse file'),
    });
  });

  it('fails on a setting that it does not know', async () => {
    const { recording, outcome } = await replay(trivy, 'bad-argument');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('invalid argument "[NONSENSE]"'),
    });
  });

  it('gives checks the names of today for release 0.48, and is partial since its log cannot be read', async () => {
    const { outcome, findings } = await replay(trivy, 'release-0.48');
    expect(findings.slice(0, 2).map(({ ruleId, location }) => [ruleId, location?.path])).toEqual([
      ['DS-0002', 'Dockerfile'],
      ['DS-0001', 'api/dockerfile'],
    ]);
    expect(outcome).toMatchObject({
      status: 'partial',
      notCovered: [
        { what: 'what it says on standard error', why: 'a release that says it in another form (before 0.51)' },
      ],
    });
  });

  it('is silenced by comments', async () => {
    const { findings } = await replay(trivy, 'ignored');
    expect(findings).toEqual([]);
    const comments = trivy.silencedBy.flatMap((one) => ('comment' in one ? [one.comment] : []));
    const silences = (line: string) => comments.some((comment) => comment.test(line));
    expect(
      [
        '#trivy:ignore:DS-0001',
        '  // why trivy:ignore:AVD-AWS-0107',
        '#tfsec:ignore:*',
        'trivy ignore',
        'xtrivy:ignore:a',
      ].map(silences),
    ).toEqual([true, true, true, false, false]);
  });
});

describe('what trivy-config applies to', () => {
  const file = (name: string, ...kinds: FileKind[]): InventoryFile => ({ path: name, size: 1, kinds });
  const inventory = (...files: InventoryFile[]): Inventory => ({ root: '/target', files, hidden: [], notes: [] });

  it('is what it can read, of what is configuration', () => {
    const given = inventory(
      file('Dockerfile.dev', 'dockerfile'),
      file('a/templates/page.yaml', 'helm', 'kubernetes'),
      file('chart/Chart.yaml', 'helm'),
      file('chart/templates/x.yaml', 'helm', 'kubernetes'),
      file('compose.yaml', 'compose'),
      file('env/prod.tfvars', 'terraform'),
      file('infra/main.tf', 'terraform'),
      file('infra/prod.tfvars', 'terraform'),
      file('infra/terraform.tfvars', 'terraform'),
      file('k8s/kustomization.yaml', 'kubernetes'),
      file('k8s/manifest', 'kubernetes'),
      file('k8s/pod.json', 'kubernetes'),
      file('stack.template', 'cloudformation'),
      file('stack.yml', 'cloudformation'),
    );
    expect(trivy.appliesTo(given)).toEqual([
      {
        label: '.',
        files: [
          'Dockerfile.dev',
          'chart/Chart.yaml',
          'chart/templates/x.yaml',
          'infra/main.tf',
          'infra/terraform.tfvars',
          'k8s/pod.json',
          'stack.yml',
        ],
      },
    ]);
    expect(trivy.appliesTo(inventory(file('app.py', 'python')))).toEqual([]);
  });

  it('takes along what may have to stand beside it, and nothing that leaves parts of a chart out', () => {
    const given = inventory(file('chart/.helmignore'), file('chart/values.yaml'), file('logo', 'binary'), {
      ...file('large.json'),
      size: 2 ** 21,
    });
    expect(besideThem(given)).toEqual(['chart/values.yaml']);
  });

  it.each([
    ['Dockerfile', 'Dockerfile'],
    ['a/Dockerfile.dev', 'a/Dockerfile.dev'],
    ['Containerfile', 'Containerfile'],
    ['app.dockerfile', 'app.dockerfile'],
    ['dockerfile', 'dockerfile/Dockerfile'],
    ['a/Dockerfile.prod.web', 'a/Dockerfile.prod.web/Dockerfile'],
    ['main.tf', 'main.tf'],
  ])('gives each Dockerfile a name that Trivy knows: %s', (name, place) => {
    expect(placeOf(name)).toBe(place);
    expect(fileAt(place)).toBe(name);
  });
});

describe('modules of Terraform', () => {
  const text = [
    'module "sure" {',
    '  source = "../shared/net"',
    '  tags   = { a = "$' + '{var.b}" }',
    '}',
    'module "maybe" {',
    '  count  = var.n',
    '  source = "./maybe/"',
    '}',
    'module "elsewhere" {',
    '  source = "example/elsewhere/aws"',
    '}',
  ].join('\n');

  it('are found with how they are called', () => {
    expect(callsIn('infra/main.tf', text)).toEqual([
      { from: 'infra', to: 'shared/net', maybe: false },
      { from: 'infra', to: 'infra/maybe', maybe: true },
    ]);
    expect(callsElsewhere('infra/main.tf', text)).toEqual([9]);
    expect(callsIn('main.tf.json', '{"module": {"a": {"source": "./a"}}}')).toEqual([
      { from: '.', to: 'a', maybe: true },
    ]);
  });

  it('are looked at with those that call them for certain, however deep', () => {
    const calls = [
      { from: 'b', to: 'c', maybe: false },
      { from: 'a', to: 'b', maybe: false },
      { from: 'c', to: 'd', maybe: true },
    ];
    expect([...reachedFrom(new Set(['a']), calls)]).toEqual(['a', 'b', 'c']);
  });
});

await describeLive(trivy, [], (tool) => {
  const targets: string[] = [];
  afterAll(() => {
    for (const folder of targets) rmSync(folder, { recursive: true, force: true });
  });
  const run = async (files: Record<string, string>) => {
    const folder = makeFolder(files);
    targets.push(folder);
    const [executed] = await executeWith(trivy, folder, tool.path);
    return { folder, entry: executed?.entry, findings: executed?.findings ?? [] };
  };

  it('finds what is there and its canary, and leaves nothing behind in the target', async () => {
    const { folder, entry, findings } = await run({
      'dev/dockerfile': 'FROM alpine:3.18\nHEALTHCHECK CMD true\n',
      '.trivyignore': 'DS-0002\n',
    });
    expect(entry).toMatchObject({ status: 'completed', canary: 'found', considered: { files: 1 } });
    expect(findings.map(({ ruleId, location }) => [ruleId, location?.path])).toEqual([['DS-0002', 'dev/dockerfile']]);
    expect(readdirSync(folder).sort()).toEqual(['.trivyignore', 'dev']);
  }, 120_000);

  it('fetches no module from a registry, and says that it did not look at it', async () => {
    const { entry } = await run({
      'main.tf': 'module "elsewhere" {\n  source  = "example/elsewhere/aws"\n  version = "1.0.0"\n}\n',
    });
    expect(entry).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'main.tf:1', why: 'calls a module from elsewhere, which is not fetched' }],
    });
  }, 120_000);

  it('fails on a Dockerfile that cannot be parsed, where it ends with status 0', async () => {
    const { entry } = await run({ Dockerfile: 'RUNN true\n' });
    expect(entry).toMatchObject({ status: 'failed', exitStatus: 0 });
  }, 120_000);
});
