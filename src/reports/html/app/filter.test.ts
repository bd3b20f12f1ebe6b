import { describe, expect, it } from 'vitest';
import type { Row } from '../page-data.js';
import { grouped, haystacksOf, linesOf, matching, sorted } from './filter.js';
import { hashOf, START, type State, stateOf } from './state.js';

const row = (part: Partial<Row>): Row => ({
  id: 'm-1',
  title: 'Title',
  severity: 'medium',
  kind: 'code',
  status: 'open',
  score: 50,
  place: 'a.py:1',
  file: 'a.py',
  more: 0,
  package: '',
  control: '',
  scanners: ['bandit'],
  names: [],
  fixable: false,
  due: '',
  ...part,
});
const rows = [
  row({
    id: 'm-1',
    title: 'Prototype pollution',
    severity: 'critical',
    score: 98,
    kind: 'vulnerability',
    package: 'lodash 4.17.4',
    names: ['CVE-2019-10744'],
    scanners: ['grype', 'osv-scanner'],
    fixable: true,
    file: 'web/package-lock.json',
    place: 'web/package-lock.json',
  }),
  row({ id: 'm-2', title: 'Shell', severity: 'high', score: 70, control: 'python-shell', due: '2026-02-01' }),
  row({ id: 'm-3', title: 'Weak hash', due: '2026-01-01' }),
  row({ id: 'm-4', title: 'Accepted', status: 'suppressed', score: 10 }),
];
const find = (part: Partial<State>) =>
  matching(rows, () => haystacksOf(rows), { ...START, ...part }).map((index) => rows[index]?.id);

describe('the findings that are shown', () => {
  it('are the open ones, unless others are asked for', () => {
    expect(find({})).toEqual(['m-1', 'm-2', 'm-3']);
    expect(find({ status: 'suppressed' })).toEqual(['m-4']);
    expect(find({ status: 'all' })).toHaveLength(4);
  });

  it.each([
    [{ q: 'cve-2019-10744' }, ['m-1']],
    [{ q: 'LODASH' }, ['m-1']],
    [{ q: 'python-shell' }, ['m-2']],
    [{ q: 'm-3' }, ['m-3']],
    [{ q: 'a.py weak' }, ['m-3']],
    [{ q: 'a.py nothing' }, []],
    [{ severity: ['critical', 'high'] }, ['m-1', 'm-2']],
    [{ kind: 'vulnerability' }, ['m-1']],
    [{ scanner: 'osv-scanner' }, ['m-1']],
    [{ fix: 'no' }, ['m-2', 'm-3']],
  ] satisfies [Partial<State>, string[]][])('for %j are %j', (part, ids) => {
    expect(find(part)).toEqual(ids);
  });

  it('come in the order that is asked for, and riskiest first where it says nothing', () => {
    const by = (sort: State['sort']) => sorted(rows, [0, 1, 2], sort);
    expect(by('risk')).toEqual([0, 1, 2]);
    expect(by('due')).toEqual([2, 1, 0]);
    expect(by('place')).toEqual([1, 2, 0]);
  });

  it('are in the group of each scanner that found them, the worst group first', () => {
    const groups = grouped(rows, [0, 1, 2], 'scanner');
    expect(groups.map(({ label, numbers, worst }) => [label, numbers, worst])).toEqual([
      ['grype', [0], 'critical'],
      ['osv-scanner', [0], 'critical'],
      ['bandit', [1, 2], 'high'],
    ]);
    expect(grouped(rows, [0, 1], 'package').map(({ label }) => label)).toEqual(['lodash 4.17.4', 'not in a package']);
  });

  it('fold away in groups', () => {
    const all = linesOf(rows, [0, 1, 2], 'file', new Set());
    expect(all.map((line) => ('group' in line ? line.group.label : line.row))).toEqual([
      'web/package-lock.json',
      0,
      'a.py',
      1,
      2,
    ]);
    expect(linesOf(rows, [0, 1, 2], 'file', new Set(['a.py']))).toHaveLength(3);
  });
});

describe('the address of what is shown', () => {
  it('says only what differs from the start', () => {
    expect(hashOf(START)).toBe('#findings');
    expect(hashOf({ ...START, q: 'a b&c', severity: ['critical', 'high'], finding: 'm-1' })).toBe(
      '#q=a+b%26c&severity=critical%2Chigh&finding=m-1',
    );
  });

  it('leads back to it', () => {
    const state: State = {
      ...START,
      q: 'x=1 #2',
      severity: ['low'],
      group: 'control',
      status: 'all',
      fix: 'yes',
      sort: 'due',
    };
    expect(stateOf(hashOf(state))).toEqual(state);
  });

  it('may hold anything', () => {
    expect(stateOf('#roll-call')).toBeUndefined();
    expect(stateOf('#severity=worst,high&group=<b>&sort=&fix=maybe&finding=')).toEqual({
      ...START,
      severity: ['high'],
    });
  });
});
