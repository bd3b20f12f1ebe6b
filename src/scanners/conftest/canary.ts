import type { Canary, ScanInput } from '../../model/scanner.js';
import type { ModeName } from './modes.js';

interface Example {
  file: string;
  ruleId: string;
  bad: string;
  good: string;
}

const EXAMPLES: Record<ModeName, Example> = {
  dockerfile: {
    file: 'Dockerfile',
    ruleId: 'MUSTER-DOCKER-010',
    bad: 'FROM debian:13.1\nRUN chmod 777 /srv\n',
    good: 'FROM debian:13.1\nRUN chmod 755 /srv\n',
  },
  compose: {
    file: 'compose.yaml',
    ruleId: 'MUSTER-COMPOSE-001',
    bad: 'services:\n  canary:\n    image: canary:1.0\n    privileged: true\n',
    good: 'services:\n  canary:\n    image: canary:1.0\n    privileged: false\n',
  },
  kubernetes: {
    file: 'pod.yaml',
    ruleId: 'MUSTER-K8S-002',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: canary }\nspec: { hostPID: true, containers: [] }\n',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: canary }\nspec: { hostPID: false, containers: [] }\n',
  },
  workflow: {
    file: '.github/workflows/canary.yml',
    ruleId: 'MUSTER-WORKFLOW-008',
    bad: 'on: push\npermissions: write-all\njobs: {}\n',
    good: 'on: push\npermissions: read-all\njobs: {}\n',
  },
  terraform: {
    file: 'main.tf',
    ruleId: 'MUSTER-TERRAFORM-007',
    bad: 'resource "aws_s3_bucket_acl" "canary" {\n  acl = "public-read"\n}\n',
    good: 'resource "aws_s3_bucket_acl" "canary" {\n  acl = "private"\n}\n',
  },
};

/** One for each kind of file: each has a parser and policies of its own. */
export function canaryOf({ mode = 'dockerfile' }: Pick<ScanInput, 'mode'>): Canary {
  const { file, ruleId, bad, good } = EXAMPLES[mode as ModeName];
  return { files: { [file]: bad }, expects: [{ ruleId, path: file }], counterExample: { [file]: good } };
}
