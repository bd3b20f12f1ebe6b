import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { type Inventory, pathsOfKind } from '../../model/inventory.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner } from '../../model/scanner.js';
import { asArguments } from '../kit/arguments.js';
import { chunkArguments, chunkLabel } from '../kit/chunk.js';
import { region } from '../kit/lines.js';
import { hasRows } from '../kit/recognise.js';
import { helpUri, passwordIn, ruleOf, titleOf } from './rules.js';

const Report = z.array(
  z.object({
    message: z.string(),
    filepath: z.string(),
    line: z.number(),
    column: z.number(),
    kind: z.string(),
    snippet: z.string().optional(),
    end_column: z.number().optional(),
  }),
);

/** The files that hold more than one document of YAML: of those it reads the first. */
const Prepared = z.object({ documents: z.record(z.string(), z.number()) });

const CONFIGS = ['.github/actionlint.yaml', '.github/actionlint.yml'];
const NO_CONFIG = 'no-config.yaml';

/** Said by `-verbose` for each file when all of its checks are through (linter.go). */
const CHECKED = /Found total \d+ errors in \d+ ms for (.+)$/gm;
/** A file that could not be parsed has this finding and no other (parse.go). */
const UNPARSED = /^could not parse as YAML: /;

/**
 * What `-verbose` says of one file takes up to about 700 bytes of standard error, and its last 256 KiB are kept: so many
 * bytes of file names to a run.
 */
const NAMES_TO_A_RUN = 12 * 1024;

function configOf({ files }: Inventory): string | undefined {
  return CONFIGS.find((name) => files.some((file) => file.path === name));
}

async function countDocuments(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  // Most files have no marker at all: not worth a parser.
  if (!/^---/m.test(text)) return 1;
  return parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false }).length;
}

const TITLE = `\${{ github.event.issue.title }}`;

/** A workflow that prints the title of an issue. */
function workflow(title: string): string {
  return `on: issues
jobs:
  canary:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${title}"
        env:
          TITLE: ${TITLE}
`;
}

