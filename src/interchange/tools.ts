import type { FindingKind } from '../model/finding.js';
import type { KnownScanner } from './context.js';

/** A tool's name as an id: lower case, words joined by dashes. */
export function slugOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'unnamed'
  );
}

/** Names under which a scanner is also known: an edition is the same scanner. */
const EDITION = /-(?:oss|ce|pro|cli|community|engine)$/;
/** What some tools call themselves beside the name that their adapter has. */
const OTHER_NAMES: Record<string, string> = {
  'keeping-infrastructure-as-code-secure': 'kics',
  retire: 'retire',
  'docker-bench-for-security': 'docker-bench',
  clamscan: 'clamav',
  clamdscan: 'clamav',
};

/**
 * The scanners of ours that a tool's name stands for: several for a program with several adapters.
 * @param name as the tool names itself
 */
export function scannersNamed(name: string, scanners: readonly KnownScanner[]): KnownScanner[] {
  const slug = slugOf(name);
  const plain = slug.replace(EDITION, '');
  for (const wanted of [slug, OTHER_NAMES[slug] ?? slug, plain]) {
    const found = scanners.filter((one) => one.id === wanted || slugOf(one.name) === wanted);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The id for a row of a tool: of its adapters the one that finds this kind in this, else a name of its own.
 * @param named see `scannersNamed`
 * @param isImage whether it looked at a container image
 */
export function scannerIdFor(tool: string, named: KnownScanner[], kind: FindingKind, isImage: boolean): string {
  const ofImages = ({ id }: KnownScanner) => id.endsWith('-image');
  const fitting = named.length > 1 ? named.filter((one) => ofImages(one) === isImage) : named;
  // What none of them is asked for (a license) still comes from the program.
  const best = fitting.find(({ finds }) => finds.includes(kind)) ?? fitting.at(-1) ?? named[0];
  return best?.id ?? slugOf(tool);
}
