import { lstat, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import writeFileAtomic from 'write-file-atomic';
import { UsageError } from '../model/usage-error.js';
import { containerExamples } from './containers.js';
import { dependabot, missingUpdates } from './dependabot.js';
import type { InitFile } from './file.js';
import { githubWorkflow, type WorkflowParts } from './github-workflow.js';
import { gitlabPipeline, shellScript } from './other-ci.js';
import { type PolicyParts, securityPolicy } from './policy.js';
import type { RepositoryFacts } from './repository.js';
import { musterConfig, preCommit } from './small-files.js';

/** A file, and what is there now. */
export interface PlannedFile extends InitFile {
  /** `new`: nothing is there; `same`: what would be written is there; `kept`: something else is there. */
  state: 'new' | 'same' | 'kept';
  /** What is there now, '' when nothing is. */
  before: string;
}

export interface InitParts extends WorkflowParts, PolicyParts {}

/** Every file that fits this repository. */
export function filesFor(facts: RepositoryFacts, parts: InitParts): InitFile[] {
  const { ci } = facts;
  const hasContainers = facts.dockerfiles.length > 0 || facts.composeFiles.length > 0;
  return [
    ...(ci.includes('github') ? [githubWorkflow(facts, parts), dependabot(facts)] : []),
    ...(ci.includes('gitlab') ? gitlabPipeline(facts, parts) : []),
    ...(ci.includes('shell') ? [shellScript(parts)] : []),
    musterConfig(),
    securityPolicy(facts, parts),
    preCommit(parts.version),
    ...(hasContainers ? containerExamples() : []),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Nothing outside of the repository may be written by way of a link in it.
 * @throws UsageError when a folder on the way, or the file itself, is none
 */
async function checkWay(root: string, file: string): Promise<void> {
  const parts = file.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const shown = parts.slice(0, length).join('/');
    const facts = await lstat(path.join(root, shown)).catch(() => undefined);
    if (facts === undefined) return;
    const fits = length === parts.length ? facts.isFile() : facts.isDirectory();
    if (!fits)
      throw new UsageError(
        `${shown} is no ${length === parts.length ? 'regular file' : 'folder'}; ${file} is not written through it`,
      );
  }
}

/** Windows' line ends are no difference: Git makes them on checkout. */
function sameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}

/**
 * Holds what would be written against what is there. Writes nothing.
 * @throws UsageError when something stands in the way
 */
export async function planFiles(root: string, files: InitFile[]): Promise<PlannedFile[]> {
  return Promise.all(
    files.map(async (file) => {
      await checkWay(root, file.path);
      const before = await readFile(path.join(root, file.path), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw new UsageError(`${file.path} cannot be read (${error.code})`);
      });
      const state = before === undefined ? 'new' : sameText(before, file.content) ? 'same' : 'kept';
      return { ...file, state, before: before ?? '' } as PlannedFile;
    }),
  );
}

/** What to say of files of the user that are kept, where something in them would be good. */
export function remarks(planned: PlannedFile[], facts: RepositoryFacts): string[] {
  return planned
    .filter(({ state }) => state === 'kept')
    .flatMap(({ path: file, before, instead }) => {
      if (file === '.github/dependabot.yml') {
        const missing = missingUpdates(before, facts);
        return missing.length > 0 ? [`${file} has no updates for ${missing.join(', ')}`] : [];
      }
      return instead ? [`${file}: ${instead}`] : [];
    });
}

/** The change of one file as a unified diff, as `git diff` prints it. */
export function diffOf({ path: file, before, content, state }: PlannedFile): string {
  const from = state === 'new' ? '/dev/null' : `a/${file}`;
  return createTwoFilesPatch(from, `b/${file}`, before.replaceAll('\r\n', '\n'), content, undefined, undefined, {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}

/** Writes files into the repository: each whole, or not at all. */
export async function writeFiles(root: string, files: InitFile[]): Promise<void> {
  for (const { path: file, content, executable } of files) {
    const whole = path.join(root, file);
    await mkdir(path.dirname(whole), { recursive: true });
    await writeFileAtomic(whole, content, { mode: executable ? 0o755 : 0o644 });
  }
}
