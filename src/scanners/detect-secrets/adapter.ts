import path from 'node:path';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner } from '../../model/scanner.js';
import type { Severity } from '../../model/severity.js';
import { chunkLabel } from '../kit/chunk.js';
import { region } from '../kit/lines.js';
import { has, textAt } from '../kit/recognise.js';
import { LaidOut, TREE } from '../kit/text-tree.js';
import { canLookAt, inParts } from './names.js';
import { layOutTree } from './tree.js';

/** `--slim` and 0.x leave members out. */
const Row = z.object({
  type: z.string(),
  line_number: z.number().optional(),
  is_verified: z.boolean().optional(),
  /** SHA-1 of the value, of some detectors of a part of it. */
  hashed_secret: z.string().optional(),
});
const Report = z.object({ results: z.record(z.string(), z.array(Row)) });

/** What it says of each file before it opens it, and of one that it leaves out or cannot open. */
const CHECKING = /^\[scan\]\tINFO\tChecking file: (.*)$/;
const SKIPPING = /^\[scan\]\tINFO\tSkipping "(.*)" due to `(.*)`$/;
const UNOPENED = /^\[scan\]\tWARNING\tUnable to open file: (.*)$/;

interface Log {
  checked: Set<string>;
  /** Path → why not. */
  leftOut: Map<string, string>;
}

/** Reads its log, of which the beginning may be missing. */
function readLog(stderr: string): Log {
  const log: Log = { checked: new Set(), leftOut: new Map() };
  for (const line of stderr.split('\n')) {
    const checked = CHECKING.exec(line)?.[1];
    const [, skipped, filter] = SKIPPING.exec(line) ?? [];
    const unopened = UNOPENED.exec(line)?.[1];
    if (checked !== undefined) log.checked.add(checked);
    if (skipped !== undefined) log.leftOut.set(skipped, `left out by its filter ${filter}`);
    if (unopened !== undefined) log.leftOut.set(unopened, 'it could not be opened');
  }
  return log;
}

/** The last line that says what went wrong: the error below a traceback, or what the command line lacks. */
function lastWords(stderr: string): string {
  const lines = stderr.trimEnd().split('\n');
  return lines.findLast((line) => /^[A-Za-z][\w.-]*: /.test(line) && !line.startsWith('usage:')) ?? '';
}

/**
 * It knows no severity. A value in the form of one provider's keys is one, as a rule; that something looks random, or is
 * assigned to a name like `password`, is a guess. An address is no secret.
 */
const SEVERITIES: Record<string, Severity> = {
  'Base64 High Entropy String': 'medium',
  'Hex High Entropy String': 'medium',
  'Secret Keyword': 'medium',
  'Public IP (ipv4)': 'low',
};

