import { z } from 'zod';
import { CoverageEntry, DatabaseFacts } from './coverage.js';
import { Finding } from './finding.js';

export const SCHEMA_VERSION = '1.0';

export const BlindSpot = z.object({
  what: z.string(),
  paths: z.array(z.string()),
  why: z.string(),
});
export type BlindSpot = z.infer<typeof BlindSpot>;

export const Silenced = z.object({
  where: z.string().describe('the file, and the line where there is one'),
  what: z.string().describe('the ignore rule or comment, and what it hides'),
  by: z.string().describe('who obeys it: a scanner, or muster'),
});
export type Silenced = z.infer<typeof Silenced>;

export const GateRule = z.object({
  rule: z.string(),
  held: z.boolean(),
  because: z.string(),
  findings: z.array(z.string()),
});
export type GateRule = z.infer<typeof GateRule>;

export const Verdict = z.enum(['pass', 'fail', 'incomplete']);
export type Verdict = z.infer<typeof Verdict>;

export const RiskData = DatabaseFacts.extend({
  notChecked: z.string().optional().describe('why it was not looked at; absent when it was'),
});
export type RiskData = z.infer<typeof RiskData>;

const TargetFacts = z.object({
  kind: z.enum(['repository', 'directory']),
  path: z.string(),
  prefix: z
    .string()
    .optional()
    .describe("the target's path in its work tree, with forward slashes; absent when it is the top, or in none"),
  commit: z.string().optional(),
  tree: z.string().optional().describe("Git's name of what the commit has in the target"),
  uncommitted: z
    .int()
    .optional()
    .describe('files that were not as the commit has them, or are not in it; absent when that was not looked at'),
});
export type TargetFacts = z.infer<typeof TargetFacts>;

/** The whole result of a scan; `schemas/report.schema.json` is made from this. */
export const Report = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  tool: z.object({ name: z.literal('muster'), version: z.string() }),
  target: TargetFacts,
  startedAt: z.string(),
  finishedAt: z.string(),
  interrupted: z.boolean().optional(),
  verdict: Verdict,
  gate: z.object({ rules: z.array(GateRule) }),
  coverage: z.array(CoverageEntry),
  blindSpots: z.array(BlindSpot),
  silenced: z.array(Silenced),
  findings: z.array(Finding),
  riskData: z
    .array(RiskData)
    .optional()
    .describe('what the risk scores were made with beside the scanners: EPSS and KEV'),
});
export type Report = z.infer<typeof Report>;
