import { describe, expect, it } from 'vitest';
import { findingsIn } from './findings.js';
import type { PackageRow, Vulnerability } from './report.js';

function findingOf(
  named: PackageRow['package'],
  vulnerability: Partial<Vulnerability> = {},
  path = '/elsewhere/a.lock',
) {
  const report = {
    results: [{ source: { path }, packages: [{ package: named, vulnerabilities: [{ id: 'X-1', ...vulnerability }] }] }],
  };
  const [finding] = findingsIn(report, { input: { label: '.', files: [] }, relative: (file) => file.slice(1) });
  return finding;
}
const LODASH = { ecosystem: 'npm', name: 'lodash', version: '4.17.20' };

describe('findingsIn', () => {
  it.each([
    ['npm', '@types/node', '20.1.0', 'pkg:npm/%40types/node@20.1.0'],
    ['PyPI', 'pyyaml', '5.3.1', 'pkg:pypi/pyyaml@5.3.1'],
    ['Go', 'github.com/gin-gonic/gin', '1.8.1', 'pkg:golang/github.com/gin-gonic/gin@v1.8.1'],
    ['Maven', 'org.example:a', '1.0', 'pkg:maven/org.example/a@1.0'],
    ['Packagist', 'guzzlehttp/psr7', '1.8.2', 'pkg:composer/guzzlehttp/psr7@1.8.2'],
    ['crates.io', 'smallvec', '1.6.0', 'pkg:cargo/smallvec@1.6.0'],
    ['NuGet', 'Newtonsoft.Json', '12.0.3', 'pkg:nuget/Newtonsoft.Json@12.0.3'],
    ['Debian:12', 'curl', '7.88.1', undefined],
    ['GIT', 'https://git.example/x', '1.0.0', undefined],
  ])('gives the package URL of %s', (ecosystem, name, version, purl) => {
    expect(findingOf({ ecosystem, name, version })?.package?.purl).toBe(purl);
  });

  it('takes the worst score of the advisory and of the package, whatever word stands beside it', () => {
    const severity = [
      { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' },
      { type: 'Ubuntu', score: 'low' },
    ];
    const worse = [{ type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H' }];
    const affected = [
      { package: { ecosystem: 'npm', name: 'lodash' }, severity: worse },
      { package: { ecosystem: 'npm', name: 'lodash-es' } },
    ];
    const finding = findingOf(LODASH, { severity, affected, database_specific: { severity: 'LOW', cwe_ids: null } });
    expect(finding).toMatchObject({ severity: 'critical', nativeSeverity: 'LOW' });
    expect(finding?.advisory?.cvss.map(({ version, score }) => [version, score])).toEqual([
      ['3.1', 7.2],
      ['4.0', 10],
    ]);
  });

  it('takes the word where there is no score, and a malicious package for critical', () => {
    expect(findingOf(LODASH, { database_specific: { severity: 'MODERATE', cwe_ids: [] } })?.severity).toBe('medium');
    expect(findingOf(LODASH, { database_specific: { severity: 7 } })).toMatchObject({
      severity: 'unknown',
      nativeSeverity: null,
    });
    expect(findingOf(LODASH, { id: 'MAL-2024-1' })).toMatchObject({ severity: 'critical', nativeSeverity: null });
  });

  it('gives the versions with a fix for this package alone, and no commits', () => {
    const range = (type: string, ...fixed: string[]) => ({
      type,
      events: [{}, ...fixed.map((version) => ({ fixed: version }))],
    });
    const affected = [
      {
        package: { ecosystem: 'PyPI', name: 'Some.Name' },
        ranges: [range('GIT', '0123abc'), range('ECOSYSTEM', '1.2', '2.1')],
      },
      { package: { ecosystem: 'PyPI', name: 'other' }, ranges: [range('ECOSYSTEM', '9.9')] },
    ];
    expect(findingOf({ ecosystem: 'PyPI', name: 'some-name', version: '1.0' }, { affected })?.fix).toEqual({
      summary: 'Update some-name to 1.2 or 2.1, or later',
      versions: ['1.2', '2.1'],
    });
    expect(findingOf(LODASH)?.fix).toBeUndefined();
  });

  it('finds the file from the place of its copy, and from any path of an output made elsewhere', () => {
    const at = (path: string) => findingOf(LODASH, {}, path)?.location?.path;
    expect(at('/tmp/x/scratch/muster-target/web/yarn.lock')).toBe('web/yarn.lock');
    expect(at('/tmp/x/scratch/muster-target/api/dev.txt/requirements.txt')).toBe('api/dev.txt');
    expect(at('/home/me/dev.txt/requirements.txt')).toBe('home/me/dev.txt/requirements.txt');
  });
});
