import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { FileKind, Inventory } from '../../model/inventory.js';
import type { ScanInput } from '../../model/scanner.js';
import checkov from './adapter.js';
import { frameworksIn } from './frameworks.js';
import { countResources } from './lay-out.js';
import { Report } from './report.js';

const SILENT = 'it says nothing about it';
const UNPARSED = 'it could not be parsed';

describe('checkov', () => {
  it('reads findings of each framework with their places, also in folders that it passes over by default', async () => {
    const { recording, outcome, findings } = await replay(checkov, 'findings');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({ status: 'completed', considered: { files: recording.input.files, packages: 0 } });
    expect(recording.input.files).toEqual([
      '.github/workflows/ci.yml',
      '.gitlab-ci.yml',
      '.hidden/config.yaml',
      'Containerfile',
      'main.tf',
      'module/main.tf',
      'module/variables.tf',
      'node_modules/x/topic.json',
      'terraform.tfvars',
      'topic.tf.json',
    ]);
    expect(
      findings.map(({ ruleId, location }) => [
        ruleId,
        location?.path,
        location?.startLine,
        location?.endLine,
        location?.resource,
      ]),
    ).toEqual([
      ['CKV_AWS_26', 'module/main.tf', 1, 3, 'module.topic.aws_sns_topic.this'],
      ['CKV_AWS_26', 'node_modules/x/topic.json', 4, 6, 'AWS::SNS::Topic.Topic'],
      ['CKV_K8S_21', '.hidden/config.yaml', 1, 5, 'ConfigMap.default.first'],
      ['CKV_DOCKER_2', 'Containerfile', 1, 2, undefined],
      ['CKV_DOCKER_3', 'Containerfile', 1, 2, undefined],
      ['CKV_GITLABCI_1', '.gitlab-ci.yml', 3, undefined, 'build.script'],
      ['CKV_GHA_2', '.github/workflows/ci.yml', 6, undefined, 'jobs(a).steps[1]'],
      ['CKV2_GHA_1', '.github/workflows/ci.yml', undefined, undefined, 'on'],
      ['CKV_AWS_26', 'topic.tf.json', 1, 1, 'resource.json'],
    ]);
  });

  it('has no severity to read, and says where a module is called', async () => {
    const { findings } = await replay(checkov, 'findings');
    expect(findings[0]).toEqual({
      kind: 'misconfiguration',
      ruleId: 'CKV_AWS_26',
      title: 'Ensure all data stored in the SNS topic is encrypted',
      message: 'The module is called in main.tf, line 1.',
      severity: 'medium',
      nativeSeverity: null,
      location: { path: 'module/main.tf', startLine: 1, endLine: 3, resource: 'module.topic.aws_sns_topic.this' },
      pointer: '/0/results/failed_checks/0',
    });
  });

  it('counts files without a check about them as looked at when its witness was there', async () => {
    const { outcome, findings } = await replay(checkov, 'clean');
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['.gitlab-ci.yml', 'variables.tf', 'widget.yaml'], packages: 0 },
    });
    expect(findings).toEqual([]);
  });

  it('is partial when files cannot be parsed: exit status 0, and mostly without a word', async () => {
    const { recording, outcome, findings } = await replay(checkov, 'unparsed');
    expect(recording.exitStatus).toBe(0);
    expect(findings).toEqual([]);
    expect(outcome).toEqual({
      status: 'partial',
      reason: 'it says of 1 of 11 files that it looked at them',
      considered: { files: ['ok.tf'], packages: 0 },
      notCovered: [
        { what: '.github/workflows/broken.yml', why: SILENT },
        { what: '.github/workflows/schema.yml', why: SILENT },
        { what: '.gitlab-ci.yml', why: SILENT },
        { what: 'Dockerfile', why: SILENT }, // empty
        { what: 'broken.template', why: UNPARSED },
        { what: 'broken.tf', why: UNPARSED },
        { what: 'broken.tf.json', why: UNPARSED },
        { what: 'broken.yaml', why: SILENT },
        { what: 'latin.dockerfile', why: SILENT },
        { what: 'text.template', why: UNPARSED },
        { what: 'what its log speaks of', why: expect.stringContaining('YAML error parsing broken.template') },
      ],
    });
  });

  it('is partial when resources of a file are left out, or a file is taken for a template', async () => {
    const { recording, outcome } = await replay(checkov, 'left-out');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['three.yaml'] },
      notCovered: [
        { what: 'template.yaml', why: SILENT },
        { what: 'three.yaml', why: '2 of its 3 resources were left out without a word' },
      ],
    });
  });

  it('fails when it looked at nothing: zeros and exit status 0', async () => {
    const { recording, outcome, findings } = await replay(checkov, 'nothing');
    expect(recording.exitStatus).toBe(0);
    expect(findings).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: `it looked at no file of 1: broken.yaml: ${SILENT}`,
      notCovered: [{ what: 'broken.yaml' }],
    });
  });

  it('is partial when checks break off on a resource', async () => {
    const { outcome } = await replay(checkov, 'broken-check');
    expect(outcome).toMatchObject({
      status: 'partial',
      reason: 'some of it was left out',
      considered: { files: ['.github/workflows/odd.yml', 'main.tf'] },
    });
    expect('notCovered' in outcome && outcome.notCovered).toEqual(
      expect.arrayContaining([
        { what: 'main.tf:aws_security_group.odd', why: "its check of 'ingress.*.cidr_blocks' broke off" },
        { what: '.github/workflows/odd.yml:jobs.jobs', why: 'its check CKV_GHA_5 broke off' },
      ]),
    );
  });

  it('is partial when one odd file takes a check away from all, of which Checkov itself says nothing', async () => {
    const { outcome, findings } = await replay(checkov, 'silent-check');
    // RUN sudo ls
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain('CKV2_DOCKER_1');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['Dockerfile', 'true.dockerfile'] },
      notCovered: [
        { what: 'everything', why: 'its check CKV2_DOCKER_1 broke off' },
        { what: 'everything', why: 'its check CKV2_DOCKER_17 broke off' },
      ],
    });
  });

  it.each([
    ['crash', /its output is empty \(exit status 2\) AttributeError.*CKV_K8S_141 broke off on pod\.yaml/],
    ['missing-dockerfile', /its output is empty \(exit status 2\) FileNotFoundError/],
  ])('fails on a crash (%s)', async (name, reason) => {
    const { recording, outcome } = await replay(checkov, name);
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringMatching(reason) });
  });

  it('is partial when files have vanished', async () => {
    const { recording, outcome } = await replay(checkov, 'missing-file');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['variables.tf'] },
      notCovered: [
        { what: 'gone.tf', why: UNPARSED },
        { what: 'gone.yaml', why: SILENT },
        { what: 'what its log speaks of', why: 'Template file not found: gone.yaml' },
      ],
    });
  });

  it('is partial when a module comes from elsewhere', async () => {
    const { outcome } = await replay(checkov, 'external-module');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['main.tf'] },
      notCovered: [{ what: 'module example/bucket/aws:1.2.3' }],
    });
  });

  it('is not silenced by a configuration of the target, and does not run the code that it names', async () => {
    const { outcome, findings } = await replay(checkov, 'steering');
    expect(outcome.status).toBe('completed');
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['CKV_K8S_21']);
  });

  it('is silenced by comments and annotations, which are declared', async () => {
    const { outcome, findings } = await replay(checkov, 'skipped');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['config.yaml', 'topic.tf'], packages: 0 } });
    expect(findings).toEqual([]);
    const comments = checkov.silencedBy.flatMap((one) => ('comment' in one ? [one.comment] : []));
    const silences = (line: string) => comments.some((comment) => comment.test(line));
    const lines = ['# checkov:skip=CKV_AWS_26:ours', '#bridgecrew:skip= X', 'checkov.io/skip1: CKV_K8S_21=x', '# skip'];
    expect(lines.map(silences)).toEqual([true, true, true, false]);
  });
});

