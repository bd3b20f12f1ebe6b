import { createSupportsHyperlinks } from 'supports-hyperlinks';

/**
 * What standard output can show: its width, colours only where somebody sees them and nobody has said no, and hyperlinks
 * where there are colours and the terminal is known to have them, or `FORCE_HYPERLINK` says so.
 */
export function terminalLook(): { columns: number; color: boolean; hyperlinks: boolean } {
  const { columns, isTTY } = process.stdout;
  const color = Boolean(isTTY) && !process.env['NO_COLOR'] && !process.env['CI'];
  return { columns: columns ?? 100, color, hyperlinks: color && createSupportsHyperlinks(process.stdout) };
}
