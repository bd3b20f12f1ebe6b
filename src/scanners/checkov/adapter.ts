import path from 'node:path';
import type { FindingKind, RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner } from '../../model/scanner.js';
import { Severity } from '../../model/severity.js';
import { has, hasRows, textAt } from '../kit/recognise.js';
import { canaryFor } from './canary.js';
import { judge } from './evidence.js';
import { chartsOf, type Framework, frameworksIn, frameworksOf, modeOf } from './frameworks.js';
import { CHECKS, layOut, TREE } from './lay-out.js';
import { inTarget, locationOf } from './place.js';
import { type Check, frameworksIn as frameworksOfReport, Report } from './report.js';

/** Of outputs made elsewhere; its own runs have none of these. */
const KINDS: Record<string, FindingKind> = {
  secrets: 'secret',
  sca_package: 'vulnerability',
  sca_image: 'vulnerability',
};

/** Without a key of the vendor's platform it gives no severity to anything; all its findings are the same then. */
const DEFAULT_SEVERITY: Severity = 'medium';

function severityOf(native: string | null | undefined): Severity {
  if (!native) return DEFAULT_SEVERITY;
  return Severity.safeParse(native.toLowerCase()).data ?? 'unknown';
}

function findingOf(check: Check, type: string, place: string): RawFinding {
  const { check_id, check_name, severity, guideline, caller_file_path: caller } = check;
  const line = check.caller_file_line_range?.[0];
  return {
    kind: KINDS[type] ?? 'misconfiguration',
    ruleId: check_id,
    title: check_name,
    ...(caller ? { message: `The module is called in ${inTarget(caller)}${line ? `, line ${line}` : ''}.` } : {}),
    severity: severityOf(severity),
    nativeSeverity: severity ?? null,
    location: locationOf(check, type),
    ...(guideline ? { rule: { helpUri: guideline } } : {}),
    pointer: place,
  };
}

export default defineScanner({
  id: 'checkov',
  name: 'Checkov',
  homepage: 'https://www.checkov.io/',
  license: 'Apache-2.0',
  tier: 'advanced',
  finds: ['misconfiguration'],
  verified: 'live',
  install: [
    { kind: 'pypi', package: 'checkov', version: '3.3.30', command: 'checkov' },
    { kind: 'path', command: 'checkov' },
  ],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 250, seconds: 4 },
  // A module of Terraform that is called two dozen times took a minute and a half on two busy cores.
  timeoutSeconds: 1800,
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) =>
    hasRows(document, 'check_type', 'results') ||
    has(document, 'check_type', 'results') ||
    // Of nothing.
    has(document, 'passed', 'failed', 'resource_count', 'checkov_version'),
  versionIn: (document) =>
    textAt(document, 'checkov_version') ??
    textAt(Array.isArray(document) ? document[0] : document, 'summary', 'checkov_version'),
  // `.checkov.yaml` is looked for in the folder that is named with -d, the working directory and the home: none of them
  // is the target's here, since it can name checks to run (checkov/common/util/config_utils.py).
  silencedBy: [
    { comment: /(?:checkov|bridgecrew|cortex):skip=\s*[\w,-]*/, effect: 'checks skipped for this resource' },
    { comment: /(?:checkov|bridgecrew|cortex)\.io\/skip\w*/, effect: 'checks skipped for this resource' },
  ],

  appliesTo(inventory) {
    const charts = chartsOf(inventory);
    const frameworks = new Set<Framework>();
    const files = inventory.files.flatMap((file) => {
      const own = frameworksOf(file, charts);
      for (const framework of own) frameworks.add(framework);
      return own.length > 0 ? [file.path] : [];
    });
    return files.length > 0 ? [{ label: '.', mode: modeOf(frameworks), files }] : [];
  },

  prepare: layOut,

  command({ target, input, scratch }) {
    const root = path.join(scratch, TREE);
    return {
      args: [
        // Folders, not files: with -f, modules and variables of Terraform are not followed.
        `--directory=${root}`,
        '--framework',
        ...frameworksIn(input.mode),
        `--external-checks-dir=${path.join(scratch, CHECKS)}`,
        '--output=json',
        // No code, which may hold secrets. Not --quiet: the output would have failed checks and nothing else.
        '--compact',
        '--skip-download',
      ],
      // It finds its way back from a rendered file to the template by a path from the working directory, which has to be
      // an absolute one (checkov/helm/runner.py, fix_report_paths).
      cwd: target === path.parse(target).root ? scratch : path.parse(target).root,
      env: {
        MUSTER_ROOT: root,
        // One process. It would fork once a framework and core, each time with all that it has loaded; a fork that dies
        // takes its results along without a word (checkov/common/parallelizer/parallel_runner.py).
        CHECKOV_PARALLELIZATION_TYPE: 'none',
        // By default no hidden folder is looked at, and none of these names.
        CKV_IGNORE_HIDDEN_DIRECTORIES: 'False',
        CKV_IGNORED_DIRECTORIES: '',
        // Charts whose dependencies are elsewhere are not rendered, rather than waited for.
        CHECKOV_HELM_ALLOWED_REMOTE_REPOS: 'none',
        TMPDIR: scratch,
        PYTHONWARNINGS: 'ignore',
      },
    };
  },

  outcome: judge,

  parse(report) {
    return frameworksOfReport(report).flatMap(({ at, framework }) =>
      framework.results.failed_checks.map((check, index) =>
        findingOf(check, framework.check_type, pointer(...at, 'results', 'failed_checks', index)),
      ),
    );
  },

  exitStatuses: {
    0: 'no check failed, also when nothing was looked at',
    1: 'a check failed',
    2: 'a crash, or the command line is wrong (both without output)',
  },
  traps: [
    'A file that cannot be parsed (YAML, a workflow, a Dockerfile that is not UTF-8): nothing is said of it, exit status 0.',
    'When it looked at nothing at all it prints a summary of zeros, exit status 0: the same as for files in order.',
    'A resource of Kubernetes without a name, or with a number for a name anywhere in it, is left out of a file without a word.',
    'A file with `{{ .Values.` or `{{ .Release.` in it is passed over as a template, also where it is none.',
    'A check that breaks off on a resource has no result for it; the exit status says nothing of it.',
    'A check of the second kind (CKV2_…) that breaks off is not even logged, and has no result for any resource: one `RUN true` in a Dockerfile, and no Dockerfile is searched for `sudo`.',
    'Without Helm on PATH, charts are passed over, exit status 0. A chart that cannot be rendered is a warning on standard error.',
    'A module of Terraform that comes from elsewhere is a warning on standard error.',
    'Folders whose names begin with a dot and `node_modules` are not looked at by default, nor is a `Containerfile`.',
    'With --quiet, JSON has the failed checks only: neither what could not be parsed nor what was looked at.',
    "The target's `.checkov.yaml` can turn checks off and name code to run.",
    'A crash in one framework ends the run for all: exit status 2, no output.',
  ],
  data: "Its checks are part of the program. Without a key of the vendor's platform it gives no severities: all its findings are taken for medium. Of its frameworks, those for secrets and for packages are not run: the first has scanners of its own, the second asks a service.",

  canary: ({ mode }) => canaryFor(mode),
});
