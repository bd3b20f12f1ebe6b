import { describe, expect, it } from 'vitest';
import { regionsOf } from './regions.js';

const shown = (file: string, text: string) =>
  regionsOf(file, text).map(({ scope, name, startLine, endLine }) => `${scope} ${name} ${startLine}-${endLine}`);

describe('the parts of a file', () => {
  it('are stages and instructions of a Dockerfile, the same words twice with a number', () => {
    const text = 'ARG V=1\nFROM node:20 AS build\nRUN npm ci \\\n  && npm run build\nFROM debian:12\nRUN id\nRUN id\n';
    expect(shown('web/Dockerfile', text)).toEqual([
      'instruction ARG V=1 1-1',
      'instruction FROM node:20 AS build 2-2',
      'stage build 2-4',
      'instruction RUN npm ci && npm run build 3-4',
      'instruction FROM debian:12 5-5',
      'stage debian:12 5-7',
      'instruction RUN id 6-6',
      'instruction RUN id #2 7-7',
    ]);
  });

  it('are the blocks of a Terraform file, whatever stands in their strings, comments and here-documents', () => {
    const text = [
      'resource "aws_s3_bucket" "data" { # }',
      `  bucket = "a}\${var.x["{"]}"`,
      '  policy = <<-EOT',
      '    } not the end',
      '  EOT',
      '  tags = { a = "b" }',
      '}',
      '/* resource "x" "y" { */',
      'module "net" { source = "./net" }',
      'provider "aws" {',
      '}',
      'data "aws_iam_policy_document" "doc" {',
      '  statement {}',
      '}',
      '',
    ].join('\n');
    const resources = shown('main.tf', text).filter((line) => line.startsWith('resource '));
    expect(resources).toEqual([
      'resource aws_s3_bucket.data 1-7',
      'resource module.net 9-9',
      'resource provider.aws 10-11',
      'resource data.aws_iam_policy_document.doc 12-14',
    ]);
  });

  it('are blocks in a Terraform resource, by what tells them from others; a resource without any is one of its own', () => {
    const rule = (port: number) => `  ingress {\n    from_port = ${port}\n    to_port = ${port}\n  }\n`;
    const text = `resource "aws_security_group" "web" {\n${rule(22)}${rule(80)}${rule(22)}  egress { protocol = "-1" }\n}\n`;
    const nested =
      'resource "a" "b" {\n  dynamic "x" {\n    content {\n      y {}\n    }\n  }\n}\nresource "a" "c" {}\n';
    const blocks = (file: string) => shown('main.tf', file).filter((line) => line.startsWith('block '));
    expect(blocks(text)).toEqual([
      'block aws_security_group.web/ingress 22 22 2-5',
      'block aws_security_group.web/ingress 80 80 6-9',
      'block aws_security_group.web/ingress 22 22 #2 10-13',
      'block aws_security_group.web/egress -1 14-14',
    ]);
    expect(blocks(nested)).toEqual([
      'block a.b/dynamic x 2-6',
      'block a.b/dynamic x/content 3-5',
      'block a.b/dynamic x/content/y 4-4',
      'block a.c 8-8',
    ]);
  });

  it('are the owner of what belongs to it, where the type and a reference say so', () => {
    const text = [
      'resource "aws_s3_bucket" "a" {}',
      'resource "aws_s3_bucket_acl" "x" { bucket = aws_s3_bucket.a.id }',
      `resource "aws_s3_bucket_versioning" "y" { bucket = "\${aws_s3_bucket.a[0].id}" }`,
      'resource "aws_s3_bucket_policy" "z" { bucket = aws_s3_bucket.elsewhere.id }',
      'resource "aws_cloudtrail" "t" { s3_bucket_name = aws_s3_bucket.a.id }',
    ].join('\n');
    expect(shown('main.tf', text).filter((line) => line.startsWith('owner '))).toEqual([
      'owner aws_s3_bucket.a 1-1',
      'owner aws_s3_bucket.a 2-2',
      'owner aws_s3_bucket.a 3-3',
      'owner aws_s3_bucket_policy.z 4-4',
      'owner aws_cloudtrail.t 5-5',
    ]);
  });

  it('of Terraform say what they set: literals, lists, objects and JSON in them, and which blocks', () => {
    const text = [
      'resource "a" "b" {',
      '  on    = true # not false',
      '  none  = []',
      '  ports = [',
      '    "22", # SSH',
      '    80,',
      '  ]',
      `  name = "\${var.x}-{"`,
      '  rest = var.on ? "a" : "b"',
      '  policy = jsonencode({ Action = "*", Resource = ["x", "y"] })',
      '  json = <<-EOF',
      '    {"Action": ["s3:*"], "Effect": "Allow"}',
      '  EOF',
      '  inner { on = false }',
      '}',
    ].join('\n');
    const [region] = regionsOf('main.tf', text);
    expect(region?.settings?.map(({ name, values }) => `${name}: ${values.join(' | ')}`)).toEqual([
      'on: true',
      'none: []',
      'ports: 22 | 80',
      `name: \${var.x}-{`,
      'rest: var.on ? "a" : "b"',
      'policy: jsonencode({ Action = "*", Resource = ["x", "y"] })',
      'Action: *',
      'Resource: x | y',
      'json: ',
      'Action: s3:*',
      'Effect: Allow',
      'inner: ',
    ]);
  });

  it('are resources and containers of Kubernetes, in all documents and lists', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: ns}\nspec:\n  containers:\n    - name: c\n      image: x\n';
    const list = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: {name: s}\n';
    expect(shown('k8s/a.yaml', `${pod}---\n${list}`)).toEqual([
      'resource Pod/ns/a 1-7',
      'container Pod/ns/a/c 6-7',
      'resource Service/s 12-14',
    ]);
    const [resource] = regionsOf('k8s/a.yaml', pod);
    expect(resource?.calledAs).toEqual(['pod.ns.a', 'pod/ns/a', 'pod.a', 'pod/a', 'kubernetes_pod.a']);
  });

  it('are services of Compose, triggers, jobs and steps of a workflow, resources of CloudFormation', () => {
    expect(shown('compose.yaml', 'services:\n  web:\n    image: x\n  db:\n    image: y\n')).toEqual([
      'service web 2-3',
      'service db 4-5',
    ]);
    const workflow =
      'on: push\njobs:\n  build:\n    runs-on: x\n    steps:\n      - uses: a/b@v1\n      - run: |\n          one\n          two\n';
    expect(shown('.github/workflows/ci.yml', workflow)).toEqual([
      'job the workflow 1-10',
      'trigger push 1-1',
      'job build 3-9',
      'step build/a/b@v1 6-6',
      'step build/one 7-9',
    ]);
    const triggers = (on: string) =>
      shown('ci.yml', `${on}\njobs:\n  a: {}\n`).filter((one) => one.startsWith('trigger'));
    expect(triggers('on: [push,\n  pull_request]')).toEqual(['trigger push 1-1', 'trigger pull_request 2-2']);
    expect(triggers('on:\n  issue_comment:\n  push:\n    tags: [v1]')).toEqual([
      'trigger issue_comment 2-2',
      'trigger push 3-4',
    ]);
    const stack = '{"Resources": {\n"Topic": {"Type": "AWS::SNS::Topic"}\n}}';
    expect(shown('stack.json', stack)).toEqual(['resource Topic 2-2']);
  });

  it('are none of a file of another kind, and what can be read of one that is broken', () => {
    expect(shown('a.py', 'FROM x')).toEqual([]);
    expect(shown('templates/a.yaml', 'apiVersion: v1\nkind: {{ .Values.kind }}\n')).toEqual([]);
    expect(shown('main.tf', 'resource "a" "b" {\n')).toEqual(['resource a.b 1-2', 'owner a.b 1-2', 'block a.b 1-2']);
    expect(shown('compose.yaml', ': : :\n\t- {')).toEqual([]);
  });
});
