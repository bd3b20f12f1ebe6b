import type { InitFile } from './file.js';
import type { RepositoryFacts } from './repository.js';

/** What every call of a scan is written with. */
export interface ScanParts {
  /** Of Muster, as the package registry names it. */
  version: string;
  /** Ids of the scanners whose programs Muster cannot install. */
  notServed: string[];
}

/** Node's own image, by tag: its digest is for those who let Renovate keep it. */
const IMAGE = 'node:22-bookworm';

/** The same for GitLab CI, as a file of its own that `.gitlab-ci.yml` includes. */
export function gitlabPipeline(facts: RepositoryFacts, { version, notServed }: ScanParts): InitFile[] {
  const job: InitFile = {
    path: '.gitlab/security.gitlab-ci.yml',
    what: 'scans on push, merge request and schedule, for GitLab CI',
    content: `# Written by muster init. The job fails when the gate does not hold, and when evidence is missing.
# For a daily scan, add a pipeline schedule: Build > Pipeline schedules, "0 2 * * *".
security:
  stage: test
  image: ${IMAGE}
  timeout: 45 minutes
  variables:
    GIT_DEPTH: '0' # secrets are looked for in the whole history
    MUSTER_CACHE_DIR: $CI_PROJECT_DIR/.muster
  cache:
    key: muster-${version}
    paths: [.muster/]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  before_script:
    - apt-get update -qq && apt-get install -y -qq --no-install-recommends golang python3 python3-venv
  script:
    # Left out is what no package registry serves. Take a name out when your image has the program.
    - >-
      npx --yes muster-security@${version} scan --profile advanced --format html,markdown,junit,gitlab
      --skip ${notServed.join(',')}
  artifacts:
    when: always
    expire_in: 30 days
    paths: [security-results/]
    reports:
      junit: security-results/reports/junit.xml
      sast: security-results/reports/gl-sast-report.json
      secret_detection: security-results/reports/gl-secret-detection-report.json
      dependency_scanning: security-results/reports/gl-dependency-scanning-report.json
`,
  };
  const include = `include:\n  - local: ${job.path}\n`;
  if (facts.files.has('.gitlab-ci.yml')) {
    const said = `${job.what}; to use it, add to .gitlab-ci.yml: include: [{ local: ${job.path} }]`;
    return [{ ...job, what: said }];
  }
  return [job, { path: '.gitlab-ci.yml', content: include, what: 'includes it' }];
}

/** For any other CI, and for people: a script that ends with the exit status of the scan. */
export function shellScript({ version, notServed }: ScanParts): InitFile {
  return {
    path: 'scripts/security-scan.sh',
    what: 'scans from any CI or a shell',
    executable: true,
    content: `#!/bin/sh
# Written by muster init. Needs Node.js 20.19 or newer, Python 3.10 or newer and git; Go for the scanners written in it.
# Ends with 0 when everything was looked at and the gate holds, 1 when it does not, 3 when evidence is missing.
set -eu
cd "$(dirname "$0")/.."
# Left out is what no package registry serves. Take a name out when the machine has the program.
exec npx --yes muster-security@${version} scan --profile advanced \\
  --skip ${notServed.join(',')} "$@"
`,
  };
}
