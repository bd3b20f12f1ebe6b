import { clip, plainLine } from '../plain-text.js';

export type Cell = string | number | boolean | null | undefined;

/** Excel cuts what is longer than 32,767 characters, and breaks the row at it. */
const LONGEST = 10_000;

/**
 * What a spreadsheet would take for a formula, also where it reads another separator than ours or ends a quoted field
 * early: OWASP's characters, their wide forms included, at the start and behind a separator or a quote. (Tabs and line
 * breaks are spaces by then.)
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /(^|[,;|"'])( *)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** A value of the report for a field: text on one line that no spreadsheet computes. Numbers stay what they are. */
export function toField(cell: Cell): string | number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return clip(plainLine(cell ?? ''), LONGEST).replaceAll(FORMULA, "$1$2'");
}

/** Several values in one field. */
export function joined(values: readonly string[]): string {
  return [...new Set(values.map(plainLine))].filter((value) => value !== '').join('; ');
}

/** A column: its name, and its cell in a row. */
export type Columns<Row> = Record<string, (row: Row) => Cell>;
