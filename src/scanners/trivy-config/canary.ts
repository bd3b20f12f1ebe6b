import type { Canary } from '../../model/scanner.js';

const dockerfile = (user: string) => `FROM alpine:3.18\n${user}HEALTHCHECK CMD true\n`;

const pod = (privileged: boolean, image = 'nginx:1.27') =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: canary\nspec:\n  containers:\n    - name: canary\n      image: ${image}\n      securityContext:\n        privileged: ${privileged}\n`;

const rule = (range: string) =>
  `resource "aws_security_group_rule" "canary" {\n  type              = "ingress"\n  from_port         = 22\n  to_port           = 22\n  protocol          = "tcp"\n  cidr_blocks       = ["${range}"]\n  security_group_id = "sg-1"\n}\n`;

const stack = (blocked: boolean) =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Canary:\n    Type: AWS::S3::Bucket\n    Properties:\n      PublicAccessBlockConfiguration:\n        BlockPublicAcls: ${blocked}\n        BlockPublicPolicy: true\n        IgnorePublicAcls: true\n        RestrictPublicBuckets: true\n`;

const files = (isBad: boolean) => ({
  Dockerfile: dockerfile(isBad ? '' : 'USER 1000\n'),
  'kubernetes/pod.yaml': pod(isBad),
  'terraform/main.tf': rule(isBad ? '0.0.0.0/0' : '10.0.0.0/16'),
  'cloudformation/stack.yaml': stack(!isBad),
  'chart/Chart.yaml': 'apiVersion: v2\nname: canary\nversion: 0.1.0\n',
  'chart/values.yaml': 'image: nginx:1.27\n',
  'chart/templates/pod.yaml': pod(isBad, '{{ .Values.image }}'),
});

/** One file for each of the formats that it checks. */
export function canary(): Canary {
  return {
    files: files(true),
    expects: [
      { ruleId: 'DS-0002', path: 'Dockerfile', proves: 'Dockerfiles' },
      { ruleId: 'KSV-0017', path: 'kubernetes/pod.yaml', proves: 'Kubernetes' },
      { ruleId: 'AWS-0107', path: 'terraform/main.tf', proves: 'Terraform' },
      { ruleId: 'AWS-0086', path: 'cloudformation/stack.yaml', proves: 'CloudFormation' },
      { ruleId: 'KSV-0017', path: 'chart/templates/pod.yaml', proves: 'Helm' },
    ],
    counterExample: files(false),
  };
}
