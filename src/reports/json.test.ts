import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import { jsonLines } from './json-lines.js';
import { reportJson } from './report-json.js';

const HOSTILE = Object.entries(HOSTILE_TEXTS);

function textOf([file]: ReturnType<typeof jsonLines>): string {
  return typeof file?.content === 'string' ? file.content : [...(file?.content ?? [])].join('');
}

describe('findings a line', () => {
  it.each(HOSTILE)('keep %s, written so that nothing obeys it', (_, text) => {
    const report = hostileReport(text);
    const lines = textOf(jsonLines(report)).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(report.findings);
    expect(lines.filter((line) => OBEYED.test(line))).toEqual([]);
  });
});

describe('report.json', () => {
  it.each(HOSTILE)('keeps %s, written so that nothing obeys it', (_, text) => {
    const report = hostileReport(text);
    const json = textOf(reportJson(report));
    expect(JSON.parse(json)).toEqual(report);
    expect(json).not.toMatch(OBEYED);
  });
});
