import { PackageURL } from 'packageurl-js';
import { groupBy, sortedUnique } from '../../model/collections.js';
import type { ListedComponent, Stock } from '../../model/component.js';
import type { Finding } from '../../model/finding.js';
import { purlKey } from '../../model/purl.js';
import type { Report } from '../../model/report.js';
import { clip, plainLine } from '../plain-text.js';
import { stableUuid } from '../stable-uuid.js';

/** What CycloneDX allows, in characters. */
export const LONGEST_VERSION = 1024;

/** A package as bills of materials name it. */
export interface SbomPackage extends ListedComponent {
  /** By which the document refers to it. */
  ref: string;
  /** Only when it is one: others read it. */
  purl?: string;
  /** By reference; undefined where no scanner tells. */
  needs?: string[];
  findings: Finding[];
}

export interface Contents extends Pick<Stock, 'completeness' | 'because' | 'listers'> {
  packages: SbomPackage[];
}

function parsed(purl: string | undefined): PackageURL | undefined {
  try {
    return purl === undefined ? undefined : PackageURL.fromString(purl);
  } catch {
    return undefined;
  }
}

/** What makes two rows the same package, as the list itself was merged. */
function keyOf({ purl, ecosystem, name, version }: Pick<ListedComponent, 'purl' | 'ecosystem' | 'name' | 'version'>) {
  return purl === undefined ? JSON.stringify([ecosystem, name, version ?? '', '']) : purlKey(purl);
}

/** A vulnerable package that nobody lists. */
function unlisted({ package: named, sources, locations }: Finding): ListedComponent[] {
  if (named === undefined) return [];
  const foundBy = sortedUnique(sources.map(({ scanner }) => scanner)).map((scanner) => ({
    scanner,
    locations: sortedUnique(
      sources.filter((one) => one.scanner === scanner).flatMap((one) => one.location?.path ?? []),
    ),
  }));
  const { scope, ...rest } = named;
  return [
    {
      ...rest,
      licenses: [],
      locations: sortedUnique(locations.map(({ path }) => path)),
      ...(scope ? { scope } : {}),
      foundBy,
    },
  ];
}

/**
 * What a bill of materials holds: what the scanners list, and the vulnerable packages that are not among it. That there
 * are any of these shows that the list is not whole.
 */
export function contentsOf(report: Report, stock: Stock): Contents {
  const vulnerable = report.findings.filter((finding) => finding.package !== undefined);
  const findings = groupBy(vulnerable, (finding) => keyOf(finding.package ?? { ecosystem: '', name: '' }));
  const known = new Map(stock.components.map((one) => [keyOf(one), one]));
  const missing = [...findings].filter(([key]) => !known.has(key));
  for (const [key, [first]] of missing) for (const one of first ? unlisted(first) : []) known.set(key, one);
  const refs = new Map<string, string>();
  for (const [key, { purl }] of known) refs.set(key, parsed(purl)?.toString() ?? `muster:${stableUuid(key)}`);
  const packages = [...known].map(([key, { purl: printed, ...component }]): SbomPackage => {
    const url = parsed(printed);
    const version = url?.version ?? component.version;
    const purl = url?.toString();
    const needs = component.dependsOn?.flatMap((one) => refs.get(purlKey(one)) ?? []);
    return {
      ...component,
      name: plainLine(component.name) || 'unnamed',
      // As its package URL writes it: with Go, some put a `v` in front and some do not.
      version: version === undefined ? undefined : clip(plainLine(version), LONGEST_VERSION) || undefined,
      ...(purl === undefined ? {} : { purl }),
      ref: refs.get(key) ?? key,
      ...(needs === undefined ? {} : { needs: sortedUnique(needs) }),
      findings: findings.get(key) ?? [],
    };
  });
  const { listers } = stock;
  if (missing.length === 0) return { packages, listers, completeness: stock.completeness, because: stock.because };
  const because = missing.map(([, [first]]) => {
    const { name = '', version = '' } = first?.package ?? {};
    return `${plainLine(`${name} ${version}`)} is vulnerable and in no list of packages`;
  });
  const gaps = stock.completeness === 'complete' ? [] : stock.because;
  return { packages, listers, completeness: 'incomplete', because: sortedUnique([...gaps, ...because]) };
}

/** Ecosystems whose tools write the namespace apart from the name. */
const APART = new Set(['npm', 'maven', 'composer']);

/** The two parts of a name, where its ecosystem has two. */
export function groupAndName({ purl, name }: Pick<SbomPackage, 'purl' | 'name'>): { group?: string; name: string } {
  const url = parsed(purl);
  if (!url?.namespace || !APART.has(url.type)) return { name };
  return { group: plainLine(url.namespace), name: plainLine(url.name) };
}
