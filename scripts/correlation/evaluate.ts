import { clusterRows } from '../../src/correlation/cluster.js';
import { crosswalk } from '../../src/correlation/crosswalk/crosswalk.js';
import { regionsOf } from '../../src/correlation/regions/regions.js';
import type { Row } from '../../src/correlation/row.js';
import { indexInLine } from '../../src/correlation/source-files.js';
import { type Case, filesOf, type RecordedRow } from './corpus.js';
import { fillIn } from './made-up.js';

export interface PairError {
  case: string;
  /** Joined and must not be, or apart and the same. */
  kind: 'false join' | 'missed join';
  rows: [string, string];
  /** Whether both are vulnerabilities that people tell apart: the gravest mistake. */
  isBetweenAdvisories: boolean;
}

export interface Evaluation {
  /** Issues that two or more scanners see. */
  shared: number;
  issues: number;
  rows: number;
  truePairs: number;
  errors: PairError[];
}

/** The number of the issue of each row. A row that nobody listed is an issue of its own. */
function labelsOf({ name, labels, rows, names }: Case): number[] {
  const byName = new Map<string, number[]>();
  for (const [index, own] of names.entries()) {
    for (const called of own) byName.set(called, [...(byName.get(called) ?? []), index]);
  }
  const labelled = new Map<number, number>();
  for (const [number, { issue, rows: listed }] of labels.issues.entries()) {
    for (const called of listed) {
      const found = byName.get(called);
      if (!found) throw new Error(`corpus/${name}: "${issue}" lists ${called}, and no such row was recorded`);
      for (const index of found) {
        if (labelled.has(index)) throw new Error(`corpus/${name}: ${called} is listed twice`);
        labelled.set(index, number);
      }
    }
  }
  return rows.map((_, index) => labelled.get(index) ?? labels.issues.length + index);
}

/** The number of the cluster that each row lands in. */
function clustersOf({ folder, rows }: Case): number[] {
  const texts = new Map([...filesOf(folder)].map(([file, text]) => [file, fillIn(text)]));
  const linesOf = (file: string) => texts.get(file)?.split('\n') ?? [];
  // Rows are copied on the way, and one place in an output can be read as two rows: a number names them.
  const given = rows.map((row, index): Row => {
    const { path = '', startLine, commit } = row.location ?? {};
    const lines = startLine === undefined || commit ? [] : linesOf(path);
    const line = lines[(startLine ?? 0) - 1]?.trim();
    const at = row.secretOffset === undefined ? undefined : indexInLine(lines, startLine ?? 0, row.secretOffset);
    const pointer = String(index).padStart(6, '0');
    return {
      ...row,
      pointer,
      outputPath: `${row.scanner}.json`,
      ...(line === undefined ? {} : { line }),
      ...(at === undefined ? {} : { secretIndex: at }),
    };
  });
  const clusters = clusterRows(given, crosswalk(), (file) => regionsOf(file, texts.get(file) ?? ''));
  const numbers = new Map(clusters.flatMap(({ rows: own }, number) => own.map((row) => [Number(row.pointer), number])));
  return rows.map((_, index) => numbers.get(index) ?? -1);
}

/** Holds what correlation makes of a case against what a person says. */
export function evaluate(one: Case): Evaluation {
  const [labels, clusters] = [labelsOf(one), clustersOf(one)];
  const { rows, name, names } = one;
  const errors: PairError[] = [];
  let truePairs = 0;
  for (const [left, row] of rows.entries()) {
    for (let right = left + 1; right < rows.length; right++) {
      const other = rows[right] as RecordedRow;
      const isSame = labels[left] === labels[right];
      const isJoined = clusters[left] === clusters[right];
      if (isSame && isJoined) truePairs++;
      if (isSame === isJoined) continue;
      errors.push({
        case: name,
        kind: isJoined ? 'false join' : 'missed join',
        rows: [names[left]?.[0] ?? '', names[right]?.[0] ?? ''],
        isBetweenAdvisories: row.kind === 'vulnerability' && other.kind === 'vulnerability',
      });
    }
  }
  const scanners = new Map<number, Set<string>>();
  for (const [index, label] of labels.entries()) {
    scanners.set(label, (scanners.get(label) ?? new Set()).add((rows[index] as RecordedRow).scanner));
  }
  const shared = [...scanners.values()].filter(({ size }) => size > 1).length;
  return { shared, issues: scanners.size, rows: rows.length, truePairs, errors };
}

export interface Score {
  precision: number;
  recall: number;
  f1: number;
}

/** Pairwise: of the pairs that were joined, those that are one issue; of the pairs that are one issue, those joined. */
export function scoreOf(evaluations: Evaluation[]): Score {
  const truePairs = evaluations.reduce((sum, one) => sum + one.truePairs, 0);
  const errors = evaluations.flatMap((one) => one.errors);
  const falsePairs = errors.filter(({ kind }) => kind === 'false join').length;
  const precision = truePairs / (truePairs + falsePairs || 1);
  const recall = truePairs / (truePairs + errors.length - falsePairs || 1);
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) };
}
