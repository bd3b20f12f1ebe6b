import { type CvssScore, scoreOf, severityOfScores } from '../../model/cvss.js';
import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import { purlOf } from '../../model/purl.js';
import { pythonName } from '../../model/python-name.js';
import type { ParseContext } from '../../model/scanner.js';
import type { Severity } from '../../model/severity.js';
import { fileAt } from './files.js';
import type { PackageRow, Report, Vulnerability } from './report.js';

/** The words of GitHub's advisories, which others use too. */
const WORDS: Record<string, Severity> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MODERATE: 'medium',
  MEDIUM: 'medium',
  LOW: 'low',
};

type Named = PackageRow['package'];

function isSame(one: string, other: string, ecosystem: string): boolean {
  const normal = (name: string) => (ecosystem === 'PyPI' ? pythonName(name) : name);
  return normal(one) === normal(other);
}

/** The parts of an advisory that are about this package. */
function affectedBy(vulnerability: Vulnerability, { name, ecosystem }: Named) {
  return (vulnerability.affected ?? []).filter(
    (affected) => affected.package?.name !== undefined && isSame(affected.package.name, name, ecosystem),
  );
}

function scoresOf(vulnerability: Vulnerability, named: Named): CvssScore[] {
  const source = vulnerability.id.split('-')[0];
  const own = affectedBy(vulnerability, named).flatMap(({ severity }) => severity ?? []);
  const vectors = new Set([...(vulnerability.severity ?? []), ...own].map(({ score }) => score));
  return [...vectors].flatMap((vector) => scoreOf(vector, source) ?? []);
}

function severityOf({ id }: Vulnerability, scores: CvssScore[], word: string | null): Severity {
  const scored = severityOfScores(scores);
  if (scored !== 'unknown') return scored;
  // A package that was made to do harm. @see https://github.com/ossf/malicious-packages
  return id.startsWith('MAL-') ? 'critical' : (WORDS[word?.toUpperCase() ?? ''] ?? 'unknown');
}

function fixOf(vulnerability: Vulnerability, named: Named): RawFinding['fix'] {
  const ranges = affectedBy(vulnerability, named).flatMap((affected) => affected.ranges ?? []);
  const events = ranges.filter(({ type }) => type !== 'GIT').flatMap((range) => range.events ?? []);
  const versions = [...new Set(events.flatMap(({ fixed }) => fixed ?? []))];
  if (versions.length === 0) return undefined;
  return { summary: `Update ${named.name} to ${versions.join(' or ')}, or later`, versions };
}

function findingOf(vulnerability: Vulnerability, named: Named, path: string, place: string): RawFinding {
  const { id, summary, details, aliases, database_specific: more } = vulnerability;
  const { name, version, ecosystem } = named;
  const scores = scoresOf(vulnerability, named);
  const word = typeof more?.severity === 'string' ? more.severity : null;
  const cwes = (Array.isArray(more?.cwe_ids) ? more.cwe_ids : []).filter((cwe) => typeof cwe === 'string');
  const url = `https://osv.dev/vulnerability/${id}`;
  const purl = named.version === '' ? undefined : purlOf(named);
  const fix = fixOf(vulnerability, named);
  return {
    kind: 'vulnerability',
    ruleId: id,
    title: summary || `${id} in ${name} ${version}`.trim(),
    severity: severityOf(vulnerability, scores, word),
    nativeSeverity: word,
    location: { path },
    package: { ecosystem, name, ...(version === '' ? {} : { version }), ...(purl === undefined ? {} : { purl }) },
    advisory: { id, aliases: (aliases ?? []).toSorted(), cwes, cvss: scores, url },
    rule: { helpUri: url, ...(details ? { help: details } : {}), ...(cwes.length > 0 ? { cwes } : {}) },
    ...(fix ? { fix } : {}),
    pointer: place,
  };
}

/**
 * One finding for each advisory of each package. It joins advisories with a common alias to groups, but not those that
 * are connected by a third, so each stands by itself here.
 */
export function findingsIn(report: Report, { relative }: ParseContext): RawFinding[] {
  return report.results.flatMap(({ source, packages }, result) =>
    packages.flatMap(({ package: named, vulnerabilities = [] }, row) =>
      vulnerabilities.map((vulnerability, index) => {
        const place = pointer('results', result, 'packages', row, 'vulnerabilities', index);
        return findingOf(vulnerability, named, fileAt(source.path, relative), place);
      }),
    ),
  );
}
