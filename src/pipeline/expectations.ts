import type { RawFinding } from '../model/finding.js';
import type { Expectation } from '../model/scanner.js';

/** What a run on a canary brought to light. */
export interface Heard {
  rows: RawFinding[];
  /** The purls of what was listed. */
  components: string[];
}

/** By what an expectation is called in a message: its rule, or the component. */
export function nameOf(expected: Expectation): string {
  return expected.component ?? [expected.ruleId].flat()[0] ?? '';
}

function isMet(expected: Expectation, { rows, components }: Heard): boolean {
  if (expected.component !== undefined) return components.includes(expected.component);
  const ids = [expected.ruleId].flat();
  return rows.some(
    ({ ruleId, advisory, location }) =>
      [ruleId, ...(advisory?.aliases ?? [])].some((id) => ids.includes(id)) &&
      (expected.path === undefined || location?.path === expected.path),
  );
}

/** Which of the known things are not among what was found. */
export function missing(expects: Expectation[], heard: Heard): Expectation[] {
  return expects.filter((expected) => !isMet(expected, heard));
}
