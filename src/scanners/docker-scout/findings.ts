import { PackageURL } from 'packageurl-js';
import { z } from 'zod';
import type { Package, RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import type { Severity } from '../../model/severity.js';
import { ecosystemOf } from '../kit/trivy/ecosystem.js';

const Text = z.object({ text: z.string() });

/** A vulnerability. Releases before 1.0 name one package in `purl`, later ones all of them in `purls`. */
const Rule = z.object({
  id: z.string(),
  shortDescription: Text.optional(),
  help: Text.optional(),
  helpUri: z.string().optional(),
  properties: z
    .object({
      cvssV3_severity: z.string(),
      fixed_version: z.string(),
      purls: z.array(z.string()),
      purl: z.string(),
    })
    .partial()
    .optional(),
});
type Rule = z.infer<typeof Rule>;

const Result = z.object({
  ruleId: z.string(),
  locations: z
    .array(z.object({ physicalLocation: z.object({ artifactLocation: z.object({ uri: z.string() }) }).optional() }))
    .optional(),
});

/** The part of SARIF that is read. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const Report = z.object({
  runs: z.array(
    z.object({
      tool: z.object({ driver: z.object({ name: z.string(), rules: z.array(Rule).nullish() }) }),
      results: z.array(Result).nullish(),
    }),
  ),
});
export type Report = z.infer<typeof Report>;

const SEVERITIES: Record<string, Severity> = { CRITICAL: 'critical', HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };
/** The packages of distributions, whose names have no namespace in the words of OSV. */
const OF_DISTRIBUTIONS = ['apk', 'deb', 'rpm'];

export function purlsOf({ properties: { purls, purl } = {} }: Rule): string[] {
  return purls ?? (purl === undefined ? [] : [purl]);
}

function packageOf(purl: string): Package {
  try {
    const { type, namespace, name, version, qualifiers } = PackageURL.fromString(purl);
    const ecosystem = ecosystemOf(purl, qualifiers?.['os_name'] ?? type, qualifiers?.['os_version'] ?? '');
    const isOfDistribution = OF_DISTRIBUTIONS.includes(type);
    const full = namespace && !isOfDistribution ? `${namespace}${type === 'maven' ? ':' : '/'}${name}` : name;
    return { ecosystem, name: full, ...(version ? { version } : {}), purl };
  } catch {
    return { ecosystem: 'unknown', name: purl, purl };
  }
}

/** `CVE-2021-23337: Command Injection` is its title, and the same without the number the vulnerability's. */
function titleOf({ id, shortDescription }: Rule, { name, version = '' }: Package): string {
  const own = shortDescription?.text.trim().replace(`${id}: `, '');
  return own && own !== id ? `${own} (${name} ${version})` : `${id} in ${name} ${version}`.trim();
}

function rowOf(rule: Rule, purl: string, place: string | undefined, at: string): RawFinding {
  const { id, help, helpUri } = rule;
  const { cvssV3_severity: word, fixed_version: fixed } = rule.properties ?? {};
  const named = packageOf(purl);
  return {
    kind: 'vulnerability',
    ruleId: id,
    title: titleOf(rule, named),
    ...(help ? { message: help.text.trim() } : {}),
    severity: SEVERITIES[word ?? ''] ?? 'unknown',
    nativeSeverity: word ?? null,
    ...(place ? { location: { path: place.replace(/^\/+/, '') } } : {}),
    package: named,
    advisory: { id, aliases: [], cwes: [], cvss: [], ...(helpUri ? { url: helpUri } : {}) },
    rule: helpUri ? { helpUri } : {},
    ...(fixed && fixed !== 'not fixed'
      ? { fix: { summary: `Update ${named.name} to ${fixed}`, versions: [fixed] } }
      : {}),
    pointer: at,
  };
}

/** The file of a vulnerability; undefined where it has several, or several packages: which is of which is not said. */
function placeOf(rule: Rule, results: z.infer<typeof Result>[]): string | undefined {
  const places = results
    .filter(({ ruleId }) => ruleId === rule.id)
    .flatMap(({ locations = [] }) => locations.map((one) => one.physicalLocation?.artifactLocation.uri));
  return purlsOf(rule).length === 1 && places.length === 1 ? places[0] : undefined;
}

/** A row for each package of each vulnerability. */
export function findingsIn({ runs }: Report): RawFinding[] {
  return runs.flatMap(({ tool, results }, run) =>
    (tool.driver.rules ?? []).flatMap((rule, index) => {
      const place = placeOf(rule, results ?? []);
      return purlsOf(rule).map((purl) =>
        rowOf(rule, purl, place, pointer('runs', run, 'tool', 'driver', 'rules', index)),
      );
    }),
  );
}
