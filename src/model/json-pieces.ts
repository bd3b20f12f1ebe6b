import { randomUUID } from 'node:crypto';

/** Longer lists are written an item at a time. */
const LONG = 1000;
/** About so many characters are given at once. */
const PIECE = 1024 * 1024;

/** A list whose items come as text, each in JSON, when it is gone over: all of them together may not fit into memory. */
export class JsonTexts {
  constructor(readonly texts: () => Iterable<string>) {}
}

type LongList = unknown[] | JsonTexts;

/** The items of a list, each on lines of its own. */
function* itemTexts(list: LongList, margin: string): Generator<string> {
  if (list instanceof JsonTexts) yield* list.texts();
  // A line break is never part of a value in JSON: after each one may stand more space.
  else for (const item of list) yield (JSON.stringify(item, null, 2) ?? 'null').replaceAll('\n', `\n${margin}`);
}

function* listPieces(list: LongList, margin: string): Generator<string> {
  let piece = '[';
  let isFirst = true;
  for (const text of itemTexts(list, `${margin}  `)) {
    piece += `${isFirst ? '' : ','}\n${margin}  ${text}`;
    isFirst = false;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield isFirst ? '[]' : `${piece}\n${margin}]`;
}

/** @param frame the document around its long lists, of which there is one more part than lists */
function* piecesOf(frame: string[], lists: LongList[]): Generator<string> {
  for (const [index, list] of lists.entries()) {
    const before = frame[index] as string;
    yield before;
    const line = before.slice(before.lastIndexOf('\n') + 1);
    yield* listPieces(list, /^ */.exec(line)?.[0] ?? '');
  }
  yield `${frame.at(-1)}\n`;
}

/**
 * A document as JSON, indented by two, with a line break at its end: as one text, or, when it has long lists, in pieces,
 * since a text can hold no more than half a gigabyte. Together the pieces are what `JSON.stringify` gives, where that
 * can; the items of `JsonTexts` stand as they are, a line each.
 */
export function jsonPieces(document: object): string | Iterable<string> {
  const lists: LongList[] = [];
  const mark = randomUUID();
  const frame = JSON.stringify(
    document,
    (_, value: unknown) => {
      if (!(value instanceof JsonTexts) && !(Array.isArray(value) && value.length > LONG)) return value;
      lists.push(value);
      return mark;
    },
    2,
  );
  return lists.length === 0 ? `${frame}\n` : piecesOf(frame.split(`"${mark}"`), lists);
}
