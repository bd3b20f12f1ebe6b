import { JsonTexts, jsonPieces } from '../model/json-pieces.js';
import type { ManyFindings } from '../model/many-findings.js';
import type { Report } from '../model/report.js';
import type { ReportFile } from './format.js';
import { disarmed } from './plain-text.js';

function* disarmedPieces(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) yield disarmed(piece);
}

/** A document as text, as every JSON file of a results directory is laid out; in pieces where it is long. */
export function toJson(document: object): ReportFile['content'] {
  const content = jsonPieces(document);
  return typeof content === 'string' ? disarmed(content) : disarmedPieces(content);
}

/** `report.json`: everything, as `schemas/report.schema.json` describes it. */
export function reportJson(report: Report, { all }: { all?: ManyFindings | undefined } = {}): ReportFile[] {
  const whole = all ? { ...report, findings: new JsonTexts(() => all.texts()) } : report;
  return [{ path: 'report.json', content: toJson(whole) }];
}
