import { clip, plainText } from '../plain-text.js';

/** Longer texts are cut: a page with one of a megabyte in it could not be read. */
const LONGEST = 5_000;
/** Code points that are no characters: an HTML document must not hold them. */
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/gu;

function written(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Most texts are nothing but these. */
const PLAIN = /^[\x20-\x7E\n]*$/;

/** A text as a page can show it: nothing in it turns the direction of writing, hides, or is cut in two. */
export function shown(text: string): string {
  if (text.length <= LONGEST && PLAIN.test(text)) return text;
  return plainText(clip(text, LONGEST)).replaceAll(NO_CHARACTER, written);
}

/** A document with all its texts so; parts in which nothing changes are the same objects. Fields stay as they are named. */
export function shownDeep<Value>(value: Value): Value {
  if (typeof value === 'string') return shown(value) as Value;
  if (value === null || typeof value !== 'object') return value;
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const part = (value as Record<string, unknown>)[name];
    const other = shownDeep(part);
    if (other === part) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[name] = other;
  }
  return (copy ?? value) as Value;
}
