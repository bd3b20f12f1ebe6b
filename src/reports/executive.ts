import type { Report } from '../model/report.js';
import { executiveMarkdown } from './executive/markdown.js';
import { executivePage } from './executive/page.js';
import { summaryOf } from './executive/summary.js';
import type { ReportFile } from './format.js';

/** `reports/executive-summary.md`, and the same as a page that prints on one sheet: what a manager has to know. */
export function executiveSummary(report: Report): ReportFile[] {
  const summary = summaryOf(report);
  return [
    { path: 'reports/executive-summary.md', content: executiveMarkdown(summary) },
    { path: 'reports/executive-summary.html', content: executivePage(summary) },
  ];
}
