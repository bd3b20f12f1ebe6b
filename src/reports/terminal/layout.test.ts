import { describe, expect, it } from 'vitest';
import { cut, cutPath, padEnd, padStart, widthOf, wrap } from './layout.js';

describe('cutting', () => {
  it('leaves what has room, and marks where the end is missing', () => {
    expect([cut('abc', 3), cut('abcd', 3), cut('ab cd', 4)]).toEqual(['abc', 'ab…', 'ab…']);
  });

  it('keeps the end of a path', () => {
    expect([cutPath('a/b.py:1', 8), cutPath('long/way/down/app.py:12', 10)]).toEqual(['a/b.py:1', '…app.py:12']);
  });

  it('measures in columns, not in characters', () => {
    expect(cut('日本語', 5)).toBe('日本…');
    expect(widthOf(cut('日本語日本語', 6))).toBeLessThanOrEqual(6);
    expect(cutPath('日本語', 5)).toBe('…本語');
    expect(cut('👩‍👩‍👧👩‍👩‍👧', 3)).toBe('👩‍👩‍👧…');
  });

  it('shows no tower of combining marks, and takes no time for megabytes', () => {
    expect(cut(`a${'\u0301'.repeat(1000)}b`, 10)).toBe('\uFFFD…');
    expect(cut('x'.repeat(10_000_000), 5)).toBe('xxxx…');
  });
});

describe('padding', () => {
  it('fills columns', () => {
    expect([padEnd('日', 4), padStart('日', 4), padEnd('toolong', 3)]).toEqual(['日  ', '  日', 'toolong']);
  });
});

describe('wrapping', () => {
  it('breaks at spaces', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });

  it('breaks a word that is wider than a line', () => {
    expect(wrap('see aaaaaaaaaaaa b', 5)).toEqual(['see', 'aaaaa', 'aaaaa', 'aa b']);
    expect(wrap('日本語日本語', 5)).toEqual(['日本', '語日', '本語']);
  });

  it('ends with an ellipsis when there would be more lines', () => {
    expect(wrap('one two three four five', 9, 2)).toEqual(['one two', 'three fo…']);
  });

  it('gives no line for nothing', () => {
    expect(wrap('', 10)).toEqual([]);
  });
});
