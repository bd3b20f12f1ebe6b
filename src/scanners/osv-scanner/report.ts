import { z } from 'zod';

/** An event says one thing; of all that it may say, these are read. @see https://ossf.github.io/osv-schema/ */
const Event = z.object({ fixed: z.string().optional() });

const Affected = z.object({
  package: z.object({ ecosystem: z.string().optional(), name: z.string().optional() }).optional(),
  ranges: z.array(z.object({ type: z.string().optional(), events: z.array(Event).optional() })).optional(),
  severity: z.array(z.object({ type: z.string().optional(), score: z.string() })).optional(),
});

/** A record of the OSV database, as the scanner prints it. */
const Vulnerability = z.object({
  id: z.string(),
  summary: z.string().optional(),
  details: z.string().optional(),
  aliases: z.array(z.string()).nullish(),
  severity: z.array(z.object({ type: z.string().optional(), score: z.string() })).nullish(),
  affected: z.array(Affected).nullish(),
  database_specific: z.looseObject({ severity: z.unknown(), cwe_ids: z.unknown() }).partial().nullish(),
});
export type Vulnerability = z.infer<typeof Vulnerability>;

const PackageRow = z.object({
  package: z.object({
    name: z.string(),
    version: z.string(),
    ecosystem: z.string(),
    commit: z.string().optional(),
  }),
  vulnerabilities: z.array(Vulnerability).optional(),
});
export type PackageRow = z.infer<typeof PackageRow>;

/** The part of the output that is read; the same in the releases 1.x and 2.x. */
export const Report = z.object({
  results: z.array(z.object({ source: z.object({ path: z.string() }), packages: z.array(PackageRow) })),
});
export type Report = z.infer<typeof Report>;
