import type { NotCovered } from '../../../model/coverage.js';

/** Each gap once, in an order that does not depend on what was looked at first. */
export function eachOnce(gaps: NotCovered[]): NotCovered[] {
  const byKey = new Map(gaps.map((gap) => [JSON.stringify([gap.what, gap.why]), gap]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => gap);
}
