import { parse } from 'yaml';
import type { FindingKind } from '../../model/finding.js';
import type { Severity } from '../../model/severity.js';

interface Rule {
  id: string;
  kind: FindingKind;
  severity: Severity;
  cwes?: string[];
}

/** Most of what it finds is a mistake that breaks a workflow. These are what an attacker could use. */
const OF_SECURITY: { of: string; message: RegExp; rule: Rule }[] = [
  {
    // One of its kinds is both a type checker and the check for script injection (expr_insecure.go).
    of: 'expression',
    message: /\bpotentially untrusted\b/,
    rule: { id: 'expression/untrusted-input', kind: 'misconfiguration', severity: 'high', cwes: ['CWE-94'] },
  },
  {
    of: 'credentials',
    message: /./,
    rule: { id: 'credentials', kind: 'secret', severity: 'high', cwes: ['CWE-798'] },
  },
  {
    // A guard that always lets through.
    of: 'if-cond',
    message: /\balways evaluated to true\b/,
    rule: { id: 'if-cond/always-true', kind: 'misconfiguration', severity: 'medium', cwes: ['CWE-571'] },
  },
  {
    // Whatever a step prints could set the environment of the next ones (CVE-2020-15228).
    of: 'deprecated-commands',
    message: /"(?:set-env|add-path)"/,
    rule: { id: 'deprecated-commands/environment', kind: 'misconfiguration', severity: 'low', cwes: ['CWE-77'] },
  },
  { of: 'permissions', message: /./, rule: { id: 'permissions', kind: 'misconfiguration', severity: 'low' } },
];

/** A kind of actionlint's, told apart further where it stands for issues that are not alike. */
export function ruleOf(kind: string, message: string): Rule {
  const found = OF_SECURITY.find((one) => one.of === kind && one.message.test(message));
  return found?.rule ?? { id: kind, kind: 'misconfiguration', severity: 'info' };
}

/** Where docs/checks.md explains a kind. */
const ANCHORS: Record<string, string> = {
  'expression/untrusted-input': 'untrusted-inputs',
  expression: 'check-syntax-expression',
  credentials: 'check-hardcoded-credentials',
  'deprecated-commands': 'check-deprecated-workflow-commands',
  permissions: 'permissions',
  action: 'check-action-format',
  'if-cond': 'if-cond-constant',
  'env-var': 'check-env-var-names',
  events: 'check-webhook-events',
  glob: 'check-glob-pattern',
  id: 'check-job-step-ids',
  'job-needs': 'check-job-deps',
  matrix: 'check-matrix-values',
  'runner-label': 'check-runner-labels',
  'shell-name': 'check-shell-names',
  'workflow-call': 'check-reusable-workflows',
  'syntax-check': 'check-unexpected-keys',
};

export function helpUri(id: string): string {
  const anchor = ANCHORS[id] ?? ANCHORS[id.split('/')[0] ?? ''];
  return `https://github.com/rhysd/actionlint/blob/main/docs/checks.md${anchor ? `#${anchor}` : ''}`;
}

const LONGEST_TITLE = 160;

/** The first sentence, without the lists of everything that would be valid instead. */
export function titleOf(message: string): string {
  const sentence = message
    .split(/\. (?=[a-z])/)[0]
    ?.replace(/ in object type \{.*$/s, '')
    .split('\n')[0] as string;
  return sentence.length > LONGEST_TITLE ? `${sentence.slice(0, LONGEST_TITLE - 1)}…` : sentence;
}

const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/;

/**
 * The password that a finding of `credentials` points at, from the source line that is printed with it.
 * @param column of its first character, from 1
 * @returns undefined when it does not stand in that line
 */
export function passwordIn(snippet: string | undefined, column: number): string | undefined {
  const line = snippet?.split('\n')[0] ?? '';
  const written = line.slice(column - 1);
  const [quoted] = QUOTED.exec(written) ?? [];
  if (quoted !== undefined) return parse(quoted) as string;
  const isInFlow = line.slice(0, column - 1).includes('{');
  const plain = written.replace(isInFlow ? /\s*(?:[,}].*|$)/ : /\s*(?:\s#.*|$)/, '');
  return plain === '' || /^[|>&*]/.test(plain) ? undefined : plain;
}