export default defineScanner({
  id: 'detect-secrets',
  name: 'detect-secrets',
  homepage: 'https://github.com/Yelp/detect-secrets',
  license: 'Apache-2.0',
  tier: 'beyond',
  finds: ['secret'],
  verified: 'live',
  install: [
    { kind: 'pypi', package: 'detect-secrets', version: '1.5.0', command: 'detect-secrets' },
    { kind: 'path', command: 'detect-secrets' },
  ],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 120, seconds: 2 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) => has(document, 'plugins_used', 'results'),
  versionIn: (document) => textAt(document, 'version'),
  silencedBy: [
    {
      comment: /pragma: ?(?:(?:allow|white)list[ -]secret|allowlist[ -]nextline[ -]secret)/,
      effect: 'findings of this line, or of the next, ignored',
    },
  ],

  appliesTo(inventory) {
    const parts = inParts(inventory.files.filter(canLookAt));
    return parts.map((files, index) => ({ label: chunkLabel(index, parts.length), files }));
  },

  prepare: layOutTree,

  // Without --no-verify it sends what it finds to the services that it is for. The target's own `.secrets.baseline` is
  // not handed over: it would bring the settings of the scan along, and Python files to load with them.
  command({ scratch, cores }) {
    return {
      args: ['-v', `--cores=${cores}`, 'scan', '--all-files', '--no-verify', '.'],
      cwd: path.join(scratch, TREE),
      env: { PYTHONUTF8: '1' },
    };
  },

  // 0: whatever was found, also when it looked at nothing; 1: any failure; 2: an option that it does not know.
  outcome({ exitStatus, stderr, report, problem, input, prepared }) {
    if (!report || exitStatus !== 0) {
      const words = lastWords(stderr);
      return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${words}`.trim() };
    }
    const { checked, leftOut } = readLog(stderr);
    const unreadable = new Map(LaidOut.parse(prepared).unreadable.map(({ what, why }) => [what, why]));
    const files: string[] = [];
    const notCovered: NotCovered[] = [];
    for (const file of input.files) {
      const why = unreadable.get(file) ?? leftOut.get(file);
      if (why === undefined && checked.has(file)) files.push(file);
      else notCovered.push({ what: file, why: why ?? 'its log does not say that it looked at it' });
    }
    const considered = { files, packages: 0 };
    if (notCovered.length === 0) return { status: 'completed', considered };
    if (files.length === 0) {
      const first = `${notCovered[0]?.what}: ${notCovered[0]?.why}`;
      return { status: 'failed', reason: `it looked at no file of ${input.files.length}: ${first}`, notCovered };
    }
    const reason = `${notCovered.length} of ${input.files.length} files were not looked at`;
    return { status: 'partial', reason, considered, notCovered };
  },

  parse(report, { relative }) {
    return Object.entries(report.results).flatMap(([file, rows]) =>
      rows.map(({ type, line_number, is_verified, hashed_secret }, index) => ({
        kind: 'secret' as const,
        ruleId: type,
        title: type,
        ...(is_verified ? { message: 'The service that it is for accepts it', verified: true as const } : {}),
        severity: SEVERITIES[type] ?? 'high',
        nativeSeverity: null,
        // Of the value it prints a digest only: there is nothing to scrub.
        location: { path: relative(file), ...region({ startLine: line_number, endLine: line_number }) },
        ...(hashed_secret ? { secretSha1: hashed_secret } : {}),
        pointer: pointer('results', file, index),
      })),
    );
  },

  exitStatuses: {
    0: 'ended, whatever was found; also when it looked at nothing',
    1: 'a failure, with a traceback and no output',
    2: 'an option that it does not know',
  },
  traps: [
    'A file that is not UTF-8 is left out without a word: it is shown as UTF-8.',
    'Style sheets, `.svg`, `.map`, most lock files, and all with `swagger` in the path are left out by their names.',
    'A folder that is not there: exit status 0, no results.',
    'One YAML file with a date that does not exist ends the whole scan: exit status 1, no output.',
    'A value that stands twice in a file is reported once.',
    'By default it sends what it finds to the services that it is for, to see whether it works.',
    'What `.secrets.baseline` of the target accepts is reported all the same.',
    'A line with a call or an index on its right side (`key = load("…")`) is left out as an indirect reference.',
  ],
  data: 'Its rules are part of the program.',

  canary: () => ({
    files: files(AWS, GITHUB, 'PRIVATE'),
    expects: [
      { ruleId: 'AWS Access Key', path: 'canary/settings.ini', proves: 'AWS access keys' },
      { ruleId: 'GitHub Token', path: 'canary/settings.ini', proves: 'GitHub tokens' },
      { ruleId: 'Private Key', path: 'canary/server.key', proves: 'private keys' },
    ],
    // One letter short, one letter short, and public.
    counterExample: files(AWS.slice(0, -1), GITHUB.slice(0, -1), 'PUBLIC'),
  }),
});

/** Look like credentials and open nothing. In pieces, so that no scanner takes this file for a leak. */
const AWS = ['AKIA', 'T4MQ7XWZ', 'K2PVH6RD'].join('');
const GITHUB = ['ghp_', 'v8Kq2ZpLxVd9NfTr', 'B4yHsJ0mCgEu6aQoWi61'].join('');

function files(aws: string, github: string, kind: string): Record<string, string> {
  const line = (word: string) => ['-----', word, ' ', kind, ' KEY', '-----\n'].join('');
  return {
    'canary/settings.ini': `[canary]\nid = ${aws}\ntoken = ${github}\n`,
    'canary/server.key': `${line('BEGIN')}${'MC4CAQAwBQYDK2VwBCIEIA'.repeat(4)}\n${line('END')}`,
  };
}
