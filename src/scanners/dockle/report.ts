import { z } from 'zod';

const Detail = z.object({
  code: z.string(),
  title: z.string(),
  level: z.string(),
  alerts: z.array(z.string()),
});
export type Detail = z.infer<typeof Detail>;

export const Report = z.object({
  summary: z.object({
    fatal: z.number(),
    warn: z.number(),
    info: z.number(),
    skip: z.number(),
    pass: z.number(),
  }),
  details: z.array(Detail).nullable(),
});
export type Report = z.infer<typeof Report>;
