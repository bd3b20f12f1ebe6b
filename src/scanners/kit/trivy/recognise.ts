import { has, hasRows, textAt } from '../recognise.js';

/** What a report of Trivy was made of, of three of its commands. */
export type TrivyCommand = 'fs' | 'config' | 'image';

interface Printed {
  Class?: unknown;
  Type?: unknown;
}

/** Trivy's names of what it checks as configuration, in reports without a class (before 0.20). */
const CONFIGURATION =
  /^(?:dockerfile|kubernetes|terraform|terraformplan|cloudformation|helm|yaml|json|toml|azure-arm)$/;

function isConfiguration(result: unknown): boolean {
  if (!has(result)) return false;
  const { Class, Type } = result as Printed;
  if (typeof Class === 'string') return Class === 'config';
  return typeof Type === 'string' && CONFIGURATION.test(Type);
}

/**
 * Which command of Trivy printed a document; undefined when it is none of Trivy's. A report about files with nothing in
 * it could be of either of two: it counts as that of `fs`, which looks at more. So does one of several kinds together.
 */
export function trivyCommandOf(document: unknown): TrivyCommand | undefined {
  // Without a document around it: before 0.20. What was an image then does not say so.
  if (Array.isArray(document)) {
    if (!hasRows(document, 'Target') || !(has(document[0], 'Type') || has(document[0], 'Vulnerabilities')))
      return undefined;
    return document.every(isConfiguration) ? 'config' : 'fs';
  }
  if (!has(document, 'SchemaVersion') || !(has(document, 'ArtifactName') || has(document, 'ArtifactType')))
    return undefined;
  const type = textAt(document, 'ArtifactType');
  if (type === 'container_image' || type === 'vm') return 'image';
  const results = document['Results'];
  return Array.isArray(results) && results.length > 0 && results.every(isConfiguration) ? 'config' : 'fs';
}

/** The version that a report of Trivy names; it does since 0.66. */
export function trivyVersion(document: unknown): string | undefined {
  return textAt(document, 'Trivy', 'Version');
}
