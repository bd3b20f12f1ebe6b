import ms from 'ms';

/** Milliseconds of a span in words: `2 days`. */
export function span(words) {
  const value = ms(words);
  if (value === undefined) throw new RangeError(`not a span: ${words}`);
  return value;
}
