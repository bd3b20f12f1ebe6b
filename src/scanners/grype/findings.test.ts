import { describe, expect, it } from 'vitest';
import { findingsIn } from './findings.js';
import { Report } from './report.js';

const CONTEXT = { input: { label: '.', files: [] }, relative: (file: string) => file.replace(/^\//, '') };
const GRYPE = { tools: { components: [{ name: 'grype' }] } };

interface Given {
  purl?: string;
  type?: string;
  paths?: string[];
  vulnerability?: object;
}

function inCycloneDx({ purl, type = 'npm', paths = ['/package-lock.json'], vulnerability = {} }: Given) {
  const locations = paths.map((value, index) => ({ name: `syft:location:${index}:path`, value }));
  const properties = [{ name: 'syft:package:type', value: type }, ...locations];
  const component = {
    'bom-ref': 'a',
    type: 'library',
    name: 'lodash',
    version: '4.17.20',
    properties,
    ...(purl ? { purl } : {}),
  };
  const row = { id: 'CVE-2021-23337', affects: [{ ref: 'a' }], ...vulnerability };
  const report = { bomFormat: 'CycloneDX', metadata: GRYPE, components: [component], vulnerabilities: [row] };
  return findingsIn(Report.parse(report), CONTEXT);
}

describe('findings of its CycloneDX', () => {
  it('stand in each file in which the package does', () => {
    const found = inCycloneDx({ paths: ['/package-lock.json', '/web/npm-shrinkwrap.json/package-lock.json'] });
    expect(found.map(({ location, pointer }) => [location?.path, pointer])).toEqual([
      ['package-lock.json', '/vulnerabilities/0'],
      ['web/npm-shrinkwrap.json', '/vulnerabilities/0'],
    ]);
    expect(inCycloneDx({ paths: [] })).toMatchObject([{ ruleId: 'CVE-2021-23337' }]);
  });

  it.each([
    ['pkg:npm/%40types/node@20.1.0', { ecosystem: 'npm', name: '@types/node', version: '4.17.20' }],
    ['pkg:maven/org.example/a@1.0', { ecosystem: 'Maven', name: 'org.example:a', version: '4.17.20' }],
    ['pkg:golang/golang.org/x/text@v0.3.6', { ecosystem: 'Go', name: 'golang.org/x/text', version: '4.17.20' }],
    ['pkg:deb/debian/lodash@1?distro=debian-12', { ecosystem: 'Debian:12', name: 'lodash', version: '4.17.20' }],
    ['pkg:apk/alpine/lodash@1?distro=alpine-3.18.2', { ecosystem: 'Alpine:v3.18', name: 'lodash', version: '4.17.20' }],
  ])('name the package of %s as OSV does', (purl, named) => {
    expect(inCycloneDx({ purl })[0]?.package).toEqual({ ...named, purl });
  });

  it('go without what is not printed', () => {
    expect(inCycloneDx({})[0]).toEqual({
      kind: 'vulnerability',
      ruleId: 'CVE-2021-23337',
      title: 'CVE-2021-23337 in lodash 4.17.20',
      severity: 'unknown',
      nativeSeverity: null,
      location: { path: 'package-lock.json' },
      package: { ecosystem: 'npm', name: 'lodash', version: '4.17.20' },
      advisory: { id: 'CVE-2021-23337', aliases: [], cwes: [], cvss: [] },
      rule: {},
      pointer: '/vulnerabilities/0',
    });
  });

  it('take its word for the severity, and scores where it says unknown', () => {
    const vector = 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H';
    const rated = (severity: string) =>
      inCycloneDx({ vulnerability: { ratings: [{ severity, vector, score: 7.2 }] } })[0];
    expect(rated('medium')).toMatchObject({ severity: 'medium', nativeSeverity: 'medium' });
    expect(rated('none')).toMatchObject({ severity: 'info', nativeSeverity: 'none' });
    expect(rated('unknown')).toMatchObject({ severity: 'high', nativeSeverity: 'unknown' });
  });

  it('have the other name of the vulnerability from its source, or from the only CVE that is linked', () => {
    const aliases = (vulnerability: object) => inCycloneDx({ vulnerability })[0]?.advisory?.aliases;
    const nvd = (id: string) => ({ url: `https://nvd.nist.gov/vuln/detail/${id}` });
    expect(aliases({ source: { url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm' } })).toEqual([
      'GHSA-35jh-r3h4-6jhm',
    ]);
    expect(aliases({ id: 'GHSA-35jh-r3h4-6jhm', advisories: [nvd('CVE-2021-23337')] })).toEqual(['CVE-2021-23337']);
    expect(aliases({ id: 'GHSA-35jh-r3h4-6jhm', advisories: [nvd('CVE-2021-1'), nvd('CVE-2021-2')] })).toEqual([]);
    expect(aliases({ advisories: [nvd('CVE-2021-1')] })).toEqual([]);
  });

  it('tell the versions with a fix', () => {
    const versions = [
      { version: '4.17.20', status: 'affected' },
      { range: 'vers:npm/>=4.17.21', status: 'unaffected' },
    ];
    expect(inCycloneDx({ vulnerability: { affects: [{ ref: 'a', versions }] } })[0]?.fix).toEqual({
      summary: 'Update lodash to 4.17.21, or later',
      versions: ['4.17.21'],
    });
  });

  it('are none of a bill of materials that another program made', () => {
    const report = { bomFormat: 'CycloneDX', metadata: { tools: { components: [{ name: 'syft' }] } }, components: [] };
    expect(Report.safeParse(report).success).toBe(false);
  });
});

describe('findings of its own JSON', () => {
  it('have the related vulnerabilities as other names', () => {
    const match = {
      vulnerability: {
        id: 'GHSA-35jh-r3h4-6jhm',
        dataSource: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
        severity: 'High',
        description: 'A template runs commands',
        cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H', metrics: { baseScore: 7.2 } }],
        cwes: [{ cve: 'CVE-2021-23337', cwe: 'CWE-94' }],
        fix: { versions: ['4.17.21'], state: 'fixed' },
      },
      relatedVulnerabilities: [{ id: 'CVE-2021-23337' }],
      artifact: {
        name: 'lodash',
        version: '4.17.20',
        type: 'npm',
        purl: 'pkg:npm/lodash@4.17.20',
        locations: [{ path: '/web/package-lock.json' }],
      },
    };
    expect(findingsIn(Report.parse({ matches: [match] }), CONTEXT)).toEqual([
      {
        kind: 'vulnerability',
        ruleId: 'GHSA-35jh-r3h4-6jhm',
        title: 'A template runs commands',
        message: 'A template runs commands',
        severity: 'high',
        nativeSeverity: 'High',
        location: { path: 'web/package-lock.json' },
        package: { ecosystem: 'npm', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' },
        advisory: {
          id: 'GHSA-35jh-r3h4-6jhm',
          aliases: ['CVE-2021-23337'],
          cwes: ['CWE-94'],
          cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H', score: 7.2 }],
          url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
        },
        rule: { helpUri: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm', cwes: ['CWE-94'] },
        fix: { summary: 'Update lodash to 4.17.21, or later', versions: ['4.17.21'] },
        pointer: '/matches/0',
      },
    ]);
  });
});
