import pc from 'picocolors';
import type { Finding, Location } from '../../model/finding.js';
import { widthOf, wrap } from './layout.js';
import { fileAddress, helpAddress, hyperlink } from './links.js';

/** What the parts of the summary are drawn with. */
export interface Page {
  /** Columns that a line of a part may take, its indent not counted. */
  width: number;
  colors: ReturnType<typeof pc.createColors>;
  /** A text that opens the help of a finding's rule or its advisory, where the terminal can. */
  linkHelp(text: string, finding: Finding): string;
  /** A text that opens the file of a place, where the terminal can and the file is on this machine. */
  linkFile(text: string, place: Location | undefined): string;
}

/** What a terminal can show beside text in columns. */
export interface Look {
  /** Of the terminal; lines are never longer, as long as there are 60. */
  columns: number;
  /** Without it there is not one escape sequence in the text. */
  color: boolean;
  /** Whether it shows hyperlinks. Without colour there are none. */
  hyperlinks?: boolean;
  /** Absolute path of the target, when it is on this machine. */
  root?: string;
}

export const INDENT = '  ';
const NARROWEST = 60;
/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 140;

/** @param columns of the terminal */
export function newPage(columns: number, color: boolean, look: Pick<Look, 'hyperlinks' | 'root'> = {}): Page {
  const whole = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(columns)));
  const link = color && look.hyperlinks ? hyperlink : (text: string) => text;
  return {
    width: whole - 3 * INDENT.length,
    colors: pc.createColors(color),
    linkHelp: (text, finding) => link(text, helpAddress(finding)),
    linkFile: (text, place) => link(text, fileAddress(look.root, place)),
  };
}

/** Parts of a page as text, an empty line between them. Ends in a line break. */
export function pageText(parts: string[][]): string {
  const lines = parts.filter((one) => one.length > 0).flatMap((one) => ['', ...one]);
  return `${lines.map((line) => (line === '' ? '' : `${INDENT}${line}`)).join('\n')}\n\n`;
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
