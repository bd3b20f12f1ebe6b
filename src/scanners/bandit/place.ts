import { region } from '../kit/lines.js';

export interface PrintedPlace {
  line_number: number;
  line_range?: number[] | undefined;
  /** In bytes of UTF-8, from 0, as Python's syntax tree has it. */
  col_offset?: number | undefined;
  end_col_offset?: number | undefined;
  /** The lines, each with its number and a space in front. */
  code?: string | undefined;
}

/** The column, from 1 and in characters, of a byte of this line. */
function column(line: string, byte: number): number {
  return Buffer.from(line).subarray(0, byte).toString().length + 1;
}

/**
 * Where a finding stands. Its columns belong to the first and last line of the syntax node, its line number may be that
 * of an argument within: only where all is one line do they go together. A check that gives a column of its own
 * (B613) prints no end.
 */
export function place({ line_number, line_range, col_offset, end_col_offset, code }: PrintedPlace) {
  const text = code?.split('\n').find((line) => line.startsWith(`${line_number} `));
  const isOneLine = line_range?.length === 1 && line_range[0] === line_number;
  // Of several lines it prints each; the line number is somewhere among them.
  const endLine = Math.max(line_number, ...(line_range ?? []));
  const startLine = Math.min(line_number, ...(line_range ?? []));
  if (!isOneLine || text === undefined || col_offset === undefined || end_col_offset === undefined) {
    return region({ startLine, ...(endLine > startLine ? { endLine } : {}) });
  }
  if (end_col_offset <= col_offset) return region({ startLine: line_number });
  const line = text.slice(text.indexOf(' ') + 1);
  return region({
    startLine: line_number,
    startColumn: column(line, col_offset),
    endColumn: column(line, end_col_offset),
  });
}
