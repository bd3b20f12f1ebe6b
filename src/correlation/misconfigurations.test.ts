import { describe, expect, it } from 'vitest';
import { issuesOf, rowWith } from '../../test/rows.js';
import type { Scope } from './crosswalk/control.js';
import { crosswalkOf } from './crosswalk/crosswalk.js';
import type { Row } from './row.js';

function crosswalkWith(scope: Scope) {
  const rules = { checkov: ['C'], 'trivy-config': ['T-1'], kics: ['k'] };
  const facts = { title: 't', cwes: ['CWE-250'], frameworks: ['NIST-800-53:AC-6'] };
  return crosswalkOf([{ domain: 'd', title: 'D', controls: [{ id: 'c', scope, ...facts, rules }] }]);
}

const RULES: Record<string, string> = { checkov: 'C', 'trivy-config': 'T-1', kics: 'k' };
const misconfiguration = (scanner: string, location: Row['location']): Row =>
  rowWith({ kind: 'misconfiguration', scanner, ruleId: RULES[scanner] ?? 'X', ...(location ? { location } : {}) });

const issues = (scope: Scope, rows: Row[], files: Record<string, string> = {}) =>
  issuesOf(rows, { controlOf: crosswalkWith(scope).controlOf, files });
const grouped = (...given: Parameters<typeof issues>) => issues(...given).map(({ rows }) => rows);

const POD = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
    - name: one
      image: x
    - name: two
      image: y
