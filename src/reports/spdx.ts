import { createHash } from 'node:crypto';
import { groupBy } from '../model/collections.js';
import type { Report } from '../model/report.js';
import type { ReportContext, ReportFile } from './format.js';
import { clip, jsonText, plainLine } from './plain-text.js';
import { toJson } from './report-json.js';
import { webAddress } from './sarif/absolute-uri.js';
import { ledgerOf } from './sbom/ledger.js';
import { expressionOf } from './sbom/license.js';
import { type Contents, contentsOf, LONGEST_VERSION, type SbomPackage } from './sbom/packages.js';
import { targetCommit, targetName } from './sbom/target.js';
import { stableUuid } from './stable-uuid.js';

const DOCUMENT = 'SPDXRef-DOCUMENT';
const ROOT = 'SPDXRef-Target';
const UNKNOWN = 'NOASSERTION';

/** By the package itself, so that it has the same name in every document. */
function idOf(ref: string): string {
  return `SPDXRef-Package-${createHash('sha256').update(ref).digest('hex').slice(0, 24)}`;
}

const NOT_ANALYSED = {
  downloadLocation: UNKNOWN,
  filesAnalyzed: false,
  licenseConcluded: UNKNOWN,
  copyrightText: UNKNOWN,
};

/** The pages about what it is open to; not what was found not to affect it. */
function advisoriesOf({ findings }: SbomPackage): object[] {
  const affecting = findings.filter(({ status }) => status !== 'notAffected');
  const pages = affecting.flatMap(({ advisory }) => webAddress(advisory?.url) ?? []);
  return [...new Set(pages)].map((referenceLocator) => ({
    referenceCategory: 'SECURITY',
    referenceType: 'advisory',
    referenceLocator,
  }));
}

function toPackage(one: SbomPackage): object {
  // A licence that stands nowhere in the document cannot be referred to.
  const licenses = one.licenses.map(plainLine).filter((text) => text !== '');
  const isKnown = !licenses.some((text) => /(?:License|Document)Ref-/.test(text));
  const expression = isKnown ? expressionOf(licenses) : undefined;
  const found = one.foundBy.map(
    ({ scanner, locations }) => `${scanner}${locations.length > 0 ? ` in ${locations.join(', ')}` : ''}`,
  );
  const references = [
    ...(one.purl === undefined
      ? []
      : [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: one.purl }]),
    ...advisoriesOf(one),
  ];
  return {
    SPDXID: idOf(one.ref),
    name: one.name,
    ...(one.version === undefined ? {} : { versionInfo: one.version }),
    ...NOT_ANALYSED,
    licenseDeclared: expression ?? UNKNOWN,
    ...(expression === undefined && licenses.length > 0
      ? { licenseComments: `It says of itself: ${licenses.join('; ')}` }
      : {}),
    primaryPackagePurpose: 'LIBRARY',
    sourceInfo: plainLine(`listed by ${found.join('; ')}`),
    ...(references.length > 0 ? { externalRefs: references } : {}),
  };
}

function relationshipsOf({ packages, completeness }: Contents): object[] {
  const relate = (spdxElementId: string, relationshipType: string, relatedSpdxElement: string) => ({
    ...{ spdxElementId, relationshipType, relatedSpdxElement },
  });
  return [
    relate(DOCUMENT, 'DESCRIBES', ROOT),
    ...packages.map(({ ref }) => relate(ROOT, 'CONTAINS', idOf(ref))),
    // That there is more than is listed, or may be: SPDX 2.3, clause 11.1.
    ...(completeness === 'complete' ? [] : [relate(ROOT, 'CONTAINS', UNKNOWN)]),
    ...packages
      .filter(({ scope }) => scope === 'development')
      .map(({ ref }) => relate(idOf(ref), 'DEV_DEPENDENCY_OF', ROOT)),
    ...packages.flatMap(({ ref, needs = [] }) =>
      needs.filter((need) => need !== ref).map((need) => relate(idOf(ref), 'DEPENDS_ON', idOf(need))),
    ),
  ];
}

/** The programs that made it, as SPDX writes them: name and version on one line. */
function creatorsOf(report: Report, { packages }: Contents): string[] {
  const found = groupBy(
    packages.flatMap(({ foundBy }) => foundBy),
    ({ scanner }) => scanner,
  );
  const own = [...found.keys()].sort().map((scanner) => {
    const version = report.coverage.find((entry) => entry.scanner === scanner && entry.version !== null)?.version;
    return [scanner, version ?? ''];
  });
  const all = [['muster', report.tool.version], ...own].map((parts) =>
    parts
      .map(plainLine)
      .filter((part) => part !== '')
      .join('-'),
  );
  return [...new Set(all)].filter((name) => name !== '').map((name) => `Tool: ${clip(name, LONGEST_VERSION)}`);
}

/** @see https://spdx.github.io/spdx-spec/v2.3/ */
function toSpdx(report: Report, contents: Contents): object {
  const commit = targetCommit(report);
  const name = targetName(report);
  const body = {
    comment: ledgerOf(report, contents).join('\n'),
    creationInfo: {
      // Without parts of a second: clause 6.9.
      created: `${report.finishedAt.slice(0, 19)}Z`,
      creators: creatorsOf(report, contents),
    },
    packages: [
      {
        ...{ SPDXID: ROOT, name, ...(commit === undefined ? {} : { versionInfo: commit }) },
        ...NOT_ANALYSED,
        ...{ licenseDeclared: UNKNOWN, primaryPackagePurpose: 'APPLICATION' },
      },
      ...contents.packages.map(toPackage),
    ],
    relationships: relationshipsOf(contents),
  };
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: DOCUMENT,
    name,
    // Of the content: the same scan gives the same document.
    documentNamespace: `https://spdx.org/spdxdocs/muster-${stableUuid(jsonText(body))}`,
    ...body,
  };
}

/** `reports/sbom.spdx.json`. None where no scanner listed packages, as with CycloneDX. */
export async function spdxFiles(report: Report, context: ReportContext): Promise<ReportFile[]> {
  const stock = await context.stock?.();
  if (!stock || stock.listers.length === 0) {
    context.note?.('no bill of materials (SPDX) is written: no scanner listed packages');
    return [];
  }
  return [{ path: 'reports/sbom.spdx.json', content: toJson(toSpdx(report, contentsOf(report, stock))) }];
}
