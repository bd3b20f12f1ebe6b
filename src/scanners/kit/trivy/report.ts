import { z } from 'zod';

const text = z.string().nullish();
const line = z.number().nullish();

const Package = z.object({
  ID: text,
  Name: text,
  Version: text,
  Relationship: text,
  FilePath: text,
  Dev: z.boolean().nullish(),
  Licenses: z.array(z.string()).nullish(),
  DependsOn: z.array(z.string()).nullish(),
  Identifier: z.object({ PURL: text, UID: text }).nullish(),
  Locations: z.array(z.object({ StartLine: line, EndLine: line })).nullish(),
});
export type Package = z.infer<typeof Package>;

const Cvss = z.object({
  V2Vector: text,
  V2Score: z.number().nullish(),
  V3Vector: text,
  V3Score: z.number().nullish(),
  V40Vector: text,
  V40Score: z.number().nullish(),
});

const Vulnerability = z.object({
  VulnerabilityID: z.string(),
  VendorIDs: z.array(z.string()).nullish(),
  PkgID: text,
  PkgName: z.string(),
  PkgPath: text,
  // Absent before 0.49.
  PkgIdentifier: z.object({ PURL: text, UID: text }).nullish(),
  InstalledVersion: text,
  FixedVersion: text,
  Status: text,
  PrimaryURL: text,
  Title: text,
  Description: text,
  Severity: text,
  CweIDs: z.array(z.string()).nullish(),
  CVSS: z.record(z.string(), Cvss).nullish(),
});
export type Vulnerability = z.infer<typeof Vulnerability>;

const Misconfiguration = z.object({
  Type: text,
  ID: z.string(),
  // `AVD-DS-0002`, beside an `ID` of `DS002`, until 0.68; absent before 0.31.
  AVDID: text,
  Title: text,
  Description: text,
  Message: text,
  Resolution: text,
  Severity: text,
  PrimaryURL: text,
  References: z.array(z.string()).nullish(),
  Status: text,
  CauseMetadata: z.object({ Resource: text, StartLine: line, EndLine: line }).nullish(),
  // Its name from 0.21 to 0.27.
  IacMetadata: z.object({ Resource: text, StartLine: line, EndLine: line }).nullish(),
});
export type Misconfiguration = z.infer<typeof Misconfiguration>;

const Secret = z.object({
  RuleID: z.string(),
  Category: text,
  Severity: text,
  Title: text,
  StartLine: line,
  EndLine: line,
  Match: text,
  // Bytes of the file before the secret; earlier releases have none.
  Offset: z.number().nullish(),
});
export type Secret = z.infer<typeof Secret>;

const License = z.object({
  Severity: text,
  Category: text,
  PkgName: text,
  FilePath: text,
  Name: z.string(),
  Link: text,
});
export type License = z.infer<typeof License>;

/** A finding that was taken out of the list by our own ignore file. */
const Modified = z.object({ Type: z.string(), Finding: z.object({ RuleID: text }) });

const Result = z.object({
  Target: z.string(),
  Class: text,
  Type: text,
  Packages: z.array(Package).nullish(),
  Vulnerabilities: z.array(Vulnerability).nullish(),
  MisconfSummary: z.object({ Successes: z.number(), Failures: z.number() }).nullish(),
  Misconfigurations: z.array(Misconfiguration).nullish(),
  Secrets: z.array(Secret).nullish(),
  Licenses: z.array(License).nullish(),
  ExperimentalModifiedFindings: z.array(Modified).nullish(),
});
export type Result = z.infer<typeof Result>;

const Metadata = z.object({
  OS: z.object({ Family: z.string(), Name: text, EOSL: z.boolean().nullish() }).nullish(),
  ImageID: text,
  DiffIDs: z.array(z.string()).nullish(),
  ImageConfig: z.object({ config: z.object({ Env: z.array(z.string()).nullish() }).nullish() }).nullish(),
});

/** One document since 0.20, a bare list of results before; without results, none or null. */
export const Report = z.union([
  z.object({
    SchemaVersion: z.number(),
    ArtifactName: text,
    Metadata: Metadata.nullish(),
    Results: z.array(Result).nullish(),
  }),
  z.array(Result),
]);
export type Report = z.infer<typeof Report>;

export interface PlacedResult {
  result: Result;
  /** The tokens of the JSON Pointer to it. */
  tokens: (string | number)[];
}

export function resultsOf(report: Report): PlacedResult[] {
  const [results, tokens] = Array.isArray(report) ? [report, []] : [report.Results ?? [], ['Results']];
  return results.map((result, index) => ({ result, tokens: [...tokens, index] }));
}

/** What a report says of the image, or of the folder, as a whole. */
export function metadataOf(report: Report): z.infer<typeof Metadata> {
  return (Array.isArray(report) ? undefined : report.Metadata) ?? {};
}