export default defineScanner({
  id: 'actionlint',
  name: 'actionlint',
  homepage: 'https://rhysd.github.io/actionlint/',
  license: 'MIT',
  tier: 'beyond',
  finds: ['misconfiguration'],
  verified: 'live',
  install: [
    {
      kind: 'go',
      package: 'github.com/rhysd/actionlint/cmd/actionlint',
      version: 'v1.7.12',
      sum: 'h1:vQ4GeJN86C0QH+gTUQcs8McmK62OLT3kmakPMtEWYnY=',
      command: 'actionlint',
    },
    { kind: 'path', command: 'actionlint' },
  ],
  versionArgs: ['-version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 30, seconds: 0.1 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) => hasRows(document, 'message', 'filepath', 'line', 'column', 'kind'),
  // Labels of one's own runners stand in it, so it is obeyed; `paths` in it can take away any finding.
  silencedBy: CONFIGS.map((file) => ({ file, effect: 'findings ignored by path, labels and variables declared' })),

  appliesTo(inventory) {
    const chunks = chunkArguments(pathsOfKind(inventory, 'github-workflow'), NAMES_TO_A_RUN);
    return chunks.map((files, index) => ({ label: chunkLabel(index, chunks.length), files }));
  },

  async prepare({ scratch, target, input }) {
    await writeFile(path.join(scratch, NO_CONFIG), '');
    const counted = await Promise.all(
      input.files.map(async (file): Promise<[string, number]> => [file, await countDocuments(path.join(target, file))]),
    );
    return { documents: Object.fromEntries(counted.filter(([, documents]) => documents > 1)) };
  },

  command({ input, inventory, target, scratch }) {
    const config = configOf(inventory);
    return {
      args: [
        '-no-color',
        // Otherwise nothing tells a file without a finding from one that was not looked at.
        '-verbose',
        // Whether these are on PATH would decide what is found. ShellCheck and Bandit run by themselves.
        '-shellcheck=',
        '-pyflakes=',
        // Left alone, it takes the configuration of the nearest repository around a file, which may lie outside.
        `-config-file=${config === undefined ? path.join(scratch, NO_CONFIG) : path.join(target, config)}`,
        '-format={{json .}}',
        ...asArguments(input.files),
      ],
    };
  },

  // 0: nothing found; 1: findings; 2: command line; 3: a file cannot be read, a configuration is broken.
  outcome({ exitStatus, stderr, report, problem, input, prepared, relative }) {
    if (!report || exitStatus > 1) {
      const said = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('verbose: '));
      return {
        status: 'failed',
        reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${said[0] ?? ''}`.trim(),
      };
    }
    const { documents } = Prepared.parse(prepared);
    const checked = new Set([...stderr.matchAll(CHECKED)].map(([, file = '']) => relative(file)));
    const unparsed = new Map(
      report
        .filter(({ message }) => UNPARSED.test(message))
        .map(({ filepath, line, message }) => [relative(filepath), line > 0 ? `line ${line}: ${message}` : message]),
    );
    const files = input.files.filter((file) => checked.has(file) && !unparsed.has(file));
    const seen = new Set(files);
    const notCovered = [
      ...input.files
        .filter((file) => !seen.has(file))
        .map((file) => ({ what: file, why: unparsed.get(file) ?? 'it does not say that it looked at it' })),
      ...Object.entries(documents)
        .filter(([file]) => seen.has(file))
        .map(([file, count]) => ({ what: file, why: `only the first of its ${count} documents is looked at` })),
    ];
    const considered = { files, packages: 0 };
    if (notCovered.length === 0) return { status: 'completed', considered };
    if (files.length > 0) {
      return { status: 'partial', reason: 'not every workflow could be looked at', considered, notCovered };
    }
    const [first] = notCovered;
    const reason = `it looked at no file of ${input.files.length}: ${first?.what}: ${first?.why}`;
    return { status: 'failed', reason, notCovered };
  },

  parse(report, { relative }) {
    return report.flatMap((row, index) => {
      if (UNPARSED.test(row.message)) return [];
      const { id, kind, severity, cwes } = ruleOf(row.kind, row.message);
      const title = titleOf(row.message);
      const secret = kind === 'secret' ? passwordIn(row.snippet, row.column) : undefined;
      // In a block of text the column counts within a line that is not the printed one; there is no end then.
      const column = row.end_column !== undefined && row.end_column > row.column ? { startColumn: row.column } : {};
      return [
        {
          kind,
          ruleId: id,
          title,
          ...(title === row.message ? {} : { message: row.message }),
          severity,
          nativeSeverity: null,
          location: { path: relative(row.filepath), ...region({ startLine: row.line, ...column }) },
          rule: { helpUri: helpUri(id), ...(cwes ? { cwes } : {}) },
          ...(secret ? { secret } : {}),
          pointer: pointer(index),
        },
      ];
    });
  },

  exitStatuses: {
    0: 'nothing found',
    1: 'findings',
    2: 'the command line is wrong',
    3: 'a file cannot be read or the configuration is broken; there is no output then',
  },
  traps: [
    'A workflow that is not YAML is one finding, and nothing else in it was looked at.',
    'Of a file with several documents only the first is looked at, without a word.',
    'One file that cannot be read takes the findings of all others with it (exit status 3).',
    'What it finds in scripts depends on whether ShellCheck and pyflakes happen to be on `PATH`; both are turned off.',
    'Several places in one `run: |` are told as one, at the line of the key.',
  ],
  data: 'Its rules and its list of popular actions are part of the program.',

  canary: () => ({
    files: { '.github/workflows/canary.yml': workflow(TITLE) },
    expects: [{ ruleId: 'expression/untrusted-input', path: '.github/workflows/canary.yml' }],
    counterExample: { '.github/workflows/canary.yml': workflow('$TITLE') },
  }),
});
