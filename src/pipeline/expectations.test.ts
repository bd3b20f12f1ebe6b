import { describe, expect, it } from 'vitest';
import type { RawFinding } from '../model/finding.js';
import { missing, nameOf } from './expectations.js';

const row = (ruleId: string, path: string, aliases: string[] = []) =>
  ({ ruleId, location: { path }, advisory: { id: ruleId, aliases } }) as unknown as RawFinding;
const heard = { rows: [row('CVE-1', 'a.lock', ['GHSA-1'])], components: ['pkg:npm/minimist@1.2.5'] };

describe('missing', () => {
  it.each([
    { ruleId: 'CVE-1' },
    { ruleId: ['GO-1', 'GHSA-1'] },
    { ruleId: 'CVE-1', path: 'a.lock' },
    { component: 'pkg:npm/minimist@1.2.5' },
  ])('misses nothing where %j is there', (expected) => {
    expect(missing([expected], heard)).toEqual([]);
  });

  it.each([
    { ruleId: 'CVE-2' },
    { ruleId: 'CVE-1', path: 'b.lock' },
    { component: 'pkg:npm/minimist@1.2.6' },
    { component: 'CVE-1' },
  ])('misses %j where another is there', (expected) => {
    expect(missing([expected], heard)).toEqual([expected]);
  });
});

describe('nameOf', () => {
  it('is the first of the ids, or the component', () => {
    expect([nameOf({ ruleId: ['GO-1', 'CVE-1'] }), nameOf({ component: 'pkg:npm/a@1' })]).toEqual([
      'GO-1',
      'pkg:npm/a@1',
    ]);
  });
});
