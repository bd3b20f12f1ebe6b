import type { ManyFindings } from '../model/many-findings.js';
import type { Report } from '../model/report.js';
import { findingsPart } from './terminal/findings.js';
import { blindSpotsPart, silencedPart } from './terminal/gaps.js';
import { nextStepsPart } from './terminal/next-steps.js';
import { type Look, newPage, pageText } from './terminal/page.js';
import { rollCallPart } from './terminal/roll-call.js';
import { verdictPart } from './terminal/verdict.js';

/** Findings that are shown when nobody says how many. */
const FINDINGS = 10;

export interface SummaryOptions extends Look {
  /** Where the reports are, as the user would write it. */
  resultsDir?: string;
  /** How many findings to show. */
  limit?: number;
  /** All findings, where the report has the worst of them only. */
  all?: ManyFindings | undefined;
}

/**
 * A scan on a terminal, to be read in ten seconds: the verdict and why, who looked and at how much, what nobody looked
 * at, the worst findings, what to do next. Texts of scanners and of the target cannot steer the terminal.
 * @returns text that ends in a line break
 */
export function renderSummary(report: Report, options: SummaryOptions): string {
  const { columns, color, resultsDir, limit = FINDINGS, all } = options;
  const page = newPage(columns, color, options);
  return pageText([
    verdictPart(report, page),
    rollCallPart(report, page),
    blindSpotsPart(report, page),
    silencedPart(report, page),
    findingsPart(report, page, limit, all),
    nextStepsPart(report, page, resultsDir),
  ]);
}
