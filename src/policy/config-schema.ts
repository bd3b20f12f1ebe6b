import { z } from 'zod';
import { GateSeverity } from '../model/severity.js';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2027-03-31')
  .describe('the last day on which it holds, as YYYY-MM-DD in UTC');

export const Suppression = z
  .strictObject({
    id: z.string().min(1).optional().describe('the id of one finding'),
    rule: z.string().min(1).optional().describe("a scanner's rule: `bandit:B602`, or `B602` of any scanner"),
    advisory: z.string().min(1).optional().describe('an advisory by its id or any alias: CVE-…, GHSA-…, PYSEC-…'),
    path: z.string().min(1).optional().describe('files, as a pattern of .gitignore'),
    reason: z.string().min(1).describe('why this is accepted; shown in every report'),
    owner: z.string().min(1).optional(),
    expires: day.optional(),
  })
  .refine(({ id, rule, advisory, path }) => [id, rule, advisory, path].some((part) => part !== undefined), {
    message: 'names nothing: give at least one of id, rule, advisory, path',
  });
export type Suppression = z.infer<typeof Suppression>;

const scannerList = z.array(z.string().min(1));

/** `muster.yml`. Every key is optional; what is not known is refused. */
export const ConfigFile = z.strictObject({
  $schema: z.string().optional(),
  profile: z.enum(['basic', 'advanced']).optional().describe('which scanners run; basic when not said'),
  only: scannerList.optional().describe('run these scanners and no others'),
  skip: scannerList.optional().describe('do not run these scanners'),
  require: scannerList
    .optional()
    .describe('scanners whose evidence must be complete; every one that applies when not said'),
  failOn: GateSeverity.optional().describe('open findings of this severity or worse fail the gate; high when not said'),
  allowIncomplete: z.boolean().optional().describe('exit with 0 although required evidence is missing'),
  jobs: z.int().positive().optional().describe('how many cores the scanners may use together'),
  timeout: z.number().positive().optional().describe('seconds that one run of a scanner may take'),
  memory: z.int().positive().optional().describe('megabytes that one scanner may use'),
  databases: z
    .record(z.string(), z.string().min(1))
    .optional()
    .describe('folder of a local database for a scanner, by scanner id, relative to this file'),
  maxDatabaseAge: z
    .number()
    .positive()
    .optional()
    .describe('days after which the evidence of a vulnerability database is no longer whole; 5 when not said'),
  exclude: z
    .array(z.strictObject({ path: z.string().min(1), reason: z.string().min(1) }))
    .optional()
    .describe('files that are not scanned, as patterns of .gitignore, each with a reason'),
  suppressions: z.array(Suppression).optional().describe('findings that are accepted'),
});
export type ConfigFile = z.infer<typeof ConfigFile>;
