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
  attestation: {
    load: async () => (await import('./attestation.js')).attestation,
    // The signed one as well: it is of the result that it stands beside.
    owns: /^reports\/attestation\.(?:intoto|sigstore)\.json$/,
  },
  sarif: { load: async () => (await import('./sarif.js')).sarifFiles, owns: /^sarif\/[^/]+\.sarif$/ },
  jsonl: { load: async () => (await import('./json-lines.js')).jsonLines, owns: /^reports\/findings\.jsonl$/ },
  json: { load: async () => (await import('./report-json.js')).reportJson, owns: /^report\.json$/ },
};
