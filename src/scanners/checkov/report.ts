import { z } from 'zod';

const Check = z.object({
  check_id: z.string(),
  check_name: z.string(),
  // From the top of what was scanned, with a slash in front.
  file_path: z.string(),
  file_line_range: z.array(z.number().nullable()).nullish(),
  resource: z.string().nullish(),
  /** Only with a key of the vendor's platform. */
  severity: z.string().nullish(),
  guideline: z.string().nullish(),
  /** Where the module is called in which the resource stands. */
  caller_file_path: z.string().nullish(),
  caller_file_line_range: z.array(z.number().nullable()).nullish(),
});
export type Check = z.infer<typeof Check>;

const Framework = z.object({
  check_type: z.string(),
  results: z.object({
    failed_checks: z.array(Check),
    // These three are missing with --quiet.
    passed_checks: z.array(Check).optional(),
    skipped_checks: z.array(Check).optional(),
    parsing_errors: z.array(z.string()).optional(),
  }),
});

/** What it prints when no framework has anything to say, whether it looked at something or not. */
const Nothing = z.object({ passed: z.literal(0), failed: z.literal(0), resource_count: z.literal(0) });

/** One framework by itself, a list of several, or a summary of nothing. */
export const Report = z.union([z.array(Framework), Framework, Nothing]);
export type Report = z.infer<typeof Report>;

/** The frameworks of a report, each with the tokens that lead to it. */
export function frameworksIn(report: Report): { at: number[]; framework: z.infer<typeof Framework> }[] {
  if (Array.isArray(report)) return report.map((framework, index) => ({ at: [index], framework }));
  return 'results' in report ? [{ at: [], framework: report }] : [];
}
