import type { Report } from '../model/report.js';
import type { ReportFile } from './format.js';
import { jsonText } from './plain-text.js';

function* lines(report: Report): Generator<string> {
  for (const finding of report.findings) yield `${jsonText(finding)}\n`;
}

/** `reports/findings.jsonl`: a finding a line, each as in `report.json`, for what reads a stream. */
export function jsonLines(report: Report): ReportFile[] {
  return [{ path: 'reports/findings.jsonl', content: lines(report) }];
}
