import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubber } from './scrub.js';

const REMOVED = '[secret removed by muster]';

describe('scrubber', () => {
  it('leaves an output without secrets as it is, byte for byte', () => {
    const text = '{ "a":1 ,"b" : "c"}';
    expect(scrubber(['password1']).output(text)).toBe(text);
  });

  it('takes a secret out of every text of a document, and leaves numbers and keys', () => {
    const clean = scrubber(['12345']).output('{"12345":"x12345y","n":12345,"l":["12345"]}');
    expect(JSON.parse(clean)).toEqual({ 12345: `x${REMOVED}y`, n: 12345, l: [REMOVED] });
  });

  it.each(['p&ss<word>1', 'pass/word/1', 'pässword1'])('takes out %s, however its writer escapes it', (value) => {
    const escaped = [...value].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    for (const written of [escaped, escaped.toUpperCase().replaceAll('\\U', '\\u'), value.replaceAll('/', '\\/')]) {
      expect(JSON.parse(scrubber([value]).output(`{"a": "x ${written} y"}`))).toEqual({ a: `x ${REMOVED} y` });
    }
  });

  it('leaves an output without secrets as it is, whatever it escapes', () => {
    const text = '{ "a": "caf\\u00e9", "b":"\\/"}';
    expect(scrubber(['password1']).output(text)).toBe(text);
  });

  it('takes out each long line of a key with several', () => {
    const key = '-----BEGIN KEY-----\nabcdefghijklmnopqrstuvwxyz\n-----END KEY-----';
    expect(scrubber([key]).text('line abcdefghijklmnopqrstuvwxyz')).toBe(`line ${REMOVED}`);
  });

  it('takes a secret out of half a document', () => {
    const value = 'quote"and\\slash';
    expect(scrubber([value]).output(`[{"Secret": ${JSON.stringify(value)}, "half`)).toBe(
      `[{"Secret": "${REMOVED}", "half`,
    );
  });

  it('leaves no secret, whatever it is made of', () => {
    const secret = fc
      .string({ minLength: 4, maxLength: 40, unit: 'binary' })
      .filter((value) => !REMOVED.includes(value));
    fc.assert(
      fc.property(secret, fc.string({ unit: 'binary' }), (value, around) => {
        const clean = scrubber([value]).output(JSON.stringify({ a: `${around}${value}`, b: [value] }));
        const texts = JSON.parse(clean) as { a: string; b: string[] };
        expect(texts.b).toEqual([REMOVED]);
        // Around the mark, the value can only come back where mark and rest touch.
        expect(texts.a.split(REMOVED).some((part) => part.includes(value))).toBe(false);
      }),
    );
  });
});
