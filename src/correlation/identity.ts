import { createHash, createHmac } from 'node:crypto';
import type { RawFinding } from '../model/finding.js';
import { type AdvisoryGroup, advisoryId } from './advisory-groups.js';

/** A row of a scanner's output, with who printed it and where. */
export interface Row extends RawFinding {
  scanner: string;
  /** Where the output will stand, relative to the results directory. */
  outputPath: string;
  /** The line of source that it points at, without white space at the ends; undefined when it cannot be read. */
  line?: string;
  /** The names of the hole, as all scanners together know them: for a vulnerability of a package. */
  group?: AdvisoryGroup;
}

const PREFIX: Record<RawFinding['kind'], string> = {
  vulnerability: 'vuln',
  misconfiguration: 'conf',
  secret: 'secret',
  code: 'code',
  malware: 'malware',
  license: 'license',
  practice: 'practice',
};

/** The name a package has in its ecosystem, however it was written. @see PEP 503 for PyPI */
export function packageName(ecosystem: string, name: string): string {
  if (ecosystem === 'PyPI') return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
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

/**
 * A sign by which two values of a secret can be told apart. Sixteen bits: enough that a changed secret gets another id
 * (but for one in 65,536), too few to find the value by trying: a guesser is left with one candidate of each 65,536.
 */
function secretSign(path: string, secret: string): string {
  return createHmac('sha256', `muster secret\0${path}`).update(secret).digest('hex').slice(0, 4);
}

/** What makes two rows the same issue. Lives in memory only: for a secret it holds the value. */
export function groupKey(row: Row): string {
  const path = row.location?.path ?? '';
  if (row.kind === 'vulnerability' && row.package && row.advisory) {
    return JSON.stringify([row.kind, packageKey(row.package), row.group?.name ?? advisoryId(row.advisory.id)]);
  }
  if (row.kind === 'secret' && row.secret) return JSON.stringify([row.kind, path, row.secret]);
  const { startLine, endLine, startColumn, resource } = row.location ?? {};
  return JSON.stringify([row.kind, row.scanner, row.ruleId, path, startLine, endLine, startColumn, resource]);
}

/** What of an issue stays the same on another machine and when other lines move. */
function lastingKey(row: Row): string {
  const path = row.location?.path ?? '';
  if (row.kind === 'vulnerability' && row.package && row.advisory) return groupKey(row);
  if (row.kind === 'secret' && row.secret) return JSON.stringify([row.kind, path, secretSign(path, row.secret)]);
  const line = row.line?.replaceAll(/\s+/g, ' ');
  return JSON.stringify([row.kind, row.scanner, row.ruleId, path, row.location?.resource, line]);
}

/**
 * The ids of issues: `<kind>-<12 hexadecimal digits>`, the digits being the first of SHA-256 over what lasts of the
 * issue (see docs/finding-ids.md). Issues alike in all of that are numbered in the order of their lines.
 * @param firsts one row of each issue, in the order of path and line
 */
export function issueIds(firsts: Row[]): string[] {
  const seen = new Map<string, number>();
  return firsts.map((row) => {
    const lasting = lastingKey(row);
    const number = seen.get(lasting) ?? 0;
    seen.set(lasting, number + 1);
    const digest = createHash('sha256').update(`${lasting}\0${number}`).digest('hex');
    return `${PREFIX[row.kind]}-${digest.slice(0, 12)}`;
  });
}
