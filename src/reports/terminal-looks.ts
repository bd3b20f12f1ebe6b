import type { Report } from '../model/report.js';
import type { TerminalFormat } from '../model/report-formats.js';
import { renderAnnotations } from './github-annotations.js';
import { renderSummary, type SummaryOptions } from './terminal.js';
import { renderTable } from './terminal-table.js';

/** How each look that `--format` may name is made: text that ends in a line break, or none. */
export const TERMINAL_LOOKS: Record<TerminalFormat, (report: Report, options: SummaryOptions) => string> = {
  github: renderAnnotations,
  summary: renderSummary,
  table: renderTable,
};
