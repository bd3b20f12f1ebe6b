import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FindingKind } from '../model/finding.js';
import { DEFAULT_DUE, DEFAULT_RISK, mostPoints } from '../model/risk-settings.js';
import { Severity } from '../model/severity.js';
import type { Feeds } from './feeds.js';
import { type Assessed, type RiskContext, riskOf } from './score.js';

const plain: RiskContext = { ...DEFAULT_RISK, feeds: {}, isImage: false };
const checked: Feeds = {
  epss: { date: '2026-11-20', updatedAt: '2026-11-20T00:00:00.000Z', model: 'v1', get: () => undefined },
  kev: { date: '2026-11-19', updatedAt: '2026-11-19T00:00:00.000Z', version: '2026.11.19', get: () => undefined },
};
const finding = (more: Partial<Assessed> = {}): Assessed => ({
  kind: 'vulnerability',
  severity: 'critical',
  locations: [{ path: 'package-lock.json' }],
  agreement: { found: ['osv-scanner'], couldHaveFound: [], notFound: [] },
  ...more,
});
const advisory = (id: string, more: Partial<NonNullable<Assessed['advisory']>> = {}) => ({
  advisory: { id, aliases: [], cwes: [], cvss: [], ...more },
});
const factorsOf = (one: Assessed, context = plain) =>
  Object.fromEntries(riskOf(one, context).factors.map(({ name, value }) => [name, value]));
const becauseOf = (name: string, one: Assessed, context = plain) =>
  riskOf(one, context).factors.find((factor) => factor.name === name)?.because;