describe('charts', () => {
  const CHART = 'charts-of-ours/app';

  it('reads findings of a rendered chart at its templates, and names a template of which nothing was rendered', async () => {
    const { outcome, findings } = await replay(checkov, 'helm');
    expect(findings.map(({ ruleId, location }) => [ruleId, location?.path])).toEqual([
      ['CKV_K8S_21', `${CHART}/templates/config.yaml`],
    ]);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: {
        files: [`${CHART}/Chart.yaml`, `${CHART}/templates/_helpers.tpl`, `${CHART}/templates/config.yaml`],
      },
      notCovered: [
        { what: `${CHART}/templates/ingress.yaml`, why: "nothing of it was rendered with the chart's own values" },
      ],
    });
  });

  it('fails without Helm: zeros and exit status 0', async () => {
    const { recording, outcome } = await replay(checkov, 'no-helm');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('helm, which is not on PATH') });
  });

  it.each([
    ['broken-chart', 'helm could not render its chart: Error: execution error'],
    ['remote-chart', 'its chart needs others that are not here'],
  ])('is partial when a chart was not rendered (%s): exit status 0', async (name, why) => {
    const { recording, outcome } = await replay(checkov, name);
    expect(recording.exitStatus).toBe(0);
    const files = ['app/Chart.yaml', 'app/templates/_helpers.tpl', 'app/templates/config.yaml'];
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['variables.tf'] },
      notCovered: files.map((what) => ({ what, why: expect.stringContaining(why) })),
    });
  });
});

