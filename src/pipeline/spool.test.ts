import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Spool } from './spool.js';

describe('a spool', () => {
  it('gives back what was written, in any order, also what is longer than its buffer', () => {
    const long = fc.integer({ min: 300_000, max: 900_000 }).map((length) => 'ä€𝄞'.repeat(length / 4));
    const text = fc.oneof({ weight: 20, arbitrary: fc.string({ unit: 'grapheme' }) }, { weight: 1, arbitrary: long });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), fc.nat(), (texts, seed) => {
        const spool = new Spool();
        const spans = texts.map((one) => spool.write(one));
        expect([...spool.read(spans)]).toEqual(texts);
        const order = texts.map((_, index) => (index * 7 + seed) % texts.length);
        // Written while it is read.
        const read = spool.read(order.map((index) => spans[index] ?? { offset: 0, bytes: 0 }));
        const again = order.map(() => {
          spool.write('more');
          return read.next().value;
        });
        expect(again).toEqual(order.map((index) => texts[index]));
        spool.close();
      }),
      { numRuns: 30 },
    );
  });
});
