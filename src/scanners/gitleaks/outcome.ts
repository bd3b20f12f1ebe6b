import path from 'node:path/posix';
import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import { CONFIGURATION } from './configuration.js';
import { History } from './history.js';
import { type Log, readLog } from './log.js';
import type { Report } from './report.js';
import { LaidOut } from './tree.js';

/** What `--exit-code` gives to leaks; left alone it is 1, as for every failure. */
export const LEAKS = 3;

type Ended = Finished<Report>;

function lastWords({ complaints }: Log): string {
  // The laid out configuration is the target's own.
  return (complaints.at(-1)?.said ?? '').replaceAll(new RegExp(`\\S*/${CONFIGURATION}`, 'g'), '.gitleaks.toml');
}

/** Why the history was not looked at as a whole; undefined when it was. */
function historyGap(history: History, { commits: looked = 0, complaints }: Log): string | undefined {
  if ('problem' in history) return history.problem;
  if (complaints[0]) return complaints[0].said;
  const { commits, withMerges } = history;
  // What it finds in a merge with conflicts can come without its commit, which is not counted then.
  if (looked >= commits && looked <= withMerges) return undefined;
  return `it looked at ${looked} commits of ${withMerges} and does not say what it left out`;
}

/** The history: it says how many commits it looked at, and that has to be all that change a line. */
function historyOutcome(prepared: unknown, log: Log): Outcome {
  const reason = historyGap(History.parse(prepared), log);
  const considered = { files: [], packages: 0 };
  if (reason === undefined) return { status: 'completed', considered };
  const notCovered = [{ what: 'history', why: reason }];
  return log.commits ? { status: 'partial', reason, considered, notCovered } : { status: 'failed', reason, notCovered };
}

interface Account {
  /** Of the files that were read to their end. */
  files: string[];
  notCovered: NotCovered[];
  /** What it has to have read: at least, and at most. */
  least: number;
  most: number;
}

/** What the log says of a file or of a folder that it is in. */
function saidOf(said: Map<string, string>, file: string): string | undefined {
  for (let at = file; at !== '.' && at !== '/'; at = path.dirname(at)) {
    const why = said.get(at);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** Goes through what was laid out: what the log says of each file, and how many bytes that makes. */
function accountFor(laidOut: LaidOut, log: Log, asked: Set<string>): Account {
  const account: Account = {
    files: [],
    notCovered: laidOut.unreadable.map(({ path: file, why }) => ({ what: file, why })),
    least: 0,
    most: 0,
  };
  const skipped = new Map(log.skipped.map(({ path: place, why }) => [place, why]));
  const troubled = new Map(log.complaints.map(({ path: place = '', said }) => [place, said]));
  for (const { path: file, shown = file, bytes } of laidOut.files) {
    const skip = saidOf(skipped, shown);
    const trouble = troubled.get(shown);
    if (skip === undefined) account.most += bytes;
    if (skip === undefined && trouble === undefined) account.least += bytes;
    const why = skip ?? trouble;
    if (!asked.has(file)) continue;
    if (why === undefined) account.files.push(file);
    else account.notCovered.push({ what: file, why });
  }
  return account;
}

/** The files: it says how many bytes it read, and that has to be all that it was shown, but for what it names. */
function treeOutcome(prepared: unknown, log: Log, input: Ended['input']): Outcome {
  const { files, notCovered, least, most } = accountFor(LaidOut.parse(prepared), log, new Set(input.files));
  const general = log.complaints.filter(({ path: place }) => place === undefined);
  const bytes = log.bytes ?? 0;
  if (bytes < least || bytes > most) {
    const reason = general[0]?.said ?? `it read ${bytes} bytes of ${most} and does not say what it left out`;
    return { status: 'failed', reason, notCovered };
  }
  const gaps = [...notCovered, ...general.map(({ said }) => ({ what: input.label, why: said }))];
  const considered = { files, packages: 0 };
  if (gaps.length === 0) return { status: 'completed', considered };
  const first = `${gaps[0]?.what}: ${gaps[0]?.why}`;
  if (files.length === 0) {
    return { status: 'failed', reason: `it looked at no file of ${input.files.length}: ${first}`, notCovered: gaps };
  }
  const left = input.files.length - files.length;
  const reason = left > 0 ? `${left} of ${input.files.length} files were not looked at` : first;
  return { status: 'partial', reason, considered, notCovered: gaps };
}

/** What an ended run means. */
export function outcomeOf({ exitStatus, stderr, report, problem, input, prepared }: Ended): Outcome {
  const log = readLog(stderr);
  if (!report || ![0, LEAKS].includes(exitStatus)) {
    return {
      status: 'failed',
      reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${lastWords(log)}`.trim(),
    };
  }
  return input.mode === 'history' ? historyOutcome(prepared, log) : treeOutcome(prepared, log, input);
}
