import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import type { RawFinding } from '../../model/finding.js';
import { defineScanner, type Finished, type Outcome } from '../../model/scanner.js';
import { canary, isCanary, TEST } from './canary.js';
import { type Advice, readReport } from './report.js';

const PROFILE = 'muster.prf';
/** Added to the machine's own profile. The audit is not to change the machine's lists of packages. */
const SETTINGS = 'refresh-repositories=no\nerror-on-warnings=no\nskip-plugins=yes\n';
const PREFIX = /^(?:text|url):/;

const Prepared = z.object({ isRoot: z.boolean() });

function findingOf({ number, level, test, says, details, solution }: Advice): RawFinding {
  const help = solution?.replace(PREFIX, '');
  return {
    kind: 'misconfiguration',
    ruleId: test,
    title: says,
    ...(details ? { message: details.replace(PREFIX, '') } : {}),
    // It has these two and no finer ones.
    severity: level === 'warning' ? 'medium' : 'low',
    nativeSeverity: level,
    rule: { ...(help ? { help } : {}), helpUri: `https://cisofy.com/lynis/controls/${test}/` },
    pointer: `line=${number}`,
  };
}

function outcome({ exitStatus, stderr, report, problem, prepared }: Finished<string>): Outcome {
  const read = readReport(report ?? '');
  const isEnd = exitStatus === 0 || exitStatus === 78;
  if (report === undefined || !isEnd || !read.isWhole || read.executed.length === 0) {
    const why = problem ?? (read.isWhole ? 'it did no test' : 'its report has no end');
    const said = stderr.trim().split('\n').at(-1) ?? '';
    return { status: 'failed', reason: `${why} (exit status ${exitStatus}) ${said}`.trim() };
  }
  const notCovered: NotCovered[] = read.exceptions.map(({ test, says }) => ({ what: test, why: says }));
  const all = read.executed.length + read.skipped.length;
  if (read.skipped.length > 0) {
    const why = `skipped, since they are for another system, what they look at or need is not there, or the machine's profile says so: ${read.skipped.join(' ')}`;
    notCovered.push({ what: `${read.skipped.length} of its ${all} tests`, why });
  }
  if (!Prepared.parse(prepared).isRoot) {
    notCovered.push({ what: 'files that root alone may read', why: 'it was not run by root' });
  }
  const considered = { files: [], packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  return { status: 'partial', reason: `it did ${read.executed.length} of its ${all} tests`, considered, notCovered };
}

export default defineScanner({
  id: 'lynis',
  name: 'Lynis',
  homepage: 'https://cisofy.com/lynis/',
  license: 'GPL-3.0-only',
  tier: 'beyond',
  finds: ['misconfiguration'],
  onlyWhenAsked: 'it audits the machine that it runs on, not the target',
  verified: 'live',
  install: [{ kind: 'path', command: 'lynis' }],
  versionArgs: ['show', 'version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 100, seconds: 60 },
  timeoutSeconds: 1800,
  output: { from: 'file', format: 'text' },
  shape: z.string(),
  recognises: (document) => typeof document === 'string' && /^lynis_version=/m.test(document),
  versionIn: (document) => (typeof document === 'string' ? readReport(document).version : undefined),
  silencedBy: [],

  appliesTo: () => [{ label: '.', files: [] }],

  async prepare({ scratch }) {
    await writeFile(path.join(scratch, PROFILE), SETTINGS);
    return { isRoot: process.getuid?.() === 0 };
  },

  command({ target, output, scratch }) {
    return {
      args: [
        'audit',
        'system',
        '--quick',
        '--quiet',
        '--no-colors',
        '--no-plugins',
        '--profile',
        path.join(scratch, PROFILE),
        '--report-file',
        output,
        '--log-file',
        path.join(scratch, 'lynis.log'),
        // With a slash at its end: it is put in front of `etc`.
        ...(isCanary(target) ? ['--rootdir', `${target}/`, '--tests', TEST] : []),
      ],
      cwd: scratch,
    };
  },

  outcome,

  parse: (report) => readReport(report).advice.map(findingOf),

  exitStatuses: {
    0: 'it ended, with or without warnings',
    1: 'interrupted, or a wrong command line',
    64: 'an unknown option (documented)',
    78: 'it ended with warnings, where a profile of the machine asks for that (documented)',
  },
  traps: [
    'A test that is skipped, because a tool is missing or it is not run by root, is a name in a list; the exit status says nothing of it.',
    "The machine's own profile, `custom.prf`, can skip tests.",
    'A run that was interrupted leaves a report that differs from a whole one by its last lines.',
    'A test that meets something that it does not know says so in an `exception_event` and goes on.',
    'By default it refreshes the lists of packages of the machine; here it does not.',
  ],
  data: 'Its tests are part of the program. What the package manager knows of vulnerable packages is as old as its lists, which are not refreshed. Its canary is a folder that is audited as if it were the root of a machine, by one of the tests.',

  canary: () => canary,
});
