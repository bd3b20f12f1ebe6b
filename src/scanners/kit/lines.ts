/** `{ [key]: value }` when the value is a number that SARIF allows as a line or column, nothing otherwise. */
function positive<Key extends string>(key: Key, value: number | null | undefined): { [K in Key]?: number } {
  return (Number.isInteger(value) && (value as number) > 0 ? { [key]: value } : {}) as { [K in Key]?: number };
}

export interface PrintedRegion {
  startLine?: number | null | undefined;
  endLine?: number | null | undefined;
  startColumn?: number | null | undefined;
  endColumn?: number | null | undefined;
}

/** A scanner's lines and columns (from 1) as part of a Location; those that it prints as 0, -1 or null are left out. */
export function region(printed: PrintedRegion) {
  return {
    ...positive('startLine', printed.startLine),
    ...positive('endLine', printed.endLine),
    ...positive('startColumn', printed.startColumn),
    ...positive('endColumn', printed.endColumn),
  };
}
