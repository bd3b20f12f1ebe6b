import { describe, expect, it } from 'vitest';
import { ecosystemOf } from './ecosystem.js';
import { checkId, findingsIn } from './findings.js';
import { Report } from './report.js';

const read = (document: unknown) => findingsIn(Report.parse(document), { pathOf: (path) => path });

const VULNERABILITY = {
  VulnerabilityID: 'CVE-2020-14343',
  PkgName: 'PyYAML',
  InstalledVersion: '5.3.1',
  FixedVersion: '5.4',
  Severity: 'CRITICAL',
};

describe('what a report of Trivy holds', () => {
  it('takes the bare list of releases before 0.20 (from documentation)', () => {
    const findings = read([
      { Target: 'requirements.txt', Type: 'pip', Vulnerabilities: [VULNERABILITY] },
      { Target: 'package-lock.json', Type: 'npm', Vulnerabilities: null },
    ]);
    expect(findings).toMatchObject([
      {
        ruleId: 'CVE-2020-14343',
        title: 'CVE-2020-14343 in PyYAML 5.3.1',
        severity: 'critical',
        location: { path: 'requirements.txt' },
        package: { ecosystem: 'PyPI', name: 'PyYAML', version: '5.3.1' },
        fix: { versions: ['5.4'] },
        pointer: '/0/Vulnerabilities/0',
      },
    ]);
  });

  it('says of a package that it is for development where Trivy does, and nothing where it does not', () => {
    const Packages = [
      { Name: 'a', Version: '1.0.0', Dev: true },
      { Name: 'b', Version: '1.0.0' },
    ];
    const Vulnerabilities = ['a', 'b'].map((PkgName) => ({ ...VULNERABILITY, PkgName, InstalledVersion: '1.0.0' }));
    const findings = read([{ Target: 'package-lock.json', Type: 'npm', Packages, Vulnerabilities }]);
    expect(findings.map(({ package: at }) => [at?.name, at?.scope])).toEqual([
      ['a', 'development'],
      ['b', undefined],
    ]);
  });

  it.each([null, undefined])('finds nothing in a report without results: %s', (Results) => {
    expect(read({ SchemaVersion: 2, ArtifactName: '.', Results })).toEqual([]);
  });

  it('refuses a document of another kind, so that it is no empty report', () => {
    expect(Report.safeParse({}).success).toBe(false);
    expect(Report.safeParse({ Results: [] }).success).toBe(false);
    expect(Report.safeParse({ SchemaVersion: 2, Results: [{ Target: 'a', Vulnerabilities: [{}] }] }).success).toBe(
      false,
    );
  });

  it('takes failures alone of the checks, also where the oldest releases give no status (from documentation)', () => {
    const row = { ID: 'DS002', Severity: 'HIGH', IacMetadata: { StartLine: 3, EndLine: 4, Resource: 'x' } };
    const findings = read({
      SchemaVersion: 2,
      Results: [{ Target: 'Dockerfile', Class: 'config', Misconfigurations: [row, { ...row, Status: 'PASS' }] }],
    });
    expect(findings).toMatchObject([
      { ruleId: 'DS-0002', location: { path: 'Dockerfile', startLine: 3, endLine: 4, resource: 'x' } },
    ]);
  });

  it('keeps the scores of each source, and none that is not there', () => {
    const CVSS = {
      nvd: { V2Vector: 'AV:N/AC:L/Au:N/C:C/I:C/A:C', V2Score: 10, V3Vector: 'CVSS:3.1/AV:N', V3Score: 9.8 },
      ghsa: { V40Vector: 'CVSS:4.0/AV:N', V40Score: 9.3 },
    };
    const [finding] = read({
      SchemaVersion: 2,
      Results: [{ Target: 'a', Vulnerabilities: [{ ...VULNERABILITY, CVSS }] }],
    });
    expect(finding?.advisory?.cvss).toEqual([
      { version: '4.0', vector: 'CVSS:4.0/AV:N', score: 9.3, source: 'ghsa' },
      { version: '3.1', vector: 'CVSS:3.1/AV:N', score: 9.8, source: 'nvd' },
      { version: '2.0', vector: 'AV:N/AC:L/Au:N/C:C/I:C/A:C', score: 10, source: 'nvd' },
    ]);
  });

  it("takes other names of a vulnerability for such, but not a distribution's advisory about several", () => {
    const row = { ...VULNERABILITY, VendorIDs: ['GHSA-8q59-q68h-6hv4'] };
    const findings = read({
      SchemaVersion: 2,
      Results: [
        { Target: 'requirements.txt', Class: 'lang-pkgs', Type: 'pip', Vulnerabilities: [row] },
        {
          Target: 'x (debian 12.5)',
          Class: 'os-pkgs',
          Type: 'debian',
          Vulnerabilities: [{ ...row, VendorIDs: ['DSA-1-1'] }],
        },
      ],
    });
    expect(findings.map(({ advisory }) => advisory?.aliases)).toEqual([['GHSA-8q59-q68h-6hv4'], []]);
    expect(findings[1]?.location).toBeUndefined();
  });

  it('reads licenses, which a report made elsewhere can hold', () => {
    const row = { Severity: 'HIGH', Category: 'restricted', PkgName: 'readline', Name: 'GPL-3.0', Link: 'https://x' };
    const findings = read({
      SchemaVersion: 2,
      Results: [{ Target: 'OS Packages', Class: 'license', Licenses: [row] }],
    });
    expect(findings).toMatchObject([
      { kind: 'license', ruleId: 'GPL-3.0', title: 'License GPL-3.0 of readline', severity: 'high' },
    ]);
  });
});

describe('the name of a check', () => {
  it.each([
    [{ ID: 'DS-0002' }, 'DS-0002'],
    [{ ID: 'DS002', AVDID: 'AVD-DS-0002' }, 'DS-0002'],
    [{ ID: 'AVD-AWS-0086', AVDID: 'AVD-AWS-0086' }, 'AWS-0086'],
    [{ ID: 'KSV017', AVDID: '' }, 'KSV-0017'],
    [{ ID: 'USR-ENCRYPTION' }, 'USR-ENCRYPTION'],
  ])('is that of today: %j', (row, id) => {
    expect(checkId(row)).toBe(id);
  });
});

describe('the ecosystem of a package', () => {
  it.each([
    ['pkg:golang/golang.org/x/text@v0.3.6', 'gomod', '', 'Go'],
    [undefined, 'gobinary', '', 'Go'],
    ['pkg:apk/alpine/openssl@3.1.0', 'alpine', '3.18.4', 'Alpine:v3.18'],
    ['pkg:deb/debian/openssl@3', 'debian', '12.5', 'Debian:12'],
    ['pkg:deb/ubuntu/openssl@3', 'ubuntu', '22.04', 'Ubuntu:22.04:LTS'],
    ['pkg:deb/ubuntu/openssl@3', 'ubuntu', '23.10', 'Ubuntu:23.10'],
    ['pkg:rpm/rocky/openssl@3', 'rocky', '9.3', 'Rocky Linux:9'],
    ['pkg:rpm/photon/openssl@3', 'photon', '5.0', 'photon'],
  ])('has the name that OSV gives it: %s', (purl, type, release, ecosystem) => {
    expect(ecosystemOf(purl, type, release)).toBe(ecosystem);
  });
});
