import { z } from 'zod';

const Check = z.object({
  /** As in the CIS Docker Benchmark: `5.5`. */
  id: z.string(),
  desc: z.string(),
  result: z.string(),
  details: z.string().optional(),
  /** With -p, and not for a check that was passed. */
  remediation: z.string().optional(),
});
export type Check = z.infer<typeof Check>;

export const Report = z.object({
  dockerbenchsecurity: z.string(),
  tests: z.array(z.object({ id: z.string(), desc: z.string(), results: z.array(Check) })),
  /** These two are written last, when all checks are done. */
  checks: z.number(),
  end: z.number(),
});
export type Report = z.infer<typeof Report>;
