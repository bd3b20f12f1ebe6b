import type { Report } from './report.js';

export interface Evidence {
  /** How often the policies said that they looked at something in a file. */
  marks: number;
  /** How many of these were about something that is not empty. */
  documents: number;
  /** What stands in it and was kept from them. */
  unseen: string[];
}

type Row = NonNullable<Report>[number];

/** Whether a row is of Muster's own policies. Releases that print no package know only what they were asked for. */
export function isOurs({ namespace }: Pick<Row, 'namespace'>): boolean {
  return namespace === undefined || namespace.startsWith('muster.');
}

/** The packages of policies that it says it ran. */
export function packagesThatRan(report: Report): Set<string> {
  return new Set((report ?? []).flatMap(({ namespace }) => namespace ?? []));
}

/** What Muster's policies themselves say of each file: one of them speaks whatever stands in it. */
export function evidenceIn(report: Report, original: (printed: string) => string): Map<string, Evidence> {
  const evidence = new Map<string, Evidence>();
  for (const { filename, warnings = [] } of (report ?? []).filter(isOurs)) {
    const marks = warnings.filter(({ metadata }) => metadata?.seen);
    const file = original(filename);
    // Older releases print a file once for each document.
    const before = evidence.get(file) ?? { marks: 0, documents: 0, unseen: [] };
    evidence.set(file, {
      marks: before.marks + marks.length,
      documents: before.documents + marks.filter(({ metadata }) => !metadata?.empty).length,
      unseen: [...before.unseen, ...marks.flatMap(({ metadata }) => metadata?.unseen ?? [])],
    });
  }
  return evidence;
}

/** @param expected how many documents the file holds, where that is known: a Dockerfile or one of Terraform is just one */
export function whyNotLookedAt(evidence: Evidence | undefined, expected: number | undefined): string | undefined {
  if (!evidence) return 'it does not say that it looked at it';
  if (expected === undefined) return evidence.marks > 0 ? undefined : 'no policy looked at it';
  if (evidence.documents >= expected) return undefined;
  return `its policies looked at ${evidence.documents} of ${expected} documents`;
}
