import { PackageURL } from 'packageurl-js';
import type { Package } from './finding.js';

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
