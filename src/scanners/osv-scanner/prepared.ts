import { z } from 'zod';
import { NotCovered } from '../../model/coverage.js';

/** What was done before the run, and what its output is held against. */
export const Prepared = z.object({
  /** The ecosystems that the database has. Without it, the service is asked. */
  ecosystems: z.array(z.string()).optional(),
  /** Why nothing was laid out: nothing answers at the service's address. */
  unreachable: z.string().optional(),
  /** How many packages a file has, for formats of which it reads some entries and passes over others. */
  counts: z.record(z.string(), z.number()),
  /** What is known not to be looked at. */
  gaps: z.array(NotCovered),
});
export type Prepared = z.infer<typeof Prepared>;
