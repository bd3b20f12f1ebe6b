import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../test/arbitrary-report.js';
import {
  buildAbsentEntry,
  buildEntry,
  buildFinding,
  buildReport,
  buildVulnerability,
} from '../../test/build-report.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import type { Report } from '../model/report.js';
import { renderSummary } from './terminal.js';
import { renderTable } from './terminal-table.js';

const show = (overrides: Partial<Report>, columns = 120) =>
  renderTable(buildReport(overrides), { columns, color: false });

const ESC = '\u001b';
const LINK = new RegExp(`${ESC}\\]8;;([!-~]*)${ESC}\\\\`, 'g');
const COLOR = new RegExp(`${ESC}\\[\\d+m`, 'g');

/** What a terminal shows of a text with hyperlinks, and the addresses in it. */
function opened(text: string): { shown: string; addresses: string[] } {
  const addresses: string[] = [];
  const shown = text.replaceAll(LINK, (_, address: string) => {
    if (address !== '') addresses.push(address);
    return '';
  });
  return { shown, addresses };
}

describe('the table', () => {
  it('has every open finding below its file, the worst file first, and counts the others', () => {
    const text = show({
      verdict: 'fail',
      findings: [
        buildFinding({ severity: 'low', title: 'Second', locations: [{ path: 'Dockerfile', startLine: 9 }] }),
        buildFinding({ severity: 'medium', title: 'First', locations: [{ path: 'Dockerfile', startLine: 12 }] }),
        buildFinding({ status: 'suppressed', title: 'Accepted' }),
        buildVulnerability(),
      ],
    });
    expect(text.split('\n').slice(1, 7)).toEqual([
      '  web/package-lock.json  1 finding',
      '    critical  CVE-2019-10744  Prototype pollution in lodash  lodash 4.17.4  4.17.12  osv-scanner, npm-audit',
      '',
      '  Dockerfile  2 findings',
      expect.stringMatching(/^ {4}medium {4}12 {2}DL3008 {2}First {3}hadolint$/),
      expect.stringMatching(/^ {4}low {8}9 {2}DL3008 {2}Second {2}hadolint$/),
    ]);
    expect(text).toContain('Findings  3 open: 1 critical, 1 medium, 1 low\n    1 suppressed: in report.json\n');
    expect(text).not.toContain('Accepted');
  });

  it('shows all of them, however many there are', () => {
    const findings = Array.from({ length: 300 }, (_, index) => buildFinding({ title: `Finding ${index}.` }));
    expect(show({ findings }).match(/Finding \d+\./g)).toHaveLength(300);
  });

  it('ends with who is missing, what nobody looked at, and the verdict; without findings it does not look clean', () => {
    const text = show({
      verdict: 'incomplete',
      gate: {
        rules: [{ rule: 'evidence', held: false, because: 'the evidence of grype is not complete', findings: [] }],
      },
      coverage: [
        buildEntry('hadolint'),
        buildEntry('grype', { status: 'unavailable', canary: 'untested', reason: 'no database' }),
        buildAbsentEntry('conftest', { status: 'not-applicable' }),
      ],
      blindSpots: [{ what: 'packages of npm', paths: ['package-lock.json'], why: 'no database' }],
    });
    expect(text).toContain('Findings  none open in what was looked at');
    expect(text).toContain('Evidence  1 of 2 scanners with complete evidence\n    ✗ grype  unavailable\n');
    expect(text).toContain('! packages of npm (package-lock.json): no database');
    expect(text.indexOf('INCOMPLETE  The evidence of grype is not complete.')).toBeGreaterThan(
      text.indexOf('grype  un'),
    );
  });

  it('loses columns on a narrow terminal: who found it, then the fix, the rule and the package', () => {
    const findings = [buildVulnerability()];
    const at = (columns: number) => show({ findings }, columns).split('\n')[2];
    expect(at(100)).not.toContain('npm-audit');
    expect(at(100)).toContain('4.17.12');
    expect(at(82)).not.toContain('4.17.12');
    expect(at(82)).toContain('CVE-2019-10744');
    expect(at(64)).toContain('lodash 4.17.4');
    expect(at(64)).not.toContain('CVE');
    expect(at(60)).toContain('critical  Prototype pollution in lodash');
  });

  it('fits the terminal and holds nothing that it obeys', () => {
    fc.assert(
      fc.property(arbitraryReport, fc.integer({ min: 60, max: 200 }), (report, columns) => {
        const text = renderTable(report, { columns, color: false });
        expect(text).not.toMatch(OBEYED);
        for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 60 },
    );
  });

  it.each(Object.entries(HOSTILE_TEXTS))('shows %s and obeys it not', (_, text) => {
    const shown = renderTable(hostileReport(text), { columns: 100, color: false });
    expect(shown).not.toMatch(OBEYED);
    expect(shown).toContain('4 open');
  });
});

describe('hyperlinks', () => {
  const root = path.resolve('/work tree/shop');
  const look = { columns: 120, color: true, hyperlinks: true, root };
  const helpUri = 'https://example.test/rules/DL3008';
  const findings = [buildFinding({ rule: { control: null, cwes: [], frameworks: [], helpUri } }), buildVulnerability()];

  it.each([
    ['summary', renderSummary],
    ['table', renderTable],
  ])('of the %s lead to the help of a rule or the advisory, and to the file', (_, render) => {
    const { addresses } = opened(render(buildReport({ findings }), look));
    expect(addresses).toEqual(
      expect.arrayContaining([
        helpUri,
        'https://osv.dev/vulnerability/GHSA-jf85-cpcp-j695',
        pathToFileURL(path.join(root, 'Dockerfile')).href,
      ]),
    );
  });

  it('are there only with colour, and change nothing that is shown', () => {
    const report = buildReport({ findings });
    for (const render of [renderSummary, renderTable]) {
      expect(render(report, { ...look, color: false })).not.toContain('\u001b');
      expect(opened(render(report, { ...look, hyperlinks: false })).addresses).toEqual([]);
      expect(opened(render(report, look)).shown).toBe(render(report, { ...look, hyperlinks: false }));
    }
  });

  it('lead to no file outside of the target, and to none of the history', () => {
    const locations = ['../../etc/passwd', '/etc/passwd', '.'].map((name) => ({ path: name }));
    const outside = locations.map((place) => buildFinding({ locations: [place] }));
    const old = buildFinding({ locations: [{ path: 'gone.py', commit: 'abc' }] });
    expect(opened(renderTable(buildReport({ findings: [...outside, old] }), look)).addresses).toEqual([]);
  });

  it('cannot be ended or made by any text', () => {
    const inAddress = ['\u001b\\', '\u0007', '\u009c', '\n', '\u202e', ' ', '%1b'].map(
      (text) => `https://x.test/${text}y`,
    );
    const texts = [...Object.values(HOSTILE_TEXTS).filter(({ length }) => length < 20_000), ...inAddress];
    for (const text of texts) {
      for (const render of [renderSummary, renderTable]) {
        const { shown, addresses } = opened(render(hostileReport(text), look));
        expect(shown.replaceAll(COLOR, '')).not.toMatch(OBEYED);
        for (const address of addresses) expect(address).toMatch(/^(https?|file):\/\/[!-~]+$/);
      }
    }
  });
});
