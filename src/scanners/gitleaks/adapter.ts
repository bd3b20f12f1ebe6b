import path from 'node:path';
import { type Canary, defineScanner } from '../../model/scanner.js';
import { isBare } from '../kit/git-repository.js';
import { hasRows } from '../kit/recognise.js';
import { CONFIGURATION } from './configuration.js';
import { gitEnvironment, LOG_OPTIONS, layOutHistory, TIMEOUT_SECONDS, workFolder } from './history.js';
import { canLookAt } from './names.js';
import { LEAKS, outcomeOf } from './outcome.js';
import { findingsOf, Report } from './report.js';
import { IGNORED, layOutTree, TREE } from './tree.js';

export default defineScanner({
  id: 'gitleaks',
  name: 'Gitleaks',
  homepage: 'https://gitleaks.io/',
  license: 'MIT',
  tier: 'advanced',
  finds: ['secret'],
  verified: 'live',
  install: [
    {
      kind: 'go',
      package: 'github.com/zricethezav/gitleaks/v8',
      version: 'v8.30.1',
      sum: 'h1:PmEvCfVI7ti9dV3s5aMZUY7sS2GxRvG3yzih7E+cS3w=',
      command: 'gitleaks',
    },
    { kind: 'path', command: 'gitleaks' },
  ],
  versionArgs: ['version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 200, seconds: 1 },
  timeoutSeconds: TIMEOUT_SECONDS,
  output: { from: 'file' },
  shape: Report,
  recognises: (document) =>
    hasRows(document, 'RuleID', 'Secret', 'File') || hasRows(document, 'rule', 'offender', 'lineNumber'),
  silencedBy: [
    { file: '.gitleaks.toml', effect: 'rules changed or turned off, files and findings allowed' },
    { file: '.gitleaksignore', effect: 'findings at these places ignored' },
    { comment: /gitleaks:allow/, effect: 'findings of this line ignored' },
  ],

  appliesTo(inventory) {
    const { files, git } = inventory;
    const tree = files.filter(canLookAt).map((file) => file.path);
    const shallow = {
      what: 'older history',
      why: 'the clone is shallow: its missing commits cannot be looked at (fetch-depth: 0, or git fetch --unshallow)',
    };
    return [
      ...(tree.length > 0 ? [{ label: '.', mode: 'tree', files: tree }] : []),
      // Its claim is commits: what stands in the files is the other run's.
      ...(git?.commit || isBare(inventory)
        ? [{ label: 'history', mode: 'history', files: [], ...(git?.shallow ? { caveats: [shallow] } : {}) }]
        : []),
    ];
  },

  prepare: (context) => (context.input.mode === 'history' ? layOutHistory(context) : layOutTree(context)),

  command({ input, inventory, scratch, output, cores }) {
    const flags = [
      '--no-banner',
      // What it leaves out is told at this level only; at the next one every value that it passes over is, too.
      '--log-level=debug',
      `--config=${path.join(scratch, CONFIGURATION)}`,
      `--exit-code=${LEAKS}`,
      '--report-format=json',
      `--report-path=${output}`,
    ];
    const env = { GOMAXPROCS: String(cores) };
    if (input.mode === 'history') {
      return {
        args: ['git', ...flags, `--log-opts=${LOG_OPTIONS.join(' ')}`, workFolder(scratch, inventory.git?.prefix)],
        env: { ...env, ...gitEnvironment(scratch) },
      };
    }
    // Paths are compared with those of `.gitleaksignore` and of allowlists as it prints them: from the target on.
    const ignored = `--gitleaks-ignore-path=${path.join(scratch, IGNORED)}`;
    return { args: ['dir', ...flags, ignored, '.'], cwd: path.join(scratch, TREE), env };
  },

  outcome: outcomeOf,
  parse: findingsOf,

  exitStatuses: {
    0: 'nothing found, and also every failure of Git',
    1: 'a failure; without --exit-code leaks too',
    [LEAKS]: 'leaks (by --exit-code)',
    126: 'an option that it does not know',
  },
  traps: [
    'Git fails (dubious ownership, a missing object, no repository): exit status 0, "no leaks found", an empty report.',
    'A `.gitleaks.toml` without `[extend] useDefault = true` runs without its rules: exit status 0.',
    '`*.env -diff` in `.gitattributes` takes files out of the history that it reads, without a word.',
    'What a merge adds by itself, and a link that becomes a file, are no part of the history that it reads by default.',
    'Passed over in the history: binary files (UTF-16 too), what a merge of three or more adds by itself, and a file that was renamed from a name that it leaves out.',
    '`index.browser.js` is taken for a Brotli file and `site.target.json` for a tar file, and left out.',
    'UTF-16 text in files is read as bytes, in which no rule finds anything.',
    'Lock files, pictures, documents, archives and packages of others are left out by default.',
    'A global allowlist of paths and values together leaves the whole file out in `dir`, whatever its values.',
    '`.gitleaksignore` names places: a new secret on an ignored line is ignored too.',
  ],
  data: 'Its rules are part of the program, or of `.gitleaks.toml` of the target.',

  canary: ({ mode }) => canaryFor(mode === 'history'),
});

/** Look like credentials and open nothing. In pieces, so that no scanner takes this file for a leak. */
const AWS = ['AKIA', 'T4MQ7XWZ', 'K2PVH6RD'].join('');
const GITHUB = ['ghp_', 'v8Kq2ZpLxVd9NfTr', 'B4yHsJ0mCgEu6aQoWi61'].join('');
const KEY = [
  '-----BEGIN ',
  'PRIVATE ',
  'KEY-----\n',
  'MC4CAQAwBQYDK2VwBCIEIA'.repeat(4),
  '\n-----END ',
  'PRIVATE KEY-----',
];

function canaryFor(git: boolean): Canary {
  const files = (aws: string, github: string, key: string) => ({
    'canary/settings.ini': `[canary]\nid = ${aws}\ntoken = ${github}\n`,
    'canary/server.key': `${key}\n`,
  });
  return {
    files: files(AWS, GITHUB, KEY.join('')),
    git,
    expects: [
      { ruleId: 'aws-access-token', path: 'canary/settings.ini', proves: 'AWS access keys' },
      { ruleId: 'github-pat', path: 'canary/settings.ini', proves: 'GitHub tokens' },
      { ruleId: 'private-key', path: 'canary/server.key', proves: 'private keys' },
    ],
    // One letter short, one letter short, and public.
    counterExample: files(AWS.slice(0, -1), GITHUB.slice(0, -1), KEY.join('').replaceAll('PRIVATE', 'PUBLIC')),
  };
}
