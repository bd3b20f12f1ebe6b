import type { Canary } from '../../model/scanner.js';
import { type Part, partsIn } from './platforms.js';

interface Piece {
  path: string;
  /** A query's id, which KICS never changes. */
  ruleId: string;
  bad: string;
  good: string;
  /** What both need besides. */
  besides?: Record<string, string>;
}

function piece(path: string, ruleId: string, text: string, bad: string, good: string): Piece {
  return { path, ruleId, bad: text.replace('@', bad), good: text.replace('@', good) };
}

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: canary
spec:
  containers:
    - name: canary
      image: canary:1
      securityContext:
        allowPrivilegeEscalation: @
`;
const WORKFLOW = `on:
  issues:
    types: [opened]
jobs:
  canary:
    runs-on: ubuntu-latest
    steps:
      - run: echo "@"
`;
const INSTANCE = `resource "aws_db_instance" "canary" {
  publicly_accessible = @
}
`;
const DATABASE = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Canary:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: @
`;

const PIECES: Record<Part, Piece> = {
  CICD: piece(
    '.github/workflows/canary.yml',
    '20f14e1a-a899-4e79-9f09-b6a84cd4649b',
    WORKFLOW,
    '$' + '{{ github.event.issue.title }}',
    'canary',
  ),
  CloudFormation: piece('canary.template.yaml', 'de38e1d5-54cb-4111-a868-6f7722695007', DATABASE, 'true', 'false'),
  DockerCompose: piece(
    'compose.yaml',
    'ae5b6871-7f45-42e0-bb4c-ab300c4d2026',
    'services:\n  canary:\n    image: canary:1\n    privileged: @\n',
    'true',
    'false',
  ),
  Dockerfile: piece(
    'Dockerfile',
    'fd54f200-402c-4333-a5a4-36ef6709af2f',
    'FROM debian:12\n@RUN ls\n',
    '',
    'USER canary\n',
  ),
  Kubernetes: piece('canary.yaml', '5572cc5e-1e4c-4113-92a6-7a8a3bd25e6d', POD, 'true', 'false'),
  Terraform: piece('canary.tf', '35113e6f-2c6b-414d-beec-7a9482d3b2d1', INSTANCE, 'true', 'false'),
  Helm: {
    ...piece(
      'chart/templates/canary.yaml',
      '5572cc5e-1e4c-4113-92a6-7a8a3bd25e6d',
      POD,
      '{{ .Values.escalates }}',
      '{{ not .Values.escalates }}',
    ),
    besides: {
      'chart/Chart.yaml': 'apiVersion: v2\nname: canary\nversion: 1.0.0\n',
      'chart/values.yaml': 'escalates: true\n',
    },
  },
};

/** One known issue for each way of looking at files that a run has: a miss costs only what that one would have seen. */
export function canaryFor(mode: string | undefined): Canary {
  const parts = partsIn(mode);
  const lay = (which: 'bad' | 'good') =>
    Object.fromEntries(
      parts.flatMap((name) => {
        const { path, besides = {}, [which]: text } = PIECES[name];
        return [[path, text], ...Object.entries(besides)];
      }),
    );
  return {
    files: lay('bad'),
    expects: parts.map((name) => ({ ruleId: PIECES[name].ruleId, path: PIECES[name].path, proves: name })),
    counterExample: lay('good'),
  };
}
