import path from 'node:path';
import type { TargetFacts } from '../model/report.js';
import type { WebRepository } from '../reports/format.js';

/**
 * Where the target can be seen on the web, as GitHub tells the steps of a workflow.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 * @returns undefined elsewhere, for a target outside of the checkout, and for another commit than the scanned one
 */
export function webRepository(target: TargetFacts, env: NodeJS.ProcessEnv): WebRepository | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name, GITHUB_SHA: commit, GITHUB_WORKSPACE: checkout } = env;
  if (!server || !name || !commit || !checkout || commit !== target.commit) return undefined;
  if (!/^https?:\/\/[A-Za-z0-9.:-]+$/.test(server) || !/^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/.test(name))
    return undefined;
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  const folder = path.relative(checkout, path.resolve(target.path));
  if (folder === '..' || folder.startsWith(`..${path.sep}`) || path.isAbsolute(folder)) return undefined;
  return { address: `${server}/${name}`, commit, folder: folder.split(path.sep).join('/') };
}