describe('riskOf', () => {
  it('has the factors of each kind', () => {
    expect(factorsOf(finding())).toEqual({ severity: 57, epss: 0, kev: 0, fix: 0, agreement: 0, place: 0 });
    expect(factorsOf(finding({ kind: 'secret' }))).toEqual({
      severity: 57,
      verified: 0,
      fix: 0,
      agreement: 0,
      place: 0,
    });
    expect(factorsOf(finding({ kind: 'misconfiguration', severity: 'low' }))).toEqual({
      severity: 12,
      fix: 0,
      agreement: 0,
      place: 0,
    });
  });

  it('tells apart what was not checked, cannot be checked, and is not there', () => {
    const cve = finding(advisory('CVE-2025-0001'));
    expect(becauseOf('epss', cve)).toBe('not checked: there is no EPSS file (databases.epss in muster.yml)');
    expect(becauseOf('kev', cve)).toBe('not checked: there is no KEV file (databases.kev in muster.yml)');
    const context = { ...plain, feeds: checked };
    expect(becauseOf('epss', cve, context)).toBe('checked: not in EPSS of 2026-11-20');
    expect(becauseOf('kev', cve, context)).toBe('checked: not in KEV of 2026-11-19');
    expect(becauseOf('kev', finding(advisory('GHSA-x')), context)).toBe(
      'none of its names is a CVE, by which KEV goes',
    );
  });

  it('adds points for exploitation, more for ransomware', () => {
    const kev = { dateAdded: '2026-10-01', ransomware: false };
    const epss = { probability: 0.25, percentile: 0.97, date: '2026-11-20' };
    expect(factorsOf(finding(advisory('CVE-2025-0001', { kev, epss })))).toMatchObject({ epss: 5, kev: 10 });
    const used = finding(advisory('CVE-2025-0001', { kev: { ...kev, ransomware: true } }));
    expect(factorsOf(used)).toMatchObject({ kev: 15 });
    expect(becauseOf('kev', used)).toBe(
      'known to be exploited, by CISA since 2026-10-01, and known to be used for ransomware',
    );
  });

  it('does not sink what is critical and has no CVE', () => {
    const epss = { probability: 0.9, percentile: 0.99, date: '2026-11-20' };
    const critical = riskOf(finding(advisory('GHSA-x')), { ...plain, feeds: checked });
    const medium = riskOf(finding({ severity: 'medium', ...advisory('CVE-2025-0001', { epss }) }), plain);
    expect(critical.score).toBe(57);
    expect(medium.score).toBe(33 + 9);
  });

  it('counts a secret that works, also in a test', () => {
    const locations = [{ path: 'test/keys.py' }];
    expect(riskOf(finding({ kind: 'secret', severity: 'critical', locations }), plain).score).toBe(57 - 34);
    expect(riskOf(finding({ kind: 'secret', severity: 'critical', locations, verified: true }), plain).score).toBe(82);
  });

  it('counts the others that looked and found it', () => {
    const agreement = (found: string[], couldHaveFound: string[]) =>
      factorsOf(finding({ agreement: { found, couldHaveFound, notFound: [] } }))['agreement'];
    expect(agreement(['a'], [])).toBe(0);
    expect(agreement(['a'], ['b'])).toBe(0);
    expect(agreement(['a', 'b'], [])).toBe(5);
    expect(agreement(['a', 'b', 'c'], ['d'])).toBe(3);
    expect(becauseOf('agreement', finding())).toBe('no other scanner looked there for such things');
  });

  it('takes weights and reductions from the configuration', () => {
    const context = {
      ...plain,
      weights: { ...plain.weights, severity: 40 },
      reductions: { development: 10, test: 100 },
    };
    expect(factorsOf(finding(), context)).toMatchObject({ severity: 38 });
    expect(riskOf(finding({ locations: [{ path: 'test/a.py' }] }), context).score).toBe(0);
    const dev = finding({ package: { ecosystem: 'npm', name: 'a', scope: 'development' } });
    expect(factorsOf(dev, context)).toMatchObject({ place: -4 });
  });

  it('sums to a score of 0 to 100, whatever the finding and the weights are', () => {
    const points = fc.integer({ min: 0, max: 40 });
    const weights = fc.record(
      Object.fromEntries(Object.keys(plain.weights).map((name) => [name, points])) as Record<
        keyof typeof plain.weights,
        typeof points
      >,
    );
    const share = fc.integer({ min: 0, max: 100 });
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
    const anything = fc.record({
      kind: fc.constantFrom(...FindingKind.options),
      severity: fc.constantFrom(...Severity.options),
      locations: fc.array(fc.record({ path: fc.constantFrom('a.py', 'test/a.py', 'Dockerfile') }), { maxLength: 2 }),
      advisory: fc.record({
        id: fc.constant('CVE-2025-0001'),
        aliases: fc.constant<string[]>([]),
        cwes: fc.constant<string[]>([]),
        cvss: fc.array(
          fc.record({ version: fc.constantFrom('2.0', '3.1'), score: fc.double({ min: 0, max: 10, noNaN: true }) }),
        ),
        epss: fc.record({
          probability: fc.double({ min: 0, max: 1, noNaN: true }),
          percentile: fc.constant(1),
          date: fc.constant('2026-11-20'),
        }),
        kev: fc.record({ dateAdded: fc.constant('2026-10-01'), ransomware: fc.boolean() }),
      }),
      verified: fc.boolean(),
      fix: fc.constant({ summary: 'x' }),
      agreement: fc.record({
        found: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
        couldHaveFound: names,
        notFound: fc.constant<{ scanner: string; why: string }[]>([]),
      }),
    });
    fc.assert(
      fc.property(anything, weights, share, fc.boolean(), (one, some, percent, isImage) => {
        fc.pre(mostPoints(some) <= 100);
        const reductions = { development: percent, test: percent };
        const { score, factors } = riskOf(one, { weights: some, reductions, feeds: {}, isImage });
        let sum = 0;
        for (const { value } of factors) sum += value;
        expect(sum).toBe(score);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(factors.every(({ value, because }) => Number.isInteger(value) && because !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('docs/risk.md', () => {
  const text = readFileSync('docs/risk.md', 'utf8');
  const rows = (part: string) =>
    (text.split(`\n## ${part}\n`)[1]?.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('|') && !line.startsWith('| -'))
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll(/[`*]/g, '')));

  it('computes its example as this does', () => {
    const example = JSON.parse(/```json\n([\s\S]+?)```/.exec(text)?.[1] ?? '') as Assessed;
    const { score, factors } = riskOf(example, plain);
    const told = rows('An example')
      .slice(1)
      .map(([, name, value, because]) => ({ name, value: Number(value), because }));
    expect(told).toEqual([...factors, { name: 'risk', value: score, because: '' }]);
  });

  it('has the weights and the times that are the defaults', () => {
    const { weights, reductions } = DEFAULT_RISK;
    const table = rows('The formula').map((cells) => cells.join(' '));
    const says = (start: string) => table.find((row) => row.trim().startsWith(start)) ?? '';
    expect(says('cvss')).toContain(`${weights.severity} × base score / 10`);
    expect(says('epss')).toContain(`${weights.epss} × √probability`);
    expect(says('kev')).toContain(`${weights.kev} when it is listed, and ${weights.ransomware} more`);
    expect(says('verified')).toContain(`${weights.verifiedSecret} for a secret`);
    expect(says('fix')).toContain(`${weights.fix} when`);
    expect(says('agreement')).toContain(`${weights.agreement} × other scanners`);
    expect(says('place, where it is exposed')).toMatch(new RegExp(` ${weights.exposed} `));
    expect(says('place, where it does not')).toContain(`−${reductions.development} %`);
    expect(says('place, where it does not')).toContain(`−${reductions.test} %`);
    expect(mostPoints(weights)).toBe(100);
    const times = rows('When it is due').slice(1);
    expect(Object.fromEntries(times.map(([, severity, time]) => [severity, time]))).toEqual(DEFAULT_DUE);
  });
});
