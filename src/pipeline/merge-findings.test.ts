import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../test/arbitrary-report.js';
import type { Finding } from '../model/finding.js';
import { FindingCollector } from './merge-findings.js';

/** What a collector that holds so many makes of findings. */
function collected(findings: Finding[], most?: number) {
  const collector = new FindingCollector(most);
  for (const finding of findings) collector.add(finding);
  const { findings: held, counted, all } = collector.finish();
  const read = all && { once: [...all], again: [...all].length, texts: [...all.texts()] };
  collector.close();
  return { held, counted: counted.map(({ id, kind, severity, status }) => [id, kind, severity, status]), read };
}

describe('findings that are collected', () => {
  it('come worst first, whether they are held or written', () => {
    fc.assert(
      fc.property(arbitraryReport, fc.nat(3), ({ findings: some }, most) => {
        const findings = some.map((finding, index) => ({ ...finding, id: `${index}-${finding.id}` }));
        const { held, counted, read } = collected(findings);
        expect(read).toBeUndefined();
        const written = collected(findings, most);
        expect(written.counted).toEqual(counted);
        expect(JSON.stringify(written.held)).toBe(JSON.stringify(findings.length > most ? held.slice(0, most) : held));
        expect(written.read === undefined).toBe(findings.length <= most);
        if (written.read === undefined) return;
        expect(JSON.stringify(written.read.once)).toBe(JSON.stringify(held));
        expect(written.read.again).toBe(findings.length);
        expect(`[${written.read.texts.join(',')}]`).toBe(JSON.stringify(held));
      }),
    );
  });
});
