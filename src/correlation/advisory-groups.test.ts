import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advisoryId, groupAdvisories, type Naming } from './advisory-groups.js';

const said = (by: string, id: string, ...aliases: string[]): Naming => ({ id, aliases, by });
const groupsOf = (...namings: Naming[]) => [...new Set(groupAdvisories(namings).values())].map(({ ids }) => ids);

describe('groupAdvisories', () => {
  it('joins over names in between, whichever scanner says which', () => {
    const groups = groupAdvisories([
      said('safety', 'PYSEC-1', 'GHSA-a'),
      said('osv-scanner', 'GHSA-A', 'CVE-1'),
      said('trivy-fs', 'cve-1'),
    ]);
    const group = groups.get('PYSEC-1');
    expect(group).toBe(groups.get('CVE-1'));
    expect(group).toEqual({
      name: 'CVE-1',
      ids: ['CVE-1', 'GHSA-a', 'PYSEC-1'],
      assertions: [
        { ids: ['CVE-1', 'GHSA-a'], by: ['osv-scanner'], joined: true },
        { ids: ['GHSA-a', 'PYSEC-1'], by: ['safety'], joined: true },
      ],
    });
  });

  it('keeps a name apart that stands for two CVEs, and shows who says so', () => {
    const namings = [said('a', 'GHSA-x', 'CVE-1'), said('b', 'GHSA-x', 'CVE-2'), said('c', 'GHSA-y', 'CVE-2')];
    expect(groupsOf(...namings)).toEqual([['CVE-1'], ['CVE-2', 'GHSA-y'], ['GHSA-x']]);
    expect(groupAdvisories(namings).get('GHSA-x')?.assertions).toEqual([
      { ids: ['CVE-1', 'GHSA-x'], by: ['a'], joined: false },
      { ids: ['CVE-2', 'GHSA-x'], by: ['b'], joined: false },
    ]);
  });

  it('leaves a name with the CVE that it stands beside, although another can be reached from it', () => {
    const namings = [said('a', 'CVE-1', 'GHSA-x'), said('b', 'GHSA-x', 'PYSEC-1'), said('c', 'PYSEC-1', 'CVE-2')];
    expect(groupsOf(...namings)).toEqual([
      ['CVE-1', 'GHSA-x'],
      ['CVE-2', 'PYSEC-1'],
    ]);
  });

  it('calls a group without a CVE by its GHSA, and one without either by the first name', () => {
    expect(groupAdvisories([said('a', 'PYSEC-1', 'GHSA-x')]).get('PYSEC-1')?.name).toBe('GHSA-x');
    expect(groupAdvisories([said('a', 'PYSEC-1', 'DSA-1')]).get('PYSEC-1')?.name).toBe('DSA-1');
  });

  const id = fc.constantFrom('CVE-1', 'CVE-2', 'CVE-3', 'GHSA-a', 'GHSA-b', 'PYSEC-1', 'PYSEC-2', 'GO-1');
  const naming = fc.record({ id, aliases: fc.array(id, { maxLength: 3 }), by: fc.constantFrom('x', 'y') });

  it('never has two CVEs in a group, puts each name into one, and does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(naming, { maxLength: 8 }), (namings) => {
        const groups = groupAdvisories(namings);
        for (const { ids } of groups.values())
          expect(ids.filter((one) => one.startsWith('CVE-')).length).toBeLessThan(2);
        const names = namings.flatMap(({ id: own, aliases }) => [own, ...aliases]);
        expect(names.every((name) => groups.get(name)?.ids.includes(name))).toBe(true);
        const byName = (all: typeof groups) => [...all].toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(byName(groupAdvisories(namings.toReversed()))).toEqual(byName(groups));
      }),
    );
  });

  it('joins everything that is connected where there is at most one CVE', () => {
    const few = fc.constantFrom('CVE-1', 'GHSA-a', 'GHSA-b', 'PYSEC-1');
    fc.assert(
      fc.property(few, fc.uniqueArray(few, { minLength: 2 }), (start, chain) => {
        const namings = [start, ...chain].map((own, at, all) => said('x', own, ...all.slice(at + 1, at + 2)));
        expect(new Set(groupAdvisories(namings).values()).size).toBe(1);
      }),
    );
  });
});

describe('advisoryId', () => {
  it('writes ids as their registry does', () => {
    expect(['cve-2021-1', 'ghsa-ABCD-1', 'GO-2021-1'].map(advisoryId)).toEqual([
      'CVE-2021-1',
      'GHSA-abcd-1',
      'GO-2021-1',
    ]);
  });
});
