import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Location } from '../../model/finding.js';
import { webAddress } from '../sarif/absolute-uri.js';

/** Terminals cut longer ones off, or leave them out. */
const LONGEST = 2083;
/** What may stand in the sequence: nothing that ends it, nothing that a terminal obeys. */
const PRINTABLE = /^[!-~]+$/;

/**
 * A text that opens an address when it is clicked, by the escape sequence OSC 8. The text is shown as it is; the address
 * is left out when anything in it could end the sequence.
 * @see https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
 */
export function hyperlink(text: string, address: string | undefined): string {
  if (text === '' || address === undefined || address.length > LONGEST || !PRINTABLE.test(address)) return text;
  return `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
}

/** Where a finding is explained: the help of its rule, or its advisory. Undefined when nothing is a web address. */
export function helpAddress({ rule, advisory }: Finding): string | undefined {
  return webAddress(rule?.helpUri) ?? webAddress(advisory?.url);
}

/** The file of a place on this machine; undefined for a path that leads out of the target. */
export function fileAddress(root: string | undefined, place: Location | undefined): string | undefined {
  if (root === undefined || place === undefined || place.commit !== undefined || place.path.includes('\0')) return;
  const file = path.resolve(root, place.path);
  const relative = path.relative(root, file);
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return;
  return pathToFileURL(file).href;
}
