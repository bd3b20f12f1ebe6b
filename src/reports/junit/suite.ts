/** What became of a test. `error` says that nobody knows, `failure` that something is wrong: both are red. */
export type Result = 'passed' | 'skipped' | 'failure' | 'error';

export interface Case {
  /** With the name, what CI tells one test of an earlier run from another by. */
  group: string;
  name: string;
  seconds?: number;
  result: Result;
  /** In a line: why it did not pass. */
  because?: string;
  /** In full; of a test that passed, what it prints. */
  details?: string;
}

export interface Suite {
  name: string;
  cases: Case[];
}

export interface Counts {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
  seconds: number;
}

/** The numbers that stand at the head of a suite, and of all together. */
export function countsOf(cases: readonly Case[]): Counts {
  const counts: Counts = { tests: 0, failures: 0, errors: 0, skipped: 0, seconds: 0 };
  for (const { result, seconds = 0 } of cases) {
    counts.tests += 1;
    counts.seconds += seconds;
    if (result === 'failure') counts.failures += 1;
    if (result === 'error') counts.errors += 1;
    if (result === 'skipped') counts.skipped += 1;
  }
  return counts;
}
