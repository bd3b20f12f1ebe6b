import { type InitFile, indent } from './file.js';
import type { ScanParts } from './other-ci.js';
import { type ActionPin, usesLine } from './pins.js';
import type { RepositoryFacts } from './repository.js';

export interface WorkflowParts extends ScanParts {
  pins: readonly ActionPin[];
  /** Ids of the scanners that the first job runs, which the second need not run again. */
  basic: string[];
}

interface Job {
  id: string;
  name: string;
  comment: string;
  profile: string;
  skip: string[];
  history: boolean;
}

/** A text as a scalar of YAML; JSON's strings are YAML's double-quoted ones. */
function quoted(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9/_.-]*$/.test(text) ? text : JSON.stringify(text);
}

function steps({ id, profile, skip, history }: Job, { pins, version }: WorkflowParts): string {
  return `
- name: Check out
  ${usesLine('actions/checkout', pins)}
  with:
${history ? '    fetch-depth: 0 # secrets are looked for in the whole history\n' : ''}    persist-credentials: false
- name: Set up Node.js
  ${usesLine('actions/setup-node', pins)}
  with:
    node-version: '22'
    package-manager-cache: false
- name: Set up Python
  ${usesLine('actions/setup-python', pins)}
  with:
    python-version: '3.13'
- name: Set up Go
  ${usesLine('actions/setup-go', pins)}
  with:
    go-version: '1.26'
    cache: false
- name: Keep scanners and databases
  ${usesLine('actions/cache', pins)}
  with:
    path: \${{ runner.temp }}/muster
    key: muster-${version}-${id}-\${{ runner.os }}-\${{ github.run_id }}
    restore-keys: muster-${version}-${id}-\${{ runner.os }}-
- name: Scan
  # Left out is what no package registry serves. Take a name out when your runners have the program.
  run: >-
    npx --yes muster-security@${version} scan
    --profile ${profile} --category ${id}
    --skip ${skip.join(',')}
  env:
    MUSTER_CACHE_DIR: \${{ runner.temp }}/muster
- name: Write the job summary
  if: \${{ !cancelled() }}
  run: cat security-results/reports/security-report.md >> "$GITHUB_STEP_SUMMARY"
- name: Upload to the Security tab
  # Not from forks: their token may not write.
  if: \${{ !cancelled() && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository) }}
  ${usesLine('github/codeql-action/upload-sarif', pins)}
  with:
    sarif_file: security-results/sarif/muster.sarif # its category is in it: muster/${id}
- name: Keep the results
  if: \${{ !cancelled() }}
  ${usesLine('actions/upload-artifact', pins)}
  with:
    name: ${id}-\${{ github.run_number }}
    path: security-results/
    retention-days: 30
`.trimStart();
}

function jobText(job: Job, parts: WorkflowParts): string {
  return `
# ${job.comment}
${job.id}:
  name: ${job.name}
  runs-on: ubuntu-24.04
  timeout-minutes: 45
  permissions:
    contents: read # to check out
    security-events: write # to upload to the Security tab
    actions: read # the upload asks for its run, in private repositories
  steps:
${indent(steps(job, parts), 4)}`.trimStart();
}

/**
 * `.github/workflows/security.yml`: the guide's jobs, daily at 02:00 UTC and on each push and pull request. Nothing in it
 * swallows an exit status: a scan that fails or is incomplete fails the job, and the steps after it run all the same.
 */
export function githubWorkflow({ branch }: RepositoryFacts, parts: WorkflowParts): InitFile {
  const jobs: Job[] = [
    {
      id: 'security-validation',
      name: 'Security validation',
      comment: 'Vulnerable packages, misconfiguration, Dockerfiles.',
      profile: 'basic',
      skip: parts.notServed.filter((scanner) => parts.basic.includes(scanner)),
      history: false,
    },
    {
      id: 'code-analysis',
      name: 'Code analysis',
      comment: 'Code, secrets in files and in the history, infrastructure as code, malware, workflows.',
      profile: 'advanced',
      skip: [...new Set([...parts.basic, ...parts.notServed])].sort(),
      history: true,
    },
  ];
  const content = `# Written by muster init. Both jobs fail when the gate does not hold, and when evidence is missing.
name: Security

on:
  push:
    branches: [${quoted(branch)}]
  pull_request:
  schedule:
    - cron: '0 2 * * *' # daily at 02:00 UTC: new advisories come without a push
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
${indent(jobs.map((job) => jobText(job, parts)).join('\n'), 2)}`;
  return {
    path: '.github/workflows/security.yml',
    content,
    what: 'scans on push, pull request and daily at 02:00 UTC',
  };
}
