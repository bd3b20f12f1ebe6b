import { z } from 'zod';

const Place = z.object({
  /** From the working directory. */
  file_name: z.string(),
  line: z.number(),
  search_value: z.string().optional(),
  resource_type: z.string().optional(),
  resource_name: z.string().optional(),
});
export type Place = z.infer<typeof Place>;

const Query = z.object({
  query_id: z.string(),
  query_name: z.string(),
  query_url: z.string().optional(),
  severity: z.string(),
  platform: z.string(),
  /** A number; releases before 2.0 have none. */
  cwe: z.string().optional(),
  description: z.string().optional(),
  files: z.array(Place),
});
export type Query = z.infer<typeof Query>;

export const Report = z.object({
  files_scanned: z.number(),
  files_parsed: z.number(),
  queries_total: z.number(),
  queries_failed_to_execute: z.number(),
  queries: z.array(Query),
  /** Results of the severity TRACE. */
  bill_of_materials: z.array(Query).optional(),
});
export type Report = z.infer<typeof Report>;
