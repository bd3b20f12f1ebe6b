import { stringify } from 'csv-stringify/sync';
import type { Report } from '../model/report.js';
import { type Columns, toField } from './csv/cell.js';
import { COVERAGE_COLUMNS, coverageRows } from './csv/coverage.js';
import { FINDING_COLUMNS, findingRows } from './csv/findings.js';
import type { ReportFile } from './format.js';

/** Rows that are made into text at once. */
const BATCH = 1000;

/**
 * RFC 4180: a comma between fields, CRLF after each record, quotes doubled. Every field is quoted, so that no reader has
 * to guess. There is no byte order mark: most programs would take it for a part of the first column's name.
 */
function records(rows: (string | number)[][]): string {
  return stringify(rows, { quoted: true, quoted_empty: true, record_delimiter: 'windows' });
}

function* table<Row>(columns: Columns<Row>, rows: Row[]): Generator<string> {
  const cells = Object.values(columns);
  yield records([Object.keys(columns)]);
  for (let at = 0; at < rows.length; at += BATCH)
    yield records(rows.slice(at, at + BATCH).map((row) => cells.map((cell) => toField(cell(row)))));
}

/**
 * `reports/security-report.csv`: a finding a row; `reports/coverage.csv`: who looked, how well, and the verdict, for
 * which a list of findings has no place.
 */
export function csvFiles(report: Report): ReportFile[] {
  return [
    { path: 'reports/security-report.csv', content: table(FINDING_COLUMNS, findingRows(report)) },
    { path: 'reports/coverage.csv', content: table(COVERAGE_COLUMNS, coverageRows(report)) },
  ];
}
