/** How large a document may be, and how that is counted. */
export interface Limit {
  most: number;
  /** Of a text, in the unit of `most`. */
  sizeOf(text: string): number;
}

/**
 * As many whole items, from the first, as fit.
 * @param make called for the items that are looked at alone: there may be very many
 * @param room for them and a line break after each, in the unit of the limit
 */
export function wholeItems<Item>(
  items: readonly Item[],
  make: (item: Item) => string,
  room: number,
  { sizeOf }: Limit,
): { shown: string[]; left: number; used: number } {
  const shown: string[] = [];
  let used = 0;
  for (const item of items) {
    const text = make(item);
    const size = sizeOf(text) + 1;
    if (used + size > room) break;
    used += size;
    shown.push(text);
  }
  return { shown, left: items.length - shown.length, used };
}

/** The line after a list that was cut. */
export function leftOut(count: number, noun: string): string[] {
  if (count === 0) return [];
  return [`… and ${count.toLocaleString('en-US')} more ${noun}${count === 1 ? '' : 's'}: in \`report.json\`.`];
}

/** Blocks of a document, with an empty line between them. */
export function blocks(...parts: (string | string[])[]): string {
  return parts
    .flat()
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A part that is there for those who ask. What is inside is Markdown. */
export function folded(summary: string, ...parts: (string | string[])[]): string {
  return blocks(`<details>\n<summary>${summary}</summary>`, ...parts, '</details>');
}

export function tableHead(columns: string[]): string {
  return `| ${columns.join(' | ')} |\n|${columns.map(() => ' --- |').join('')}`;
}

/** @param cells Markdown without line breaks, every `|` in it behind a backslash */
export function tableRow(cells: string[]): string {
  return `| ${cells.map((cell) => cell || '–').join(' | ')} |`;
}
