import { z } from 'zod';
import type { Advisory, Package, RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import type { Severity } from '../../model/severity.js';
import { MARK } from './signatures.js';

const Identifiers = z
  .object({ CVE: z.array(z.string()), githubID: z.string(), summary: z.string() })
  .partial()
  .catchall(z.union([z.string(), z.array(z.string())]));

const Vulnerability = z.object({
  severity: z.string().optional(),
  below: z.string().optional(),
  identifiers: Identifiers.optional(),
  cwe: z.array(z.string()).optional(),
  info: z.array(z.string()).optional(),
});
type Vulnerability = z.infer<typeof Vulnerability>;

const Component = z.object({
  component: z.string(),
  version: z.string(),
  npmname: z.string().optional(),
  basePurl: z.string().optional(),
  vulnerabilities: z.array(Vulnerability).optional(),
});
type Component = z.infer<typeof Component>;

const Data = z.array(z.object({ file: z.string(), results: z.array(Component) }));
/** The list alone is what 1.x prints, and later ones as `jsonsimple`. */
export const Report = z.union([z.object({ data: Data, errors: z.array(z.string()) }), Data]);
export type Report = z.infer<typeof Report>;

export function errorsIn(report: Report): string[] {
  return Array.isArray(report) ? [] : report.errors;
}

const SEVERITIES: Record<string, Severity> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  none: 'info',
};

/** The identifiers by which a record is known that has none of the usual, in this order. */
const OTHERS = ['retid', 'bug', 'issue', 'PR', 'osvdb', 'tenable', 'gist', 'blog', 'release'];

function idsOf(component: string, identifiers: NonNullable<Vulnerability['identifiers']>): string[] {
  const { githubID, CVE = [] } = identifiers;
  const known = [...(githubID ? [githubID] : []), ...CVE];
  if (known.length > 0) return known;
  const kind = OTHERS.find((name) => identifiers[name] !== undefined);
  // It prints the number alone, and whose it is depends on the component.
  const value = kind === undefined ? 'unnamed' : `${kind}-${[identifiers[kind]].flat()[0]}`;
  return [`${component}/${value}`];
}

/** As it names a package itself in its bills of materials: what is not said to be elsewhere is of npm. */
function packageOf({ component, version, npmname, basePurl }: Component): Package {
  const purl = basePurl ?? `pkg:npm/${npmname ?? component}`;
  const [, type = 'npm', name = component] = /^pkg:([^/]+)\/(.+)$/.exec(purl) ?? [];
  return {
    ecosystem: type,
    name: type === 'npm' ? decodeURIComponent(name) : component,
    version,
    purl: `${purl}@${version}`,
  };
}

function rowOf(path: string, found: Component, vulnerability: Vulnerability, at: string): RawFinding {
  const { severity, below, identifiers = {}, cwe = [], info = [] } = vulnerability;
  const { component, version } = found;
  const [id = component, ...aliases] = idsOf(component, identifiers);
  const advisory: Advisory = { id, aliases, cwes: cwe, cvss: [], ...(info[0] ? { url: info[0] } : {}) };
  return {
    kind: 'vulnerability',
    ruleId: id,
    title: identifiers.summary?.split('\n')[0] ?? `${component} ${version} has a known vulnerability`,
    message: `${component} ${version} in ${path}`,
    severity: SEVERITIES[severity ?? ''] ?? 'unknown',
    nativeSeverity: severity ?? null,
    location: { path },
    package: packageOf(found),
    advisory,
    rule: { cwes: cwe, ...(info[0] ? { helpUri: info[0] } : {}) },
    // The end of the range, which need not be a version that was ever published.
    ...(below ? { fix: { summary: `Replace it by ${component} ${below} or later` } } : {}),
    pointer: at,
  };
}

/** A row for each vulnerability of each library that it recognized. */
export function findingsOf(report: Report, relative: (printed: string) => string): RawFinding[] {
  const [data, at] = Array.isArray(report) ? [report, []] : [report.data, ['data']];
  return data.flatMap(({ file, results }, i) =>
    results.flatMap((found, j) =>
      (found.vulnerabilities ?? []).map((vulnerability, k) =>
        rowOf(relative(file), found, vulnerability, pointer(...at, i, 'results', j, 'vulnerabilities', k)),
      ),
    ),
  );
}

/** What it looked at: the files with a mark, and how many libraries it recognized in them. */
export function lookedAt(
  report: Report,
  relative: (printed: string) => string,
): { files: Set<string>; libraries: number } {
  const files = new Set<string>();
  let libraries = 0;
  for (const { file, results } of Array.isArray(report) ? report : report.data) {
    for (const { component } of results) {
      if (component === MARK) files.add(relative(file));
      else libraries++;
    }
  }
  return { files, libraries };
}
