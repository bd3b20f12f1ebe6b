import { describe, expect, it } from 'vitest';
import { blankEntry, type CoverageEntry } from '../model/coverage.js';
import type { Finding } from '../model/finding.js';
import { type GateInput, judge } from './gate.js';

const entry = (more: Partial<CoverageEntry> = {}): CoverageEntry => ({
  ...blankEntry('bandit', '.', true),
  status: 'completed',
  canary: 'found',
  ...more,
});
const finding = (more: Partial<Finding> = {}) =>
  ({ id: 'f', kind: 'code', severity: 'high', status: 'open', ...more }) as Finding;
const gate = (more: Partial<GateInput> = {}) =>
  judge({
    findings: [],
    coverage: [entry()],
    stocktakers: [],
    unreachable: [],
    changed: [],
    failOn: 'high',
    interrupted: false,
    ...more,
  });

describe('judge', () => {
  it('passes with complete evidence and nothing at the threshold', () => {
    expect(gate({ findings: [finding({ severity: 'medium' })] }).verdict).toBe('pass');
  });

  it('does not pass on a list of packages alone: nobody looked for issues', () => {
    const stock = entry({ scanner: 'syft' });
    const alone = gate({ coverage: [stock], stocktakers: ['syft'] });
    expect([alone.verdict, alone.rules[1]?.because]).toEqual(['incomplete', 'no scanner looked at anything']);
    expect(gate({ coverage: [stock, entry()], stocktakers: ['syft'] }).verdict).toBe('pass');
  });

  it('fails on an open finding at the threshold, whatever the evidence', () => {
    const { verdict, rules } = gate({ findings: [finding()], coverage: [entry({ status: 'failed' })] });
    expect(verdict).toBe('fail');
    expect(rules[0]).toEqual({
      rule: 'fail-on high',
      held: false,
      because: '1 open finding of severity high or worse',
      findings: ['f'],
    });
    expect(rules[1]?.held).toBe(false);
  });

  it('does not count what is suppressed', () => {
    expect(gate({ findings: [finding({ status: 'suppressed' })] }).verdict).toBe('pass');
  });

  it('takes a vulnerability or secret of unknown severity for one that reaches the threshold', () => {
    for (const kind of ['vulnerability', 'secret', 'malware'] as const) {
      expect(gate({ findings: [finding({ kind, severity: 'unknown' })], failOn: 'critical' }).verdict).toBe('fail');
    }
    expect(gate({ findings: [finding({ severity: 'unknown' })] }).verdict).toBe('pass');
  });

  it.each(['partial', 'failed', 'timed-out', 'unavailable'] as const)(
    'is incomplete when a required scanner is %s',
    (status) => {
      expect(gate({ coverage: [entry(), entry({ scanner: 'semgrep', status })] })).toMatchObject({
        verdict: 'incomplete',
        rules: [{ held: true }, { held: false, because: 'the evidence of semgrep is not complete' }],
      });
      expect(gate({ coverage: [entry(), entry({ status, required: false })] }).verdict).toBe('pass');
    },
  );

  it.each(['missed', 'untested'] as const)('is incomplete when the canary of a completed scanner is %s', (canary) => {
    expect(gate({ coverage: [entry({ canary })] }).verdict).toBe('incomplete');
  });

  it('is incomplete when no scanner looked at anything', () => {
    const absent = [
      entry({ status: 'not-applicable', canary: 'untested' }),
      entry({ status: 'disabled', canary: 'untested' }),
    ];
    expect(gate({ coverage: absent })).toMatchObject({
      verdict: 'incomplete',
      rules: [{}, { because: 'no scanner looked at anything' }],
    });
    expect(gate({ coverage: [] }).verdict).toBe('incomplete');
  });

  it('is incomplete when part of the target cannot be read, or the scan was interrupted', () => {
    expect(gate({ unreachable: ['x'] }).verdict).toBe('incomplete');
    expect(gate({ interrupted: true }).verdict).toBe('incomplete');
  });

  it('is incomplete when the target changed while it was scanned', () => {
    expect(gate({ changed: ['a.py', 'b.py'] })).toMatchObject({
      verdict: 'incomplete',
      rules: [{}, { because: 'the target changed while it was scanned (a.py and 1 other path)' }],
    });
  });
});
