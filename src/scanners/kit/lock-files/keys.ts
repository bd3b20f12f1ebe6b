import { PackageURL } from 'packageurl-js';
import { pythonName } from '../../../model/python-name.js';

/** How a package is compared: names as the indexes compare them, Go's and Composer's versions without their `v`. */
export function keyOf(name: string, version: string): string {
  return `${pythonName(name)}@${version.replace(/^v(?=\d)/i, '')}`;
}

/** The same of a package URL; undefined for what is none. */
export function keyOfPurl(purl: string): string | undefined {
  try {
    const { namespace, name, version } = PackageURL.fromString(purl);
    return keyOf([namespace, name].filter(Boolean).join('/'), version ?? '');
  } catch {
    return undefined;
  }
}
