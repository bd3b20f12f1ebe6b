import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../../test/arbitrary-report.js';
import { packer, unpack } from './pack.js';

describe('packed documents', () => {
  it('are read as what they were, whatever a report holds', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const { pack, tables } = packer([report]);
        const packed = JSON.parse(JSON.stringify(pack(report)));
        expect(unpack(JSON.parse(JSON.stringify(tables)), packed)).toEqual(JSON.parse(JSON.stringify(report)));
      }),
      { numRuns: 50 },
    );
  });

  it('hold a text once, and the names of fields', () => {
    const rows = [
      { place: 'deploy/api.yaml', line: 1 },
      { place: 'deploy/api.yaml', line: 2 },
    ];
    const { pack, tables } = packer(rows);
    expect(rows.map(pack)).toEqual([
      [4, 0, [1, 1]],
      [4, 0, [1, 2]],
    ]);
    expect(tables).toEqual({ texts: ['deploy/api.yaml'], fields: [['place', 'line']] });
  });

  it('leave out fields without a value', () => {
    const { pack, tables } = packer([]);
    expect(unpack(tables, pack({ a: undefined, b: null, c: [true, false, ''] }))).toEqual({
      b: null,
      c: [true, false, ''],
    });
  });
});
