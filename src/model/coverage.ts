import { z } from 'zod';

const COVERAGE_STATUSES = [
  'completed',
  'partial',
  'failed',
  'timed-out',
  'unavailable',
  'not-applicable',
  'disabled',
] as const;
const CoverageStatus = z.enum(COVERAGE_STATUSES);
export type CoverageStatus = z.infer<typeof CoverageStatus>;

/** One thing that a scanner was given and did not look at. */
export const NotCovered = z.object({
  what: z.string().describe('a file, a package, an ecosystem'),
  why: z.string(),
});
export type NotCovered = z.infer<typeof NotCovered>;

const Provenance = z.object({
  source: z.string().describe('where the program came from: PATH, PyPI, Go, npm, …'),
  sha256: z.string().nullable().describe("digest of the program's file, lower-case hexadecimal"),
  path: z.string().optional(),
});
export type Provenance = z.infer<typeof Provenance>;

export const DatabaseFacts = z.object({
  name: z.string(),
  updatedAt: z.string().nullable().describe('when its newest content was published; null when it does not say'),
  ageHours: z.number().nullable(),
  digest: z.string().nullable(),
});
export type DatabaseFacts = z.infer<typeof DatabaseFacts>;

const HOUR_MS = 3_600_000;

/** How old data is, to a tenth of an hour; null when it bears no date. A date to come counts as now. */
export function ageInHours(updatedAt: string | null, now: Date): number | null {
  if (updatedAt === null) return null;
  return Math.max(0, Math.round(((now.getTime() - Date.parse(updatedAt)) / HOUR_MS) * 10) / 10);
}

/** One line of the roll call: what became of one scanner on one input. */
export const CoverageEntry = z.object({
  scanner: z.string(),
  input: z.string(),
  status: CoverageStatus,
  reason: z.string().optional(),
  required: z.boolean().describe('whether the verdict depends on it'),
  version: z.string().nullable(),
  provenance: Provenance.nullable(),
  database: DatabaseFacts.optional(),
  canary: z.enum(['found', 'missed', 'untested']),
  command: z.array(z.string()),
  sandbox: z
    .object({ targetReadOnly: z.boolean(), network: z.enum(['none', 'open']) })
    .optional()
    .describe('what the run was kept from; absent when nothing ran'),
  exitStatus: z.int().nullable(),
  signal: z.string().nullable(),
  durationMs: z.number(),
  peakRssBytes: z.number().nullable().describe('of the whole process group, sampled; null when it could not be read'),
  considered: z.object({ files: z.int(), packages: z.int() }),
  notCovered: z.array(NotCovered),
  findings: z.int(),
  output: z
    .object({
      path: z.string(),
      sha256: z.string(),
      keepsSecrets: z
        .literal(true)
        .optional()
        .describe(
          'the values of secrets were left in it, as --keep-raw-secrets asks; absent where they were taken out',
        ),
    })
    .nullable(),
});
export type CoverageEntry = z.infer<typeof CoverageEntry>;

/** Whether this line is whole evidence: looked at everything it was given, and its canary was found. */
export function isComplete(entry: Pick<CoverageEntry, 'status' | 'canary'>): boolean {
  return entry.status === 'completed' && entry.canary === 'found';
}

/** A ledger line for something that did not run. */
export function blankEntry(scanner: string, input: string, required: boolean): CoverageEntry {
  return {
    scanner,
    input,
    status: 'failed',
    required,
    version: null,
    provenance: null,
    canary: 'untested',
    command: [],
    exitStatus: null,
    signal: null,
    durationMs: 0,
    peakRssBytes: null,
    considered: { files: 0, packages: 0 },
    notCovered: [],
    findings: 0,
    output: null,
  };
}

/** The lines of a roll call as a report has them: by scanner, then by input. */
export function inRollCallOrder(entries: CoverageEntry[]): CoverageEntry[] {
  return entries.toSorted((a, b) =>
    a.scanner === b.scanner ? (a.input < b.input ? -1 : 1) : a.scanner < b.scanner ? -1 : 1,
  );
}
