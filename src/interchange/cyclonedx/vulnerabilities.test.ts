import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../test/reading-context.js';
import type { Json } from '../values.js';
import { isCycloneDx, readCycloneDx } from './vulnerabilities.js';

const read = (bom: Json) => readCycloneDx({ bomFormat: 'CycloneDX', specVersion: '1.6', ...bom }, contextOf());

const lodash = { 'bom-ref': 'l', type: 'library', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' };
const affects = [{ ref: 'l' }];

/** The one row of a document about one vulnerability of lodash. */
function rowOf(vulnerability: Json, bom: Json = {}) {
  const { rows } = read({
    components: [lodash],
    vulnerabilities: [{ id: 'CVE-2021-23337', affects, ...vulnerability }],
    ...bom,
  });
  expect(rows).toHaveLength(1);
  return rows[0] as (typeof rows)[number];
}

describe('CycloneDX as Trivy prints it', () => {
  const text = readFileSync(path.join(import.meta.dirname, '..', 'recorded', 'trivy.cdx.json'), 'utf8');
  const { scanner, version, rows } = readCycloneDx(JSON.parse(text), contextOf());

  it('is of trivy-fs, with the packages and the files that hold them', () => {
    expect([scanner, version]).toEqual(['trivy-fs', '0.74.0']);
    expect(
      rows.map(({ finding }) => [
        finding.package?.purl,
        finding.advisory?.id,
        finding.severity,
        finding.location?.path,
      ]),
    ).toEqual([
      ['pkg:pypi/pyyaml@5.3.1', 'CVE-2020-14343', 'critical', 'requirements.txt'],
      ['pkg:npm/lodash@4.17.11', 'CVE-2021-23337', 'high', 'web/package-lock.json'],
    ]);
    expect(rows[1]?.finding.advisory?.cwes).toEqual(['CWE-77', 'CWE-94']);
    expect(rows[0]?.finding.fix).toEqual({ summary: 'Upgrade PyYAML to version 5.4' });
  });
});

describe('a vulnerability of a bill of materials', () => {
  it('is about the package of each reference, also one in another document', () => {
    const nested = { 'bom-ref': 'top', type: 'application', name: 'app', components: [lodash] };
    expect(rowOf({}, { components: [nested] }).finding.package).toEqual({
      ecosystem: 'npm',
      name: 'lodash',
      version: '4.17.20',
      purl: 'pkg:npm/lodash@4.17.20',
    });
    const linked = [{ ref: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Anpm%2Flodash%404.17.20' }];
    expect(rowOf({ affects: linked }).finding.package?.purl).toBe('pkg:npm/lodash@4.17.20');
    expect(rowOf({ affects: [] }).finding.package).toBeUndefined();
  });

  it('knows its other names by its references and by the page of its source', () => {
    const vulnerability = {
      references: [{ id: 'SNYK-JS-LODASH-1040724', source: {} }],
      source: { url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm' },
    };
    expect(rowOf(vulnerability).finding.advisory).toMatchObject({
      id: 'CVE-2021-23337',
      aliases: ['GHSA-35jh-r3h4-6jhm', 'SNYK-JS-LODASH-1040724'],
    });
  });

  it('is as bad as the source of the advisory says, else as the first rating, else as its score', () => {
    const ratings = [{ severity: 'low' }, { severity: 'critical', source: { name: 'ghsa' } }];
    expect(rowOf({ ratings, source: { name: 'ghsa' } }).finding.severity).toBe('critical');
    expect(rowOf({ ratings }).finding.severity).toBe('low');
    expect(rowOf({ ratings: [{ score: 7.2, method: 'CVSSv31' }] }).finding).toMatchObject({
      severity: 'high',
      nativeSeverity: null,
      advisory: { cvss: [{ version: '3.1', score: 7.2 }] },
    });
    expect(rowOf({}).finding.severity).toBe('unknown');
  });

  it('stands in each file in which its package was found', () => {
    const occurrences = [{ location: '/target/web/package-lock.json' }, { location: 'api/yarn.lock#12' }];
    const { rows } = read({
      components: [{ ...lodash, evidence: { occurrences } }],
      vulnerabilities: [{ id: 'CVE-2021-23337', affects }],
    });
    expect(rows.map(({ finding }) => finding.location?.path)).toEqual(['api/yarn.lock', 'web/package-lock.json']);
  });

  it.each([
    ['not_affected', 'not affected: code not reachable: only in tests'],
    ['false_positive', 'false positive: code not reachable: only in tests'],
    ['resolved', 'resolved: code not reachable: only in tests'],
  ])('that is %s is told with the reason, for whoever finds it', (state, reason) => {
    const analysis = { state, justification: 'code not reachable', detail: 'only in tests' };
    expect(rowOf({ analysis }).accepted).toEqual({
      status: 'notAffected',
      reason,
      by: 'cyclonedx, in its bill of materials (VEX)',
      ofIssue: true,
    });
  });

  it.each(['exploitable', 'in_triage', 'affected'])('that is %s is open', (state) => {
    expect(rowOf({ analysis: { state } }).accepted).toBeUndefined();
  });

  it('is none for a package whose version is said to be unaffected', () => {
    const versions = [{ version: '4.17.20', status: 'unaffected' }];
    expect(
      read({ components: [lodash], vulnerabilities: [{ id: 'CVE-1-1', affects: [{ ref: 'l', versions }] }] }).rows,
    ).toEqual([]);
  });

  it('is told under the tool that wrote it, as a list (1.4) or as components', () => {
    const asList = { metadata: { tools: [{ vendor: 'anchore', name: 'grype', version: '0.60.0' }] } };
    expect(read(asList)).toMatchObject({ scanner: 'grype', version: '0.60.0' });
    const asComponents = { metadata: { tools: { components: [{ name: 'Dependency-Track', version: '4.11' }] } } };
    expect(read(asComponents)).toMatchObject({ scanner: 'dependency-track', version: '4.11' });
  });
});

describe('a document in which values have other types than they should', () => {
  it.each([
    { vulnerabilities: [null, 'x', {}] },
    { components: {}, metadata: 3, dependencies: [null], vulnerabilities: [{ id: 3, ratings: {}, affects: [null] }] },
    { metadata: { tools: 'x', component: [] }, vulnerabilities: [{ cwes: ['x', null], references: [3] }] },
  ])('is read as far as it makes sense: %#', (bom) => {
    expect(() => read(bom)).not.toThrow();
  });

  it('is one of CycloneDX by its own word only', () => {
    expect(isCycloneDx({ bomFormat: 'CycloneDX' })).toBe(true);
    expect(isCycloneDx({ spdxVersion: 'SPDX-2.3' })).toBe(false);
  });
});
