import { z } from 'zod';
import { CoverageEntry, DatabaseFacts } from './coverage.js';
import { RiskData, Verdict } from './report.js';
import { SEVERITIES } from './severity-names.js';

/** @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const EARLIER_STATEMENT_TYPE = 'https://in-toto.io/Statement/v0.1';
/** The type of what is signed. @see https://github.com/in-toto/attestation/blob/main/spec/v1/envelope.md */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
/** Names what the predicate is, and its version: one that older readers would misread gets another. */
export const PREDICATE_TYPE = 'https://www.npmjs.com/package/muster-security/attestation/scan/v1';

const Count = z.int().min(0);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A moment, as RFC 3339 writes it in UTC. */
const Moment = z.iso.datetime();

/**
 * What a statement is about, by its digests alone. @see https://github.com/in-toto/attestation/blob/main/spec/v1/digest_set.md
 */
const Subject = z.object({
  name: z.string().describe('the folder in the commit, "." for the whole; the reference of an image'),
  digest: z
    .partialRecord(z.enum(['gitCommit', 'gitTree', 'sha256']), z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/))
    .refine((digests) => Object.keys(digests).length > 0, 'names no digest'),
});
export type Subject = z.infer<typeof Subject>;

/** A line of the roll call, without what is of the machine alone. */
const AttestedCoverage = CoverageEntry.pick({
  scanner: true,
  input: true,
  required: true,
  status: true,
  reason: true,
  version: true,
  canary: true,
  considered: true,
  findings: true,
}).extend({
  program: z
    .object({ source: z.string(), sha256: z.string().nullable() })
    .nullable()
    .describe("where the program came from, and its file's digest"),
  database: DatabaseFacts.optional(),
  notCovered: Count.describe('how many things of its input it did not look at'),
});
export type AttestedCoverage = z.infer<typeof AttestedCoverage>;

/** What a scan proves, and what it does not. The whole is in `report.json`, which `report` names by its digest. */
const Predicate = z.object({
  tool: z.object({ name: z.literal('muster'), version: z.string() }),
  target: z.object({
    commit: z.string().optional().describe('the commit that was checked out'),
    folder: z.string().optional().describe('the part of it that was scanned; absent when it is the whole'),
  }),
  startedAt: Moment,
  finishedAt: Moment,
  interrupted: z.boolean(),
  verdict: Verdict,
  gate: z.array(z.object({ rule: z.string(), held: z.boolean(), because: z.string(), findings: Count })),
  coverage: z.array(AttestedCoverage),
  blindSpots: z.array(z.object({ what: z.string(), why: z.string(), paths: Count })),
  silenced: z
    .array(z.object({ by: z.string(), count: Count }))
    .describe("how much the target's own files tell a scanner, or Muster, to ignore"),
  findings: z.object({
    open: z.record(z.enum(SEVERITIES), Count).describe('by severity'),
    suppressed: Count,
    baseline: Count,
    notAffected: Count,
  }),
  riskData: z.array(RiskData),
  report: z.object({ name: z.literal('report.json'), digest: z.object({ sha256: Sha256 }) }),
});
export type Predicate = z.infer<typeof Predicate>;

/** An in-toto statement that a scan was done; `schemas/attestation.schema.json` is made from this. */
export const AttestationStatement = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(Subject).length(1),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate: Predicate,
});
export type AttestationStatement = z.infer<typeof AttestationStatement>;
