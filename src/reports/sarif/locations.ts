import { posix } from 'node:path';
import type { LogicalLocation, Region, Location as SarifLocation } from 'sarif';
import type { Finding, Location } from '../../model/finding.js';
import { clip, plainLine } from '../plain-text.js';

/** What all relative paths of a log stand below. The name is GitHub's and CodeQL's. */
export const SOURCE_ROOT = '%SRCROOT%';

/**
 * The place of a finding that has none. GitHub refuses a whole file for one result without a location, and to name a file
 * that has nothing to do with the finding would be a lie; this is a path that says so and leads nowhere.
 */
const NO_FILE = 'no file given';

/** Readers keep lines in 32 bits (sarif-sdk) or 64 (GitHub). */
const LAST_LINE = 2 ** 31 - 1;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * A path of the target as a relative URI reference (RFC 3986): every byte that is not unreserved is percent-encoded, so
 * that `#`, `?`, `%`, spaces, and a colon in the first segment are part of the path. Decoding gives the path back as
 * report.json has it, `\xNN` for bytes that are no UTF-8 included: `%NN` for them would be nearer to the file's name, but
 * readers refuse a URI that does not decode to text.
 * @param prefix the target's path in its work tree, '' when it is the top
 */
function relativeUri(path: string, prefix = ''): string {
  if (/^[./]*$/.test(path)) return encodeURIComponent(NO_FILE);
  const whole = posix.normalize(`${prefix}/${path}`).replaceAll(/^\/+|\/+$/g, '');
  const segments = whole.split('/').map((segment) => encodeURIComponent(segment.replaceAll(LONE_SURROGATE, '\uFFFD')));
  return segments.join('/');
}

function isLine(line: number | undefined): line is number {
  return line !== undefined && line >= 1 && line <= LAST_LINE;
}

/** The lines of a location, without what contradicts itself. Line 1 when there is none: GitHub shows no result without. */
function regionOf({ startLine, endLine, startColumn, endColumn }: Location): Region {
  if (!isLine(startLine)) return { startLine: 1 };
  const region: Region = { startLine };
  if (isLine(startColumn)) region.startColumn = startColumn;
  if (endLine !== undefined && (!isLine(endLine) || endLine < startLine)) return region;
  if (isLine(endLine)) region.endLine = endLine;
  const sameLine = endLine === undefined || endLine === startLine;
  // The end column is the one after the last character (SARIF 3.30.8), so it is never before the start.
  if (isLine(endColumn) && !(sameLine && endColumn < (startColumn ?? 1))) region.endColumn = endColumn;
  return region;
}

function logicalLocations(resource: string | undefined, finding: Finding): LogicalLocation[] {
  const locations: LogicalLocation[] = [];
  if (resource) locations.push({ fullyQualifiedName: plainLine(resource), kind: 'resource' });
  if (finding.package) {
    const { name, version, purl } = finding.package;
    const shown = version ? `${name}@${version}` : name;
    locations.push({ name: plainLine(shown), fullyQualifiedName: plainLine(purl ?? shown), kind: 'package' });
  }
  return locations;
}

/**
 * A place as SARIF has it.
 * @param location undefined for a finding that no scanner gives a place
 */
export function toLocation(location: Location | undefined, finding: Finding, prefix: string): SarifLocation {
  const logical = logicalLocations(location?.resource, finding);
  const uri = location ? relativeUri(location.path, prefix) : encodeURIComponent(NO_FILE);
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: SOURCE_ROOT },
      region: location ? regionOf(location) : { startLine: 1 },
    },
    ...(logical.length > 0 ? { logicalLocations: logical } : {}),
    ...(location?.commit ? { message: { text: `In commit ${clip(plainLine(location.commit), 100)}.` } } : {}),
  };
}

/** A place in words: `api/app.py:12`. */
export function placeOf({ path, startLine }: Location): string {
  return plainLine(startLine === undefined ? path : `${path}:${startLine}`);
}
