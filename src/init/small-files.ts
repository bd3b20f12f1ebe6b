import type { InitFile } from './file.js';

/** `muster.yml`: what is usual, written out, so that it can be changed. */
export function musterConfig(): InitFile {
  return {
    path: 'muster.yml',
    what: 'the gate, and what is accepted',
    content: `# Written by muster init. Every key may be left out; muster scan --help has the flags that beat them.
failOn: high # open findings of this severity or worse fail the gate

# A finding that is accepted, with a reason and an end:
# suppressions:
#   - rule: bandit:B101 # or id, advisory, path; together they must all match
#     path: tests/
#     reason: asserts belong into tests
#     owner: security@example.org
#     expires: 2027-06-30
`,
  };
}

/** `.pre-commit-config.yaml`: secrets are looked for before they are in a commit. */
export function preCommit(version: string): InitFile {
  return {
    path: '.pre-commit-config.yaml',
    what: 'looks for secrets before each commit (pre-commit.com)',
    content: `# Written by muster init. To use it: pre-commit install
repos:
  - repo: local
    hooks:
      - id: muster
        name: muster (secrets)
        entry: muster scan --only secretlint,detect-secrets --quiet
        language: node
        additional_dependencies: ['muster-security@${version}']
        pass_filenames: false
        always_run: true
`,
  };
}
