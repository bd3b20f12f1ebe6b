/** What standard output can show: its width, and colours only where somebody sees them and nobody has said no. */
export function terminalLook(): { columns: number; color: boolean } {
  const { columns, isTTY } = process.stdout;
  return { columns: columns ?? 100, color: Boolean(isTTY) && !process.env['NO_COLOR'] && !process.env['CI'] };
}
