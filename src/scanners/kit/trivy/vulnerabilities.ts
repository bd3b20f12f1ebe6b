import type { Advisory, RawFinding } from '../../../model/finding.js';
import { region } from '../lines.js';
import { ecosystemOf } from './ecosystem.js';
import type { Package, Result, Vulnerability } from './report.js';
import { severityOf } from './severity.js';

/** The scores of all sources, in the order of their names: it prints them as a map. */
function scoresOf({ CVSS }: Vulnerability): Advisory['cvss'] {
  const sources = Object.entries(CVSS ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return sources.flatMap(([source, { V2Vector, V2Score, V3Vector, V3Score, V40Vector, V40Score }]) =>
    [
      { version: '4.0', vector: V40Vector, score: V40Score },
      { version: /^CVSS:(3\.\d)/.exec(V3Vector ?? '')?.[1] ?? '3.0', vector: V3Vector, score: V3Score },
      { version: '2.0', vector: V2Vector, score: V2Score },
    ]
      .filter(({ vector, score }) => vector || score)
      .map(({ version, vector, score }) => ({
        version,
        ...(vector ? { vector } : {}),
        ...(score ? { score } : {}),
        source,
      })),
  );
}

/** The row of the package among those that are listed: by the id that is made for this, else by its name and version. */
function packageOf(row: Vulnerability, packages: Package[]): Package | undefined {
  const uid = row.PkgIdentifier?.UID;
  if (uid) return packages.find(({ Identifier }) => Identifier?.UID === uid);
  return packages.find(({ Name, Version }) => Name === row.PkgName && Version === row.InstalledVersion);
}

/** A package of a distribution stands in no file that one could point at. */
function locationOf(
  row: Vulnerability,
  result: Result,
  listed: Package | undefined,
  pathOf: (printed: string) => string,
): RawFinding['location'] {
  if (result.Class === 'os-pkgs') return undefined;
  // Installed packages are listed together, under a name like `Python`: the path is that of the package then.
  const path = pathOf(row.PkgPath || result.Target);
  const place = listed?.Locations?.[0];
  return { path, ...region({ startLine: place?.StartLine, endLine: place?.EndLine }) };
}

/** Go's versions without the `v`, as OSV writes them; earlier releases of Trivy print none either. */
function versionOf(version: string, ecosystem: string): string {
  return ecosystem === 'Go' ? version.replace(/^v(?=\d)/, '') : version;
}

/**
 * @param release of the distribution, for its packages
 * @param pathOf a printed path as the inventory has it
 */
export function vulnerabilityFinding(
  row: Vulnerability,
  result: Result,
  release: string,
  pathOf: (printed: string) => string,
  place: string,
): RawFinding {
  const { VulnerabilityID: id, PkgName: name, InstalledVersion: installed, PrimaryURL: url } = row;
  const purl = row.PkgIdentifier?.PURL ?? undefined;
  const ecosystem = ecosystemOf(purl, result.Type ?? '', release);
  const fixed = (row.FixedVersion ?? '').split(',').map((version) => version.trim());
  const versions = fixed.filter((version) => version !== '');
  const listed = packageOf(row, result.Packages ?? []);
  const location = locationOf(row, result, listed, pathOf);
  const cwes = row.CweIDs ?? [];
  return {
    kind: 'vulnerability',
    ruleId: id,
    title: row.Title || `${id} in ${name} ${installed ?? ''}`.trim(),
    ...(row.Description ? { message: row.Description } : {}),
    severity: severityOf(row.Severity),
    nativeSeverity: row.Severity ?? null,
    ...(location ? { location } : {}),
    package: {
      ecosystem,
      name,
      ...(installed ? { version: versionOf(installed, ecosystem) } : {}),
      ...(purl === undefined ? {} : { purl }),
      // Not marked can be both: it does not tell for every kind of lock file.
      ...(listed?.Dev ? { scope: 'development' as const } : {}),
    },
    advisory: {
      id,
      // An advisory of a distribution (RHSA-…, DSA-…) is about several vulnerabilities: not another name of one.
      aliases: result.Class === 'os-pkgs' ? [] : (row.VendorIDs ?? []).toSorted(),
      cwes,
      cvss: scoresOf(row),
      ...(url ? { url } : {}),
    },
    rule: { ...(url ? { helpUri: url } : {}), ...(cwes.length > 0 ? { cwes } : {}) },
    ...(versions.length > 0
      ? { fix: { summary: `Update ${name} to ${versions.join(' or ')}, or later`, versions } }
      : {}),
    pointer: place,
  };
}
