import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, counted, listed, plainLine, plainText } from './plain-text.js';

const OBEYED = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u;

describe('plain text', () => {
  it.each([
    ['colour', '\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
    ['a link of the terminal', '\u001b]8;;http://evil.test\u0007x', '\\x1b]8;;http://evil.test\\x07x'],
    ['the one-byte form of an escape sequence', '\u009b31m', '\\x9b31m'],
    ['a bell, a backspace, a delete', '\u0007\b\u007f', '\\x07\\x08\\x7f'],
    ['a turned direction of writing', 'txt.\u202Eexe', 'txt.\\u202eexe'],
    ['isolates and marks', '\u2066a\u2069\u200f\u061c', '\\u2066a\\u2069\\u200f\\u061c'],
    ['characters without a shape', 'a\u200bb\ufeffc\u00add', 'a\\u200bb\\ufeffc\\xadd'],
    ['hidden tags', 'x\u{E0041}', 'x\\u{e0041}'],
    ['half a surrogate pair', 'a\uD800', 'a\\ud800'],
    ['zero', 'a\0b', 'a\\x00b'],
  ])('writes out %s', (_, text, shown) => {
    expect(plainText(text)).toBe(shown);
  });

  it.each(['naïve café', '日本語', 'שלום', 'مرحبا', '👩‍👩‍👧', 'e\u0301', 'a\tb\nc', '\\x1b'])(
    'leaves %j as it is',
    (text) => {
      expect(plainText(text)).toBe(text);
    },
  );

  it('knows every line break', () => {
    expect(plainText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\\u2028d');
  });

  it('holds nothing that a terminal obeys, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (codes) => {
        const text = String.fromCharCode(...codes);
        expect(plainText(text).replaceAll(/[\n\t]/g, '')).not.toMatch(OBEYED);
        expect(plainLine(text)).not.toMatch(OBEYED);
      }),
    );
  });
});

describe('a plain line', () => {
  it('has no line breaks and no runs of space', () => {
    expect(plainLine('  PASS\r\n\r\n  0 findings\t\v x ')).toBe('PASS 0 findings x');
  });
});

describe('clipping', () => {
  it('marks what is cut, and cuts no character in two', () => {
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('abcd', 3)).toBe('ab…');
    expect(clip('a👍b', 3)).toBe('a…');
  });
});

describe('words for lists and counts', () => {
  it('reads like a sentence', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect([counted(1, 'file'), counted(1234, 'file'), counted(2, 'entry', 'entries')]).toEqual([
      '1 file',
      '1,234 files',
      '2 entries',
    ]);
  });
});
