import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../../model/version.js';
import { Domain } from './control.js';

/** Where the data files stand. */
export const CONTROLS_FOLDER = path.join(PACKAGE_ROOT, 'crosswalk/controls');

/**
 * Reads the domains of the crosswalk, in the order of their names.
 * @throws Error that names the file and the place in it, when one is not as `Domain` says
 */
export function readDomains(folder = CONTROLS_FOLDER): Domain[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return names.sort().map((name) => {
    const read = Domain.safeParse(parse(readFileSync(path.join(folder, name), 'utf8')));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new Error(`crosswalk/controls/${name}: at /${issue?.path.join('/')}: ${issue?.message}`);
  });
}
