import { PackageURL } from 'packageurl-js';
import { z } from 'zod';
import { type CvssScore, scoreOf, severityOfScores } from '../../model/cvss.js';
import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import type { ParseContext } from '../../model/scanner.js';

const Cvss = z
  .object({
    base_score: z.number().nullish(),
    base_severity: z.string().nullish(),
    vector_string: z.string().nullish(),
  })
  .nullish();

const Vulnerability = z.object({
  vulnerability_id: z.string(),
  package_name: z.string(),
  analyzed_version: z.string().nullish(),
  advisory: z.string().nullish(),
  fixed_versions: z.array(z.string()).nullish(),
  CVE: z.string().nullish(),
  severity: z.object({ source: z.string().nullish(), cvssv2: Cvss, cvssv3: Cvss }).nullish(),
  more_info_url: z.string().nullish(),
});
type Vulnerability = z.infer<typeof Vulnerability>;

/** As 2.0 and later print it (`json_version` 1.1). */
const Current = z.object({
  scanned_packages: z.record(z.string(), z.object({ requirements: z.array(z.object({ raw: z.string() })).nullish() })),
  vulnerabilities: z.array(Vulnerability),
});

/** As 1.x did, and `--json-output-format 0.5` does: package, affected versions, version, advisory, number. */
export const OlderRow = z
  .tuple([z.string(), z.string(), z.string().nullable(), z.string(), z.string()])
  .rest(z.unknown());

export const Report = z.union([Current, z.array(OlderRow)]);
export type Report = z.infer<typeof Report>;

function asCurrent([package_name, , analyzed_version, advisory, vulnerability_id]: z.infer<
  typeof OlderRow
>): Vulnerability {
  return { vulnerability_id, package_name, analyzed_version, advisory };
}

function scoresOf({ severity }: Vulnerability): CvssScore[] {
  return [severity?.cvssv3, severity?.cvssv2].flatMap((cvss, index) => {
    const read = cvss?.vector_string ? scoreOf(cvss.vector_string, severity?.source ?? undefined) : undefined;
    if (read) return [read];
    return cvss?.base_score == null ? [] : [{ version: index === 0 ? '3' : '2.0', score: cvss.base_score }];
  });
}

/** Its first sentence where that is short enough to be read in a list. */
function titleOf({ vulnerability_id, package_name, advisory }: Vulnerability, version: string): string {
  const text = advisory?.trim() ?? '';
  return text !== '' && text.length <= 120 && !text.includes('\n')
    ? text
    : `${vulnerability_id} in ${package_name} ${version}`.trim();
}

function toFinding(row: Vulnerability, file: string, place: string): RawFinding {
  const { vulnerability_id: id, package_name: name, analyzed_version, advisory, CVE, more_info_url: url } = row;
  const version = analyzed_version ?? undefined;
  const cvss = scoresOf(row);
  const versions = row.fixed_versions ?? [];
  const native = row.severity?.cvssv3?.base_severity ?? row.severity?.cvssv2?.base_severity ?? null;
  const purl = new PackageURL('pypi', undefined, name, version).toString();
  return {
    kind: 'vulnerability',
    ruleId: id,
    title: titleOf(row, version ?? ''),
    ...(advisory ? { message: advisory } : {}),
    // The free database has no scores.
    severity: severityOfScores(cvss),
    nativeSeverity: native,
    location: { path: file },
    package: { ecosystem: 'PyPI', name, ...(version === undefined ? {} : { version }), purl },
    advisory: { id, aliases: CVE ? [CVE] : [], cwes: [], cvss, ...(url ? { url } : {}) },
    ...(versions.length > 0
      ? { fix: { summary: `Update ${name} to ${versions.join(' or ')}, or later`, versions } }
      : {}),
    pointer: place,
  };
}

/** Turns its rows into findings. */
export function findingsOf(report: Report, { input }: ParseContext): RawFinding[] {
  const file = input.files[0] ?? '';
  if (Array.isArray(report)) return report.map((row, at) => toFinding(asCurrent(row), file, pointer(at)));
  return report.vulnerabilities.map((row, at) => toFinding(row, file, pointer('vulnerabilities', at)));
}

/** What it says that it looked at, as it was written in its list; undefined when it does not say. */
export function lookedAt(report: Report): Set<string> | undefined {
  if (Array.isArray(report)) return undefined;
  const requirements = Object.values(report.scanned_packages).flatMap((one) => one.requirements ?? []);
  return new Set(requirements.map(({ raw }) => raw));
}
