import path from 'node:path';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import { defineScanner, type Outcome, type ScanInput } from '../../model/scanner.js';
import { has } from '../kit/recognise.js';
import { readAsked } from './asked.js';
import { canaryFor } from './canary.js';
import { type Contents, Prepared } from './contents.js';
import { FOREIGN, layOut, PROJECT } from './layout.js';
import { findingsOfOlder, OlderReport } from './older-report.js';
import { findingsOf, Report } from './report.js';

const NAMES = new Set(['package-lock.json', 'npm-shrinkwrap.json', ...Object.keys(FOREIGN)]);

/** What ended it before there was a report, by its log: the registry, or what it would not read. */
function whyNoReport(problem: string, exitStatus: number, stderr: string, notCovered: NotCovered[]): Outcome {
  const refusal = /^\S+ warn audit (?<said>.+)$/im.exec(stderr)?.groups?.['said'];
  if (refusal !== undefined) {
    const isLocked = /^40[13] /.test(refusal);
    return {
      status: 'unavailable',
      reason: isLocked ? `${refusal} (it is asked without credentials)` : refusal,
      notCovered,
    };
  }
  const code = /^\S+ (?:error|ERR!) code (?<code>\S+)$/m.exec(stderr)?.groups?.['code'];
  const said = /^(?:\S+ (?:error|ERR!) (?!code )(?:audit )?|(?=\w*Error: ))(?<said>.+)$/m.exec(stderr)?.groups?.[
    'said'
  ];
  const reason = code ? `${code}: ${said}` : `${problem} (exit status ${exitStatus}) ${said ?? ''}`.trim();
  return { status: 'failed', reason, notCovered };
}

/** Holds what it asked about against what stands in the lock file. */
function weigh({ packages, gaps }: Contents, stderr: string, input: ScanInput): Outcome {
  const asked = readAsked(stderr);
  if ('why' in asked) return { status: 'unavailable', reason: asked.why, notCovered: gaps };
  const unasked = packages.filter((one) => !asked.packages.has(one));
  const notCovered = [...unasked.map((what) => ({ what, why: 'it did not ask about it' })), ...gaps];
  const looked = packages.length - unasked.length;
  if (looked === 0) return { status: 'failed', reason: 'it asked about no package of the lock file', notCovered };
  const considered = { files: input.files, packages: looked };
  if (notCovered.length === 0) return { status: 'completed', considered };
  return {
    status: 'partial',
    reason: `${looked} packages looked at, ${notCovered.length} not`,
    considered,
    notCovered,
  };
}

/** A lock file without a package of a registry: nothing is asked. */
function weighNothing({ gaps, places }: Contents, total: number, input: ScanInput): Outcome {
  if (gaps.length > 0) return { status: 'failed', reason: 'nothing in it comes from a registry', notCovered: gaps };
  if (total !== places) return { status: 'failed', reason: `it counts ${total} places in it, there are ${places}` };
  return { status: 'completed', considered: { files: input.files, packages: 0 } };
}

export default defineScanner({
  id: 'npm-audit',
  name: 'npm audit',
  homepage: 'https://github.com/npm/cli',
  license: 'Artistic-2.0',
  tier: 'basic',
  finds: ['vulnerability'],
  modes: Object.values(FOREIGN).map(({ mode }) => mode),
  verified: 'live',
  install: [{ kind: 'path', command: 'npm' }],
  versionArgs: ['--version'],
  network: 'required',
  uses: { cores: 1, memoryMB: 120, seconds: 1 },
  output: { from: 'stdout' },
  // What it prints when the registry refuses is JSON too, and no report.
  shape: z.union([Report, OlderReport]),
  recognises: (document) =>
    has(document, 'auditReportVersion', 'vulnerabilities') || has(document, 'advisories', 'metadata'),
  // The target's .npmrc could silence it, but is not where npm is run.
  silencedBy: [],

  appliesTo(inventory) {
    const locks = inventory.files.filter(
      ({ path: file, nameIsNotUtf8 }) => !nameIsNotUtf8 && NAMES.has(path.basename(file)),
    );
    return locks.map(({ path: file }) => {
      const mode = FOREIGN[path.basename(file)]?.mode;
      return { label: file, ...(mode ? { mode } : {}), files: [file], ecosystems: ['npm'] };
    });
  },

  prepare: layOut,

  command({ scratch }) {
    return {
      // Flags beat every configuration file and the environment.
      args: [
        'audit',
        '--json',
        // Vulnerabilities of no level fail it: 1 is left for what went wrong.
        '--audit-level=none',
        // Without these, a configuration can make it say "no vulnerabilities" of what it did not ask about.
        '--audit',
        '--no-offline',
        '--include=dev',
        '--include=optional',
        '--include=peer',
        '--package-lock',
        '--package-lock-only',
        '--location=project',
        // Makes it log what it asks about, and what was answered.
        '--loglevel=silly',
        '--no-color',
        '--fetch-retries=0',
        '--fetch-timeout=60000',
        '--ignore-scripts',
        '--no-fund',
        '--no-update-notifier',
        `--cache=${path.join(scratch, 'cache')}`,
        '--logs-max=1',
      ],
      cwd: path.join(scratch, PROJECT),
    };
  },

  outcome({ exitStatus, stderr, report, problem, input, prepared }) {
    const lock = Prepared.parse(prepared);
    if ('problem' in lock) return { status: 'failed', reason: lock.problem };
    const { gaps: notCovered } = lock;
    if (!report) return whyNoReport(problem ?? 'it ended', exitStatus, stderr, notCovered);
    if (!('vulnerabilities' in report)) return { status: 'failed', reason: 'this npm is too old; it takes 7 or later' };
    if (exitStatus !== 0) return { status: 'failed', reason: `exit status ${exitStatus}`, notCovered };
    const { total } = report.metadata.dependencies;
    return lock.packages.length === 0 ? weighNothing(lock, total, input) : weigh(lock, stderr, input);
  },

  parse(report, { input, prepared }) {
    const file = input.files[0] ?? '';
    if ('vulnerabilities' in report) {
      const lock = Prepared.safeParse(prepared).data;
      return findingsOf(report, lock && 'versions' in lock ? lock : {}, file);
    }
    return findingsOfOlder(report, file);
  },

  exitStatuses: {
    0: 'it could ask, whatever was found (with --audit-level=none)',
    1: 'every failure; without that flag vulnerabilities too',
  },
  traps: [
    'A registry that refuses to answer has the exit status of vulnerabilities, and a document without any.',
    'npm 8 to 10, refused, turn to the service of npm 6 and send it no package of a lock file of version 3: clean, exit status 0.',
    'A registry that answers `null`, or `{}` for packages it never heard of: clean, exit status 0.',
    "The target's .npmrc can name another registry, go offline, or omit what is for development: clean, exit status 0.",
    'A lock file with the marks of a merge conflict: one side is taken, without a word.',
    'A configuration that names a workspace: only what that one needs is asked about, and all packages are counted.',
    'A lock file without its packages (`{}`), or out of step with package.json: only what is in it is asked about, without a word.',
    'A package without a version in the lock file is passed over.',
    'A lock file of yarn or pnpm beside its own: it is passed over, without a word.',
  ],
  data: "The advisories of the registry's own service, as they are at the moment of the scan.",

  canary: canaryFor,
});
