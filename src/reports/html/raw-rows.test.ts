import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildEntry, buildFinding, buildReport, buildSource } from '../../../test/build-report.js';
import { makeFolder } from '../../../test/repository.js';
import type { Report } from '../../model/report.js';
import { LONGEST_ROW, MOST_TEXT, rawRows } from './raw-rows.js';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

interface Made {
  place?: string;
  /** What the scan saved. */
  text: string;
  pointers: string[];
  keepsSecrets?: true;
}

function made({ place = 'advanced/hadolint.json', text, pointers, keepsSecrets }: Made): {
  dir: string;
  report: Report;
} {
  const dir = makeFolder({ [place]: text });
  const output = { path: place, sha256: digest(text), ...(keepsSecrets ? { keepsSecrets } : {}) };
  const sources = pointers.map((pointer) => buildSource('hadolint', 'R1', { output: { path: place, pointer } }));
  return {
    dir,
    report: buildReport({ coverage: [buildEntry('hadolint', { output })], findings: [buildFinding({ sources })] }),
  };
}

async function quoted({ dir, report }: { dir: string | undefined; report: Report }) {
  return [...(await rawRows(report, report.findings, dir)).values()].flat();
}

describe('rows of scanners that a page quotes', () => {
  it('are found by JSON Pointer, and by line where the output is plain text', async () => {
    const text = JSON.stringify({ 'a/b': [{ code: 'DL3008' }], '~': 1 });
    expect(await quoted(made({ text, pointers: ['/a~1b/0', '/~0', '/nowhere', ''] }))).toEqual([
      { text: '{\n  "code": "DL3008"\n}', cut: false },
      { text: '1', cut: false },
      { why: 'the file holds nothing at this place' },
      { text: JSON.stringify(JSON.parse(text), null, 2), cut: false },
    ]);
    const plain = made({ place: 'advanced/clamav.txt', text: 'first\nsecond: FOUND\n', pointers: ['line=2'] });
    expect(await quoted(plain)).toEqual([{ text: 'second: FOUND', cut: false }]);
    const lines = made({ place: 'advanced/trufflehog.jsonl', text: '{"a":1}\n{"a":2}\n', pointers: ['/1/a'] });
    expect(await quoted(lines)).toEqual([{ text: '2', cut: false }]);
  });

  it('are never those of an output that was kept with the values of secrets', async () => {
    const text = JSON.stringify([{ Secret: 'not to be shown' }]);
    expect(await quoted(made({ text, pointers: ['/0'], keepsSecrets: true }))).toEqual([
      { why: 'the file was kept with the values of secrets in it (--keep-raw-secrets)' },
    ]);
  });

  it('are never those of an output that is another than the scan saved', async () => {
    const { dir, report } = made({ text: '[1]', pointers: ['/0'] });
    writeFileSync(path.join(dir, 'advanced/hadolint.json'), '[2]');
    expect(await quoted({ dir, report })).toEqual([
      { why: 'the file is not what this scan saved: its digest is another' },
    ]);
    rmSync(path.join(dir, 'advanced/hadolint.json'));
    expect(await quoted({ dir, report })).toEqual([{ why: 'the file is not there any more' }]);
  });

  it('come from no other place of the machine, whatever a report names', async () => {
    const outside = makeFolder({ 'victim.json': '["private"]' });
    const { dir, report } = made({ text: '["private"]', pointers: ['/0'] });
    const file = path.join(dir, 'advanced/hadolint.json');
    rmSync(file);
    symlinkSync(path.join(outside, 'victim.json'), file);
    expect(await quoted({ dir, report })).toEqual([{ why: 'the file is not there any more' }]);

    const place = '../victim.json';
    mkdirSync(path.join(outside, 'results'));
    const output = { path: place, sha256: digest('["private"]') };
    const elsewhere = buildReport({
      coverage: [buildEntry('hadolint', { output })],
      findings: [
        buildFinding({ sources: [buildSource('hadolint', 'R1', { output: { path: place, pointer: '/0' } })] }),
      ],
    });
    expect(await quoted({ dir: path.join(outside, 'results'), report: elsewhere })).toEqual([
      { why: 'the report does not name this file as an output' },
    ]);
  });

  it('are cut where they are long, and end where all together are', async () => {
    const long = 'x'.repeat(LONGEST_ROW);
    const text = JSON.stringify([long]);
    const pointers = Array.from({ length: MOST_TEXT / LONGEST_ROW + 1 }, () => '/0');
    const rows = await quoted(made({ text, pointers }));
    expect(rows[0]).toEqual({ text: `"${long.slice(1)}`, cut: true });
    expect(rows.at(-2)).toHaveProperty('text');
    expect(rows.at(-1)).toEqual({ why: 'the page quotes 20 MB of rows, and the riskiest findings had them' });
  });

  it('are none without the results directory', async () => {
    const { report } = made({ text: '[1]', pointers: ['/0'] });
    expect(await quoted({ dir: undefined, report })).toEqual([
      { why: 'the report was made without the results directory' },
    ]);
  });
});
