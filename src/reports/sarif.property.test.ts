import fc from 'fast-check';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../test/arbitrary-report.js';
import { sarifErrors } from '../../test/sarif-schema.js';
import { scannerSarif, scannersIn, toSarif } from './sarif.js';

function allUris(log: Log): string[] {
  return [...JSON.stringify(log).matchAll(/"uri":"([^"]*)"/g)].map(([, uri]) => uri ?? '');
}

describe('SARIF of any report', () => {
  it('is what the schema allows', () => {
    fc.assert(
      fc.property(arbitraryReport, fc.constantFrom(undefined, 'sub/folder', '#?'), (report, prefix) => {
        const options = prefix === undefined ? {} : { prefix };
        const logs = [
          toSarif(report, options),
          ...scannersIn(report).flatMap((scanner) => scannerSarif(report, scanner, {}, options) ?? []),
        ];
        for (const log of logs) expect(sarifErrors(log)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('has each finding once, at a place, under a rule that is there', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const [run] = toSarif(report, { suppressed: 'marked' }).runs;
        const rules = run?.tool.driver.rules ?? [];
        const results = run?.results ?? [];
        expect(results).toHaveLength(report.findings.length);
        expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
        for (const { ruleId, ruleIndex, locations, message } of results) {
          expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
          expect(locations).toHaveLength(1);
          expect(message.text).toBeTruthy();
        }
      }),
    );
  });

  it('has no URI that is empty, absolute or does not decode', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        for (const uri of allUris(toSarif(report))) {
          expect(uri).not.toBe('');
          expect(uri).not.toMatch(/^\/|^[A-Za-z][A-Za-z0-9+.-]*:/);
          expect(() => decodeURIComponent(uri)).not.toThrow();
        }
      }),
    );
  });

  it('is the same whatever the order of the findings', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const unique = [...new Map(report.findings.map((finding) => [finding.id, finding])).values()];
        const turned = { ...report, findings: [...unique].reverse() };
        expect(toSarif(turned)).toEqual(toSarif({ ...report, findings: unique }));
      }),
    );
  });
});
