import type { ManyFindings } from '../model/many-findings.js';
import type { Report } from '../model/report.js';
import type { ReportFile } from './format.js';
import { disarmed, jsonText } from './plain-text.js';

function* lines({ findings }: Report, all: ManyFindings | undefined): Generator<string> {
  if (all) for (const text of all.texts()) yield `${disarmed(text)}\n`;
  else for (const finding of findings) yield `${jsonText(finding)}\n`;
}

/** `reports/findings.jsonl`: a finding a line, each as in `report.json`, for what reads a stream. */
export function jsonLines(report: Report, { all }: { all?: ManyFindings | undefined } = {}): ReportFile[] {
  return [{ path: 'reports/findings.jsonl', content: lines(report, all) }];
}
