import pc from 'picocolors';
import { widthOf, wrap } from './layout.js';

/** What the parts of the summary are drawn with. */
export interface Page {
  /** Columns that a line of a part may take, its indent not counted. */
  width: number;
  colors: ReturnType<typeof pc.createColors>;
}

export const INDENT = '  ';
const NARROWEST = 60;
/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 140;

/** @param columns of the terminal */
export function newPage(columns: number, color: boolean): Page {
  const whole = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(columns)));
  return { width: whole - 3 * INDENT.length, colors: pc.createColors(color) };
}

/** A part of the summary: its title, what it says at once, and its lines below. */
export function part(page: Page, title: string, said: string, lines: string[]): string[] {
  const { bold, dim } = page.colors;
  const body = lines.map((line) => `${INDENT}${line}`);
  if (widthOf(`${title}  ${said}`) <= page.width) return [`${bold(title)}${said && `  ${dim(said)}`}`, ...body];
  return [bold(title), ...wrap(said, page.width, 3).map((line) => `${INDENT}${dim(line)}`), ...body];
}

/** The last line of a list that is longer than what is shown. */
export function more(page: Page, count: number): string[] {
  return count > 0 ? [page.colors.dim(`… and ${count.toLocaleString('en-US')} more in report.json`)] : [];
}
