/** The first bytes of files that are packed: their formats' own marks. */
const PACKED: [string, number[]][] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['bzip2', [0x42, 0x5a, 0x68]],
];

/** How bytes are packed, by their beginning; undefined for those that are not. */
export function packingOf(bytes: Uint8Array): string | undefined {
  return PACKED.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
}

/** What bytes are written in: by their mark, else by the zeros that UTF-16 puts between letters of ASCII. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}

/**
 * The text of a file, without a byte order mark.
 * @throws TypeError for bytes that are no text in their encoding
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
}

/** A JSON value, or why it is none; and the values of its lines, where each is one. */
export interface Decoded {
  text: string;
  json?: unknown;
  lines?: unknown[];
  /** Why it is no JSON, for a text that begins like it. */
  problem?: string;
}

function valuesOfLines(text: string): unknown[] | undefined {
  const values: unknown[] = [];
  for (let from = 0; from < text.length; ) {
    const next = text.indexOf('\n', from);
    const end = next < 0 ? text.length : next;
    const line = text.slice(from, end).trim();
    if (line !== '') {
      try {
        values.push(JSON.parse(line));
      } catch {
        return undefined;
      }
    }
    from = end + 1;
  }
  return values;
}

/** Reads a text as all that it can be: JSON, JSON Lines, or plain. */
export function readText(text: string): Decoded {
  if (!/^\s*[[{]/.test(text)) return { text };
  try {
    const json: unknown = JSON.parse(text);
    // One line is a document of both kinds.
    return { text, json, lines: /\n\s*\S/.test(text.trim()) ? (valuesOfLines(text) ?? [json]) : [json] };
  } catch (error) {
    const lines = valuesOfLines(text);
    return lines ? { text, lines } : { text, problem: (error as Error).message };
  }
}
