import { z } from 'zod';
import { NotCovered } from '../../model/coverage.js';

/** What a report is held against and does not say itself. */
export const Prepared = z.object({
  /** The ids of the rules in each folder of the pack that the run is given: what Semgrep has to say that it ran. */
  rules: z.record(z.string(), z.array(z.string())),
  /** The name that Semgrep was given → the file, where it is not the file's own. */
  names: z.record(z.string(), z.string()),
  /** For each file the lines whose columns, which are counted in bytes, are not those of characters. */
  wide: z.record(z.string(), z.array(z.number())).default({}),
  /** The ids of the official rules that the run is given. */
  official: z.array(z.string()).default([]),
  /** What of the official packs could not be used. */
  gaps: z.array(NotCovered).default([]),
});
export type Prepared = z.infer<typeof Prepared>;
