import type { RawFinding } from '../model/finding.js';
import { pythonName } from '../model/python-name.js';

/** The name a package has in its ecosystem, however it was written. @see PEP 503 for PyPI */
export function packageName(ecosystem: string, name: string): string {
  if (ecosystem === 'PyPI') return pythonName(name);
  return ecosystem === 'npm' ? name.toLowerCase() : name;
}

/** The version as its ecosystem writes it: with Go, some put a `v` in front and some do not. */
function packageVersion(ecosystem: string, version: string): string {
  return ecosystem === 'Go' ? version.replace(/^v/, '') : version;
}

/** What makes two packages the same: ecosystem, name and version, each as the ecosystem compares them. */
export function packageKey({ ecosystem, name, version = '' }: NonNullable<RawFinding['package']>): string {
  return JSON.stringify([ecosystem, packageName(ecosystem, name), packageVersion(ecosystem, version)]);
}
