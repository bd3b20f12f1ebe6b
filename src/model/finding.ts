import { z } from 'zod';
import { Severity } from './severity.js';

const FINDING_KINDS = [
  'vulnerability',
  'misconfiguration',
  'secret',
  'code',
  'malware',
  'license',
  'practice',
] as const;
export const FindingKind = z.enum(FINDING_KINDS);
export type FindingKind = z.infer<typeof FindingKind>;

/** A place in the target. Lines and columns count from 1, as in SARIF. */
export const Location = z.object({
  path: z.string().describe('relative to the target, with forward slashes'),
  startLine: z.int().positive().optional(),
  endLine: z.int().positive().optional(),
  startColumn: z.int().positive().optional(),
  endColumn: z.int().positive().optional(),
  commit: z.string().optional().describe('the commit in which it stands, when it is one of the history'),
  resource: z.string().optional().describe('the name of the resource, when the scanner points at one'),
});
export type Location = z.infer<typeof Location>;

export const Package = z.object({
  ecosystem: z.string().describe("OSV's name of the ecosystem"),
  name: z.string(),
  version: z.string().optional(),
  purl: z.string().optional(),
  scope: z
    .enum(['production', 'development'])
    .optional()
    .describe('who needs it, where the lock file tells; absent where it does not'),
});
export type Package = z.infer<typeof Package>;

const CvssScore = z.object({
  version: z.string(),
  vector: z.string().optional(),
  score: z.number().min(0).max(10).optional(),
  source: z.string().optional(),
});

/** What FIRST's Exploit Prediction Scoring System says of a CVE. */
export const Epss = z.object({
  probability: z.number().min(0).max(1).describe('that it is exploited within 30 days after the date'),
  percentile: z.number().min(0).max(1).describe('how many CVEs have this probability or a smaller one'),
  date: z.string().describe('of the scores'),
});
export type Epss = z.infer<typeof Epss>;

/** That a CVE is exploited, by CISA's catalog of Known Exploited Vulnerabilities. */
export const Kev = z.object({
  dateAdded: z.string(),
  dueDate: z.string().optional().describe('by which agencies of the United States have to act'),
  ransomware: z.boolean().describe('whether it is known to be used for ransomware'),
});
export type Kev = z.infer<typeof Kev>;

export const Advisory = z.object({
  id: z.string(),
  aliases: z.array(z.string()),
  assertions: z
    .array(z.object({ ids: z.tuple([z.string(), z.string()]), by: z.array(z.string()), joined: z.boolean() }))
    .optional()
    .describe('who says that two names mean the same; not joined where one hole would be made of two CVEs'),
  cwes: z.array(z.string()),
  cvss: z.array(CvssScore),
  epss: Epss.optional().describe('absent when it has no score, or none was looked up: see riskData'),
  kev: Kev.optional().describe('absent when it is not listed, or was not looked up: see riskData'),
  url: z.string().optional(),
});
export type Advisory = z.infer<typeof Advisory>;

const Fix = z.object({
  summary: z.string(),
  versions: z.array(z.string()).optional().describe('versions of the package without the issue'),
});
export type Fix = z.infer<typeof Fix>;

/** A rule of a scanner, as far as its output or its adapter tells. */
const RuleInfo = z.object({
  name: z.string().optional(),
  help: z.string().optional(),
  helpUri: z.string().optional(),
  cwes: z.array(z.string()).optional(),
});
export type RuleInfo = z.infer<typeof RuleInfo>;

/** Where in which output of which scanner a finding was read. */
export const Source = z.object({
  scanner: z.string(),
  ruleId: z.string(),
  severity: z.string().nullable().describe("the scanner's own word for it, null when it has none"),
  location: Location.optional(),
  output: z.object({
    path: z.string().describe('relative to the results directory'),
    pointer: z.string().describe('JSON Pointer (RFC 6901) into that file; `line=N` (RFC 5147) where it is plain text'),
  }),
});
export type Source = z.infer<typeof Source>;

export const Due = z.object({
  by: z.string().nullable().describe('a moment, as RFC 3339 writes it; null where none is set'),
  because: z.string(),
});
export type Due = z.infer<typeof Due>;

const FINDING_STATUSES = ['open', 'suppressed', 'baseline', 'notAffected'] as const;

export const Finding = z.object({
  id: z.string(),
  kind: FindingKind,
  title: z.string(),
  message: z.string().optional(),
  severity: Severity,
  risk: z.object({
    score: z.number().min(0).max(100),
    factors: z
      .array(z.object({ name: z.string(), value: z.number(), because: z.string() }))
      .describe('in points; they sum to the score'),
  }),
  due: Due.optional(),
  locations: z.array(Location),
  package: Package.optional(),
  advisory: Advisory.optional(),
  rule: z
    .object({
      control: z.string().nullable(),
      cwes: z.array(z.string()),
      frameworks: z.array(z.string()),
      help: z.string().optional(),
      helpUri: z.string().optional(),
    })
    .optional(),
  fix: Fix.optional(),
  verified: z.boolean().optional().describe('of a secret: the service that it is for accepts it'),
  sources: z.array(Source).min(1),
  agreement: z.object({
    found: z.array(z.string()),
    couldHaveFound: z
      .array(z.string())
      .describe('scanners that looked at the same file for the same kind of issue and did not report it'),
    notFound: z
      .array(z.object({ scanner: z.string(), why: z.string() }))
      .describe('all that looked there and did not report it, also those without a rule for it, with the reason'),
  }),
  status: z.enum(FINDING_STATUSES),
  suppression: z
    .object({ reason: z.string(), by: z.string(), owner: z.string().optional(), expires: z.string().optional() })
    .optional(),
  firstSeen: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;

/**
 * One row of one scanner's output, in Muster's words. It lives in memory only: a secret's value is in it, so that it
 * can be told apart from others and scrubbed from what is written, and it is never written itself.
 */
export interface RawFinding {
  kind: FindingKind;
  ruleId: string;
  title: string;
  message?: string;
  /** On Muster's scale. */
  severity: z.infer<typeof Severity>;
  /** The scanner's own word, as printed; null when it gives none and `severity` is the adapter's default. */
  nativeSeverity: string | null;
  location?: Location;
  package?: Package;
  advisory?: Advisory;
  rule?: RuleInfo;
  fix?: Fix;
  /** Of a secret: the service that it is for accepts it. Left out where it was not asked, or said no. */
  verified?: true;
  /** What must not be written anywhere: the secret itself. */
  secret?: string;
  /** SHA-1 of the secret, in hex, where the scanner prints that instead of it. As little to be written as the secret. */
  secretSha1?: string;
  /** Of a secret that the scanner masks: bytes of the file before it, where the scanner tells. */
  secretOffset?: number;
  /** JSON Pointer (RFC 6901) to this row in the scanner's output; `line=N` (RFC 5147) where that is plain text. */
  pointer: string;
}
