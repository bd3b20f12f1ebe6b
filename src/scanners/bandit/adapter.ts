import { z } from 'zod';
import { pathsOfKind } from '../../model/inventory.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner } from '../../model/scanner.js';
import type { Severity } from '../../model/severity.js';
import { asArguments } from '../kit/arguments.js';
import { chunkArguments, chunkLabel } from '../kit/chunk.js';
import { has } from '../kit/recognise.js';
import { place } from './place.js';
import { hardCodedPassword } from './secret.js';

const Report = z.object({
  /** One entry a file that it began to look at, and `_totals`. */
  metrics: z.record(z.string(), z.unknown()),
  errors: z.array(z.object({ filename: z.string(), reason: z.string() })),
  results: z.array(
    z.object({
      filename: z.string(),
      test_id: z.string(),
      test_name: z.string(),
      issue_text: z.string(),
      issue_severity: z.string(),
      issue_confidence: z.string(),
      // Absent before 1.7.3, `{}` for a check without one.
      issue_cwe: z.object({ id: z.number().optional() }).optional(),
      more_info: z.string().optional(),
      line_number: z.number(),
      line_range: z.array(z.number()).optional(),
      col_offset: z.number().optional(),
      end_col_offset: z.number().optional(),
      code: z.string().optional(),
    }),
  ),
});

const SEVERITY: Record<string, Severity> = { HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };

/** A check that broke off is told on standard error only; the file counts as looked at, the exit status stays 0. */
const BROKEN_CHECK = /Bandit internal error running: (\S+) on file (.+) at line (\d+): (.*?)(?:Traceback \(|$)/gm;

export default defineScanner({
  id: 'bandit',
  name: 'Bandit',
  homepage: 'https://bandit.readthedocs.io/',
  license: 'Apache-2.0',
  tier: 'advanced',
  // Its three password rules do not make it a scanner for secrets: no file counts as searched for them because of it.
  finds: ['code'],
  verified: 'live',
  install: [
    { kind: 'pypi', package: 'bandit', version: '1.9.4', command: 'bandit' },
    { kind: 'path', command: 'bandit' },
  ],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 100, seconds: 0.5 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) => has(document, 'metrics', 'results', 'errors') && Array.isArray(document['results']),
  // `.bandit` is looked for in folders that are named as targets, the other configurations only when named with `-c`
  // (bandit/cli/main.py): with files as targets none of them is read.
  silencedBy: [{ comment: /#\s*nosec/, effect: 'findings of this line ignored' }],

  appliesTo(inventory) {
    const chunks = chunkArguments(pathsOfKind(inventory, 'python'));
    return chunks.map((files, index) => ({ label: chunkLabel(index, chunks.length), files }));
  },

  command({ input, output }) {
    return {
      args: [
        // Without it, more than 50 files draw a progress bar on standard output.
        '--quiet',
        '--format=json',
        `--output=${output}`,
        // The default leaves out every path that contains `.git`, `.hg`, `CVS`, …: also `.github/scripts/release.py`,
        // also when it is named, and without a word.
        '--exclude=',
        // Of the code around a finding, which may hold a secret, only its own lines.
        '--number=1',
        ...asArguments(input.files),
      ],
      // Python's own warnings about the target would push out of the kept end of standard error what is read there.
      env: { PYTHONWARNINGS: 'ignore' },
    };
  },

  // 0: nothing found; 1: findings, and also a crash; 2: command line or configuration.
  outcome({ exitStatus, stderr, report, problem, input, relative }) {
    if (!report || exitStatus > 1) {
      const said = stderr.trim().split('\n').at(-1)?.trim() ?? '';
      return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${said}`.trim() };
    }
    const errors = new Map(report.errors.map(({ filename, reason }) => [relative(filename), reason]));
    const begun = new Set(Object.keys(report.metrics).map(relative));
    const files = input.files.filter((file) => begun.has(file) && !errors.has(file));
    const lookedAt = new Set(files);
    const notCovered = [
      ...input.files
        .filter((file) => !lookedAt.has(file))
        .map((file) => ({ what: file, why: errors.get(file) ?? 'it does not say that it looked at it' })),
      ...[...stderr.matchAll(BROKEN_CHECK)].map(([, check, file = '', line, why]) => ({
        what: `${relative(file)}:${line}`,
        why: `its check ${check} broke off: ${why}`,
      })),
    ];
    if (files.length === 0) {
      const first = notCovered[0] ? `: ${notCovered[0].what}: ${notCovered[0].why}` : '';
      return { status: 'failed', reason: `it looked at no file of ${input.files.length}${first}`, notCovered };
    }
    const considered = { files, packages: 0 };
    if (notCovered.length === 0) return { status: 'completed', considered };
    const unread = input.files.length - files.length;
    const reason =
      unread > 0 ? `${unread} of ${input.files.length} files could not be looked at` : 'some of its checks broke off';
    return { status: 'partial', reason, considered, notCovered };
  },

  parse(report, { relative }) {
    return report.results.map((row, index) => {
      const password = hardCodedPassword(row.test_id, row.issue_text);
      return {
        kind: password ? ('secret' as const) : ('code' as const),
        ruleId: row.test_id,
        title: password?.title ?? row.issue_text.split('\n')[0] ?? row.test_id,
        message: `Confidence: ${row.issue_confidence.toLowerCase()}`,
        severity: SEVERITY[row.issue_severity] ?? 'unknown',
        nativeSeverity: row.issue_severity,
        location: { path: relative(row.filename), ...place(row) },
        rule: {
          name: row.test_name,
          ...(row.more_info ? { helpUri: row.more_info } : {}),
          ...(row.issue_cwe?.id ? { cwes: [`CWE-${row.issue_cwe.id}`] } : {}),
        },
        ...(password?.value === undefined ? {} : { secret: password.value }),
        pointer: pointer('results', index),
      };
    });
  },

  exitStatuses: { 0: 'nothing found', 1: 'findings, or a crash', 2: 'the command line or a configuration is wrong' },
  traps: [
    'A file that cannot be parsed: exit status 0, told only under `errors`.',
    'A check that breaks off: exit status 0, told on standard error only; the file counts as looked at.',
    'Every path that contains `.git` is left out by default, so `.github/scripts/release.py` too, without a word.',
    'A crash has the exit status of findings, and an empty output.',
  ],
  data: 'Its rules are part of the program.',

  canary: () => ({
    files: { 'canary.py': 'import subprocess\n\nsubprocess.Popen("true", shell=True)\n' },
    expects: [{ ruleId: 'B602', path: 'canary.py' }],
    counterExample: { 'canary.py': 'import subprocess\n\nsubprocess.Popen(["true"])\n' },
  }),
});
