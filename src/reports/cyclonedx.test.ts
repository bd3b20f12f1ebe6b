import { Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it } from 'vitest';
import { buildEntry, buildFinding, buildReport, buildVulnerability } from '../../test/build-report.js';
import { buildComponent, buildStock, hostileStock } from '../../test/build-stock.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import type { Stock } from '../model/component.js';
import type { Report } from '../model/report.js';
import { cycloneDxFiles } from './cyclonedx.js';

const validator = new Validation.JsonStrictValidator('1.6' as never);

async function written(report: Report, stock: Stock = buildStock()): Promise<string> {
  const [file, ...more] = await cycloneDxFiles(report, { scanners: {}, stock: async () => stock });
  expect([file?.path, more]).toEqual(['reports/sbom.cdx.json', []]);
  return String(file?.content);
}

/** The document, which CycloneDX's own schema has nothing against. */
async function bom(report: Report, stock?: Stock) {
  const text = await written(report, stock);
  expect(await validator.validate(text)).toBeNull();
  return JSON.parse(text);
}

const coverage = [buildEntry('syft', { considered: { files: 1, packages: 1 } })];

describe('the bill of materials in CycloneDX', () => {
  it('tells each package, who lists it, where, and its licence', async () => {
    const react = buildComponent({
      ...{ purl: 'pkg:npm/%40types/react@18.0.0', name: '@types/react', version: '18.0.0', scope: 'development' },
      licenses: ['Look into LICENSE', 'MIT'],
      dependsOn: ['pkg:npm/lodash@4.17.4', 'pkg:npm/unknown@1.0.0'],
    });
    const document = await bom(buildReport({ coverage }), buildStock([buildComponent(), react]));
    expect(document.components).toEqual([
      {
        ...{ type: 'library', 'bom-ref': 'pkg:npm/lodash@4.17.4', name: 'lodash', version: '4.17.4' },
        licenses: [{ expression: 'MIT' }],
        purl: 'pkg:npm/lodash@4.17.4',
        evidence: {
          identity: [{ field: 'purl', tools: ['tool:syft'] }],
          occurrences: [{ location: 'web/package-lock.json' }],
        },
        properties: [
          { name: 'muster:foundBy', value: 'syft' },
          { name: 'muster:ecosystem', value: 'npm' },
        ],
      },
      expect.objectContaining({
        ...{ group: '@types', name: 'react', scope: 'excluded' },
        licenses: [{ license: { name: 'Look into LICENSE' } }, { license: { name: 'MIT' } }],
      }),
    ]);
    expect(document.dependencies).toEqual([
      { ref: 'pkg:npm/%40types/react@18.0.0', dependsOn: ['pkg:npm/lodash@4.17.4'] },
    ]);
    expect(document.metadata.component).toMatchObject({
      name: 'shop',
      version: '0123456789abcdef0123456789abcdef01234567',
    });
    expect(document.metadata.tools.components).toEqual([
      { type: 'application', 'bom-ref': 'muster', name: 'Muster', version: '0.1.0' },
      { type: 'application', 'bom-ref': 'tool:syft', name: 'syft', version: '1.2.3' },
    ]);
  });

  it.each(['complete', 'incomplete', 'unknown'] as const)(
    'says how much of the target it is: %s',
    async (completeness) => {
      const document = await bom(buildReport({ coverage }), buildStock(undefined, { completeness, because: ['why'] }));
      expect(document.compositions).toEqual([
        { aggregate: completeness, assemblies: ['target'] },
        { aggregate: 'unknown', dependencies: ['target'] },
      ]);
      expect(document.metadata.properties).toContainEqual({ name: 'muster:because', value: 'why' });
    },
  );

  it('carries what the vulnerable packages are open to, and what was decided', async () => {
    const { advisory } = buildVulnerability();
    const suppressed = buildVulnerability({
      status: 'suppressed',
      advisory: { id: 'GHSA-xxxx-xxxx-xxxx', aliases: [], cwes: [], cvss: [{ version: '2.0', score: 5 }] },
      suppression: { reason: 'only in tests', by: 'muster.yml', owner: 'web', expires: '2027-01-01' },
    });
    const unaffected = buildVulnerability({
      status: 'notAffected',
      suppression: { reason: 'no such call', by: 'x.vex' },
    });
    const open = buildVulnerability({
      advisory: {
        ...{ id: 'CVE-2019-10744', aliases: ['GHSA-jf85-cpcp-j695'], cwes: ['CWE-1321', 'CWE-x'] },
        cvss: [{ version: '3.1', score: 9.8, vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', source: 'ghsa' }],
        ...(advisory?.url ? { url: advisory.url } : {}),
      },
    });
    const findings = [open, suppressed, unaffected, buildFinding()];
    const { vulnerabilities } = await bom(buildReport({ coverage, findings }));
    expect(vulnerabilities).toHaveLength(3);
    expect(vulnerabilities[0]).toMatchObject({
      'bom-ref': open.id,
      id: 'CVE-2019-10744',
      source: { name: 'NVD', url: 'https://nvd.nist.gov/vuln/detail/CVE-2019-10744' },
      references: [{ id: 'GHSA-jf85-cpcp-j695', source: { name: 'GITHUB' } }],
      ratings: [
        { source: { name: 'ghsa' }, score: 9.8, severity: 'critical', method: 'CVSSv31' },
        { source: { name: 'Muster' }, score: 98, severity: 'critical', method: 'other' },
      ],
      cwes: [1321],
      recommendation: 'Update lodash to 4.17.12',
      affects: [{ ref: 'pkg:npm/lodash@4.17.4', versions: [{ version: '4.17.4', status: 'affected' }] }],
    });
    expect(vulnerabilities[0].analysis).toBeUndefined();
    expect(vulnerabilities[1].analysis).toEqual({
      response: ['will_not_fix'],
      detail: 'suppressed by muster.yml; only in tests; owner web; until 2027-01-01',
    });
    expect(vulnerabilities[2].analysis).toEqual({
      state: 'not_affected',
      detail: 'notAffected by x.vex; no such call',
    });
  });

  it('is not whole when a vulnerable package is in no list', async () => {
    const document = await bom(buildReport({ coverage, findings: [buildVulnerability()] }), buildStock([]));
    expect(document.components).toMatchObject([
      { name: 'lodash', properties: [{ value: 'npm-audit' }, { value: 'osv-scanner' }, { value: 'npm' }] },
    ]);
    expect(document.compositions[0]).toEqual({ aggregate: 'incomplete', assemblies: ['target'] });
    expect(document.metadata.properties).toContainEqual({
      name: 'muster:because',
      value: 'lodash 4.17.4 is vulnerable and in no list of packages',
    });
  });

  it('is not written of the vulnerable packages alone, and it is said why', async () => {
    const notes: string[] = [];
    const note = (text: string) => notes.push(text);
    const report = buildReport({ findings: [buildVulnerability()] });
    const stock = async () => buildStock([], { listers: [], completeness: 'unknown', because: [] });
    expect(await cycloneDxFiles(report, { scanners: {}, stock, note })).toEqual([]);
    expect(notes).toEqual(['no bill of materials (CycloneDX) is written: no scanner listed packages']);
  });

  it('is the same document for the same scan, by another number for another', async () => {
    const report = buildReport({ coverage });
    expect(await written(report)).toBe(await written(report));
    const numbers = await Promise.all([report, { ...report, verdict: 'fail' as const }].map((one) => bom(one)));
    expect(new Set(numbers.map(({ serialNumber }) => serialNumber)).size).toBe(2);
  });

  it.each(Object.entries(HOSTILE_TEXTS))('is valid with %s', async (_, text) => {
    const content = await written(hostileReport(text), hostileStock(text));
    expect(content).not.toMatch(OBEYED);
    expect(await validator.validate(content)).toBeNull();
  });
});
