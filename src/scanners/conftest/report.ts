import { z } from 'zod';

const Result = z.object({
  msg: z.string(),
  /** Of Muster's policies; those of others give what they like. */
  metadata: z
    .object({
      query: z.string().optional().catch(undefined),
      id: z.string().optional().catch(undefined),
      title: z.string().optional().catch(undefined),
      severity: z.string().optional().catch(undefined),
      cwes: z.array(z.string()).optional().catch(undefined),
      docs: z.string().optional().catch(undefined),
      resource: z.string().optional().catch(undefined),
      seen: z.boolean().optional().catch(undefined),
      empty: z.boolean().optional().catch(undefined),
      unseen: z.array(z.string()).optional().catch(undefined),
    })
    .optional(),
});
export type Result = z.infer<typeof Result>;

const Row = z.object({
  filename: z.string(),
  namespace: z.string().optional(),
  warnings: z.array(Result).optional(),
  failures: z.array(Result).optional(),
});
/** `null` when there is no namespace to test. */
export const Report = z.array(Row).nullable();
export type Report = z.infer<typeof Report>;
