import { PackageURL } from 'packageurl-js';
import { z } from 'zod';
import type { Component } from '../../../model/component.js';
import { ecosystemOf } from '../../../model/ecosystem.js';
import type { Package } from '../../../model/finding.js';

/** A package as Grype and Syft name it. */
export interface Named {
  name: string;
  version: string;
  /** Its word for the kind of package. */
  type: string;
  purl: string | undefined;
  /** Of the distribution in an image, where the package does not say itself. */
  release: string;
}

/** A package as OSV names it. */
export function packageOf({ name, version, type, purl, release }: Named): Package {
  const plain = { ecosystem: ecosystemOf(purl, type, release), name, ...(version === '' ? {} : { version }) };
  try {
    const url = PackageURL.fromString(purl ?? '');
    const isOs = ['deb', 'apk', 'rpm', 'alpm'].includes(url.type);
    const [distribution = '', own = ''] = (url.qualifiers?.['distro'] ?? '').split(/-(?=[^-]*$)/);
    const ecosystem = isOs ? ecosystemOf(purl, distribution || type, own || release) : plain.ecosystem;
    const separator = url.type === 'maven' ? ':' : '/';
    const full = isOs || !url.namespace ? name : `${url.namespace}${separator}${url.name}`;
    const shown = ecosystem === 'Go' ? version.replace(/^v(?=\d)/, '') : version;
    return { ...plain, ecosystem, name: full, ...(shown === '' ? {} : { version: shown }), ...(purl ? { purl } : {}) };
  } catch {
    return plain; // an older release, or a package that has none
  }
}

/** What a package says of its licence, as CycloneDX has it. */
export const CycloneDxLicenses = z
  .array(
    z.object({
      license: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
      expression: z.string().optional(),
    }),
  )
  .nullish();

/** Which package needs which, by the references of the document. */
export const CycloneDxDependencies = z
  .array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).nullish() }))
  .nullish();

interface CycloneDxComponent {
  'bom-ref'?: string | undefined;
  name: string;
  group?: string | undefined;
  version?: string | undefined;
  purl?: string | undefined;
  licenses?: z.infer<typeof CycloneDxLicenses>;
  properties?: { name: string; value?: string | undefined }[] | null | undefined;
}

/** The packages of a CycloneDX document of either. Files and the operating system are none. */
export function cycloneDxComponents(
  document: {
    components?: CycloneDxComponent[] | null | undefined;
    dependencies?: z.infer<typeof CycloneDxDependencies>;
  },
  fileAt: (printed: string) => string,
): Component[] {
  const rows = document.components ?? [];
  const purls = new Map(
    rows.flatMap((row) => (row['bom-ref'] && row.purl ? [[row['bom-ref'], row.purl] as const] : [])),
  );
  const needs = new Map(
    (document.dependencies ?? []).map(({ ref, dependsOn }) => [
      ref,
      (dependsOn ?? []).flatMap((one) => purls.get(one) ?? []),
    ]),
  );
  return rows.flatMap((row) => {
    const properties = row.properties ?? [];
    const type = properties.find(({ name }) => name === 'syft:package:type')?.value;
    if (type === undefined) return [];
    const { ecosystem, name, version, purl } = packageOf({
      name: row.name,
      version: row.version ?? '',
      type,
      purl: row.purl,
      release: '',
    });
    const printed = properties.flatMap((one) =>
      /^syft:location:\d+:path$/.test(one.name) && one.value !== undefined ? [one.value] : [],
    );
    const dependsOn = needs.get(row['bom-ref'] ?? '') ?? [];
    return [
      {
        ecosystem,
        name,
        ...(version === undefined ? {} : { version }),
        ...(purl === undefined ? {} : { purl }),
        licenses: (row.licenses ?? []).flatMap(
          ({ license, expression }) => expression ?? license?.id ?? license?.name ?? [],
        ),
        locations: printed.map(fileAt),
        ...(dependsOn.length > 0 ? { dependsOn } : {}),
      },
    ];
  });
}
