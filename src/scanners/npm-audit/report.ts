import { PackageURL } from 'packageurl-js';
import { satisfies, valid } from 'semver';
import { z } from 'zod';
import { sortedUnique } from '../../model/collections.js';
import type { Package, RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import type { Severity } from '../../model/severity.js';
import type { Contents } from './contents.js';

/** What the advisory service says, in npm's words; npm before 8 leaves out `cwe` and `cvss`. */
const Advisory = z.object({
  source: z.union([z.number(), z.string()]),
  name: z.string(),
  title: z.string().nullish(),
  url: z.string().nullish(),
  severity: z.string(),
  cwe: z.array(z.string()).nullish(),
  cvss: z.object({ score: z.number(), vectorString: z.string().nullish() }).nullish(),
  range: z.string(),
});
type Advisory = z.infer<typeof Advisory>;

const Fix = z.union([
  z.boolean(),
  z.object({ name: z.string(), version: z.string(), isSemVerMajor: z.boolean().optional() }),
]);

const Vulnerable = z.object({
  /** The name of another package that has an advisory: that one has its own entry. */
  via: z.array(z.union([z.string(), Advisory])),
  nodes: z.array(z.string()),
  fixAvailable: Fix,
});
type Vulnerable = z.infer<typeof Vulnerable>;

/** npm 7 and later. */
export const Report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), Vulnerable),
  metadata: z.object({ dependencies: z.object({ total: z.number() }) }),
});
export type Report = z.infer<typeof Report>;

const SEVERITY: Record<string, Severity> = {
  critical: 'critical',
  high: 'high',
  moderate: 'medium',
  low: 'low',
  info: 'info',
};

/** How many places of a package are named. */
const NAMED = 5;

/** What npm's words, old and new, have in common. */
export interface Known {
  source: number | string;
  title?: string | null | undefined;
  url?: string | null | undefined;
  severity: string;
  cwes: string[];
  aliases: string[];
  cvss?: { score: number; vectorString?: string | null | undefined } | null | undefined;
}

/** One row of Muster's, but for what only one of the two kinds of report says. */
export function finding(known: Known, name: string, version: string | undefined, file: string) {
  const { source, title, url, severity, cvss } = known;
  const id = /GHSA(?:-[0-9a-z]{4}){3}/.exec(url ?? '')?.[0] ?? `npm-${source}`;
  const [, scope, rest = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  const vector = cvss?.vectorString || undefined;
  return {
    kind: 'vulnerability' as const,
    ruleId: id,
    title: title || `${id} in ${name}`,
    severity: SEVERITY[severity] ?? 'unknown',
    nativeSeverity: severity,
    location: { path: file },
    package: {
      ecosystem: 'npm',
      name,
      ...(version === undefined ? {} : { version }),
      purl: new PackageURL('npm', scope, rest, version).toString(),
    },
    advisory: {
      id,
      aliases: sortedUnique(known.aliases.filter((alias) => alias !== id)),
      cwes: known.cwes,
      // A score of 0 without a vector stands for an advisory that has none.
      cvss: cvss && vector ? [{ version: /^CVSS:([\d.]+)/.exec(vector)?.[1] ?? '2.0', vector, score: cvss.score }] : [],
      ...(url ? { url } : {}),
    },
    rule: { ...(known.cwes.length > 0 ? { cwes: known.cwes } : {}), ...(url ? { helpUri: url } : {}) },
  };
}

/**
 * @param isOne whether all its places hold one version: npm proposes one way out for all of them, which fits one
 * @param isForeign whether npm has no say in what is installed
 */
function fixOf(
  { name, fix }: { name: string; fix: Vulnerable['fixAvailable'] },
  isOne: boolean,
  isForeign: boolean,
): Pick<RawFinding, 'fix'> {
  if (fix === true && isForeign) return {};
  if (fix === true) return { fix: { summary: `\`npm audit fix\` updates ${name} within what is asked for` } };
  if (fix === false || !isOne) return {};
  const breaking = fix.isSemVerMajor ? ', which may break what uses it' : '';
  const versions = fix.name === name ? { versions: [fix.version] } : {};
  return { fix: { summary: `Update ${fix.name} to ${fix.version}${breaking}`, ...versions } };
}

/**
 * The places that one advisory is about, by version. npm tells them for all advisories of a package together.
 * @param versions place → version; a place that is not there has none
 */
function groups({ nodes }: Vulnerable, { range }: Advisory, versions: Map<string, string>) {
  const isHit = (place: string) => {
    const version = versions.get(place);
    if (version === undefined || valid(version, true) === null) return true;
    return satisfies(version, range, { loose: true, includePrerelease: true });
  };
  const hit = nodes.filter(isHit);
  // Whatever npm means by a range that is read otherwise here, its word stands.
  const places = hit.length > 0 ? hit : nodes;
  const byVersion = new Map<string | undefined, string[]>();
  for (const place of places) {
    const version = versions.get(place);
    byVersion.set(version, [...(byVersion.get(version) ?? []), place]);
  }
  return [...byVersion].map(([version, at]) => ({ version, at }));
}

function installedAt(places: string[]): string {
  const more = places.length > NAMED ? ` and ${places.length - NAMED} more` : '';
  return ` Installed at ${places.slice(0, NAMED).join(', ')}${more}`;
}

function forWhom({ dev }: NonNullable<Contents['foreign']>, one: string): string {
  return dev.includes(one) ? ' Needed for development alone' : '';
}

/** What the lock file tells of who needs a package. */
export type Told = Partial<Pick<Contents, 'versions' | 'dev' | 'foreign'>>;

/** Who needs the package that is in these places; undefined when the lock file does not tell. */
function scopeOf({ dev, foreign }: Told, one: string, at: string[]): Package['scope'] {
  if (foreign) return foreign.dev.includes(one) ? 'development' : undefined;
  return dev && (at.every((place) => dev.includes(place)) ? 'development' : 'production');
}

/**
 * One finding for each advisory and version of a package. A package that is only vulnerable by what it depends on has
 * none of its own.
 * @param told what stands in the lock file
 */
export function findingsOf(report: Report, told: Told, file: string): RawFinding[] {
  const versions = new Map(Object.entries(told.versions ?? {}));
  const { foreign } = told;
  return Object.entries(report.vulnerabilities).flatMap(([name, vulnerable]) => {
    const isOne = new Set(vulnerable.nodes.map((place) => versions.get(place))).size === 1;
    return vulnerable.via.flatMap((advisory, index) => {
      if (typeof advisory === 'string') return [];
      const { cwe, range } = advisory;
      return groups(vulnerable, advisory, versions).map(({ version, at }) => {
        const where = foreign ? forWhom(foreign, `${name}@${version}`) : installedAt(at);
        const row = finding({ ...advisory, cwes: cwe ?? [], aliases: [] }, name, version, file);
        const scope = scopeOf(told, `${name}@${version}`, at);
        return {
          ...row,
          package: { ...row.package, ...(scope ? { scope } : {}) },
          message: `Versions ${range}.${where}`,
          ...fixOf({ name, fix: vulnerable.fixAvailable }, isOne, foreign !== undefined),
          pointer: pointer('vulnerabilities', name, 'via', index),
        };
      });
    });
  });
}
