import type { Report } from '../model/report.js';

/** What a report does not say of a scanner. */
export interface ScannerFacts {
  name?: string;
  homepage?: string;
}

/** What formats are made from beside the report itself. */
export interface ReportContext {
  /** By id. */
  scanners: Record<string, ScannerFacts>;
  /** SHA-256 of the `report.json` that the report was read from; absent when it is about to be written. */
  reportSha256?: string;
}

/** One file that a format makes. */
export interface ReportFile {
  /** Relative to the results directory, with forward slashes. */
  path: string;
  /** In pieces where the whole would be too long for one string. */
  content: string | Iterable<string>;
}

/**
 * A format makes files of a report. It does not write them, so that all are written alike: whole or not at all.
 * @throws Error when the report cannot be told in this format; the others are made all the same
 */
export type ReportFormat = (report: Report, context: ReportContext) => ReportFile[] | Promise<ReportFile[]>;
