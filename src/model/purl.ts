import { PackageURL } from 'packageurl-js';
import type { Package } from './finding.js';
import { pythonName } from './python-name.js';

/**
 * Types of package URLs, by OSV's names of the ecosystems that have one.
 * @see https://github.com/package-url/purl-spec/blob/main/PURL-TYPES.rst
 */
const PURL_TYPES: Record<string, string> = {
  CRAN: 'cran',
  'crates.io': 'cargo',
  Go: 'golang',
  Hackage: 'hackage',
  Hex: 'hex',
  Maven: 'maven',
  npm: 'npm',
  NuGet: 'nuget',
  Packagist: 'composer',
  Pub: 'pub',
  PyPI: 'pypi',
  RubyGems: 'gem',
};

/**
 * The package URL of a package that is named as OSV does.
 * @returns undefined where its ecosystem has none, and for a name that its ecosystem does not allow
 */
export function purlOf({ ecosystem, name, version }: Omit<Package, 'purl'>): string | undefined {
  const type = PURL_TYPES[ecosystem];
  if (type === undefined) return undefined;
  const cut = name.lastIndexOf(type === 'maven' ? ':' : '/');
  const namespace = cut < 0 ? undefined : name.slice(0, cut);
  const full = type === 'golang' && /^\d/.test(version ?? '') ? `v${version}` : version;
  try {
    return new PackageURL(type, namespace, name.slice(cut + 1), full).toString();
  } catch {
    return undefined;
  }
}

/**
 * What makes two package URLs those of the same package: type, namespace, name and version, each as its ecosystem
 * compares them, and the processor that it is built for. Not where it came from or which release of a distribution it
 * is part of: scanners write these differently.
 */
export function purlKey(purl: string): string {
  try {
    const { type, namespace, name, version, qualifiers } = PackageURL.fromString(purl);
    const full = [namespace, name].filter(Boolean).join('/');
    const plain = type === 'pypi' ? pythonName(full) : type === 'npm' ? full.toLowerCase() : full;
    const number = type === 'golang' ? version?.replace(/^v(?=\d)/, '') : version;
    return JSON.stringify([type, plain, number ?? '', qualifiers?.['arch'] ?? '']);
  } catch {
    return JSON.stringify([purl]);
  }
}
