import { describe, expect, it } from 'vitest';
import { baseOf } from './base.js';

const HIGH = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N';
const nvd = { version: '3.1', vector: HIGH, score: 7.5, source: 'nvd' };

describe('baseOf', () => {
  it('takes the middle of the band where there is no score', () => {
    expect(baseOf('high', [])).toEqual({
      name: 'severity',
      score: 8,
      because: 'no CVSS score: 8.0, the middle of "high"',
    });
    expect(baseOf('unknown', [{ version: '3.1' }]).score).toBe(5.5);
    expect(baseOf('critical', []).score).toBe(9.5);
  });

  it('names the score and its source', () => {
    expect(baseOf('high', [nvd])).toEqual({ name: 'cvss', score: 7.5, because: 'CVSS v3.1 7.5 (nvd)' });
    expect(baseOf('high', [nvd, { ...nvd, source: 'ghsa' }]).because).toBe('CVSS v3.1 7.5 (nvd)');
  });

  it('takes the newest version, and says so', () => {
    const newest = {
      version: '4.0',
      vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:N/VI:N/VA:N/SC:L/SI:L/SA:L',
      source: 'GHSA',
    };
    const scores = [{ version: '2.0', score: 5, source: 'nvd' }, nvd, newest];
    expect(baseOf('low', scores)).toEqual({
      name: 'cvss',
      score: 2.3,
      because: 'CVSS v4.0 2.3 (GHSA); others say v3.1 7.5 (nvd), v2.0 5.0 (nvd): the newest version counts',
    });
  });

  it('takes the source that comes first among scores of one version, and the worst of equals', () => {
    const scores = [
      { version: '3.1', score: 9.8, source: 'ghsa' },
      { version: '3.1', score: 5.3, source: 'redhat' },
      { version: '3.1', score: 6.5, source: 'security@example.org' },
    ];
    expect(baseOf('medium', [nvd, ...scores]).because).toBe(
      'CVSS v3.1 7.5 (nvd); others say v3.1 6.5 (security@example.org), v3.1 5.3 (redhat), v3.1 9.8 (ghsa): NVD comes before CNA and vendor and GitHub',
    );
    expect(baseOf('medium', scores).because).toContain('CVSS v3.1 6.5 (security@example.org); others say');
    const vendors = [
      { version: '3.1', score: 5.3, source: 'redhat' },
      { version: '3.1', score: 7.1, source: 'ubuntu' },
    ];
    expect(baseOf('medium', vendors).because).toBe(
      'CVSS v3.1 7.1 (ubuntu); others say v3.1 5.3 (redhat): the worst of equals',
    );
  });

  it('does not depend on the order of the scores', () => {
    const scores = [nvd, { version: '3.0', score: 9.8, source: 'nvd' }, { version: '3.1', score: 8.1, source: 'GO' }];
    expect(baseOf('high', scores.toReversed())).toEqual(baseOf('high', scores));
  });

  it('computes the score from the vector where another is printed beside it', () => {
    expect(baseOf('high', [{ ...nvd, score: 9.9 }])).toEqual({
      name: 'cvss',
      score: 7.5,
      because: 'CVSS v3.1 7.5 (nvd), computed from its vector, beside which 9.9 is printed',
    });
    expect(baseOf('high', [{ version: '3.1', vector: 'garbage', score: 7 }]).because).toBe('CVSS v3.1 7.0 (unnamed)');
  });

  it('says that a worse severity stays', () => {
    expect(baseOf('critical', [nvd]).because).toBe(
      'CVSS v3.1 7.5 (nvd); a scanner calls it critical, which stays its severity',
    );
  });
});
