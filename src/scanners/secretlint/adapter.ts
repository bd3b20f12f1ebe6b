import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner, type Outcome } from '../../model/scanner.js';
import type { Severity } from '../../model/severity.js';
import { region } from '../kit/lines.js';
import { hasRows } from '../kit/recognise.js';
import { LaidOut, TREE } from '../kit/text-tree.js';
import { FORMATTER_FILE, WITHOUT_TIMES_FILE } from './formatter.js';
import { indexOf, layOutTree } from './tree.js';

/** As formatter.ts prints it; `data` is of its own format. */
const Message = z.object({
  ruleId: z.string(),
  messageId: z.string(),
  severity: z.string(),
  message: z.string(),
  docsUrl: z.string().optional(),
  loc: z.object({ start: z.object({ line: z.number() }), end: z.object({ line: z.number() }) }),
  value: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
const Report = z.array(
  z.object({
    filePath: z.string(),
    sourceContentType: z.string(),
    /** The whole text of the file, in its own format. */
    sourceContent: z.string().optional(),
    messages: z.array(Message),
  }),
);
type Report = z.infer<typeof Report>;

const PRESET = '@secretlint/secretlint-rule-preset-recommend';
/**
 * The value in its own format, which masks it and has the text of the file beside it. Several of its rules give a range
 * that begins elsewhere than the secret: it is the one word of its lines that is as long as what is masked.
 */
function valueIn({ value, loc, data = {} }: z.infer<typeof Message>, text: string | undefined): string | undefined {
  if (value !== undefined || text === undefined) return value;
  const masked = Object.values(data).filter((part): part is string => typeof part === 'string' && /^\*+$/.test(part));
  const lengths = new Set(masked.map((part) => part.length));
  const lines = text.split('\n').slice(loc.start.line - 1, loc.end.line);
  const words = lines.flatMap((line) => line.match(/[^\s"'`=:,;]+/g) ?? []).filter((word) => lengths.has(word.length));
  return new Set(words).size === 1 ? words[0] : undefined;
}

/** Instead of the target's own, which may switch rules off or accept values. */
const CONFIGURATION = JSON.stringify({ rules: [{ id: PRESET }] });

const SEVERITIES: Record<string, Severity> = { error: 'high', warning: 'medium', info: 'low' };

/** Its last words: the line of the error, without the stack below it. */
function lastWords(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.find((line) => line !== '') ?? '';
}

/** What the report says of each file of the input. */
function judgeFiles(report: Report, files: string[], unreadable: NotCovered[]): Outcome {
  const types = new Map(report.map(({ filePath, sourceContentType }) => [indexOf(filePath), sourceContentType]));
  const unread = new Map(unreadable.map(({ what, why }) => [what, why]));
  const looked: string[] = [];
  const notCovered: NotCovered[] = [];
  for (const [index, file] of files.entries()) {
    const type = types.get(index);
    const why = unread.get(file) ?? (type === undefined ? 'its report does not name it' : `taken for ${type}`);
    if (type === 'text' && !unread.has(file)) looked.push(file);
    else notCovered.push({ what: file, why });
  }
  const considered = { files: looked, packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  if (looked.length === 0) {
    const first = `${notCovered[0]?.what}: ${notCovered[0]?.why}`;
    return { status: 'failed', reason: `it looked at no file of ${files.length}: ${first}`, notCovered };
  }
  const reason = `${notCovered.length} of ${files.length} files were not looked at`;
  return { status: 'partial', reason, considered, notCovered };
}

export default defineScanner({
  id: 'secretlint',
  name: 'secretlint',
  homepage: 'https://github.com/secretlint/secretlint',
  license: 'MIT',
  tier: 'beyond',
  finds: ['secret'],
  verified: 'live',
  install: [
    // Brings along secretlint of the same version and the rules, which secretlint itself comes without.
    { kind: 'npm', package: '@secretlint/quick-start', version: '11.7.1', command: 'secretlint' },
    { kind: 'path', command: 'secretlint' },
  ],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 150, seconds: 2 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) => hasRows(document, 'filePath', 'sourceContentType', 'messages'),
  silencedBy: [
    {
      comment: /secretlint-disable(?:-next-line|-line)?\b/,
      effect: 'findings of this line, of the next, or of the rest of the file ignored',
    },
  ],

  appliesTo(inventory) {
    const files = inventory.files
      .filter(({ kinds, nameIsNotUtf8 }) => !nameIsNotUtf8 && !kinds.includes('binary'))
      .map((file) => file.path);
    return files.length === 0 ? [] : [{ label: '.', files }];
  },

  prepare: layOutTree,

  // Masked values could not be told apart, nor taken out of what other scanners print.
  command({ scratch }) {
    const formatter = path.join(scratch, FORMATTER_FILE);
    return {
      args: ['--format', formatter, '--no-maskSecrets', '--secretlintrcJSON', CONFIGURATION, '**/*'],
      cwd: path.join(scratch, TREE),
      env: { NODE_OPTIONS: `--import=${pathToFileURL(path.join(scratch, WITHOUT_TIMES_FILE)).href}` },
    };
  },

  // 0: nothing found; 1: something found; 2: a failure, with a stack on stderr and no output.
  outcome({ exitStatus, stderr, report, problem, input, prepared }) {
    if (exitStatus > 1 && stderr.includes(`Failed to load rule module: ${PRESET}`)) {
      return { status: 'unavailable', reason: `it has no rules: ${PRESET} is not installed beside it` };
    }
    if (!report || exitStatus > 1) {
      const words = lastWords(stderr);
      return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${words}`.trim() };
    }
    const found = report.some(({ messages }) => messages.length > 0);
    if (found !== (exitStatus === 1)) {
      const reason = `exit status ${exitStatus} does not go with a report ${found ? 'with' : 'without'} findings`;
      return { status: 'failed', reason };
    }
    return judgeFiles(report, input.files, LaidOut.parse(prepared).unreadable);
  },

  parse(report, { input, relative }) {
    return report.flatMap(({ filePath, messages, sourceContent }, at) => {
      // What was made elsewhere names files as they are called there.
      const file = input.files.length === 0 ? relative(filePath) : input.files[indexOf(filePath)];
      if (file === undefined) return [];
      return messages.map((row, index) => {
        const { ruleId, messageId, severity, message, docsUrl, loc } = row;
        const value = valueIn(row, sourceContent);
        return {
          kind: 'secret' as const,
          ruleId,
          title: titleOf(message, messageId),
          severity: SEVERITIES[severity] ?? 'high',
          nativeSeverity: severity,
          // Its columns are not those of the secret where a rule counts from what stands before it.
          location: { path: file, ...region({ startLine: loc.start.line, endLine: loc.end.line }) },
          rule: { name: messageId, ...(docsUrl ? { helpUri: docsUrl } : {}) },
          ...(value ? { secret: value } : {}),
          pointer: pointer(at, 'messages', index),
        };
      });
    });
  },

  exitStatuses: {
    0: 'nothing found, also where no file was looked at; with `--output`, also when something was',
    1: 'something found',
    2: 'a failure, with a stack and no output: a broken configuration, rules that are not installed, no files',
  },
  traps: [
    'secretlint comes without rules: where the preset is not installed beside it, it ends with exit status 2.',
    'One file that cannot be opened ends the whole scan, so it is shown copies.',
    'A file in UTF-16 is read as UTF-8, or taken for binary, and nothing is found in it.',
    'A file with text in it and `.png` at the end of its name is taken for binary, listed as looked at, and not looked at.',
    'A private key of under 100 letters, as those of Ed25519 are, is taken for a placeholder.',
    'What lies in `node_modules` or `.git` is not looked at, whatever it is told.',
    '`.secretlintignore` that names everything: exit status 0, no results.',
    'With `--output` its exit status is 0 also when something was found.',
    'Its JSON repeats the whole text of every file, with the secrets that it masks in its messages.',
  ],
  data: 'Its rules are those of the preset "recommend", which is installed with it.',

  canary: () => ({
    files: files(GITHUB, 'PRIVATE', NPM),
    expects: [
      { ruleId: '@secretlint/secretlint-rule-github', path: 'canary/settings.ini', proves: 'GitHub tokens' },
      { ruleId: '@secretlint/secretlint-rule-npm', path: 'canary/.npmrc', proves: 'npm tokens' },
      { ruleId: '@secretlint/secretlint-rule-privatekey', path: 'canary/server.key', proves: 'private keys' },
    ],
    // One letter short, public, and taken from the environment.
    counterExample: files(GITHUB.slice(0, -1), 'PUBLIC', '$NPM_TOKEN'),
  }),
});

/** What was found, without the value at its end. */
function titleOf(message: string, messageId: string): string {
  const words = message.replace(/^found /, '').replace(/: \S*$/, '');
  return words === '' || words.includes('***') ? messageId : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Look like credentials and open nothing. In pieces, so that no scanner takes this file for a leak. */
const GITHUB = ['ghp_', 'v8Kq2ZpLxVd9NfTr', 'B4yHsJ0mCgEu6aQoWi61'].join('');
const NPM = ['npm_', 'Qm3vT8yLkW2cZr5Xd', 'N9bHs6JfGp4Ea7UoRi1'].join('');

function files(github: string, kind: string, npm: string): Record<string, string> {
  const line = (word: string) => ['-----', word, ' ', kind, ' KEY', '-----\n'].join('');
  return {
    'canary/settings.ini': `[canary]\ntoken = ${github}\n`,
    'canary/.npmrc': `//localhost/:_authToken=${npm}\n`,
    'canary/server.key': `${line('BEGIN')}${'MIGHAgEAMBMGByqGSM49Ag'.repeat(6)}\n${line('END')}`,
  };
}
