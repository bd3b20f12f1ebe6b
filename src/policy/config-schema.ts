import { z } from 'zod';
import { FORMAT_NAMES } from '../model/report-formats.js';
import { DEFAULT_RISK, DUE, mostPoints, RISK_REDUCTIONS, RISK_WEIGHTS } from '../model/risk-settings.js';
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

const Weights = z
  .strictObject(RISK_WEIGHTS)
  .partial()
  .superRefine((weights, context) => {
    const said = Object.fromEntries(Object.entries(weights).filter(([, points]) => points !== undefined));
    const most = mostPoints({ ...DEFAULT_RISK.weights, ...said });
    if (most <= 100) return;
    const message = `one finding could get ${most} points, with the weights that are not said here as they are by default; make it 100 or less`;
    context.addIssue({ code: 'custom', message });
  });

const due = z
  .string()
  .regex(DUE, 'must be hours, days or weeks such as 24h, 7d or 2w, or "next release", or "none"')
  .optional();

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
  formats: z
    .array(z.enum(FORMAT_NAMES))
    .optional()
    .describe('what a scan writes and prints, as --format names it; report.json and SARIF are always written'),
  jobs: z.int().positive().optional().describe('how many cores the scanners may use together'),
  timeout: z.number().positive().optional().describe('seconds that one run of a scanner may take'),
  memory: z.int().positive().optional().describe('megabytes that one scanner may use'),
  databases: z
    .record(z.string(), z.string().min(1))
    .optional()
    .describe(
      'folder of a local database for a scanner, by scanner id, relative to this file; and under epss and kev the files of EPSS scores and of known exploited vulnerabilities',
    ),
  maxDatabaseAge: z
    .number()
    .positive()
    .optional()
    .describe('days after which the evidence of a vulnerability database is no longer whole; 5 when not said'),
  exclude: z
    .array(z.strictObject({ path: z.string().min(1), reason: z.string().min(1) }))
    .optional()
    .describe('files that are not scanned, as patterns of .gitignore, each with a reason'),
  risk: z
    .strictObject({
      weights: Weights.optional().describe(
        'points that each factor can add; what is not said stays as it is by default',
      ),
      reductions: z
        .strictObject(RISK_REDUCTIONS)
        .partial()
        .optional()
        .describe('percent of its points that a finding loses where it does not reach production'),
    })
    .optional()
    .describe('how the risk of a finding is computed: docs/risk.md'),
  due: z
    .strictObject({ critical: due, high: due, medium: due, low: due, info: due, unknown: due })
    .optional()
    .describe('how long there is to act, by severity: 24h, 72h, 7d, with the next release, none, 7d when not said'),
  suppressions: z.array(Suppression).optional().describe('findings that are accepted'),
});
export type ConfigFile = z.infer<typeof ConfigFile>;
