import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineScanner } from '../../model/scanner.js';
import { isBare } from '../kit/git-repository.js';
import { hasRows } from '../kit/recognise.js';
import { canaryFor } from './canary.js';
import { layOutHistory, ONLY, REPOSITORY, TIMEOUT_SECONDS } from './history.js';
import { canLookAt } from './names.js';
import { FOUND, outcomeOf } from './outcome.js';
import { findingsOf, Report } from './report.js';
import { LIST, layOutTree } from './tree.js';

export default defineScanner({
  id: 'trufflehog',
  name: 'TruffleHog',
  homepage: 'https://github.com/trufflesecurity/trufflehog',
  license: 'AGPL-3.0-only',
  tier: 'advanced',
  finds: ['secret'],
  verified: 'recorded',
  // Its Go module has no version 3 that `go install` takes: its go.mod replaces modules.
  install: [{ kind: 'path', command: 'trufflehog' }],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 400, seconds: 3 },
  timeoutSeconds: TIMEOUT_SECONDS,
  output: { from: 'stdout', format: 'jsonl' },
  shape: Report,
  recognises: (document) =>
    hasRows(document, 'SourceMetadata', 'DetectorName') || hasRows(document, 'commitHash', 'reason', 'stringsFound'),
  silencedBy: [{ comment: /trufflehog:ignore/, effect: 'findings of this line ignored' }],

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

  command({ input, scratch, cores }) {
    const isHistory = input.mode === 'history';
    const flags = [
      '--json',
      '--no-verification',
      '--no-update',
      '--no-color',
      '--fail',
      // Left to itself, what it calls verified and unknown counts, too; said so that a default cannot change it.
      '--results=verified,unknown,unverified',
      // What it passes over is told at this level only.
      `--log-level=${isHistory ? 2 : 4}`,
      `--concurrency=${cores}`,
      // It gives up a file after a minute otherwise.
      `--archive-timeout=${TIMEOUT_SECONDS}s`,
    ];
    // It removes what other runs of it left in the folder for temporary files.
    const env = {
      TMPDIR: scratch,
      GOMAXPROCS: String(cores),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
    };
    if (!isHistory) return { args: ['filesystem', ...flags, `@${path.join(scratch, LIST)}`], env };
    const repository = pathToFileURL(path.join(scratch, REPOSITORY)).href;
    const only = `--include-paths=${path.join(scratch, ONLY)}`;
    // The configuration is the one that was laid out.
    return { args: ['git', ...flags, '--trust-local-git-config', only, repository], cwd: scratch, env };
  },

  outcome: outcomeOf,
  parse: findingsOf,

  exitStatuses: {
    0: 'nothing found, and also when it is told to stop, or could read none of the files; with findings too, but for --fail',
    1: 'a failure: an option that it does not know, no Git, no repository',
    [FOUND]: 'secrets found (by --fail)',
  },
  traps: [
    'Files that are not there or cannot be read: exit status 0, and a line in a log that nobody reads.',
    'What looks like a picture, a document or a font by its content is passed over without a word at its usual level of log: text that begins like an SVG file, too.',
    'A signal ends it with exit status 0.',
    'In a folder it reads `.git/objects`, and what Git ignores.',
    'A clone is made of a repository, which Git refuses for one of another owner.',
    'In the history it is shown no merge, no change in a renamed file, and no link that became a file; and no message of a commit that only removes.',
    'Git breaks off at a missing object: exit status 0, no findings.',
    'A repository with SHA-256 cannot be read by its own Git library.',
    'Of something that stands encoded it gives the first line of a piece of 10 kB.',
    'A private key that cannot be parsed is passed over.',
    'An AWS key is found only where both of its halves stand near each other.',
    '`@name` among its arguments is read as a list of arguments, and `trufflehog:ignore` on a line hides what is on it.',
    'Started without --no-update it replaces itself by a newer release.',
  ],
  data: 'Its detectors are part of the program. Whether a secret works is not asked: that would be a call to the service it is for.',

  canary: ({ mode }) => canaryFor(mode === 'history'),
});
