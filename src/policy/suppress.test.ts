import { describe, expect, it } from 'vitest';
import type { Finding } from '../model/finding.js';
import type { Suppression } from './config-schema.js';
import { applySuppressions } from './suppress.js';

const finding = {
  id: 'code-1',
  locations: [{ path: 'tests/a.py', startLine: 1 }],
  sources: [{ scanner: 'bandit', ruleId: 'B101' }],
  advisory: { id: 'CVE-2020-1', aliases: ['GHSA-aaaa-bbbb-cccc'] },
  status: 'open',
} as Finding;
const apply = (suppression: Partial<Suppression>, to = finding) =>
  applySuppressions([to], [{ reason: 'known', ...suppression }], '2026-06-15');

describe('applySuppressions', () => {
  it.each([
    { id: 'code-1' },
    { rule: 'B101' },
    { rule: 'bandit:B101' },
    { advisory: 'ghsa-AAAA-bbbb-cccc' },
    { path: 'tests/' },
    { path: '*.py', rule: 'B101' },
    { id: 'code-1', expires: '2026-06-15' },
  ])('accepts what %j names, with its reason', (suppression) => {
    const { findings, notes } = apply(suppression);
    expect(findings[0]).toMatchObject({ status: 'suppressed', suppression: { reason: 'known', by: 'muster.yml' } });
    expect(notes).toEqual([]);
  });

  it.each([
    { id: 'code-2' },
    { rule: 'semgrep:B101' },
    { advisory: 'CVE-2020-2' },
    { path: 'src/' },
    { rule: 'B101', path: 'src/' },
  ])('leaves alone what %j does not name, and says that it matched nothing', (suppression) => {
    const { findings, notes } = apply(suppression);
    expect(findings[0]?.status).toBe('open');
    expect(notes).toEqual([expect.stringContaining('matches no finding')]);
  });

  it('says of an expired one that it no longer applies', () => {
    const { findings, notes } = apply({ id: 'code-1', expires: '2026-06-14' });
    expect(findings[0]?.status).toBe('open');
    expect(notes).toEqual(['the suppression of id code-1 expired on 2026-06-14: it no longer applies']);
  });

  it('does not accept a finding for one of its places only', () => {
    const two = { ...finding, locations: [...finding.locations, { path: 'src/a.py' }] } as Finding;
    expect(apply({ path: 'tests/' }, two).findings[0]?.status).toBe('open');
  });
});
