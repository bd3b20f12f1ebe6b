import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import type { CommandContext, Outcome } from '../../model/scanner.js';
import { layOutRepository } from '../kit/git-repository.js';
import type { Log } from './log.js';

/**
 * Below `scratch`: what it is shown as a repository. It passes over every path that ends in `git`, and removes what
 * begins with `trufflehog` in the folder for temporary files.
 */
export const REPOSITORY = 'repository';
/** Below `scratch`: patterns of paths to look at. */
export const ONLY = 'only';

/** A long history takes its time, both here and there. */
export const TIMEOUT_SECONDS = 1800;

/** What it asks of `git log` by itself (pkg/gitparse/gitparse.go of 3.97.0). */
const ITS_LOG = ['log', '--full-history', '--all', '--diff-filter=AM', '--numstat', '--format=commit %H'];
/** What that leaves out: what a merge adds by itself, and what a link or a submodule became. */
const REST_OF_LOG = [
  'log',
  '--full-history',
  '--all',
  '--diff-merges=remerge',
  '--raw',
  '--diff-filter=AMT',
  '--format=commit %H %P',
];

/** What stands in the history, to be held against what the program says that it looked at. */
const History = z.union([
  z.object({
    prefix: z.string(),
    /** Those that it is shown. */
    commits: z.number(),
    /** Those with changes that it is not shown. */
    merges: z.array(z.string()),
    changedTypes: z.array(z.string()),
    /** Why nobody knows the latter two: Git before 2.35 cannot tell. */
    untold: z.string().optional(),
  }),
  z.object({ prefix: z.string(), problem: z.string() }),
]);
type History = z.infer<typeof History>;

/**
 * A repository in `scratch` with the objects and refs of the target, and nothing else of it. Shown the target's own, it
 * would clone it first, which Git refuses for another owner's; and a configuration there can change what a log shows.
 * The settings are for it: it reads patches with these prefixes only, and is shown no change in a file that was renamed.
 */
function layOutForIt(marker: string, scratch: string): Promise<void> {
  return layOutRepository(marker, path.join(scratch, REPOSITORY, '.git'), [
    '[core]',
    'bare = false',
    'quotePath = false',
    'attributesFile = /dev/null',
    '[color]',
    'ui = false',
    '[diff]',
    'renames = false',
    'noprefix = false',
    'mnemonicPrefix = false',
    '[log]',
    'showSignature = false',
    'showRoot = true',
  ]);
}

/** Reads a log of the repository that was laid out, line by line. Gives what Git says when it fails. */
async function readLog(scratch: string, args: string[], onLine: (line: string) => void): Promise<string | undefined> {
  const git = spawn('git', args, {
    cwd: path.join(scratch, REPOSITORY),
    // As it starts Git: with nothing of the machine but what is everybody's.
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_DIR: path.join(scratch, REPOSITORY, '.git'),
      LC_ALL: 'C',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_SECONDS * 1000,
  });
  let said = '';
  git.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 4096) said += text;
  });
  const read = async () => {
    for await (const line of createInterface(git.stdout)) onLine(line);
  };
  const [[status]] = (await Promise.all([once(git, 'close'), read()])) as [[number | null], unknown];
  return status === 0 ? undefined : `git log: ${said.trim().split('\n')[0] || `exit status ${status}`}`;
}

/** `:100644 100644 abc def M` and a path: only what becomes a file has text. */
const BECOMES_FILE = /^:(?<from>\d{6}) 100\d{3} \w+ \w+ (?<status>[AMT])/;

/** Lays out the history of the work tree that the target is in, and counts what there is to look at. */
export async function layOutHistory({ target, inventory, scratch }: CommandContext): Promise<History> {
  const { git } = inventory;
  const prefix = git?.prefix ? `${git.prefix.replace(/\/$/, '')}/` : '';
  await layOutForIt(git ? path.join(git.top, '.git') : target, scratch);
  await writeFile(path.join(scratch, ONLY), `^${prefix.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\n`);

  const shown = new Set<string>();
  const count = (line: string) => void (line.startsWith('commit ') && shown.add(line));
  const merges = new Set<string>();
  const changedTypes = new Set<string>();
  let [commit = '', ...parents]: string[] = [];
  const sort = (line: string) => {
    if (line.startsWith('commit ')) [commit = '', ...parents] = line.slice('commit '.length).trim().split(' ');
    const status = BECOMES_FILE.exec(line)?.groups?.['status'];
    if (status !== undefined && parents.length > 1) merges.add(commit);
    else if (status === 'T') changedTypes.add(commit);
  };
  const within = prefix === '' ? [] : ['--', prefix];
  // To see what a merge added Git makes it again, and writes objects for a moment: into the scratch folder.
  const problem = await readLog(scratch, ITS_LOG, count);
  if (problem !== undefined) return { prefix, problem };
  const untold = await readLog(scratch, [...REST_OF_LOG, ...within], sort);
  return {
    prefix,
    commits: shown.size,
    merges: [...merges],
    changedTypes: [...changedTypes],
    ...(untold === undefined ? {} : { untold }),
  };
}

function gap(commits: string[], what: string, why: string): NotCovered[] {
  const [first, ...others] = commits;
  if (first === undefined) return [];
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return [{ what: `${what} (${first.slice(0, 12)}${more})`, why }];
}

/** The history: it says how many commits it looked at, and that has to be all that it is shown. */
export function historyOutcome(prepared: unknown, log: Log): Outcome {
  const history = History.parse(prepared);
  const considered = { files: [], packages: 0 };
  const failed = (reason: string): Outcome => ({
    status: 'failed',
    reason,
    notCovered: [{ what: 'history', why: reason }],
  });
  if ('problem' in history) return failed(history.problem);
  const { commits, merges, changedTypes, untold } = history;
  const [complaint] = log.complaints;
  if (log.commits !== commits) {
    return failed(complaint?.said ?? `it looked at ${log.commits ?? 0} commits of ${commits} and does not say why`);
  }
  const notCovered = [
    ...log.complaints.map(({ path: file = 'history', said }) => ({ what: file, why: said })),
    ...log.skipped.map(({ path: file, why }) => ({ what: `history of ${file}`, why })),
    ...gap(merges, 'what merges add by themselves', 'it is shown no changes of a merge'),
    ...(untold === undefined ? [] : [{ what: 'what merges add by themselves', why: untold }]),
    ...gap(changedTypes, 'links that became files', 'it is shown no change of a type'),
  ];
  if (notCovered.length === 0) return { status: 'completed', considered };
  return { status: 'partial', reason: `${notCovered[0]?.what}: ${notCovered[0]?.why}`, considered, notCovered };
}
