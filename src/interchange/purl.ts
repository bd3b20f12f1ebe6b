import { PackageURL } from 'packageurl-js';
import { ecosystemOf } from '../model/ecosystem.js';
import type { Package } from '../model/finding.js';
import { purlOf } from '../model/purl.js';

/** The packages of distributions, whose names have no namespace in the words of OSV. */
const OF_DISTRIBUTIONS = ['alpm', 'apk', 'deb', 'rpm'];

/** `debian-12` as its two parts; Docker Scout has them in qualifiers of their own. */
function distributionOf({ namespace, type, qualifiers }: PackageURL): [string, string] {
  const named = qualifiers?.['os_name'];
  if (named) return [named, qualifiers?.['os_version'] ?? ''];
  const [name = '', release = ''] = (qualifiers?.['distro'] ?? '').split(/-(?=[^-]*$)/);
  return [name || (namespace ?? type), release];
}

/**
 * A package as OSV names it.
 * @returns undefined when this is no package URL
 */
export function packageOfPurl(purl: string): Package | undefined {
  try {
    const url = PackageURL.fromString(purl);
    const { type, namespace, name, version } = url;
    if (OF_DISTRIBUTIONS.includes(type)) {
      const ecosystem = ecosystemOf(purl, ...distributionOf(url));
      return { ecosystem, name, ...(version ? { version } : {}), purl };
    }
    const ecosystem = ecosystemOf(purl, type, '');
    const full = namespace ? `${namespace}${type === 'maven' ? ':' : '/'}${name}` : name;
    const shown = ecosystem === 'Go' ? version?.replace(/^v(?=\d)/, '') : version;
    return { ecosystem, name: full, ...(shown ? { version: shown } : {}), purl };
  } catch {
    return undefined;
  }
}

/** A package with its package URL, where its ecosystem has them. */
export function withPurl(named: Omit<Package, 'purl'>): Package {
  const purl = purlOf(named);
  return purl === undefined ? named : { ...named, purl };
}