`;
const BUCKETS = 'resource "aws_s3_bucket" "a" {\n  acl = "x"\n}\nresource "aws_s3_bucket" "b" {\n}\n';

describe('rules of one control', () => {
  it('are one issue in a resource, whether they point at it, at a line of it, or call it by its name', () => {
    const path = 'main.tf';
    expect(
      grouped(
        'resource',
        [
          misconfiguration('checkov', { path, startLine: 1, endLine: 3, resource: 'aws_s3_bucket.a' }),
          misconfiguration('trivy-config', { path, startLine: 2 }),
          misconfiguration('kics', { path, resource: 'module.x.aws_s3_bucket.a[0]' }),
          misconfiguration('checkov', { path, startLine: 4, endLine: 5, resource: 'aws_s3_bucket.b' }),
        ],
        { [path]: BUCKETS },
      ),
    ).toEqual([['kics:k', 'checkov:C', 'trivy-config:T-1'], ['checkov:C']]);
  });

  it('are one issue a container; what points at a resource of several containers stays for itself', () => {
    const path = 'pod.yaml';
    const rows = [
      misconfiguration('trivy-config', { path, startLine: 6, endLine: 7 }),
      misconfiguration('kics', { path, startLine: 7 }),
      misconfiguration('trivy-config', { path, startLine: 8, endLine: 9 }),
      misconfiguration('checkov', { path, startLine: 1, endLine: 9, resource: 'Pod.default.a' }),
    ];
    expect(grouped('container', rows, { [path]: POD })).toEqual([
      ['checkov:C'],
      ['trivy-config:T-1', 'kics:k'],
      ['trivy-config:T-1'],
    ]);
  });

  it('are one issue where a resource has only one container that can be meant', () => {
    const path = 'pod.yaml';
    const rows = [
      misconfiguration('trivy-config', { path, startLine: 6 }),
      misconfiguration('checkov', { path, startLine: 1, endLine: 7, resource: 'Pod.default.a' }),
      misconfiguration('kics', { path }),
    ];
    const [only] = issues('container', rows, { [path]: POD.split('    - name: two')[0] ?? '' });
    expect(only?.rows).toHaveLength(3);
  });

  it('are one issue a file, where the control is about the whole of it', () => {
    const rows = [
      misconfiguration('checkov', { path: 'Dockerfile', startLine: 1, endLine: 9 }),
      misconfiguration('trivy-config', { path: 'Dockerfile' }),
      misconfiguration('kics', { path: 'other/Dockerfile', startLine: 1 }),
    ];
    expect(grouped('file', rows)).toEqual([['trivy-config:T-1', 'checkov:C'], ['kics:k']]);
  });

  it('are placed by what a scanner without lines calls a container, a step or an instruction', () => {
    const dockerfile = 'FROM a AS build\nRUN one\nFROM b\nRUN two\n';
    const workflow = 'jobs:\n  build:\n    steps:\n      - run: one\n      - run: two\n';
    const named = 'jobs:\n  build:\n    steps:\n      - name: One\n  test:\n    steps: [{name: One}]\n';
    const cases: [Scope, string, string, number, string][] = [
      ['container', 'pod.yaml', POD, 8, 'Pod/a, container two'],
      ['step', '.github/workflows/ci.yml', workflow, 5, 'job build, step 2, two'],
      ['instruction', 'Dockerfile', dockerfile, 4, 'RUN in the final stage'],
      ['instruction', 'Dockerfile', dockerfile, 2, 'RUN in stage build'],
      ['step', '.github/workflows/ci.yml', named, 6, 'job test, step One'],
      ['service', 'compose.yaml', 'services:\n  a:\n    image: x\n  b:\n    image: y\n', 5, 'service b, /etc'],
    ];
    for (const [scope, path, text, startLine, resource] of cases) {
      const rows = [misconfiguration('kics', { path, startLine }), misconfiguration('checkov', { path, resource })];
      expect([scope, grouped(scope, rows, { [path]: text })]).toEqual([scope, [['checkov:C', 'kics:k']]]);
    }
  });

  it('are of the resource that a row names, though it points outside of it or only at its head', () => {
    const text = `# Comment\n${POD.split('    - name: two')[0]}`;
    const rows = [
      misconfiguration('kics', { path: 'pod.yaml', startLine: 8 }),
      misconfiguration('checkov', { path: 'pod.yaml', startLine: 1, resource: 'kubernetes_pod.a' }),
      misconfiguration('trivy-config', { path: 'pod.yaml', startLine: 2 }),
    ];
    expect(issues('container', rows, { 'pod.yaml': text }).map((issue) => issue.rows.length)).toEqual([3]);
  });

  it('stay apart from two containers when they name only the pod', () => {
    const rows = [
      misconfiguration('kics', { path: 'pod.yaml', startLine: 6 }),
      misconfiguration('trivy-config', { path: 'pod.yaml', startLine: 8 }),
      misconfiguration('checkov', { path: 'pod.yaml', startLine: 1, endLine: 9, resource: 'Pod.default.a' }),
    ];
    expect(issues('container', rows, { 'pod.yaml': POD })).toHaveLength(3);
  });

  it('are apart in two blocks of one resource; what points at the resource alone is the block that it can mean', () => {
    const path = 'main.tf';
    const block = '  ingress {\n    from_port = 22\n  }\n';
    const one = `resource "aws_security_group" "web" {\n${block}}\n`;
    const rows = [
      misconfiguration('kics', { path, startLine: 2 }),
      misconfiguration('trivy-config', { path, startLine: 3 }),
      misconfiguration('checkov', { path, startLine: 1, resource: 'aws_security_group.web' }),
    ];
    expect(grouped('block', rows, { [path]: one })).toEqual([['checkov:C', 'kics:k', 'trivy-config:T-1']]);
    const two = one.replace(block, `${block}${block.replace('22', '80')}`);
    const other = misconfiguration('trivy-config', { path, startLine: 5, endLine: 7 });
    expect(grouped('block', [...rows, other], { [path]: two })).toEqual([
      ['checkov:C'],
      ['kics:k', 'trivy-config:T-1'],
      ['trivy-config:T-1'],
    ]);
  });

  it('are one issue of a bucket, seen at the bucket or at the resource that holds its setting', () => {
    const path = 'main.tf';
    const text = `${BUCKETS}resource "aws_s3_bucket_acl" "x" {\n  bucket = aws_s3_bucket.b.id\n  acl = "public-read"\n}\n`;
    const rows = [
      misconfiguration('checkov', { path, startLine: 1, endLine: 3, resource: 'aws_s3_bucket.a' }),
      misconfiguration('checkov', { path, startLine: 4, endLine: 5, resource: 'aws_s3_bucket.b' }),
      misconfiguration('kics', { path, startLine: 8 }),
      misconfiguration('trivy-config', { path, resource: 'aws_s3_bucket_acl.x' }),
    ];
    expect(grouped('owner', rows, { [path]: text })).toEqual([
      ['trivy-config:T-1', 'checkov:C', 'kics:k'],
      ['checkov:C'],
    ]);
    expect(grouped('resource', rows, { [path]: text })).toHaveLength(3);
  });

  it('are apart at the head of a workflow and in one of its jobs', () => {
    const path = '.github/workflows/ci.yml';
    const text = 'on: push\npermissions: write-all\njobs:\n  build:\n    permissions: write-all\n    steps: []\n';
    const rows = [
      misconfiguration('checkov', { path, resource: 'the workflow' }),
      misconfiguration('kics', { path, startLine: 2 }),
      misconfiguration('trivy-config', { path, startLine: 5 }),
    ];
    expect(grouped('job', rows, { [path]: text })).toEqual([['checkov:C', 'kics:k'], ['trivy-config:T-1']]);
  });

  it('are joined by name or line where the file cannot be read', () => {
    const path = 'templates/pod.yaml';
    const rows = [
      misconfiguration('checkov', { path, startLine: 1, endLine: 9, resource: 'Pod.default.a' }),
      misconfiguration('kics', { path, startLine: 4 }),
      misconfiguration('trivy-config', { path, startLine: 30 }),
    ];
    expect(grouped('resource', rows)).toEqual([['checkov:C', 'kics:k'], ['trivy-config:T-1']]);
  });

  it('have one id, whichever of them finds it and where in the file the resource stands', () => {
    const path = 'main.tf';
    const idOf = (row: Row, text = BUCKETS) => issues('resource', [row], { [path]: text })[0]?.id;
    const id = idOf(misconfiguration('checkov', { path, startLine: 1, endLine: 3 }));
    expect(id).toMatch(/^conf-[0-9a-f]{12}$/);
    expect(idOf(misconfiguration('trivy-config', { path, startLine: 2 }))).toBe(id);
    expect(idOf(misconfiguration('kics', { path, startLine: 52 }), '\n'.repeat(50) + BUCKETS)).toBe(id);
    expect(idOf(misconfiguration('kics', { path, startLine: 5 }))).not.toBe(id);
  });

  it('are an issue each of what no control knows, even at one place', () => {
    const at = { path: 'main.tf', startLine: 2 };
    const rows = [misconfiguration('checkov', at), { ...misconfiguration('kics', at), ruleId: 'unknown' }];
    expect(grouped('resource', rows, { 'main.tf': BUCKETS })).toHaveLength(2);
  });
});
