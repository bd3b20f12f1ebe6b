import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parse, type TestCase, type TestSuites } from 'junit2json';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { arbitraryReport } from '../../test/arbitrary-report.js';
import { buildAbsentEntry, buildEntry, buildFinding, buildReport } from '../../test/build-report.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import type { Report } from '../model/report.js';
import { junitFile } from './junit.js';

const FOLDER = path.resolve(import.meta.dirname, '../../test/junit-schemas');
const SCHEMAS = ['jenkins-xunit-14c6e39.xsd', 'jenkins-xunit-ae25da5.xsd'].map((name) =>
  readFileSync(path.join(FOLDER, name), 'utf8'),
);

function write(report: Report): string {
  const [file] = junitFile(report);
  return [...(file?.content ?? [])].join('');
}

/** What libxml2 says of a document under each schema. */
async function complaints(...documents: string[]): Promise<string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const results = await Promise.all(SCHEMAS.map((schema) => validateXML({ xml, schema: [schema] })));
  return results.flatMap(({ errors }) => errors.map(({ message }) => message));
}

/** As another program reads it. */
async function read(report: Report): Promise<TestSuites> {
  return (await parse(write(report))) as TestSuites;
}

function word({ failure, error, skipped }: TestCase): string {
  if (failure) return 'failure';
  if (error) return 'error';
  return skipped ? 'skipped' : 'passed';
}

async function results(report: Report): Promise<Record<string, string[]>> {
  const { testsuite = [] } = await read(report);
  return Object.fromEntries(
    testsuite.map(({ name = '', testcase = [] }) => [name, testcase.map((one) => `${one.name}: ${word(one)}`)]),
  );
}

async function isGreen(report: Report): Promise<boolean> {
  const { failures = 0, errors = 0 } = await read(report);
  return failures + errors === 0;
}

const evidenceRule = { rule: 'evidence', held: false, because: 'the evidence of grype is not complete', findings: [] };
const incomplete = buildReport({
  verdict: 'incomplete',
  gate: { rules: [evidenceRule] },
  coverage: [
    buildEntry('grype', { status: 'unavailable', canary: 'untested', reason: 'it has no database' }),
    buildEntry('hadolint'),
    buildEntry('semgrep', { required: false, status: 'partial', reason: '1 of 2 files looked at' }),
    buildAbsentEntry('kics', { status: 'disabled', reason: 'not asked for' }),
  ],
  blindSpots: [{ what: 'packages of npm', paths: ['package-lock.json'], why: 'grype: no database' }],
  silenced: [{ where: 'Dockerfile:3', what: 'ignore=DL3008', by: 'hadolint' }],
});

describe('JUnit', () => {
  it('is green for a pass', async () => {
    const report = buildReport({ findings: [buildFinding({ id: 'conf-1', title: 'Pin versions' })] });
    expect(await results(report)).toEqual({
      Gate: ['verdict: passed', 'fail-on high: passed', 'evidence: passed'],
      Evidence: ['hadolint on .: passed'],
      'Findings: misconfiguration': ['Pin versions [conf-1]: passed'],
    });
    expect(await isGreen(report)).toBe(true);
  });

  it('is red where the gate is: what it counts fails, what it does not count passes or is skipped with the reason', async () => {
    const suppression = { reason: 'only in tests', by: 'muster.yml' };
    const report = buildReport({
      verdict: 'fail',
      gate: { rules: [{ rule: 'fail-on high', held: false, because: '1 open finding', findings: ['a'] }] },
      findings: [
        buildFinding({ id: 'a', title: 'A', severity: 'high' }),
        buildFinding({ id: 'b', title: 'B', severity: 'low' }),
        buildFinding({ id: 'c', title: 'C', severity: 'high', status: 'suppressed', suppression }),
        buildFinding({ id: 'd', title: 'D', kind: 'secret', severity: 'low', status: 'baseline' }),
      ],
    });
    expect(await results(report)).toEqual({
      Gate: ['verdict: failure', 'fail-on high: failure'],
      Evidence: ['hadolint on .: passed'],
      'Findings: misconfiguration': ['A [a]: failure', 'C [c]: skipped', 'B [b]: passed'],
      'Findings: secret': ['D [d]: skipped'],
    });
    expect(write(report)).toContain('<skipped message="suppressed: only in tests"/>');
    expect(await read(report)).toMatchObject({ tests: 7, failures: 3, errors: 0 });
  });

  it('does not let nothing found look like nothing there', async () => {
    expect(await results(incomplete)).toEqual({
      Gate: ['verdict: error', 'evidence: error'],
      Evidence: ['grype on .: error', 'hadolint on .: passed', 'semgrep on .: skipped', 'kics on .: skipped'],
      'Blind spots': ['1: packages of npm: skipped'],
      Silenced: ['1: Dockerfile:3: skipped'],
    });
    expect(write(incomplete)).toContain('<error message="unavailable: it has no database" type="error">');
    expect(write(incomplete)).toContain('<skipped message="partial, not required: 1 of 2 files looked at"/>');
  });

  it.each([['pass'], ['fail'], ['incomplete']] as const)('is green for the verdict pass alone: %s', async (verdict) => {
    expect(await isGreen(buildReport({ verdict, gate: { rules: [] } }))).toBe(verdict === 'pass');
  });

  it.each([
    ['a pass', buildReport({ findings: [buildFinding()] })],
    ['an incomplete scan', incomplete],
  ])('is valid by both schemas of Jenkins: %s', async (_, report) => {
    expect(await complaints(write(report))).toEqual([]);
  });

  it('has a test for each of two findings of one title', async () => {
    const suites = await results(buildReport({ findings: [buildFinding({ id: 'a' }), buildFinding({ id: 'b' })] }));
    expect(new Set(suites['Findings: misconfiguration']).size).toBe(2);
  });

  it.each(Object.entries(HOSTILE_TEXTS))('obeys nothing: %s', async (_, text) => {
    const report = hostileReport(text);
    const xml = write(report);
    expect(xml).not.toMatch(OBEYED);
    expect(xml).not.toMatch(/<!DOCTYPE|<!\[CDATA\[|<\?(?!xml version="1\.0" encoding="UTF-8"\?>\n)/);
    expect(await complaints(xml)).toEqual([]);
    const { testsuite = [] } = await read(report);
    expect(testsuite.map(({ name, testcase = [] }) => `${name} ${testcase.length}`)).toEqual([
      'Gate 2',
      'Evidence 2',
      'Blind spots 1',
      'Silenced 1',
      'Findings: vulnerability 1',
      'Findings: misconfiguration 2',
      'Findings: secret 1',
      'Findings: code 1',
    ]);
  });

  it('shows a text as it is', async () => {
    const title = `</failure>]]><b>"'\u001b[31m\ufffe &amp;`;
    const { testsuite = [] } = await read(buildReport({ findings: [buildFinding({ id: 'a', title })] }));
    expect(testsuite.at(-1)?.testcase?.[0]?.name).toBe(`</failure>]]><b>"'\\x1b[31m\\ufffe &amp; [a]`);
  });

  it('is XML by both schemas, whatever a report holds, and never green when the verdict is not', async () => {
    const reports = fc.sample(arbitraryReport, 60);
    expect(await complaints(...reports.map(write))).toEqual([]);
    for (const report of reports) if (report.verdict !== 'pass') expect(await isGreen(report)).toBe(false);
  });
});
