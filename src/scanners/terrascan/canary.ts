import type { Canary, ScanInput } from '../../model/scanner.js';
import { type ModeName, modeOf } from './modes.js';

interface Example {
  file: string;
  ruleId: string;
  bad: string;
  good: string;
}

function example(file: string, ruleId: string, text: string, bad: string, good: string): Example {
  return { file, ruleId, bad: text.replace('@', bad), good: text.replace('@', good) };
}

const POD = `apiVersion: v1
kind: Pod
metadata: { name: canary, namespace: canary }
spec:
  hostPID: @
  containers:
    - name: canary
      image: canary:1.0
`;
const DATABASE = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Canary:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.t3.micro
      PubliclyAccessible: @
`;
const INSTANCE = `resource "aws_db_instance" "canary" {
  instance_class      = "db.t3.micro"
  publicly_accessible = @
}
`;

const EXAMPLES: Record<ModeName, Example> = {
  dockerfile: example('Dockerfile', 'AC_DOCKER_0013', 'FROM debian:13.1\nWORKDIR @\n', 'srv', '/srv'),
  kubernetes: example('pod.yaml', 'AC_K8S_0082', POD, 'true', 'false'),
  cloudformation: example('canary.yaml', 'AC_AWS_0054', DATABASE, 'true', 'false'),
  terraform: example('main.tf', 'AC_AWS_0054', INSTANCE, 'true', 'false'),
};

/** One for each kind of code: each has a parser and policies of its own. */
export function canaryOf(input: Pick<ScanInput, 'mode'>): Canary {
  const { file, ruleId, bad, good } = EXAMPLES[modeOf(input)];
  return { files: { [file]: bad }, expects: [{ ruleId, path: file }], counterExample: { [file]: good } };
}
