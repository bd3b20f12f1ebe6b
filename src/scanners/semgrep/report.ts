import { z } from 'zod';

const Place = z.object({ line: z.number(), col: z.number() });

/** One of `errors`: of a file, of a rule, of both, or of the run. */
export const ReportedError = z.object({
  /** A word or two, or those with what belongs to them: `["PartialParsing", [ … ]]`. */
  type: z.union([z.string(), z.tuple([z.string()]).rest(z.unknown())]),
  level: z.string(),
  message: z.string().optional(),
  short_msg: z.string().optional(),
  long_msg: z.string().optional(),
  rule_id: z.string().nullish(),
  path: z.string().nullish(),
  spans: z.array(z.object({ start: z.object({ line: z.number() }), end: z.object({ line: z.number() }) })).nullish(),
});
export type ReportedError = z.infer<typeof ReportedError>;

export const Report = z.object({
  errors: z.array(ReportedError),
  // What was planned and not what was done: a file that ran out of time or could not be parsed is in it too.
  paths: z.object({ scanned: z.array(z.string()) }),
  /** Only with `--time`, and not when it ended early. */
  time: z
    .object({
      /** Those that ran on at least one file's language; objects before 1.31. */
      rules: z.array(z.union([z.string(), z.object({ id: z.string() })])),
      /** The files that the engine took up, each with the seconds for each rule: 0 when it did not finish or was not needed. */
      targets: z.array(z.object({ path: z.string(), match_times: z.array(z.number()).optional() })),
      /** Data flow that was given up within a file, in the engine's own form. */
      fixpoint_timeouts: z
        .array(z.object({ location: z.object({ path: z.string() }).nullish(), rule_id: z.string().nullish() }))
        .nullish(),
    })
    .nullish(),
  results: z.array(
    z.object({
      check_id: z.string(),
      path: z.string(),
      start: Place,
      end: Place,
      extra: z.object({
        message: z.string(),
        severity: z.string(),
        /** In releases that print findings silenced by a comment. */
        is_ignored: z.boolean().nullish(),
        /** What stands for the parts of the pattern, in releases that print code; today's do so only after a login. */
        metavars: z.record(z.string(), z.object({ abstract_content: z.string() })).nullish(),
        metadata: z
          .object({
            cwe: z.union([z.string(), z.array(z.string())]).optional(),
            confidence: z.string().optional(),
            references: z.array(z.string()).optional(),
          })
          .nullish(),
      }),
    }),
  ),
});
export type Report = z.infer<typeof Report>;
