import { z } from 'zod';
import type { Component } from '../../model/component.js';
import { CycloneDxDependencies, CycloneDxLicenses, cycloneDxComponents, packageOf } from '../kit/anchore/packages.js';

const Row = z.object({
  'bom-ref': z.string().optional(),
  type: z.string(),
  name: z.string(),
  group: z.string().optional(),
  version: z.string().optional(),
  purl: z.string().optional(),
  licenses: CycloneDxLicenses,
  properties: z.array(z.object({ name: z.string(), value: z.string().optional() })).nullish(),
});

const Tool = z.object({ name: z.string().optional() });
const isSyft = ({ name }: z.infer<typeof Tool>) => name === 'syft';

/** Its CycloneDX, with which it is run on lock files: who reads bills of materials reads this. */
const CycloneDx = z
  .object({
    bomFormat: z.literal('CycloneDX'),
    metadata: z.object({ tools: z.union([z.object({ components: z.array(Tool) }), z.array(Tool)]) }),
    // Left out where it would be empty.
    components: z.array(Row).nullish(),
    dependencies: CycloneDxDependencies,
  })
  .refine(({ metadata: { tools } }) => ('components' in tools ? tools.components : tools).some(isSyft), {
    message: 'not a document of Syft',
  });

/** Its own JSON, with which it is run on images: it alone tells which files it could not read. */
const Native = z.object({
  artifacts: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      type: z.string(),
      purl: z.string().optional(),
      locations: z.array(z.object({ path: z.string() })).nullish(),
      // Bare texts in old releases.
      licenses: z
        .array(z.union([z.string(), z.object({ value: z.string().optional(), spdxExpression: z.string().optional() })]))
        .nullish(),
    }),
  ),
  files: z
    .array(z.object({ location: z.object({ path: z.string() }), unknowns: z.array(z.string()).nullish() }))
    .nullish(),
  descriptor: z.object({ name: z.literal('syft') }),
  schema: z.object({ version: z.string() }),
});

export const Report = z.union([CycloneDx, Native]);
export type Report = z.infer<typeof Report>;

/** A package in its list. */
export interface Listed {
  name: string;
  version: string;
  purl?: string;
  /** The files in which it was found, as printed. */
  paths: string[];
}

function fromCycloneDx({ name, version = '', purl, properties }: z.infer<typeof Row>): Listed[] {
  const all = properties ?? [];
  // Files and the operating system have none.
  if (!all.some((property) => property.name === 'syft:package:type')) return [];
  const paths = all.flatMap((property) =>
    /^syft:location:\d+:path$/.test(property.name) && property.value !== undefined ? [property.value] : [],
  );
  return [{ name, version, ...(purl ? { purl } : {}), paths }];
}

export function packagesIn(report: Report): Listed[] {
  if ('bomFormat' in report) return (report.components ?? []).flatMap(fromCycloneDx);
  return report.artifacts.map(({ name, version, purl, locations }) => ({
    ...{ name, version, paths: (locations ?? []).map(({ path }) => path) },
    ...(purl ? { purl } : {}),
  }));
}

/** What its list names, as others name it. */
export function purlsIn(report: Report): string[] {
  return packagesIn(report).flatMap(({ purl }) => purl ?? []);
}

/**
 * Whether a document of this schema tells what could not be read: since 16.0.18, which release 1.18 has.
 * @see https://github.com/anchore/syft/tree/main/schema/json
 */
function tells(schema: string): boolean {
  const [major = 0, minor = 0, patch = 0] = schema.split('.').map(Number);
  return major > 16 || (major === 16 && (minor > 0 || patch >= 18));
}

/** The files that it could not read, and why; undefined when its output does not tell. */
export function unreadIn(report: Report): { path: string; why: string }[] | undefined {
  if ('bomFormat' in report || !tells(report.schema.version)) return undefined;
  return (report.files ?? []).flatMap(({ location, unknowns }) =>
    (unknowns ?? []).map((why) => ({ path: location.path, why })),
  );
}

/** The packages in its list, with what it tells of each. */
export function componentsIn(report: Report, fileAt: (printed: string) => string): Component[] {
  if ('bomFormat' in report) return cycloneDxComponents(report, fileAt);
  return report.artifacts.map(({ name, version, type, purl, locations, licenses }) => ({
    ...packageOf({ name, version, type, purl, release: '' }),
    licenses: (licenses ?? []).flatMap((one) =>
      typeof one === 'string' ? one : one.spdxExpression || one.value || [],
    ),
    locations: (locations ?? []).map(({ path }) => fileAt(path)),
  }));
}
