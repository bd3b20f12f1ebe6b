import { type CoverageEntry, isComplete } from '../../model/coverage.js';
import type { GateRule, Report, Verdict } from '../../model/report.js';
import { isAbsent } from '../terminal/ledger.js';
import { verdictReasons } from '../terminal/verdict.js';
import type { Case, Result, Suite } from './suite.js';

const NAMED_IDS = 50;

const RESULTS: Record<Verdict, Result> = { pass: 'passed', fail: 'failure', incomplete: 'error' };

function ruleCase({ rule, held, because, findings }: GateRule): Case {
  const named = findings.slice(0, NAMED_IDS);
  const left = findings.length - named.length;
  return {
    group: 'muster.gate',
    name: rule,
    // A rule that no finding breaks is one about evidence.
    result: held ? 'passed' : findings.length > 0 ? 'failure' : 'error',
    because,
    details: [because, ...named, ...(left > 0 ? [`and ${left.toLocaleString('en-US')} more`] : [])].join('\n'),
  };
}

/** The verdict, so that the whole is green for `pass` alone, and each rule of the gate. */
export function gateSuite(report: Report): Suite {
  const reasons = verdictReasons(report);
  const verdict: Case = {
    group: 'muster.gate',
    name: 'verdict',
    result: RESULTS[report.verdict],
    because: `${report.verdict}: ${reasons[0] ?? ''}`,
    details: reasons.join('\n'),
  };
  return { name: 'Gate', cases: [verdict, ...report.gate.rules.map(ruleCase)] };
}

function resultOf(entry: CoverageEntry): Result {
  if (isAbsent(entry)) return 'skipped';
  if (isComplete(entry)) return 'passed';
  return entry.required ? 'error' : 'skipped';
}

function entryCase(entry: CoverageEntry): Case {
  const { scanner, input, status, canary, reason, required, notCovered, durationMs, considered, findings } = entry;
  const absent = isAbsent(entry);
  const why = reason ?? (canary === 'found' || absent ? status : `its canary is ${canary}`);
  const looked = `${status}, canary ${canary}; ${considered.files} files, ${considered.packages} packages, ${findings} findings`;
  return {
    group: `muster.evidence.${scanner}`,
    name: `${scanner} on ${input}`,
    seconds: durationMs / 1000,
    result: resultOf(entry),
    because: required || absent ? `${status}: ${why}` : `${status}, not required: ${why}`,
    details: [looked, why, ...notCovered.map((gap) => `not looked at: ${gap.what}: ${gap.why}`)].join('\n'),
  };
}

/** One test a line of the roll call: whether the scanner looked at all of its input, and found its canary. */
export function evidenceSuite({ coverage }: Report): Suite {
  return { name: 'Evidence', cases: coverage.map(entryCase) };
}

/** What nobody looked at: tests that were skipped. */
export function gapSuites({ blindSpots, silenced }: Report): Suite[] {
  const spots = blindSpots.map(({ what, paths, why }, index): Case => {
    const details = [why, ...paths].join('\n');
    return { group: 'muster.blind-spots', name: `${index + 1}: ${what}`, result: 'skipped', because: why, details };
  });
  const places = silenced.map(({ where, what, by }, index): Case => {
    const because = `${what} (${by})`;
    return { group: 'muster.silenced', name: `${index + 1}: ${where}`, result: 'skipped', because };
  });
  return [
    { name: 'Blind spots', cases: spots },
    { name: 'Silenced', cases: places },
  ];
}
