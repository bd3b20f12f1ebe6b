import type { FileFormat } from '../model/report-formats.js';
import type { ReportFormat } from './format.js';

interface FormatEntry {
  /** Loaded when it is asked for: some bring large libraries. */
  load(): Promise<ReportFormat>;
  /** Every path that is this format's, so that a file of an earlier scan can be told and does not stay beside this one's. */
  owns: RegExp;
}

/** Every format that makes files. `report.json` comes last: that it is of this scan says that all the others are. */
export const FORMAT_TABLE: Record<FileFormat, FormatEntry> = {
  html: { load: async () => (await import('./html.js')).htmlReport, owns: /^reports\/security-report\.html$/ },
  sarif: {
    load: async () => (await import('./sarif.js')).sarifFiles,
    owns: /^sarif\/[^/]+\.sarif$|^reports\/suppressed(?:-\d+)?\.sarif$/,
  },
  comment: {
    load: async () => (await import('./markdown.js')).pullRequestComment,
    owns: /^reports\/pull-request-comment\.md$/,
  },
  csv: {
    load: async () => (await import('./csv.js')).csvFiles,
    owns: /^reports\/(?:security-report|coverage)\.csv$/,
  },
  executive: {
    load: async () => (await import('./executive.js')).executiveSummary,
    owns: /^reports\/executive-summary\.(?:md|html)$/,
  },
  attestation: {
    load: async () => (await import('./attestation.js')).attestation,
    // The signed one as well: it is of the result that it stands beside.
    owns: /^reports\/attestation\.(?:intoto|sigstore)\.json$/,
  },
  jsonl: { load: async () => (await import('./json-lines.js')).jsonLines, owns: /^reports\/findings\.jsonl$/ },
  junit: { load: async () => (await import('./junit.js')).junitFile, owns: /^reports\/junit\.xml$/ },
  markdown: {
    load: async () => (await import('./markdown.js')).markdownReport,
    owns: /^reports\/security-report\.md$/,
  },
  cyclonedx: {
    load: async () => (await import('./cyclonedx.js')).cycloneDxFiles,
    owns: /^reports\/sbom\.cdx\.json$/,
  },
  gitlab: {
    load: async () => (await import('./gitlab.js')).gitlabFiles,
    owns: /^reports\/gl-(?:dependency-scanning|iac-sast|sast|secret-detection)-report\.json$/,
  },
  ocsf: {
    load: async () => (await import('./ocsf.js')).ocsfEvents,
    owns: /^reports\/findings\.ocsf\.jsonl$/,
  },
  spdx: { load: async () => (await import('./spdx.js')).spdxFiles, owns: /^reports\/sbom\.spdx\.json$/ },
  json: { load: async () => (await import('./report-json.js')).reportJson, owns: /^report\.json$/ },
};
