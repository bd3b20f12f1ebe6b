import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { CommandContext } from '../../model/scanner.js';
import { layOutRepository } from '../kit/git-repository.js';
import { layOutConfiguration } from './configuration.js';

/** Below `scratch`: the repository as it is shown to Git, and the empty work tree that goes with it. */
const REPOSITORY = 'repository';
const WORK_TREE = 'empty';

/** A long history takes its time, both here and there. */
export const TIMEOUT_SECONDS = 1800;

/** What the changes of a merge are compared with: what Git would have made of it, from 2.35 on. */
const REMERGE_SINCE = [2, 35];

/**
 * Put before the new name of a file. In the patch of a merge with conflicts Gitleaks misses Git's own header and takes
 * `b/name` for the name: a prefix that no folder has lets one tell.
 */
export const NEW_PREFIX = 'muster~new';

/**
 * What `git log` is to show. Its own choice (`--diff-filter=tuxdb`, no `-m`) passes over a link that becomes a file and
 * over what a merge adds by itself. A renamed file stays one that is known: as what it is in `.gitleaksignore`.
 */
export const LOG_OPTIONS = [
  '--all',
  '--full-history',
  '--diff-filter=d',
  '-m',
  `--dst-prefix=${NEW_PREFIX}/`,
  '--relative',
  '--',
  '.',
];

/** What stands in the history, to be held against what the program says that it looked at. */
export const History = z.union([
  z.object({
    /** Commits that change lines of text: alone, and with the merges that do. */
    commits: z.number(),
    withMerges: z.number(),
  }),
  z.object({ problem: z.string() }),
]);
export type History = z.infer<typeof History>;

/** Makes Git read the repository that is laid out, and no configuration or attribute of the machine or the target. */
export function gitEnvironment(scratch: string): Record<string, string> {
  return {
    GIT_DIR: path.join(scratch, REPOSITORY),
    GIT_WORK_TREE: path.join(scratch, WORK_TREE),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    LC_ALL: 'C',
  };
}

/** The folder in which Git is asked: that of the target within the work tree, without its files. */
export function workFolder(scratch: string, prefix = ''): string {
  return path.join(scratch, WORK_TREE, prefix);
}

async function canRemerge(): Promise<boolean> {
  const { stdout } = await promisify(execFile)('git', ['--version']);
  const [major = 0, minor = 0] = (/\d+\.\d+/.exec(stdout)?.[0] ?? '').split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = REMERGE_SINCE;
  return major > needMajor || (major === needMajor && minor >= needMinor);
}

/**
 * A repository in `scratch` with the objects and refs of the target, and nothing else of it: its configuration can
 * change what a log shows, and `*.env -diff` in a `.gitattributes` takes files out of it without a word. Git writes the
 * objects that it needs for a moment here, too.
 */
async function layOutForLog(marker: string, scratch: string): Promise<void> {
  // Older ones compare with the first parent: what was merged then shows up a second time.
  const merges = `diffMerges = ${(await canRemerge()) ? 'remerge' : 'first-parent'}`;
  await layOutRepository(marker, path.join(scratch, REPOSITORY), ['[log]', merges]);
}

/** Counts what a log like the one that Gitleaks reads speaks of. */
async function countCommits(scratch: string, folder: string): Promise<History> {
  const args = ['log', '--numstat', '--format=commit %H %P', ...LOG_OPTIONS];
  const env = { PATH: process.env['PATH'] ?? '', ...gitEnvironment(scratch) };
  const git = spawn('git', args, {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_SECONDS * 1000,
  });
  let said = '';
  git.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 4096) said += text;
  });
  const single = new Set<string>();
  const merges = new Set<string>();
  const read = async () => {
    let [commit, ...parents]: string[] = [];
    for await (const line of createInterface(git.stdout)) {
      if (line.startsWith('commit ')) [commit, ...parents] = line.slice('commit '.length).trim().split(' ');
      // `0 0` is a mode or an empty file, `- -` is binary: neither has lines.
      else if (commit && /^(?!0\t0\t)\d/.test(line)) (parents.length > 1 ? merges : single).add(commit);
    }
  };
  const [[status]] = (await Promise.all([once(git, 'close'), read()])) as [[number | null], unknown];
  if (status !== 0) return { problem: `git log: ${said.trim().split('\n')[0] || `exit status ${status}`}` };
  return { commits: single.size, withMerges: single.size + merges.size };
}

/** Lays out the history of the work tree that the target is in, and counts what there is to look at. */
export async function layOutHistory({ target, inventory, scratch }: CommandContext): Promise<History> {
  const { git } = inventory;
  const folder = workFolder(scratch, git?.prefix);
  await mkdir(folder, { recursive: true });
  await layOutConfiguration(target, scratch);
  await layOutForLog(git ? path.join(git.top, '.git') : target, scratch);
  return countCommits(scratch, folder);
}
