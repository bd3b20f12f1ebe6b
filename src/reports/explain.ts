import type { ControlExplanation, RuleExplanation } from '../model/explanation.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { findingPart } from './explain/finding.js';
import { controlPart, rulePart } from './explain/rule.js';
import { scannerFacts, scannerPart } from './explain/scanner.js';
import { newPage, type Page, pageText } from './terminal/page.js';

/** What can be explained. */
export type Explained =
  | { rule: RuleExplanation }
  | { control: ControlExplanation }
  | { scanner: ScannerDefinition }
  | { finding: Finding; report: Pick<Report, 'coverage'> };

function partsOf(page: Page, explained: Explained): string[][] {
  if ('rule' in explained) return rulePart(page, explained.rule);
  if ('control' in explained) return controlPart(page, explained.control);
  if ('scanner' in explained) return scannerPart(page, explained.scanner);
  return findingPart(page, explained.finding, explained.report);
}

/** The explanation as text for a terminal, which ends in a line break. */
export function renderExplanation(explained: Explained, columns: number, color: boolean): string {
  return pageText(partsOf(newPage(columns, color), explained));
}

/** The explanation as what `--json` prints. */
export function explanationAsJson(explained: Explained): unknown {
  if ('rule' in explained) return explained.rule;
  if ('control' in explained) return explained.control;
  return 'scanner' in explained ? scannerFacts(explained.scanner) : explained.finding;
}
