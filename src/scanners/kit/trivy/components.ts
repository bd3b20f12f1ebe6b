import type { Component } from '../../../model/component.js';
import { ecosystemOf } from './ecosystem.js';
import { metadataOf, type Package, type Report, type Result, resultsOf } from './report.js';

/** Of the project itself: what it is, not what it uses. */
export const OWN: ReadonlySet<string> = new Set(['root', 'workspace']);

/** The package's name with its namespace: in some ecosystems that stands in the package URL alone. */
function componentOf(
  row: Package & { Name: string },
  { Class, Type, Target }: Result,
  release: string,
  purls: Map<string, string>,
  pathOf: (printed: string) => string,
): Component {
  const purl = row.Identifier?.PURL || undefined;
  const dependsOn = (row.DependsOn ?? []).flatMap((id) => purls.get(id) ?? []);
  const place = Class === 'os-pkgs' ? '' : pathOf(row.FilePath || Target);
  const ecosystem = ecosystemOf(purl, Type ?? '', release);
  const version = ecosystem === 'Go' ? row.Version?.replace(/^v(?=\d)/, '') : row.Version;
  return {
    ecosystem,
    name: row.Name,
    ...(version ? { version } : {}),
    ...(purl ? { purl } : {}),
    licenses: row.Licenses ?? [],
    locations: place === '' ? [] : [place],
    // Not marked can be both: it does not tell for every kind of lock file.
    ...(row.Dev ? { scope: 'development' as const } : {}),
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
  };
}

/**
 * The packages that a report of Trivy lists, which it does with `--list-all-pkgs`.
 * @param pathOf a printed path as the inventory has it; empty for the target as a whole
 */
export function componentsIn(report: Report, pathOf: (printed: string) => string): Component[] {
  const release = metadataOf(report).OS?.Name ?? '';
  return resultsOf(report).flatMap(({ result }) => {
    const rows = result.Packages ?? [];
    const purls = new Map(
      rows.flatMap(({ ID, Identifier }) => (ID && Identifier?.PURL ? [[ID, Identifier.PURL] as const] : [])),
    );
    return rows.flatMap((row) =>
      row.Name && !OWN.has(row.Relationship ?? '')
        ? [componentOf({ ...row, Name: row.Name }, result, release, purls, pathOf)]
        : [],
    );
  });
}
