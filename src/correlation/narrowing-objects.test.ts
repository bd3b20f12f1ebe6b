import { describe, expect, it } from 'vitest';
import { issuesOf, rowWith } from '../../test/rows.js';
import type { Control } from './crosswalk/control.js';
import { crosswalkOf } from './crosswalk/crosswalk.js';
import type { Row } from './row.js';

const facts = { scope: 'resource' as const, title: 't', cwes: ['CWE-250'], frameworks: ['NIST-800-53:AC-6'] };
const crosswalkWith = (narrows: NonNullable<Control['narrows']>) =>
  crosswalkOf([
    {
      domain: 'd',
      title: 'D',
      controls: [
        { ...facts, id: 'narrow', rules: { checkov: ['C'] } },
        { ...facts, id: 'broad', rules: { terrascan: ['T'], kics: ['k'] }, narrows },
      ],
    },
  ]);

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {ingressClassName: web}
`;
const row = (scanner: string, ruleId: string, more: Partial<Row> = {}) =>
  rowWith({ kind: 'misconfiguration', scanner, ruleId, location: { path: 'a.yaml', startLine: 1 }, ...more });

/** Which rows are with each other. */
function grouped(narrows: NonNullable<Control['narrows']>, rows: Row[], text = INGRESS): string[][] {
  const { controlOf } = crosswalkWith(narrows);
  return issuesOf(rows, { controlOf, files: { 'a.yaml': text } }).map(({ rows: own }) => own.sort());
}

const TOGETHER = [['checkov:C', 'terrascan:T']];
const APART = [['checkov:C'], ['terrascan:T']];
const rows = [row('checkov', 'C'), row('terrascan', 'T')];

describe('a row of a broad rule', () => {
  it('is with those of a narrower control where the object says, or does not say, what that control is about', () => {
    const narrows = [{ to: 'narrow', has: ['^kind = Ingress$'], lacks: ['^spec\\.tls\\b'] }];
    expect(grouped(narrows, rows)).toEqual(TOGETHER);
    expect(grouped(narrows, rows, INGRESS.replace('{ing', '{tls: [], ing'))).toEqual(APART);
    expect(grouped(narrows, rows, INGRESS.replace('Ingress', 'Gateway'))).toEqual(APART);
  });

  it('stays with its own where there is no object to look at', () => {
    expect(grouped([{ to: 'narrow', lacks: ['^spec\\.tls\\b'] }], rows, 'a: [')).toEqual(APART);
  });

  it('is told by the line that it points at, or by the resource that it names', () => {
    const there = [row('checkov', 'C'), row('terrascan', 'T', { line: 'hostPath:' })];
    expect(grouped([{ to: 'narrow', line: '^hostPath:' }], there)).toEqual(TOGETHER);
    expect(grouped([{ to: 'narrow', line: '^hostIPC:' }], there)).toEqual(APART);
    const named = row('terrascan', 'T', {
      location: { path: 'a.yaml', startLine: 1, resource: 'Ingress/shop, default' },
    });
    expect(grouped([{ to: 'narrow', resource: ', default$' }], [row('checkov', 'C'), named])).toEqual(TOGETHER);
    expect(grouped([{ to: 'narrow', resource: ', other$' }], [row('checkov', 'C'), named])).toEqual(APART);
  });

  it('counts for the rules alone that are named', () => {
    const narrows = [{ to: 'narrow', rules: { kics: ['K'] }, has: ['^kind = '] }];
    expect(grouped(narrows, rows)).toEqual(APART);
    expect(grouped(narrows, [row('checkov', 'C'), row('kics', 'k')])).toEqual([['checkov:C', 'kics:k']]);
  });

  it('has one id, whether others of the narrower control are there or not', () => {
    const { controlOf } = crosswalkWith([{ to: 'narrow', has: ['^kind = '] }]);
    const idOf = (some: Row[]) => issuesOf(some, { controlOf, files: { 'a.yaml': INGRESS } })[0]?.id;
    expect(new Set([idOf(rows), idOf(rows.slice(0, 1)), idOf(rows.slice(1))]).size).toBe(1);
  });

  it('is told by the whole document where its line means nothing', () => {
    const text = 'on: push\njobs:\n  a:\n    runs-on: x\n    permissions: {}\n';
    const there = [row('checkov', 'C'), row('terrascan', 'T', { location: { path: 'a.yaml', startLine: 5 } })];
    const of = (wholly: boolean) => [{ to: 'narrow', wholly, has: ['^jobs\\.'] }];
    const controlOf = (wholly: boolean) => crosswalkWith(of(wholly)).controlOf;
    const idOf = (wholly: boolean, one: Row | undefined) =>
      issuesOf(one ? [one] : [], { controlOf: controlOf(wholly), files: { 'a.yaml': text } })[0]?.id;
    expect(idOf(true, there[1])).not.toBe(idOf(false, there[1]));
  });
});

describe('the crosswalk', () => {
  it('refuses to narrow to a control that is not there, to itself, and a rule of another control', () => {
    for (const to of ['none', 'broad']) {
      expect(() => crosswalkWith([{ to, has: ['x'] }])).toThrow(`broad narrows to ${to}, which is no other control`);
    }
    const other = [{ to: 'narrow', rules: { checkov: ['C'] }, has: ['x'] }];
    expect(() => crosswalkWith(other)).toThrow('broad narrows checkov:C, which is not its rule');
  });

  it('knows of a narrower control which rules find it at some places', () => {
    const known = crosswalkWith([{ to: 'narrow', has: ['x'] }]).control('narrow');
    expect(known?.broader).toEqual([
      { scanner: 'terrascan', rule: 'T' },
      { scanner: 'kics', rule: 'k' },
    ]);
  });
});
