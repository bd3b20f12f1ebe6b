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
    expect(shown('main.tf', text)).toEqual([
      'resource aws_s3_bucket.data 1-7',
      'resource module.net 9-9',
      'resource provider.aws 10-11',
      'resource data.aws_iam_policy_document.doc 12-14',
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
    expect(shown('main.tf', 'resource "a" "b" {\n')).toEqual(['resource a.b 1-2']);
    expect(shown('compose.yaml', ': : :\n\t- {')).toEqual([]);
  });
});
