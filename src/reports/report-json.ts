import type { Report } from '../model/report.js';
import type { ReportFile } from './format.js';
import { jsonText } from './plain-text.js';

/** A document as text, as every JSON file of a results directory is laid out. */
export function toJson(document: object): string {
  return `${jsonText(document, 2)}\n`;
}

/** `report.json`: everything, as `schemas/report.schema.json` describes it. */
export function reportJson(report: Report): ReportFile[] {
  return [{ path: 'report.json', content: toJson(report) }];
}
