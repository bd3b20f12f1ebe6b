import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonTexts, jsonPieces } from './json-pieces.js';

const whole = (document: object) => [...jsonPieces(document)].join('');

describe('a document in pieces', () => {
  it('is what JSON.stringify makes of it, wherever its long lists stand', () => {
    const long = fc
      .array(fc.oneof(fc.jsonValue(), fc.constant(undefined)), { minLength: 1, maxLength: 20 })
      .map((items) => Array.from({ length: 1001 }, (_, index) => items[index % items.length]));
    const value = fc.oneof(fc.jsonValue(), long, fc.record({ a: long, b: fc.array(long, { maxLength: 2 }) }));
    fc.assert(
      fc.property(fc.record({ one: value, two: value, three: value }), (document) => {
        expect(whole(document)).toBe(`${JSON.stringify(document, null, 2)}\n`);
      }),
      { numRuns: 50 },
    );
  });

  it('is never in one piece when it is large', () => {
    const document = { list: Array.from({ length: 5000 }, (_, index) => ({ index, text: 'x'.repeat(1000) })) };
    const pieces = [...jsonPieces(document)];
    expect(pieces.length).toBeGreaterThan(4);
    expect(pieces.join('')).toBe(`${JSON.stringify(document, null, 2)}\n`);
  });

  it('takes lists that come as texts, and goes over them again each time', () => {
    const document = { a: { list: new JsonTexts(() => ['{"x":1}', '2']), none: new JsonTexts(() => []) }, b: 1 };
    const text = '{\n  "a": {\n    "list": [\n      {"x":1},\n      2\n    ],\n    "none": []\n  },\n  "b": 1\n}\n';
    expect([whole(document), whole(document)]).toEqual([text, text]);
  });
});
