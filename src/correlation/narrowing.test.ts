import { describe, expect, it } from 'vitest';
import { issuesOf, rowWith } from '../../test/rows.js';
import type { Domain } from './crosswalk/control.js';
import { crosswalkOf } from './crosswalk/crosswalk.js';
import type { Row } from './row.js';

type Control = Domain['controls'][number];
type Narrows = NonNullable<Control['narrows']>;

/** Rule `N` is of the narrow control, rule `B` of a broad one that narrows to it. */
function crosswalkWith(narrows: Narrows, scope: Control['scope'] = 'resource') {
  const facts = { title: 't', scope, cwes: ['CWE-284'], frameworks: ['NIST-800-53:SC-7'] };
  const narrow: Control = { ...facts, id: 'narrow', rules: { checkov: ['N'] } };
  const broad: Control = { ...facts, id: 'broad', rules: { kics: ['B'] }, narrows };
  return crosswalkOf([{ domain: 'd', title: 'D', controls: [broad, narrow] }]);
}

const path = 'main.tf';
const row = (scanner: string, ruleId: string, location: Partial<Row['location']>, text: string): Row => {
  const line = location?.startLine === undefined ? undefined : text.split('\n')[location.startLine - 1]?.trim();
  return rowWith({
    kind: 'misconfiguration',
    scanner,
    ruleId,
    location: { path, ...location },
    ...(line === undefined ? {} : { line }),
  });
};

/** Whether a broad row is one issue with the narrow one of the resource. */
function isNarrowed(
  narrows: Narrows,
  text: string,
  place: Partial<Row['location']>,
  scope?: Control['scope'],
): boolean {
  const { controlOf } = crosswalkWith(narrows, scope);
  const narrow = row('checkov', 'N', { startLine: 1, resource: 'aws_x.a' }, text);
  const broad = row('kics', 'B', place, text);
  return issuesOf([narrow, broad], { controlOf, files: { [path]: text } }).length === 1;
}

describe('a row of a broad rule is one issue with that of a narrow rule', () => {
  const ports: Narrows = [{ to: 'narrow', when: { from_port: ['22'], to_port: ['22'] } }];
  const withPorts = (from: number, to: number) =>
    `resource "aws_x" "a" {\n  ingress {\n    from_port = ${from}\n    to_port = ${to}\n    cidr = "0"\n  }\n  z = 1\n}\n`;

  it('when the block that it points into sets what the narrow control is about, and nothing more', () => {
    expect(isNarrowed(ports, withPorts(22, 22), { startLine: 2 })).toBe(true);
    expect(isNarrowed(ports, withPorts(22, 22), { startLine: 5 })).toBe(true);
    expect(isNarrowed(ports, withPorts(20, 25), { startLine: 5 })).toBe(false);
  });

  it('when it points at the resource or names it, and all blocks in it set that', () => {
    expect(isNarrowed(ports, withPorts(22, 22), { resource: 'aws_x.a' })).toBe(true);
    const both = withPorts(22, 22).replace('  z = 1\n', '  ingress {\n    from_port = 80\n    to_port = 80\n  }\n');
    expect(isNarrowed(ports, both, { resource: 'aws_x.a' })).toBe(false);
    expect(isNarrowed(ports, both, { startLine: 5 })).toBe(true);
  });

  it('when something is not set, in a block of a type, or begins with a text', () => {
    const text =
      'resource "aws_x" "a" {\n  member = "user:me"\n  policy { enabled = false }\n  other { enabled = true }\n}\n';
    const at = { startLine: 1, endLine: 5 };
    expect(isNarrowed([{ to: 'narrow', when: { logs: [null, '[]'] } }], text, at)).toBe(true);
    expect(isNarrowed([{ to: 'narrow', when: { member: [null] } }], text, at)).toBe(false);
    expect(isNarrowed([{ to: 'narrow', when: { member: ['user:*'] } }], text, at)).toBe(true);
    expect(isNarrowed([{ to: 'narrow', when: { member: ['*:me', 'x'] } }], text, at)).toBe(true);
    expect(isNarrowed([{ to: 'narrow', when: { member: ['*'] } }], text, at)).toBe(false);
    expect(isNarrowed([{ to: 'narrow', when: { 'policy.enabled': ['false'] } }], text, at)).toBe(true);
    expect(isNarrowed([{ to: 'narrow', when: { enabled: ['false'] } }], text, at)).toBe(false);
    expect(isNarrowed([{ to: 'narrow', when: { policy: [null] } }], text, at)).toBe(false);
  });

  it('by the attribute that it points at, and the type of the resource', () => {
    const text = 'resource "aws_x" "a" {\n  https = false\n  tls = "1.0"\n}\n';
    const byLine: Narrows = [{ to: 'narrow', at: 'tls' }];
    expect(isNarrowed(byLine, text, { startLine: 3 })).toBe(true);
    expect(isNarrowed(byLine, text, { startLine: 2 })).toBe(false);
    expect(isNarrowed([{ to: 'narrow', of: 'aws_x' }], text, { startLine: 2 })).toBe(true);
    expect(isNarrowed([{ to: 'narrow', of: 'aws_y' }], text, { startLine: 2 })).toBe(false);
  });

  it('by what a resource that belongs to the owner sets, where the control is about the owner', () => {
    const text = 'resource "aws_x" "a" {\n}\nresource "aws_x_acl" "b" {\n  x = aws_x.a.id\n  acl = "write"\n}\n';
    const narrows: Narrows = [{ to: 'narrow', when: { acl: ['write'] } }];
    expect(isNarrowed(narrows, text, { startLine: 1, endLine: 2 }, 'owner')).toBe(true);
    expect(isNarrowed(narrows, text, { startLine: 1, endLine: 2 }, 'resource')).toBe(false);
  });

  it('with the same id as if the narrow rule alone had found it; by itself where the file cannot be read', () => {
    const { controlOf, control } = crosswalkWith(ports);
    const text = withPorts(22, 22);
    const idOf = (one: Row, files: Record<string, string> = { [path]: text }) =>
      issuesOf([one], { controlOf, files })[0]?.id;
    const id = idOf(row('checkov', 'N', { resource: 'aws_x.a' }, text));
    expect(idOf(row('kics', 'B', { startLine: 5 }, text))).toBe(id);
    const moved = '\n'.repeat(50) + text;
    expect(idOf(row('kics', 'B', { startLine: 55 }, moved), { [path]: moved })).toBe(id);
    expect(idOf(row('kics', 'B', { startLine: 5 }, text), {})).not.toBe(id);
    expect(control('narrow')?.broader).toEqual([{ scanner: 'kics', rule: 'B' }]);
  });

  it('never by data that names no control, or the same', () => {
    expect(() => crosswalkWith([{ to: 'none', at: 'x' }])).toThrow('broad narrows to none, which is no other control');
    expect(() => crosswalkWith([{ to: 'broad', at: 'x' }])).toThrow('broad narrows to broad');
  });
});
