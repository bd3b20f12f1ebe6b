import type { Report } from '../../model/report.js';
import { plainLine } from '../plain-text.js';

/** What the packages are those of, by name: the last part of its path. */
export function targetName({ target }: Report): string {
  const parts = plainLine(target.path).split(/[/\\]/);
  return parts.findLast((part) => !['', '.', '..'].includes(part)) ?? 'scanned target';
}

/** The commit, where it is one. */
export function targetCommit({ target }: Report): string | undefined {
  return target.commit !== undefined && /^[0-9a-f]{40,64}$/.test(target.commit) ? target.commit : undefined;
}
