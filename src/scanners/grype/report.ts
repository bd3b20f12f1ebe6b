import { z } from 'zod';
import { CycloneDxDependencies, CycloneDxLicenses } from '../kit/anchore/packages.js';

const Rating = z.object({
  score: z.number().optional(),
  severity: z.string().optional(),
  method: z.string().optional(),
  vector: z.string().optional(),
  source: z.object({ name: z.string().optional() }).optional(),
});

const CycloneDxVulnerability = z.object({
  id: z.string(),
  source: z.object({ name: z.string().optional(), url: z.string().optional() }).optional(),
  ratings: z.array(Rating).nullish(),
  description: z.string().optional(),
  advisories: z.array(z.object({ url: z.string() })).nullish(),
  affects: z
    .array(
      z.object({
        ref: z.string(),
        versions: z.array(z.object({ range: z.string().optional(), status: z.string().optional() })).nullish(),
      }),
    )
    .nullish(),
});
export type CycloneDxVulnerability = z.infer<typeof CycloneDxVulnerability>;

const Component = z.object({
  'bom-ref': z.string().optional(),
  type: z.string(),
  name: z.string(),
  group: z.string().optional(),
  version: z.string().optional(),
  purl: z.string().optional(),
  licenses: CycloneDxLicenses,
  properties: z.array(z.object({ name: z.string(), value: z.string().optional() })).nullish(),
});
export type Component = z.infer<typeof Component>;

const Tool = z.object({ name: z.string().optional() });
const isGrype = ({ name }: z.infer<typeof Tool>) => name === 'grype';

/** Its CycloneDX, with which it is run: the one output that tells all packages that it looked at. */
const CycloneDx = z
  .object({
    bomFormat: z.literal('CycloneDX'),
    metadata: z.object({ tools: z.union([z.object({ components: z.array(Tool) }), z.array(Tool)]) }),
    // Both are left out where they would be empty.
    components: z.array(Component).nullish(),
    vulnerabilities: z.array(CycloneDxVulnerability).nullish(),
    dependencies: CycloneDxDependencies,
  })
  // A bill of materials of another program tells packages, and nothing about vulnerabilities.
  .refine(({ metadata: { tools } }) => ('components' in tools ? tools.components : tools).some(isGrype), {
    message: 'not a document of Grype',
  });
export type CycloneDx = z.infer<typeof CycloneDx>;

const Cvss = z.object({
  version: z.string().optional(),
  vector: z.string().optional(),
  source: z.string().optional(),
  metrics: z.object({ baseScore: z.number().optional() }).nullish(),
});

const Match = z.object({
  vulnerability: z.object({
    id: z.string(),
    dataSource: z.string().optional(),
    severity: z.string().optional(),
    description: z.string().optional(),
    cvss: z.array(Cvss).nullish(),
    cwes: z.array(z.object({ cwe: z.string().optional() })).nullish(),
    fix: z.object({ versions: z.array(z.string()).nullish() }).nullish(),
  }),
  relatedVulnerabilities: z.array(z.object({ id: z.string() })).nullish(),
  artifact: z.object({
    name: z.string(),
    version: z.string(),
    type: z.string(),
    purl: z.string().optional(),
    locations: z.array(z.object({ path: z.string() })).nullish(),
  }),
});
export type Match = z.infer<typeof Match>;

/** Its own JSON, which others keep: it holds nothing about packages without a vulnerability. */
const Native = z.object({ matches: z.array(Match) });
export type Native = z.infer<typeof Native>;

export const Report = z.union([CycloneDx, Native]);
export type Report = z.infer<typeof Report>;

/** The files in which a package was found, as printed. */
export function pathsOf({ properties }: Component): string[] {
  return (properties ?? []).flatMap(({ name, value }) =>
    /^syft:location:\d+:path$/.test(name) && value !== undefined ? [value] : [],
  );
}

/** Its word for the kind of package; undefined for files and for the operating system. */
export function typeOf({ properties }: Component): string | undefined {
  return properties?.find(({ name }) => name === 'syft:package:type')?.value;
}
