import { readFileSync } from 'node:fs';
import path from 'node:path';
import { calculateBaseScore } from 'cvss4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreOf } from '../model/cvss.js';

/** The lines of a table that are no comment, each as its words. */
function table(name: string): string[][] {
  const text = readFileSync(path.join(import.meta.dirname, 'data', name), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '));
}

/** vector → score, as it was published. */
function base31(): Map<string, number> {
  const [[, ...columns] = [], ...rows] = table('cvss-3.1-base.txt');
  const facts = rows.flatMap(([metrics, ...scores]) =>
    scores.map((score, index) => {
      const [c, i, a] = columns[index] ?? '';
      return [`CVSS:3.1/${metrics}/C:${c}/I:${i}/A:${a}`, Number(score)] as const;
    }),
  );
  return new Map(facts);
}

const published40 = new Map(table('cvss-4.0.txt').map(([vector = '', score]) => [vector, Number(score)]));

/** Those that another score is computed for. */
function disagreements(facts: Map<string, number>) {
  return [...facts].flatMap(([vector, published]) => {
    const computed = scoreOf(vector)?.score;
    return computed === published ? [] : [{ vector, published, computed }];
  });
}

/** The values of all metrics that occur. */
function valuesIn(vectors: Iterable<string>): Record<string, string[]> {
  const seen: Record<string, Set<string>> = {};
  for (const vector of vectors) {
    for (const metric of vector.split('/').slice(1)) {
      const [name = '', value = ''] = metric.split(':');
      seen[name] = (seen[name] ?? new Set()).add(value);
    }
  }
  return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, [...values].sort()]));
}

const METRICS_31 = { AV: 'NALP', AC: 'LH', PR: 'NLH', UI: 'NR', S: 'UC', C: 'NLH', I: 'NLH', A: 'NLH' };
const METRICS_40 = {
  ...{ AV: 'NALP', AC: 'LH', AT: 'NP', PR: 'NLH', UI: 'NPA' },
  ...{ VC: 'HLN', VI: 'HLN', VA: 'HLN', SC: 'HLN', SI: 'HLN', SA: 'HLN' },
};

function vectorOf(version: string, metrics: Record<string, string>) {
  const parts = Object.entries(metrics).map(([name, values]) =>
    fc.constantFrom(...values).map((one) => `${name}:${one}`),
  );
  return fc.tuple(...parts).map((some) => [`CVSS:${version}`, ...some].join('/'));
}

describe('base scores of CVSS v3.1', () => {
  it("are those of FIRST's calculator for every base vector", () => {
    const facts = base31();
    expect(facts.size).toBe(2592);
    expect(facts.get('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H')).toBe(9.8);
    expect(disagreements(facts)).toEqual([]);
  });

  it('are those that another library computes', () => {
    fc.assert(
      fc.property(vectorOf('3.1', METRICS_31), (vector) => {
        expect(scoreOf(vector)?.score).toBe(calculateBaseScore(vector));
      }),
      { numRuns: 500 },
    );
  });
});

describe('scores of CVSS v4.0', () => {
  it("are those of FIRST's set for validation and of Red Hat's reference, over all values of all metrics", () => {
    expect(published40.size).toBeGreaterThan(700);
    expect(valuesIn(published40.keys())).toMatchObject({
      ...Object.fromEntries(Object.entries(METRICS_40).map(([name, values]) => [name, [...values].sort()])),
      ...{ E: ['A', 'P', 'U'], CR: ['H', 'L', 'M'], IR: ['H', 'L', 'M'], AR: ['H', 'L', 'M'] },
      ...{ MSI: ['S'], MSA: ['S'] },
    });
    expect(disagreements(published40)).toEqual([]);
  });

  // Where the exact score ends in 5 hundredths, floating-point numbers can fall below it. FIRST's calculator of 2024 and
  // this port of it round down then; Red Hat's, from which it comes, rounds up since, and so does the library used here.
  it('are those that another library computes, but for rounding such a score down', () => {
    fc.assert(
      fc.property(vectorOf('4.0', METRICS_40), (vector) => {
        const other = calculateBaseScore(vector);
        const tenths = Math.round(((scoreOf(vector)?.score ?? Number.NaN) - other) * 10);
        expect([0, 1]).toContain(tenths);
      }),
      { numRuns: 500 },
    );
  });

  it('round a half up', () => {
    const half = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:L/E:U';
    expect(scoreOf(half)?.score).toBe(9.1);
  });
});
