import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildEntry, buildReport, buildVulnerability } from '../../test/build-report.js';
import { buildComponent, buildStock, hostileStock } from '../../test/build-stock.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import { describeWithPython, execute } from '../../test/python-package.js';
import type { Stock } from '../model/component.js';
import type { Report } from '../model/report.js';
import { spdxFiles } from './spdx.js';

async function written(report: Report, stock: Stock = buildStock()): Promise<string> {
  const [file, ...more] = await spdxFiles(report, { scanners: {}, stock: async () => stock });
  expect([file?.path, more]).toEqual(['reports/sbom.spdx.json', []]);
  return String(file?.content);
}

const coverage = [buildEntry('syft')];
const react = buildComponent({
  ...{ purl: 'pkg:npm/react@18.0.0', name: 'react', version: '18.0.0', scope: 'development' },
  ...{ licenses: ['Look into LICENSE'], dependsOn: ['pkg:npm/lodash@4.17.4'] },
});
const stock = buildStock([buildComponent({ licenses: ['MIT OR Apache-2.0', 'ISC'] }), react]);
const report = buildReport({
  coverage,
  findings: [buildVulnerability(), buildVulnerability({ status: 'notAffected' })],
});

describe('the bill of materials in SPDX', () => {
  it('tells each package with its licence, and what is known against it', async () => {
    const { packages, relationships, creationInfo } = JSON.parse(await written(report, stock));
    expect(creationInfo).toEqual({
      created: '2026-01-02T03:04:17Z',
      creators: ['Tool: muster-0.1.0', 'Tool: syft-1.2.3'],
    });
    const [target, lodash, other] = packages;
    expect(target).toMatchObject({ SPDXID: 'SPDXRef-Target', name: 'shop', filesAnalyzed: false });
    expect(lodash).toMatchObject({
      ...{ name: 'lodash', versionInfo: '4.17.4', licenseDeclared: '(MIT OR Apache-2.0) AND ISC' },
      sourceInfo: 'listed by syft in web/package-lock.json',
      externalRefs: [
        { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:npm/lodash@4.17.4' },
        {
          ...{ referenceCategory: 'SECURITY', referenceType: 'advisory' },
          referenceLocator: 'https://osv.dev/vulnerability/GHSA-jf85-cpcp-j695',
        },
      ],
    });
    expect(other).toMatchObject({
      licenseDeclared: 'NOASSERTION',
      licenseComments: 'It says of itself: Look into LICENSE',
    });
    expect(relationships.map((one: Record<string, string>) => Object.values(one))).toEqual([
      ['SPDXRef-DOCUMENT', 'DESCRIBES', 'SPDXRef-Target'],
      ['SPDXRef-Target', 'CONTAINS', lodash.SPDXID],
      ['SPDXRef-Target', 'CONTAINS', other.SPDXID],
      [other.SPDXID, 'DEV_DEPENDENCY_OF', 'SPDXRef-Target'],
      [other.SPDXID, 'DEPENDS_ON', lodash.SPDXID],
    ]);
  });

  it.each(['incomplete', 'unknown'] as const)('says that there may be more where it is %s', async (completeness) => {
    const document = JSON.parse(await written(report, { ...stock, completeness, because: ['a: b'] }));
    expect(document.relationships).toContainEqual({
      ...{ spdxElementId: 'SPDXRef-Target', relationshipType: 'CONTAINS', relatedSpdxElement: 'NOASSERTION' },
    });
    expect(document.comment).toContain('Because: a: b\nCoverage: syft (.): completed');
  });

  it('is the same for the same scan, and has another name for another', async () => {
    const [once, again, other] = await Promise.all([report, report, buildReport()].map((one) => written(one, stock)));
    expect(again).toBe(once);
    const names = [once, other].map((text) => JSON.parse(text ?? '').documentNamespace);
    expect(names[0]).toMatch(/^https:\/\/spdx\.org\/spdxdocs\/muster-[0-9a-f-]{36}$/);
    expect(names[1]).not.toBe(names[0]);
  });

  it('is not written where nobody listed packages, and it is said why', async () => {
    const notes: string[] = [];
    expect(await spdxFiles(report, { scanners: {}, note: (text) => notes.push(text) })).toEqual([]);
    expect(notes).toEqual(['no bill of materials (SPDX) is written: no scanner listed packages']);
  });

  it.each(Object.entries(HOSTILE_TEXTS))('shows nothing that is obeyed: %s', async (_, text) => {
    expect(await written(hostileReport(text), hostileStock(text))).not.toMatch(OBEYED);
  });
});

await describeWithPython("SPDX's own tools", 'spdx-tools==0.8.5', (python) => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'muster-spdx-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  /** What they have against documents, by name: one process for all. */
  async function complaints(documents: Record<string, string>): Promise<Record<string, string[]>> {
    const places = await Promise.all(
      Object.entries(documents).map(async ([name, text], index) => {
        const place = path.join(dir, `${index}.spdx.json`);
        await writeFile(place, text);
        return [name, place];
      }),
    );
    const script = `
import json, sys
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
said = {}
for name, place in json.loads(sys.argv[1]):
    try:
        said[name] = [m.validation_message for m in validate_full_spdx_document(parse_file(place))]
    except Exception as error:
        said[name] = [repr(error)[:500]]
print(json.dumps(said))`;
    const { stdout } = await execute(python, ['-c', script, JSON.stringify(places)], { maxBuffer: 1e8 });
    return JSON.parse(stdout);
  }

  it('have nothing against it, whatever texts are in it', { timeout: 300_000 }, async () => {
    // A whole megabyte keeps them busy for minutes.
    const hostile = Object.entries(HOSTILE_TEXTS).map(([name, text]) => [name, text.slice(0, 3000)] as const);
    const documents: Record<string, string> = { plain: await written(report, stock) };
    for (const [name, text] of hostile) documents[name] = await written(hostileReport(text), hostileStock(text));
    const said = await complaints(documents);
    expect(Object.keys(said)).toEqual(Object.keys(documents));
    expect(Object.entries(said).filter(([, messages]) => messages.length > 0)).toEqual([]);
  });

  it('have a lot against one that breaks the rules', async () => {
    const broken = (await written(report, stock)).replaceAll('NOASSERTION', 'who knows');
    expect((await complaints({ broken }))['broken']).not.toEqual([]);
  });
});
