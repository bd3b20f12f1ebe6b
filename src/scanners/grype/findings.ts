import { type CvssScore, scoreOf, severityOfScores } from '../../model/cvss.js';
import type { Advisory, RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import type { ParseContext } from '../../model/scanner.js';
import type { Severity } from '../../model/severity.js';
import { type Named, packageOf } from '../kit/anchore/packages.js';
import { KNOWN } from './files.js';
import {
  type Component,
  type CycloneDx,
  type CycloneDxVulnerability,
  type Match,
  pathsOf,
  type Report,
  typeOf,
} from './report.js';

/** Its words; in CycloneDX, `none` stands for what it calls negligible. */
const WORDS: Record<string, Severity> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  negligible: 'info',
  none: 'info',
  info: 'info',
};

const LONGEST_TITLE = 120;

interface Row {
  id: string;
  aliases: string[];
  word: string | undefined;
  description: string | undefined;
  cvss: CvssScore[];
  cwes: string[];
  url: string | undefined;
  named: Named;
  path: string | undefined;
  fixed: string[];
  pointer: string;
}

function severityOf(word: string | undefined, cvss: CvssScore[]): Severity {
  return WORDS[word?.toLowerCase() ?? ''] ?? severityOfScores(cvss);
}

function findingOf(row: Row): RawFinding {
  const { id, description, word, cvss, cwes, url, fixed } = row;
  const named = packageOf(row.named);
  const isTitle = description !== undefined && description.length <= LONGEST_TITLE && !/[\n\r]/.test(description);
  const advisory: Advisory = { id, aliases: row.aliases.toSorted(), cwes, cvss, ...(url ? { url } : {}) };
  return {
    kind: 'vulnerability',
    ruleId: id,
    title: isTitle && description !== '' ? description : `${id} in ${named.name} ${named.version ?? ''}`.trim(),
    ...(description ? { message: description } : {}),
    severity: severityOf(word, cvss),
    nativeSeverity: word ?? null,
    ...(row.path === undefined ? {} : { location: { path: row.path } }),
    package: named,
    advisory,
    rule: { ...(url ? { helpUri: url } : {}), ...(cwes.length > 0 ? { cwes } : {}) },
    ...(fixed.length > 0
      ? { fix: { summary: `Update ${named.name} to ${fixed.join(' or ')}, or later`, versions: fixed } }
      : {}),
    pointer: row.pointer,
  };
}

/**
 * Other names of a vulnerability. With `--by-cve` its name is the CVE where there is one, and its source is still the
 * page of the advisory; an advisory of GitHub without this names its CVE among its links.
 */
function aliasesOf({ id, source, advisories }: CycloneDxVulnerability): string[] {
  const advisory = /\b(?:GHSA(?:-[0-9a-z]{4}){3}|GO-\d{4}-\d+|PYSEC-\d{4}-\d+|RUSTSEC-\d{4}-\d+)\b/.exec(
    source?.url ?? '',
  );
  const nvd = (advisories ?? []).flatMap(
    ({ url }) => /^https:\/\/nvd\.nist\.gov\/vuln\/detail\/(CVE-\d{4}-\d+)$/.exec(url)?.[1] ?? [],
  );
  const named = new Set(id.startsWith('CVE-') ? [] : nvd);
  return [...new Set([advisory?.[0] ?? id, ...(named.size === 1 ? named : [])])].filter((name) => name !== id);
}

/** From `vers:npm/>=4.17.21`. Older releases do not print it. @see https://www.packageurl.org/docs/vers/how-to-parse */
function fixedIn({ affects }: CycloneDxVulnerability): string[] {
  const ranges = (affects ?? []).flatMap(({ versions }) => versions ?? []);
  return ranges.flatMap(({ range, status }) => {
    const version =
      status === 'unaffected' || status === 'not_affected' ? /^vers:[^/]+\/>=(.+)$/.exec(range ?? '')?.[1] : undefined;
    return version === undefined ? [] : [decodeURIComponent(version)];
  });
}

function cvssOf({ ratings }: CycloneDxVulnerability): CvssScore[] {
  const vectors = (ratings ?? []).flatMap(({ vector }) => vector ?? []);
  return [...new Set(vectors)].flatMap((vector) => scoreOf(vector) ?? []);
}

function releaseOf(components: Component[]): string {
  return components.find(({ type }) => type === 'operating-system')?.version ?? '';
}

function inCycloneDx({ components, vulnerabilities }: CycloneDx, { relative }: ParseContext): RawFinding[] {
  const all = components ?? [];
  const byRef = new Map(all.map((component) => [component['bom-ref'], component]));
  const release = releaseOf(all);
  return (vulnerabilities ?? []).flatMap((vulnerability, index) => {
    const component = byRef.get(vulnerability.affects?.[0]?.ref);
    const { id, source, ratings, description } = vulnerability;
    const named = component ?? { name: vulnerability.affects?.[0]?.ref ?? 'a package', version: '', purl: undefined };
    const row = {
      id,
      aliases: aliasesOf(vulnerability),
      word: ratings?.find(({ severity }) => severity !== undefined)?.severity,
      description,
      cvss: cvssOf(vulnerability),
      cwes: [],
      url: source?.url || undefined,
      named: {
        name: named.name,
        version: named.version ?? '',
        type: (component && typeOf(component)) ?? '',
        purl: named.purl,
        release,
      },
      fixed: fixedIn(vulnerability),
      pointer: pointer('vulnerabilities', index),
    };
    const paths = component ? pathsOf(component) : [];
    // A package that stands in several files has the same vulnerability in each.
    return (paths.length > 0 ? paths : [undefined]).map((path) =>
      findingOf({ ...row, path: path === undefined ? undefined : KNOWN.fileAt(path, relative) }),
    );
  });
}

function inMatch(match: Match, index: number, relative: ParseContext['relative']): RawFinding[] {
  const { vulnerability, artifact } = match;
  const related = (match.relatedVulnerabilities ?? []).map(({ id }) => id);
  const cvss = (vulnerability.cvss ?? []).flatMap(({ vector, version, metrics, source }): CvssScore[] => {
    const read = vector === undefined ? undefined : scoreOf(vector, source);
    const score = metrics?.baseScore;
    if (read || version === undefined) return read ? [read] : [];
    return [{ version, ...(score === undefined ? {} : { score }) }];
  });
  const row = {
    id: vulnerability.id,
    aliases: [...new Set(related)].filter((id) => id !== vulnerability.id),
    word: vulnerability.severity,
    description: vulnerability.description,
    cvss,
    cwes: [...new Set((vulnerability.cwes ?? []).flatMap(({ cwe }) => cwe ?? []))],
    url: vulnerability.dataSource || undefined,
    named: { ...artifact, purl: artifact.purl || undefined, release: '' },
    fixed: (vulnerability.fix?.versions ?? []).filter((version) => version !== ''),
    pointer: pointer('matches', index),
  };
  const paths = artifact.locations?.map(({ path }) => path) ?? [];
  return (paths.length > 0 ? paths : [undefined]).map((path) =>
    findingOf({ ...row, path: path === undefined ? undefined : KNOWN.fileAt(path, relative) }),
  );
}

/** One finding for each vulnerability of each package in each file. */
export function findingsIn(report: Report, context: ParseContext): RawFinding[] {
  if ('matches' in report) return report.matches.flatMap((match, index) => inMatch(match, index, context.relative));
  return inCycloneDx(report, context);
}