function inventoryOf(files: Record<string, FileKind[]>): Inventory {
  const listed = Object.entries(files).map(([file, kinds]) => ({ path: file, size: 1, kinds }));
  return { root: '/target', files: listed, hidden: [], notes: [] };
}

describe('what checkov is given', () => {
  it('is what it has a framework for, and the frameworks are those of the files', () => {
    const inventory = inventoryOf({
      Dockerfile: ['dockerfile'],
      'compose.yaml': ['compose'],
      'kustomization.yaml': ['kubernetes'],
      'main.tf': ['terraform'],
      'main.tf.json': ['terraform'],
      'prod.tfvars': ['terraform'],
      'templates/page.yaml': ['helm'],
      'x.auto.tfvars': ['terraform'],
    });
    const files = ['Dockerfile', 'main.tf', 'main.tf.json', 'x.auto.tfvars'];
    expect(checkov.appliesTo(inventory)).toEqual([{ label: '.', mode: 'dockerfile+terraform+terraform_json', files }]);
    expect(checkov.appliesTo(inventoryOf({ 'compose.yaml': ['compose'] }))).toEqual([]);
  });

  it('is a chart only where a Chart.yaml stands', () => {
    const inventory = inventoryOf({
      'a/Chart.yaml': ['helm'],
      'a/templates/x.yaml': ['helm'],
      'b/templates/x.yaml': ['helm'],
    });
    expect(checkov.appliesTo(inventory)).toEqual([
      { label: '.', mode: 'helm+kubernetes', files: ['a/Chart.yaml', 'a/templates/x.yaml'] },
    ]);
  });

  it('has a known issue for each framework of a run, and for no other', () => {
    const canary = (mode?: string) => checkov.canary({ label: '.', files: [], ...(mode ? { mode } : {}) } as ScanInput);
    expect(canary('dockerfile+kubernetes').expects.map(({ proves }) => proves)).toEqual(['dockerfile', 'kubernetes']);
    expect(canary().expects.map(({ proves }) => proves)).toEqual(frameworksIn(undefined));
    for (const { files, counterExample } of [canary(), canary('helm+kubernetes')]) {
      expect(Object.keys(counterExample)).toEqual(Object.keys(files));
    }
  });

  it.each([
    ['apiVersion: v1\nkind: A\n---\nkind: B\n---\n"apiVersion": v1\n"kind": C\n', 2],
    ['items:\n  - apiVersion: v1\n    kind: A\n', 0],
    ['{"apiVersion": "v1", "kind": "A"}', 0],
    ['apiVersion: v1\nkind: A\n--- # next\napiVersion: v1\nkind: B\ndata: |\n  ---\n', 2],
  ])('is counted where resources stand as YAML documents: %j', (text, count) => {
    expect(countResources(text)).toBe(count);
  });
});

