import path from 'node:path';
import type { Location } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import { region } from '../kit/lines.js';
import type { Check } from './report.js';

/** The names that it takes for a Dockerfile (checkov/common/util/dockerfile.py). */
const TAKEN_FOR_DOCKERFILE = /^(?:.+\.)?[Dd]ockerfile(?:\..+)?$/;
const ALIAS = '.muster.dockerfile';

/** Their blocks end, by its count, one or two lines after their end, and at line 0 where it could not tell. */
const ENDS_TOO_LATE = new Set(['github_actions', 'gitlab_ci']);

/** A file's path below the tree. Whose Dockerfile has a name that would be passed over gets another. */
export function nameInTree({ path: file, kinds }: InventoryFile): string {
  const isPassedOver = kinds.includes('dockerfile') && !TAKEN_FOR_DOCKERFILE.test(path.posix.basename(file));
  return isPassedOver ? `${file}${ALIAS}` : file;
}

/** The inventory's path of what is printed as a path from the top of the tree, or as an absolute one. */
export function inTarget(printed: string): string {
  const file = printed.replace(/^.*?\/scratch\/tree\//, '').replace(/^\/+/, '');
  return file.replace(ALIAS, '');
}

/** The place of a finding. A Dockerfile's resource is its path and the instruction, with a dot between. */
export function locationOf({ file_path, file_line_range, resource }: Check, framework: string): Location {
  const [startLine, endLine] = file_line_range ?? [];
  const name = resource?.startsWith(`${file_path}.`) ? resource.slice(file_path.length + 1) : resource;
  return {
    path: inTarget(file_path),
    ...region({ startLine, endLine: startLine && !ENDS_TOO_LATE.has(framework) ? endLine : undefined }),
    ...(name ? { resource: name } : {}),
  };
}
