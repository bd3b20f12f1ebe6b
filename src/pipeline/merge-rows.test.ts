import { readdirSync } from 'node:fs';
import os from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rowWith } from '../../test/rows.js';
import { type StoredRow, StoredRows } from './merge-rows.js';
import { Spool } from './spool.js';

const MB = 1024 * 1024;
let stored: StoredRows;
afterEach(() => stored.close());

/** The numbers of the parts in which rows end. */
function partsOf(rows: StoredRow[], bytes = 400 * MB, most?: number): number[] {
  stored = new StoredRows(bytes, most);
  for (const row of rows) stored.add(row);
  const parts = [...stored.parts()];
  return rows.map(({ pointer }) => parts.findIndex((part) => part.some((row) => row.pointer === pointer)));
}

const numbered = (rows: StoredRow[]) => rows.map((row, index) => ({ ...row, pointer: `/${index}` }));
const at = (file: string): StoredRow => rowWith({ location: { path: file, startLine: 1 } });
const folders = () => readdirSync(os.tmpdir()).filter((name) => /^muster-[0-9a-f-]{36}$/.test(name));

describe('rows in parts', () => {
  it('are together where they can be one issue', () => {
    const advisory = { id: 'CVE-1-1', aliases: [], cwes: [], cvss: [] };
    const hole = (ecosystem: string, name: string, version: string): StoredRow =>
      rowWith({ kind: 'vulnerability', advisory, package: { ecosystem, name, version } });
    const rows = numbered([
      at('a.py'),
      rowWith({ scanner: 'semgrep', ruleId: 'x', location: { path: 'a.py', startLine: 900 } }),
      rowWith({ kind: 'secret', secret: 'one', location: { path: 'a.py' } }),
      rowWith({ kind: 'secret', location: { path: 'b.py' } }),
      hole('PyPI', 'Flask_Login', '0.5'),
      hole('unknown', 'flask-login', '0.5'),
      hole('Go', 'golang.org/x/text', 'v0.3.5'),
      hole('Go', 'golang.org/x/text', '0.3.5'),
    ]);
    const [a, alike, secret, masked, flask, unnamed, go, plain] = partsOf(rows);
    expect([alike, masked, unnamed, plain]).toEqual([a, secret, flask, go]);
  });

  it('are spread over as many parts as there are bytes for', () => {
    const rows = numbered(Array.from({ length: 500 }, (_, index) => at(`src/file_${index}.py`)));
    expect(new Set(partsOf(rows, 40 * MB)).size).toBe(5);
    expect(new Set(partsOf(rows, 1000)).size).toBe(1);
  });

  it('come back as they were from the file to which they were written, which has no name', () => {
    const rows = numbered(Array.from({ length: 100 }, (_, index) => at(`src/file\n_${index % 7}.py`)));
    const before = folders();
    stored = new StoredRows(40 * MB, 10);
    for (const row of rows) stored.add(row);
    expect(folders()).toEqual(before);
    const back = [...stored.parts()].flat().sort((a, b) => Number(a.pointer.slice(1)) - Number(b.pointer.slice(1)));
    expect(back).toEqual(rows);
  });

  it('with a secret are never written', () => {
    const value = ['never', 'to', 'be', 'written'].join('-');
    const secret = rowWith({ kind: 'secret', secret: value });
    const written: string[] = [];
    const write = vi.spyOn(Spool.prototype, 'write').mockImplementation((text) => {
      written.push(text);
      return { offset: 0, bytes: 0 };
    });
    stored = new StoredRows(40 * MB, 2);
    for (const row of numbered([secret, at('a.py'), secret, at('b.py')])) stored.add(row);
    write.mockRestore();
    expect(written.join('')).toContain('a.py');
    expect(written.join('')).not.toContain(value);
  });
});
