import { sortedUnique } from '../model/collections.js';
import type { Report } from '../model/report.js';
import type { ReportContext, ReportFile } from './format.js';
import { clip, jsonText, plainLine } from './plain-text.js';
import { toJson } from './report-json.js';
import { webAddress } from './sarif/absolute-uri.js';
import { toVulnerabilities } from './sbom/cyclonedx-vulnerabilities.js';
import { listersOf, told } from './sbom/ledger.js';
import { expressionOf } from './sbom/license.js';
import { type Contents, contentsOf, groupAndName, LONGEST_VERSION, type SbomPackage } from './sbom/packages.js';
import { targetCommit, targetName } from './sbom/target.js';
import { stableUuid } from './stable-uuid.js';

const TARGET = 'target';
const toolRef = (scanner: string) => `tool:${plainLine(scanner) || 'unnamed'}`;
const property = (name: string, value: string) => ({ name: `muster:${name}`, value: plainLine(value) });

function licensesOf({ licenses }: SbomPackage): object[] {
  const expression = expressionOf(licenses);
  if (expression !== undefined) return [{ expression }];
  return licenses.map((name) => ({ license: { name: plainLine(name) || 'unnamed' } }));
}

function toComponent(one: SbomPackage): object {
  const licenses = licensesOf(one);
  const tools = sortedUnique(one.foundBy.map(({ scanner }) => toolRef(scanner)));
  return {
    type: 'library',
    'bom-ref': one.ref,
    ...groupAndName(one),
    ...(one.version === undefined ? {} : { version: one.version }),
    // "Excluded" is what is needed to build or test, and not to run.
    ...(one.scope === undefined ? {} : { scope: one.scope === 'development' ? 'excluded' : 'required' }),
    ...(licenses.length > 0 ? { licenses } : {}),
    ...(one.purl === undefined ? {} : { purl: one.purl }),
    evidence: {
      identity: [{ field: one.purl === undefined ? 'name' : 'purl', tools }],
      ...(one.locations.length > 0
        ? { occurrences: one.locations.map((place) => ({ location: plainLine(place) })) }
        : {}),
    },
    properties: [
      ...one.foundBy.map(({ scanner }) => property('foundBy', scanner)),
      property('ecosystem', one.ecosystem),
    ],
  };
}

function toolsOf(report: Report, scanners: string[], context: ReportContext): object[] {
  // What a merged report calls a scanner may hold anything, also names that read the same.
  const others = [...new Map(scanners.map((scanner) => [toolRef(scanner), scanner])).values()].map((scanner) => {
    const version = report.coverage.find((entry) => entry.scanner === scanner && entry.version !== null)?.version;
    const facts = context.scanners[scanner];
    const url = webAddress(facts?.homepage);
    return {
      type: 'application',
      'bom-ref': toolRef(scanner),
      name: plainLine(facts?.name ?? scanner) || 'unnamed',
      ...(version ? { version: clip(plainLine(version), LONGEST_VERSION) } : {}),
      ...(url === undefined ? {} : { externalReferences: [{ type: 'website', url }] }),
    };
  });
  return [
    { type: 'application', 'bom-ref': 'muster', name: 'Muster', version: plainLine(report.tool.version) },
    ...others,
  ];
}

function metadataOf(report: Report, contents: Contents, context: ReportContext): object {
  const { packages, because, completeness } = contents;
  const commit = targetCommit(report);
  const scanners = [...new Set(packages.flatMap(({ foundBy }) => foundBy.map(({ scanner }) => scanner)))].sort();
  return {
    timestamp: report.finishedAt,
    tools: { components: toolsOf(report, scanners, context) },
    component: {
      type: 'application',
      'bom-ref': TARGET,
      name: targetName(report),
      ...(commit === undefined ? {} : { version: commit, pedigree: { commits: [{ uid: commit }] } }),
    },
    properties: [
      property('verdict', report.verdict),
      property('completeness', completeness),
      ...because.map((why) => property('because', why)),
      ...listersOf(report, contents).map((entry) => property('coverage', told(entry))),
      ...report.blindSpots.map(({ what, paths, why }) => property('blindSpot', `${what}: ${paths.join(', ')}: ${why}`)),
    ],
  };
}

/**
 * A bill of materials of what the scanners list, with what is known to be vulnerable. CycloneDX 1.6.
 *
 * `compositions` tells how much of the target it is: `complete` only where a scanner that takes stock looked at all of it.
 * Which package needs which is never told for all, so that is `incomplete` at best.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
function toCycloneDx(report: Report, contents: Contents, context: ReportContext): object {
  const { packages, completeness } = contents;
  const graph = packages.flatMap(({ ref, needs }) => (needs ? [{ ref, dependsOn: needs }] : []));
  const vulnerabilities = toVulnerabilities(packages);
  const body = {
    version: 1,
    metadata: metadataOf(report, contents, context),
    components: packages.map(toComponent),
    ...(graph.length > 0 ? { dependencies: graph } : {}),
    compositions: [
      { aggregate: completeness, assemblies: [TARGET] },
      { aggregate: graph.length > 0 ? 'incomplete' : 'unknown', dependencies: [TARGET] },
    ],
    ...(vulnerabilities.length > 0 ? { vulnerabilities } : {}),
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    // Of the content: the same scan gives the same document.
    serialNumber: `urn:uuid:${stableUuid(jsonText(body))}`,
    ...body,
  };
}

/**
 * `reports/sbom.cdx.json`. None where no scanner listed packages: of the vulnerable ones alone, it would pass for a list
 * of everything that there is.
 */
export async function cycloneDxFiles(report: Report, context: ReportContext): Promise<ReportFile[]> {
  const stock = await context.stock?.();
  if (!stock || stock.listers.length === 0) {
    context.note?.('no bill of materials (CycloneDX) is written: no scanner listed packages');
    return [];
  }
  return [{ path: 'reports/sbom.cdx.json', content: toJson(toCycloneDx(report, contentsOf(report, stock), context)) }];
}