describe('outputs made elsewhere', () => {
  const check = { check_id: 'X_1', check_name: 'a check', file_path: '/a.tf' };
  const read = (document: unknown) =>
    checkov.parse(Report.parse(document), { input: { label: '.', files: [] }, relative: String });

  it('are understood with failed checks only, with severities, and of other frameworks', () => {
    const failed_checks = [{ ...check, severity: 'HIGH', guideline: 'https://example.org/x', file_line_range: [1, 2] }];
    expect(read({ check_type: 'terraform', results: { failed_checks } })).toEqual([
      {
        kind: 'misconfiguration',
        ruleId: 'X_1',
        title: 'a check',
        severity: 'high',
        nativeSeverity: 'HIGH',
        location: { path: 'a.tf', startLine: 1, endLine: 2 },
        rule: { helpUri: 'https://example.org/x' },
        pointer: '/results/failed_checks/0',
      },
    ]);
    const rows = [{ check_type: 'secrets', results: { failed_checks: [check] } }];
    expect(read(rows).map(({ kind, pointer }) => [kind, pointer])).toEqual([['secret', '/0/results/failed_checks/0']]);
  });

  it('are not mistaken for others', () => {
    expect(Report.safeParse({ passed: 0, failed: 2, resource_count: 0 }).success).toBe(false);
    expect(Report.safeParse({ results: {} }).success).toBe(false);
    expect(Report.safeParse({ check_type: 'terraform', results: {} }).success).toBe(false);
  });
});

const LONG = 240_000;

await describeLive(checkov, [], (tool) => {
  let target: string;
  afterEach(() => rmSync(target, { recursive: true, force: true }));

  it(
    'finds what is there, names what it could not look at, and runs nothing of the target',
    async () => {
      const { files } = checkov.canary({ label: '.', mode: 'dockerfile+terraform', files: [] });
      const planted = "import pathlib\npathlib.Path('planted').write_text('')\n";
      target = makeFolder({
        ...files,
        '.checkov.yaml': 'skip-check: [CKV_AWS_24]\nexternal-checks-dir: [checks]\n',
        'checks/__init__.py': '',
        'checks/planted.py': planted,
        'true.dockerfile': 'FROM debian:12\nRUN true\n',
        'variables.tf': 'variable "x" {}\n',
        'broken.tf': 'resource {{\n',
      });
      const [executed] = await executeWith(checkov, target, tool.path);
      expect(executed?.entry).toMatchObject({
        status: 'partial',
        canary: 'found',
        exitStatus: 1,
        considered: { files: 4 },
        notCovered: [
          { what: 'broken.tf', why: UNPARSED },
          { what: 'everything', why: 'its check CKV2_DOCKER_1 broke off' },
          { what: 'everything' },
        ],
      });
      expect(executed?.findings.map(({ ruleId }) => ruleId)).toEqual(
        expect.arrayContaining(['CKV_AWS_24', 'CKV_DOCKER_3']),
      );
      expect(existsSync(path.join(target, 'planted'))).toBe(false);
    },
    LONG,
  );

  it(
    'fails on a file on which it crashes',
    async () => {
      const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: odd\nspec:\n  containers:\n    - text\n';
      target = makeFolder({ 'pod.yaml': pod });
      const [executed] = await executeWith(checkov, target, tool.path);
      expect(executed?.entry).toMatchObject({ status: 'failed', exitStatus: 2 });
    },
    LONG,
  );
});

await describeLive(checkov, ['helm'], (tool) => {
  let target: string;
  afterEach(() => rmSync(target, { recursive: true, force: true }));

  it(
    'looks into a chart, and writes nothing into it',
    async () => {
      const { files } = checkov.canary({ label: '.', mode: 'helm', files: [] });
      target = makeFolder(files);
      const [executed] = await executeWith(checkov, target, tool.path);
      expect(executed?.entry).toMatchObject({ status: 'completed', canary: 'found', considered: { files: 2 } });
      expect(executed?.findings.map(({ ruleId, location }) => [ruleId, location?.path])).toContainEqual([
        'CKV_K8S_16',
        'chart/templates/canary.yaml',
      ]);
      expect(existsSync(path.join(target, 'chart/Chart.lock'))).toBe(false);
    },
    LONG,
  );
});
