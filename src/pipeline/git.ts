import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { GitFacts } from '../model/inventory.js';
import type { TargetFacts } from '../model/report.js';

const execute = promisify(execFile);

/**
 * Git for a work tree that nobody has vouched for: its own configuration can name programs to run on a mere listing
 * (`core.fsmonitor`, hooks, filters), so these are switched off, and the caller's configuration is not read.
 */
export async function git(cwd: string, args: string[]): Promise<Buffer> {
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false'];
  const { stdout } = await execute('git', [...safe, ...args], {
    cwd,
    encoding: 'buffer',
    maxBuffer: 1 << 30,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      // What a commit has is what its own objects say, and what of them is not here is fetched from nowhere.
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_NO_LAZY_FETCH: '1',
      LC_ALL: 'C',
      // The folder is read because the user named it; Git's ownership check would refuse it in most containers.
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
    },
  });
  return stdout;
}

/** What Git knows of this folder; undefined when it is in no work tree or Git is not installed. */
export async function gitFacts(folder: string): Promise<GitFacts | undefined> {
  const ask = async (...args: string[]) => (await git(folder, args)).toString('utf8').trimEnd();
  try {
    const top = await ask('rev-parse', '--show-toplevel');
    if (top === '') return undefined; // a bare repository, or the inside of .git
    const prefix = path.relative(await realpath(top), await realpath(folder)).replaceAll(path.sep, '/');
    const shallow = (await ask('rev-parse', '--is-shallow-repository')) === 'true';
    const commit = await ask('rev-parse', '--verify', '--quiet', 'HEAD^{commit}').catch(() => undefined);
    return { top, prefix, shallow, ...(commit ? { commit } : {}) };
  } catch {
    return undefined;
  }
}

/** The remote that a repository was cloned from, and the branch that is its default there, as far as Git knows. */
export async function remoteFacts(folder: string): Promise<{ remote?: string; branch?: string }> {
  const ask = async (...args: string[]) => {
    const answer = await git(folder, args).catch(() => undefined);
    return answer?.toString('utf8').trimEnd() || undefined;
  };
  const remote = await ask('remote', 'get-url', 'origin');
  const head = await ask('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD');
  const branch = head?.replace(/^origin\//, '') ?? (await ask('symbolic-ref', '--quiet', '--short', 'HEAD'));
  return { ...(remote ? { remote } : {}), ...(branch ? { branch } : {}) };
}

/** What a report says of the work tree that its target stands in; nothing for a target that is in none. */
export function placeInWorkTree(facts: GitFacts | undefined): Pick<TargetFacts, 'prefix' | 'commit'> {
  return {
    ...(facts?.prefix ? { prefix: facts.prefix } : {}),
    ...(facts?.commit ? { commit: facts.commit } : {}),
  };
}
