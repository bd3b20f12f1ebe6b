import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../../test/repository.js';
import { type SliceSizes, slicedResults, sliceLog } from './slices.js';

const folder = makeFolder({});
afterAll(() => rmSync(folder, { recursive: true }));
const file = path.join(folder, 'log.sarif');

const usual: SliceSizes = { chunk: 1024 * 1024, batch: 256 * 1024, frame: 64 * 1024 * 1024 };

/** The document that the slices make together. */
function joined(text: string, sizes = usual): unknown {
  writeFileSync(file, text);
  const sliced = sliceLog(file, sizes);
  if (!sliced) return undefined;
  expect(sliced.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  const document = JSON.parse(sliced.frame.toString('utf8')) as { runs: { results: unknown[] }[] };
  for (const { run, first, results } of slicedResults(file, sliced.batches)) {
    expect(document.runs[run]?.results).toHaveLength(first);
    document.runs[run]?.results.push(...results);
  }
  return document;
}

describe('a log that is read in slices', () => {
  it.each(readdirSync(path.resolve('src/interchange/recorded')).filter((name) => name.endsWith('.sarif')))(
    'is %s as JSON.parse reads it',
    (name) => {
      const text = readFileSync(path.resolve('src/interchange/recorded', name), 'utf8');
      expect(joined(text)).toEqual(JSON.parse(text));
    },
  );

  it('is any log, whatever stands in its texts, however it is laid out, wherever chunks and batches end', () => {
    const any = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }));
    const run = fc.record({ results: fc.array(any), tool: any, other: any }, { requiredKeys: [] });
    const runs = fc.array(fc.oneof({ weight: 5, arbitrary: run }, { weight: 1, arbitrary: any }));
    const log = fc.record({ a: any, runs, results: any }, { requiredKeys: ['runs'] });
    const sizes = fc.record({ chunk: fc.integer({ min: 1, max: 40 }), batch: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(log, fc.constantFrom(undefined, 1, '\t'), sizes, (document, indent, some) => {
        const text = JSON.stringify(document, null, indent);
        expect(joined(text, { ...usual, ...some })).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same for every place at which a chunk can end: in escapes, letters of several bytes, numbers', () => {
    const results = [{ 'a\\"]': -1.5e-7, é: '€𝄞\u0007\\' }, [[], {}, ['"']], '\\', 12345, null, true];
    const document = { $schema: '𝄞"', runs: [{ 'results\\': 1, results, tool: { results: [] } }, { results: [1] }] };
    const text = JSON.stringify(document);
    for (let chunk = 1; chunk < Buffer.byteLength(text) + 2; chunk++) {
      for (const batch of [1, 7, 1000]) expect(joined(text, { ...usual, chunk, batch })).toEqual(document);
    }
  });

  it('may be larger than what is read at once', () => {
    const word = '\\"{[]},:é'.repeat(7);
    const results = Array.from({ length: 10_000 }, (_, index) => ({ [`k${index}`]: word, list: [index, [word]] }));
    const document = { $schema: 'x'.repeat(1024 * 1024 - 20), runs: [{ results }] };
    expect(joined(JSON.stringify(document))).toEqual(document);
  });

  it('is not cut where a member stands twice, nor where what is around the results is too large', () => {
    expect(joined('{"runs":[{"results":[1],"results":[2]}]}')).toBeUndefined();
    expect(joined('{"runs":[{"results":[1]}],"runs":[]}')).toBeUndefined();
    expect(joined('{"x":"123456789","runs":[{"results":[1]}]}', { ...usual, frame: 10 })).toBeUndefined();
  });

  it('does not take lists of other places for results', () => {
    const text = '{"results":[1],"runs":{"results":[2]},"x":[{"results":[3]}],"runs2":[{"results":[4]}]}';
    writeFileSync(file, text);
    expect(sliceLog(file)).toMatchObject({ frame: Buffer.from(text), batches: [] });
  });

  it('that is cut short has a frame that is no JSON', () => {
    writeFileSync(file, '{"runs":[{"results":[{"a":1},{"b":');
    const sliced = sliceLog(file);
    expect(() => JSON.parse(sliced?.frame.toString('utf8') ?? '{}')).toThrow(SyntaxError);
  });

  it.each([
    ['{"runs":[{"results":[1,{"a":}]}]}', 1000, /Unexpected token .* \(in \/runs\/0\/results, at 0 or later, .* 20\)$/],
    [
      '{"runs":[null,{"results":[1,{"a":}]}]}',
      1,
      /Unexpected token .* \(in \/runs\/1\/results, at 1 or later, .* 27\)$/,
    ],
    ['{"runs":[{"results":[1,]}]}', 1, /nothing behind a comma/],
    ['{"runs":[{"results":[1, ]}]}', 1000, /Unexpected token/],
    ['{"runs":[{"results":[1,,2]}]}', 1, /Unexpected token/],
  ])('with a broken result says where it is: %s', (text, batch, message) => {
    writeFileSync(file, text);
    const sliced = sliceLog(file, { ...usual, batch });
    expect(() => [...slicedResults(file, sliced?.batches ?? [])]).toThrow(message);
  });

  it('with bytes that are no UTF-8 says so', () => {
    writeFileSync(
      file,
      Buffer.concat([Buffer.from('{"runs":[{"results":["'), Buffer.from([0xff]), Buffer.from('"]}]}')]),
    );
    const sliced = sliceLog(file);
    expect(() => [...slicedResults(file, sliced?.batches ?? [])]).toThrow('no UTF-8 between its bytes 21 and 24');
  });

  it('that has become shorter since it was sliced is not taken for whole', () => {
    writeFileSync(file, '{"runs":[{"results":[1,2,3]}]}');
    const sliced = sliceLog(file);
    writeFileSync(file, '{"runs":[{"results":[1,2');
    expect(() => [...slicedResults(file, sliced?.batches ?? [])]).toThrow('ends before its byte 26');
  });
});
