import { z } from 'zod';
import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import { finding } from './report.js';

/** npm 6, and pnpm to this day. */
export const OlderReport = z.object({
  advisories: z.record(
    z.string(),
    z.object({
      id: z.union([z.number(), z.string()]),
      module_name: z.string(),
      title: z.string().nullish(),
      url: z.string().nullish(),
      severity: z.string(),
      overview: z.string().nullish(),
      cwe: z.union([z.string(), z.array(z.string())]).nullish(),
      cves: z.array(z.string()).nullish(),
      github_advisory_id: z.string().nullish(),
      cvss: z.object({ score: z.number(), vectorString: z.string().nullish() }).nullish(),
      vulnerable_versions: z.string(),
      patched_versions: z.string().nullish(),
      findings: z.array(z.object({ version: z.string() })),
    }),
  ),
  metadata: z.object({ totalDependencies: z.number() }),
});
export type OlderReport = z.infer<typeof OlderReport>;

/** What the service says of an advisory without a fix. */
const NO_VERSION = '<0.0.0';

/** One finding for each advisory and version of a package. */
export function findingsOfOlder(report: OlderReport, file: string): RawFinding[] {
  return Object.entries(report.advisories).flatMap(([key, advisory]) => {
    const { id, module_name: name, cwe, cves, github_advisory_id: ghsa, patched_versions: patched } = advisory;
    const known = {
      ...advisory,
      source: id,
      cwes: cwe ? [cwe].flat() : [],
      aliases: [...(cves ?? []), ...(ghsa ? [ghsa] : [])],
    };
    return [...new Set(advisory.findings.map(({ version }) => version))].map((version) => ({
      ...finding(known, name, version, file),
      message: advisory.overview || `Versions ${advisory.vulnerable_versions}`,
      ...(patched && patched !== NO_VERSION ? { fix: { summary: `Update ${name} to a version ${patched}` } } : {}),
      pointer: pointer('advisories', key),
    }));
  });
}
