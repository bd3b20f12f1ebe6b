import type { RawFinding } from '../model/finding.js';
import type { AdvisoryGroup } from './advisory-groups.js';
import type { KnownControl } from './crosswalk/crosswalk.js';

/** A row of a scanner's output, with who printed it and where. */
export interface Row extends RawFinding {
  scanner: string;
  /** Where the output will stand, relative to the results directory. */
  outputPath: string;
  /** The line of source that it points at, without white space at the ends; undefined when it cannot be read. */
  line?: string;
  /** Of a secret that the scanner masks: how many characters of `line` stand before it, where that is known. */
  secretIndex?: number;
  /** The names of the hole, as all scanners together know them: for a vulnerability of a package. */
  group?: AdvisoryGroup;
}

/** Rows of one or more scanners that say the same thing. */
export interface Cluster {
  /** What of the issue stays the same on another machine and when other lines move. Its digest is the id. */
  lasting: string;
  rows: [Row, ...Row[]];
  control?: KnownControl;
}

/** The lines that a row points at, from 1, inclusive; undefined when it names none. */
export function spanOf({ location }: Pick<Row, 'location'>): { start: number; end: number } | undefined {
  const { startLine, endLine } = location ?? {};
  return startLine === undefined ? undefined : { start: startLine, end: Math.max(startLine, endLine ?? startLine) };
}

/** Whether two rows point at lines in common and, where both are within one line and say where in it, at columns in common. */
export function overlap(one: Row, other: Row): boolean {
  const [a, b] = [spanOf(one), spanOf(other)];
  if (!a || !b || a.start > b.end || b.start > a.end) return false;
  const [left, right] = [one.location, other.location];
  const isOneLine = a.start === a.end && b.start === b.end;
  if (!isOneLine || !left?.startColumn || !right?.startColumn || !left.endColumn || !right.endColumn) return true;
  // An end column is the one after the last.
  return left.startColumn < right.endColumn && right.startColumn < left.endColumn;
}
