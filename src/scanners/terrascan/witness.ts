import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The id of the witness in Terrascan's output. */
export const LOOKED_AT = 'MUSTER_LOOKED_AT';
/** Stands in each folder of Terraform: most of its files may hold nothing that a policy could be about. */
export const WITNESS_FILE = 'muster_witness.tf';
const NAME = 'musterLookedAt';

/**
 * A policy that every resource violates. Terrascan names no file that it looked at and no resource that it knows, so
 * without this a file with nothing to say against it looks the same as one that was passed over.
 */
const POLICY = `package accurics

${NAME}[resource.id] {
	resource := input[_][_]
}
`;

const METADATA = {
  name: NAME,
  file: 'witness.rego',
  template_args: { name: NAME },
  severity: 'LOW',
  description: 'Muster: this resource was looked at',
  reference_id: LOOKED_AT,
  category: 'Logging and Monitoring',
  id: LOOKED_AT,
  version: 1,
};

const RESOURCE = 'resource "muster_witness" "folder" {}\n';
/** Changes what the other files of a folder say; Terraform allows a second of such blocks nowhere else. */
const OVERRIDE_FILE = 'muster_witness_override.tf';
/** Kinds of resources, names of providers, and where these come from: whatever Terrascan may take for a provider. */
const PROVIDERS = [
  /\bresource"?[ \t]*:?[ \t]*"?([a-z0-9]+)_/g,
  /"([a-z0-9]+)_[a-z0-9_]+"\s*:\s*[{[]/g,
  /\bprovider"?[ \t]*[=:]?[ \t]*"?([a-z0-9-]+)/g,
  /\bsource"?[ \t]*[=:][ \t]*"(?:[\w.-]+\/)*([a-z0-9-]+)"/g,
];

/**
 * Gives each provider a version. For one without, Terrascan asks the registry for the newest, for each resource anew,
 * and where there is no connection it tries ten times, for six minutes.
 * @param code of all files of a folder
 */
export function pinnedProviders(code: string): string {
  const names = PROVIDERS.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name));
  const entries = [...new Set(['muster', ...names])].filter((name) => /^[a-z]/.test(name)).sort();
  return `terraform {
  required_providers {
${entries.map((name) => `    ${name} = { version = "0.0.0" }\n`).join('')}  }
}
`;
}

/** @param code of all files of the folder */
export async function layOutInTerraform(folder: string, code: string): Promise<void> {
  await writeFile(path.join(folder, WITNESS_FILE), RESOURCE);
  await writeFile(path.join(folder, OVERRIDE_FILE), pinnedProviders(code));
}

/** @param folder made here; a folder of policies for Terrascan */
export async function layOutWitness(folder: string): Promise<void> {
  await mkdir(folder);
  await writeFile(path.join(folder, METADATA.file), POLICY);
  await writeFile(path.join(folder, 'witness.json'), JSON.stringify(METADATA));
}
