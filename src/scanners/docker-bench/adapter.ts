import path from 'node:path';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner, type Finished, type Outcome } from '../../model/scanner.js';
import { has, textAt } from '../kit/recognise.js';
import { canary } from './canary.js';
import { CLIENT, LOG, layOut, PROGRAM } from './place.js';
import { type Check, Report } from './report.js';

const Prepared = z.object({ isRoot: z.boolean() });
const NO_ENGINE = /Error connecting to docker daemon/;
const MOST_COMPLAINTS = 20;

/** `(Automated)`, `(Scored)`, `(Manual)`: how the benchmark counts a check. */
const KIND = / \((?:Automated|Scored|Not Scored|Manual)\)$/;

function findingOf({ id, desc, result, details, remediation }: Check, at: string): RawFinding {
  return {
    kind: 'misconfiguration',
    ruleId: id,
    title: desc.replace(KIND, ''),
    ...(details ? { message: details } : {}),
    // It has none; each of its warnings lowers the score by the same.
    severity: 'medium',
    nativeSeverity: result,
    rule: { name: desc, ...(remediation ? { help: remediation } : {}) },
    pointer: at,
  };
}

function outcome(finished: Finished<Report>): Outcome {
  const { exitStatus, stderr, report, problem } = finished;
  const lines = [...new Set(stderr.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  if (report === undefined || exitStatus !== 0) {
    // What it prints when there is no engine goes to standard output: it leaves no report and no word on the other.
    const said =
      lines.at(-1) ?? (exitStatus === 1 && problem ? 'is there a Docker engine that this user may use?' : '');
    const status = exitStatus === 1 && (lines.length === 0 || NO_ENGINE.test(stderr)) ? 'unavailable' : 'failed';
    return { status, reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${said}`.trim() };
  }
  const done = report.tests.reduce((sum, { results }) => sum + results.length, 0);
  const notCovered: NotCovered[] = lines
    .slice(0, MOST_COMPLAINTS)
    .map((why) => ({ what: 'a check whose command complained', why }));
  if (done !== report.checks) {
    notCovered.push({ what: 'checks', why: `it counts ${report.checks} of them and tells the result of ${done}` });
  }
  if (!Prepared.parse(finished.prepared).isRoot) {
    notCovered.push({ what: 'files and audit rules that root alone may read', why: 'it was not run by root' });
  }
  if (done === 0) return { status: 'failed', reason: 'it did not run a single check', notCovered };
  const considered = { files: [], packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  return { status: 'partial', reason: `${notCovered[0]?.what}: ${notCovered[0]?.why}`, considered, notCovered };
}

export default defineScanner({
  id: 'docker-bench',
  name: 'Docker Bench for Security',
  homepage: 'https://github.com/docker/docker-bench-security',
  license: 'Apache-2.0',
  tier: 'advanced',
  finds: ['misconfiguration'],
  onlyWhenAsked: 'it looks at the machine that it runs on and at its Docker engine, not at the target',
  verified: 'recorded',
  install: [{ kind: 'path', command: PROGRAM }],
  // Asks the engine first, and tells no version where there is none.
  versionArgs: ['-h'],
  network: 'never',
  uses: { cores: 1, memoryMB: 100, seconds: 10 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) => has(document, 'dockerbenchsecurity', 'tests'),
  versionIn: (document) => textAt(document, 'dockerbenchsecurity'),
  silencedBy: [],

  appliesTo: () => [{ label: '.', files: [] }],

  prepare: layOut,

  command({ scratch }) {
    const socket = process.env['DOCKER_HOST'];
    return {
      args: [
        '-b', // no colours
        '-p', // what to do about it
        '-l',
        path.join(scratch, LOG),
      ],
      cwd: scratch,
      env: {
        // Its canary's client goes first.
        PATH: [path.join(scratch, CLIENT), process.env['PATH'] ?? ''].join(path.delimiter),
        // A socket needs no connection.
        ...(socket?.startsWith('unix://') ? { DOCKER_HOST: socket } : {}),
      },
    };
  },

  outcome,

  parse({ tests }) {
    return tests.flatMap(({ results }, section) =>
      results.flatMap((check, index) =>
        check.result === 'WARN' ? [findingOf(check, pointer('tests', section, 'results', index))] : [],
      ),
    );
  },

  exitStatuses: {
    0: 'it ended, with or without warnings',
    1: 'no engine, a program that it needs is missing, or a wrong command line',
  },
  traps: [
    'Without an engine it prints one line, on standard output, and leaves no report.',
    'When a command of a check fails, the check is mostly passed: what the engine does not answer is not privileged.',
    'A run that breaks off leaves a report without its end.',
    'Run by another user than root it looks at less, and its report says nothing of it.',
    'It looks for its parts in the working directory, wherever it is called from.',
    'What it quotes in its report is not escaped: an odd name makes it something else than JSON.',
    'With -c, -e, -i, -x or -t it looks at a part only, and its report does not say so.',
    'Podman answers for a Docker engine, with checks of files that only Docker has.',
  ],
  data: 'Its checks are part of the program: the CIS Docker Benchmark 1.6.0 in its release 1.6.0.',

  canary: () => canary,
});
