import { describe, expect, it } from 'vitest';
import { scoreOf, severityOfScores } from './cvss.js';

describe('scoreOf', () => {
  // Scores as the National Vulnerability Database and GitHub's advisories publish them.
  it.each([
    ['CVE-2021-44228', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', '3.1', 10],
    ['CVE-2014-0160', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', '3.1', 7.5],
    ['CVE-2014-0160', 'AV:N/AC:L/Au:N/C:P/I:N/A:N', '2.0', 5],
    ['CVE-2021-44228', 'AV:N/AC:M/Au:N/C:C/I:C/A:C', '2.0', 9.3],
    ['CVE-2021-23337', 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H', '3.1', 7.2],
    ['CVE-2017-5638', 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', '3.0', 10],
    ['CVE-2024-43796', 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:L/A:L', '3.1', 5],
    ['CVE-2024-43796', 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:N/VI:N/VA:N/SC:L/SI:L/SA:L', '4.0', 2.3],
    ['all high', 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', '4.0', 10],
    ['exploit maturity', 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:N/VI:N/VA:L/SC:N/SI:N/SA:N/E:U', '4.0', 1.7],
    ['no impact', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', '3.1', 0],
  ])('gives the published score: %s %s', (_, vector, version, score) => {
    expect(scoreOf(vector, 'GHSA')).toEqual({ version, vector, score, source: 'GHSA' });
  });

  it('counts the base score, not what time has made of it', () => {
    expect(scoreOf('CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O')).toMatchObject({ score: 7.2 });
  });

  it.each(['', 'negligible', 'CVSS:3.1/AV:N', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:X/I:H/A:H', 'CVSS:9.9/AV:N/AC:L'])(
    'gives nothing for %j',
    (vector) => {
      expect(scoreOf(vector)).toBeUndefined();
    },
  );
});

describe('severityOfScores', () => {
  it('is the worst of the scores, and unknown without one', () => {
    expect(severityOfScores([])).toBe('unknown');
    expect(severityOfScores([{ version: '3.1' }])).toBe('unknown');
    const scores = [
      { version: '3.1', score: 5 },
      { version: '4.0', score: 2.3 },
    ];
    expect(severityOfScores(scores)).toBe('medium');
    expect(severityOfScores([{ version: '4.0', score: 9.3 }])).toBe('critical');
  });

  it('asks version 2.0 only where there is no newer one, and has no critical then', () => {
    const old = { version: '2.0', score: 10 };
    expect(severityOfScores([old])).toBe('high');
    expect(severityOfScores([old, { version: '3.1', score: 5.3 }])).toBe('medium');
  });
});
