import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { DatabaseFacts } from '../../model/coverage.js';

/** Where its policies are in a clone of its repository, which is what `terrascan init` makes of `~/.terrascan`. */
const IN_CLONE = 'pkg/policies/opa/rego';

const Metadata = z.object({
  id: z.string().optional(),
  reference_id: z.string().optional(),
  policy_type: z.string().optional(),
  resource_type: z.string().optional(),
});

/** A policy of the database: the id by which Terrascan prints it, and for which resources it is asked. */
export interface Policy {
  id: string;
  policyType: string;
  resourceType: string;
}

/** A database is named by the folder of policies, or by the clone that holds it. */
export async function policyFolder(database: string): Promise<string> {
  const inner = path.join(database, IN_CLONE);
  const isClone = await stat(inner).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
  return isClone ? inner : database;
}

/** Names, below the folder, of what Terrascan reads, metadata and code, in its order: a folder after another. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:json|rego)$/.test(entry.name))
    .map((entry) => ({ folder: path.relative(folder, entry.parentPath), name: entry.name }))
    .sort((a, b) => (a.folder === b.folder ? (a.name < b.name ? -1 : 1) : a.folder < b.folder ? -1 : 1))
    .map((entry) => path.join(entry.folder, entry.name));
}

/**
 * The policies of a folder, by their metadata.
 * @returns nothing of what Terrascan cannot read either: it says so itself
 */
export async function policiesIn(folder: string): Promise<Policy[]> {
  const byReference = new Map<string, Policy>();
  for (const file of (await filesOf(folder).catch(() => [])).filter((name) => name.endsWith('.json'))) {
    const text = await readFile(path.join(folder, file), 'utf8');
    try {
      const { id = '', reference_id = '', policy_type = '', resource_type = '' } = Metadata.parse(JSON.parse(text));
      // Of two with one reference, the later takes the place of the earlier (pkg/policy/opa/engine.go).
      byReference.set(reference_id, { id, policyType: policy_type, resourceType: resource_type });
    } catch {
      // Terrascan cannot read it either, and says so.
    }
  }
  return [...byReference.values()];
}

/** Whether Terrascan asks a policy about resources of a type (pkg/filters/filter-specs.go). */
export function isAbout({ policyType, resourceType }: Policy, type: string): boolean {
  if (resourceType === '') return true;
  return resourceType === type || (policyType === 'k8s' && type.toLowerCase().includes('kubernetes'));
}

/** Its policies bear no date. */
export async function databaseFacts({ database }: { database?: string }): Promise<DatabaseFacts | undefined> {
  if (database === undefined) return undefined;
  const folder = await policyFolder(database);
  const files = await filesOf(folder);
  if (files.length === 0) return undefined;
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(await readFile(path.join(folder, file)))
      .update('\0');
  return { name: 'Terrascan policies', updatedAt: null, ageHours: null, digest: hash.digest('hex') };
}
