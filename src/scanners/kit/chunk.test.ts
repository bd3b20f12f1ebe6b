import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { chunkArguments, chunkLabel } from './chunk.js';

describe('chunkArguments', () => {
  it('gives no part for no names', () => {
    expect(chunkArguments([])).toEqual([]);
  });

  it('keeps together what fits, in its order', () => {
    expect(chunkArguments(['a', 'b', 'c'])).toEqual([['a', 'b', 'c']]);
  });

  it('begins a new part where the next name would not fit, counting bytes and not characters', () => {
    expect(chunkArguments(['ab', 'cd', 'ef'], 22)).toEqual([['ab', 'cd'], ['ef']]);
    expect(chunkArguments(['äb', 'cd', 'ef'], 22)).toEqual([['äb'], ['cd', 'ef']]);
  });

  it('loses no name that is longer than the limit', () => {
    expect(chunkArguments(['a', 'long-long-long', 'b'], 12)).toEqual([['a'], ['long-long-long'], ['b']]);
  });

  it('makes parts that a program can be started with', () => {
    const names = Array.from({ length: 60_000 }, (_, index) => `src/package/module_${index}.py`);
    const chunks = chunkArguments(names);
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.flat()).toEqual(names);
    for (const chunk of chunks) expect(() => execFileSync(process.execPath, ['-e', '0', '--', ...chunk])).not.toThrow();
  });
});

describe('chunkLabel', () => {
  it('names the whole, or which part of how many', () => {
    expect(chunkLabel(0, 1)).toBe('.');
    expect([0, 1, 2].map((index) => chunkLabel(index, 3))).toEqual(['part 1 of 3', 'part 2 of 3', 'part 3 of 3']);
  });
});
