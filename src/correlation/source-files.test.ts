import { describe, expect, it } from 'vitest';
import { indexInLine } from './source-files.js';

describe('the place of a byte in a line', () => {
  const lines = ['größe: 1', '  ä = "secret"', 'end'];
  const before = Buffer.byteLength('größe: 1\n  ä = "');

  it('counts characters of the line without the white space at its beginning', () => {
    expect(indexInLine(lines, 2, before)).toBe('ä = "'.length);
    expect(indexInLine(lines, 1, 0)).toBe(0);
  });

  it('is unknown where it is in another line, or in none', () => {
    expect(indexInLine(lines, 1, before)).toBeUndefined();
    expect(indexInLine(lines, 3, before)).toBeUndefined();
    expect(indexInLine(lines, 9, before)).toBeUndefined();
  });
});
