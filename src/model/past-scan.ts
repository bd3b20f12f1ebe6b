import { z } from 'zod';
import { Verdict } from './report.js';
import { Severity } from './severity.js';

/** A finished scan, as a results directory remembers it: a line of `history.jsonl`. */
export const PastScan = z.object({
  finishedAt: z.iso.datetime(),
  target: z.string().describe('the path of the target, as the report has it'),
  commit: z.string().optional(),
  verdict: Verdict,
  open: z.partialRecord(Severity, z.int().nonnegative()).describe('open findings by severity; none where left out'),
  evidence: z
    .object({ complete: z.int().nonnegative(), required: z.int().nonnegative() })
    .describe('lines of the roll call that the verdict depends on, and how many of them are complete'),
});
export type PastScan = z.infer<typeof PastScan>;
