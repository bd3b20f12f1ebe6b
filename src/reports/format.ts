import type { Stock } from '../model/component.js';
import type { FindingKind } from '../model/finding.js';
import type { ManyFindings } from '../model/many-findings.js';
import type { PastScan } from '../model/past-scan.js';
import type { Report } from '../model/report.js';

/** What a report does not say of a scanner. */
export interface ScannerFacts {
  name?: string;
  homepage?: string;
  finds?: FindingKind[];
}

/** Where the files of the target can be seen on the web, by GitHub's scheme of addresses. */
export interface WebRepository {
  /** `https://github.com/owner/name`, without a slash at its end. */
  address: string;
  commit: string;
  /** Of the target in the repository, with forward slashes; '' when it is the top. */
  folder: string;
}

/** What formats are made from beside the report itself. */
export interface ReportContext {
  /** By id. */
  scanners: Record<string, ScannerFacts>;
  /**
   * All findings, where they are too many for all to be in memory, and the report has the worst of them only: a format
   * that does not look here has those, and should say so.
   */
  all?: ManyFindings | undefined;
  /** What tells this result from others of the same commit on GitHub, when there are several: see `SarifOptions`. */
  category?: string | undefined;
  /** Known where a service says so; never guessed. */
  repository?: WebRepository;
  /** The packages that the scanners list, read from their outputs when a format asks; absent where there are none to read. */
  stock?(): Promise<Stock>;
  /** Tells the user something about how a format came out, such as why it made no file. */
  note?(text: string): void;
  /** SHA-256 of the `report.json` that the report was read from; absent when it is about to be written. */
  reportSha256?: string;
  /** The directory with the scanners' outputs that the report names. Without it, nothing is quoted from them. */
  results?: string;
  /** Finished scans that the results directory remembers, this one among them or not. */
  history?: readonly PastScan[];
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
