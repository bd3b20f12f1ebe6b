/**
 * What a terminal or a reader's eye would obey instead of show: control characters (among them the start of every ANSI
 * escape sequence), marks that turn the direction of writing (CVE-2021-42574), characters without a shape, halves of
 * surrogate pairs. Scanners print names and texts of the target, and those may be written by an attacker.
 */
const UNSAFE =
  /[\p{Cc}\p{Cs}\p{Bidi_Control}\u{AD}\u{180E}\u{200B}\u{2028}\u{2029}\u{2060}-\u{2064}\u{FEFF}\u{FFF9}-\u{FFFB}\u{E0000}-\u{E007F}]/gu;
const LINE_BREAK_OR_TAB = /^[\n\t]$/;

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}

/** Most texts are of this kind, and are told from the others in a tenth of the time. */
const SAFE_LINE = /^[!-~]+(?: [!-~]+)*$/;
const SAFE_LINES = /^[ -~\n]*$/;

/** Any text as something that can be shown: what would be obeyed is written out (`\x1b`, `\u202e`). Lines and tabs stay. */
export function plainText(text: string): string {
  if (SAFE_LINES.test(text)) return text;
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(UNSAFE, (character) => (LINE_BREAK_OR_TAB.test(character) ? character : visible(character)));
}

/** JSON whose texts a terminal, a log or an editor can show: what would be obeyed is written as `\\u202e`, which means the same. */
export function disarmed(json: string): string {
  // Nearly always, and told much sooner: of millions of findings there are gigabytes.
  if (SAFE_LINES.test(json)) return json;
  return json.replaceAll(UNSAFE, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()]
          .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}

/** A document as JSON, disarmed. */
export function jsonText(document: unknown, indent?: number): string {
  return disarmed(JSON.stringify(document, null, indent));
}

/** Any such text on one line: runs of white space become one space. */
export function plainLine(text: string): string {
  if (SAFE_LINE.test(text)) return text;
  return plainText(text.trim().replaceAll(/\s+/g, ' '));
}

/** At most `length` UTF-16 code units, with an ellipsis where something was cut. Never cuts a character in two. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A count with its noun: `1 file`, `3 files`, `12,345 files`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
