import stringWidth from 'string-width';
import { plainLine } from '../plain-text.js';

const graphemes = new Intl.Segmenter();
/** No real character is longer; a tower of combining marks would reach into other lines. */
const LONGEST_GRAPHEME = 20;

/** A character a column: most texts are of such characters, and need no look at each. */
const NARROW = /^[ -~]*$/;

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/** As many whole characters from the start of the items as fit, and whether all did. */
function take(items: Iterable<string>, width: number): { taken: string[]; all: boolean } {
  const taken: string[] = [];
  let used = 0;
  for (const item of items) {
    used += stringWidth(item);
    if (used > width) return { taken, all: false };
    taken.push(item);
  }
  return { taken, all: true };
}

function split(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => (segment.length > LONGEST_GRAPHEME ? '\uFFFD' : segment));
}

/** More than this is never shown in so many columns, and a title may be megabytes long. */
function mostCharacters(width: number): number {
  return LONGEST_GRAPHEME * width;
}

function startOf(text: string, width: number): string {
  const most = mostCharacters(width);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** A scanner's text on one line of at most `width` columns, with an ellipsis where its end is cut off. */
export function cut(text: string, width: number): string {
  const plain = plainLine(startOf(text, width));
  if (NARROW.test(plain)) {
    return plain.length <= width ? plain : `${plain.slice(0, Math.max(0, width - 1)).trimEnd()}…`;
  }
  const parts = split(plain);
  const { taken, all } = take(parts, width);
  return all
    ? taken.join('')
    : `${take(parts, width - 1)
        .taken.join('')
        .trimEnd()}…`;
}

/** The same for a path, whose end tells more than its start: `…/deep/down/app.py:12`. */
export function cutPath(text: string, width: number): string {
  const most = mostCharacters(width);
  const plain = plainLine(text.length > most ? `…${text.slice(-most)}` : text);
  if (NARROW.test(plain)) {
    return plain.length <= width ? plain : `…${plain.slice(plain.length - Math.max(0, width - 1))}`;
  }
  const parts = split(plain).reverse();
  const { taken, all } = take(parts, width);
  return all
    ? taken.reverse().join('')
    : `…${take(parts, width - 1)
        .taken.reverse()
        .join('')}`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** The words of a text; what is wider than a line comes in pieces. */
function words(text: string, width: number): string[] {
  return text.split(' ').flatMap((word) => {
    if (widthOf(word) <= width) return [word];
    const pieces: string[] = [];
    for (let parts = split(word); parts.length > 0; ) {
      const count = Math.max(1, take(parts, width).taken.length);
      pieces.push(parts.slice(0, count).join(''));
      parts = parts.slice(count);
    }
    return pieces;
  });
}

/**
 * A scanner's text in lines of at most `width` columns, broken at spaces.
 * @param most lines at most; the last one ends with an ellipsis when there would be more
 */
export function wrap(text: string, width: number, most = 20): string[] {
  const lines: string[] = [];
  const plain = plainLine(startOf(text, width * most));
  for (const word of plain === '' ? [] : words(plain, width)) {
    const last = lines.at(-1);
    const longer = `${last ?? ''} ${word}`;
    if (last !== undefined && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), cut(`${lines[most - 1]} ${lines[most]}`, width)];
}
