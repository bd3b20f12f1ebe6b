import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Absolute path of the package: where `package.json`, `rules/` and `schemas/` are, built or not. */
export const PACKAGE_ROOT = path.resolve(import.meta.dirname, '../..');

/** Muster's own version. */
export function musterVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}
