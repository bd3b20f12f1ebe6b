import type { Canary } from '../../model/scanner.js';
import { type Framework, frameworksIn } from './frameworks.js';

interface Piece {
  path: string;
  ruleId: string;
  bad: string;
  good: string;
  /** What both need besides. */
  besides?: Record<string, string>;
}

function piece(path: string, ruleId: string, text: string, bad: string, good: string): Piece {
  return { path, ruleId, bad: text.replace('@', bad), good: text.replace('@', good) };
}

const SECURITY_GROUP = {
  ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['@'], description: 'ssh' }],
};
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: canary
spec:
  containers:
    - name: canary
      image: canary:1
      securityContext:
        privileged: @
`;
const BUCKET = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Canary:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: @
`;
const WORKFLOW = `on: issues
jobs:
  canary:
    runs-on: ubuntu-latest
    steps:
      - run: echo "@"
`;

const PIECES: Record<Framework, Piece> = {
  cloudformation: piece('canary.template', 'CKV_AWS_20', BUCKET, 'PublicRead', 'Private'),
  dockerfile: piece('Dockerfile', 'CKV_DOCKER_3', 'FROM debian:12\n@RUN ls\n', '', 'USER canary\n'),
  github_actions: piece(
    '.github/workflows/canary.yml',
    'CKV_GHA_2',
    WORKFLOW,
    '$' + '{{ github.event.issue.title }}',
    'canary',
  ),
  gitlab_ci: piece(
    '.gitlab-ci.yml',
    'CKV_GITLABCI_1',
    'canary:\n  script:\n    - curl https://localhost/@\n',
    '$CI_JOB_TOKEN',
    'canary',
  ),
  helm: {
    ...piece(
      'chart/templates/canary.yaml',
      'CKV_K8S_16',
      POD,
      '{{ .Values.privileged }}',
      '{{ not .Values.privileged }}',
    ),
    besides: {
      'chart/Chart.yaml': 'apiVersion: v2\nname: canary\nversion: 1.0.0\n',
      'chart/values.yaml': 'privileged: true\n',
    },
  },
  kubernetes: piece('canary.yaml', 'CKV_K8S_16', POD, 'true', 'false'),
  terraform: piece(
    'canary.tf',
    'CKV_AWS_24',
    `resource "aws_security_group" "canary" {
  description = "canary"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["@"]
  }
}
`,
    '0.0.0.0/0',
    '10.0.0.0/8',
  ),
  terraform_json: piece(
    'canary.tf.json',
    'CKV_AWS_24',
    `${JSON.stringify({ resource: { aws_security_group: { canary: SECURITY_GROUP } } }, null, 2)}\n`,
    '0.0.0.0/0',
    '10.0.0.0/8',
  ),
};

/** One known issue for each framework of a run: a miss costs only what that framework would have looked at. */
export function canaryFor(mode: string | undefined): Canary {
  const frameworks = frameworksIn(mode);
  const lay = (which: 'bad' | 'good') =>
    Object.fromEntries(
      frameworks.flatMap((name) => {
        const { path, besides = {}, [which]: text } = PIECES[name];
        return [[path, text], ...Object.entries(besides)];
      }),
    );
  return {
    files: lay('bad'),
    expects: frameworks.map((name) => ({ ruleId: PIECES[name].ruleId, path: PIECES[name].path, proves: name })),
    counterExample: lay('good'),
  };
}
