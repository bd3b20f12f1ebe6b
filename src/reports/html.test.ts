import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { HtmlValidate, type Message } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleHtmlReport } from '../../scripts/html-bundle.mjs';
import { buildEntry, buildFinding, buildReport, buildSource } from '../../test/build-report.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import { dataBlocks, fullReport, htmlPage, manyFindings } from '../../test/html-page.js';
import { makeFolder } from '../../test/repository.js';
import { historyWith, pastScanOf } from './history.js';
import { type Tables, unpack } from './html/pack.js';
import type { Detail, Row } from './html/page-data.js';
import { shown } from './html/shown.js';

// What the HTML standard and WCAG say, and not the taste of a team.
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
});

async function complaints(page: string): Promise<string[]> {
  const { results } = await validator.validateString(page);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }: Message) => `${ruleId} at ${line}:${column}: ${message}`),
  );
}

interface Read {
  rows: Row[];
  details: Detail[];
}

function read(page: string): Read {
  const blocks = dataBlocks(page);
  const index = blocks.get('muster-index') as Tables & { rows: never[] };
  const details = [...blocks]
    .filter(([id]) => id.startsWith('muster-details-'))
    .flatMap(([, packed]) => packed as never[]);
  return {
    rows: index.rows.map((packed) => unpack(index, packed) as Row),
    details: details.map((packed) => unpack(index, packed) as Detail),
  };
}

/** Elements that a page of Muster has no use for. */
const FOREIGN = /<(?:img|iframe|object|embed|form|failure|a [^>]*href="(?!https?:|#))/i;

beforeAll(bundleHtmlReport);

describe('the HTML report', () => {
  it('is valid HTML', async () => {
    const report = fullReport();
    const history = historyWith(
      [pastScanOf({ ...report, finishedAt: '2026-01-01T00:00:00.000Z' })],
      pastScanOf(report),
    ).scans;
    expect(await complaints(await htmlPage(report, { history }))).toEqual([]);
    expect(await complaints(await htmlPage(buildReport()))).toEqual([]);
    expect(await complaints(await htmlPage(buildReport({ coverage: [], verdict: 'incomplete' })))).toEqual([]);
  });

  it('runs no script and no style but those that its policy names by digest', async () => {
    const page = await htmlPage(fullReport());
    const policy =
      /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
    const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = '']) => digest(text));
    const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text = '']) => digest(text));
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${scripts.join(' ')}`,
      `style-src ${styles.join(' ')}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect([scripts.length, styles.length]).toEqual([2, 1]);
    expect(page).not.toMatch(/ on[a-z]+=| style=|javascript:/);
  });

  it('holds all findings, riskiest first, and each in full', async () => {
    const report = fullReport();
    const { rows, details } = read(await htmlPage(report));
    expect(rows.map(({ id, score }) => [id, score])).toEqual([
      ['v-1', 98],
      ['c-1', 71],
      ['d-1', 55],
      ['s-1', 55],
    ]);
    expect(details.map(({ finding }) => finding)).toEqual(report.findings);
    expect(rows[0]).toMatchObject({
      package: 'lodash 4.17.4',
      fixable: true,
      scanners: ['grype', 'osv-scanner'],
      due: '2026-01-03',
    });
  });

  it('quotes the rows of scanners from the results directory, and never the values of secrets', async () => {
    const value = ['w7KqZpL2', 'xVd9NfTr', 'B4yHsJ0m'].join('');
    const text = JSON.stringify([{ rule: 'generic', Secret: value }]);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const dir = makeFolder({
      'advanced/gitleaks.json': text,
      'advanced/hadolint.json': text.replace(value, 'removed'),
    });
    const clean = createHash('sha256').update(text.replace(value, 'removed')).digest('hex');
    const report = buildReport({
      coverage: [
        buildEntry('gitleaks', { output: { path: 'advanced/gitleaks.json', sha256, keepsSecrets: true } }),
        buildEntry('hadolint', { output: { path: 'advanced/hadolint.json', sha256: clean } }),
      ],
      findings: [
        buildFinding({ kind: 'secret', sources: [buildSource('gitleaks', 'generic'), buildSource('hadolint', 'R')] }),
      ],
    });
    const page = await htmlPage(report, { results: dir });
    rmSync(dir, { recursive: true });
    expect(page).not.toContain(value);
    expect(read(page).details[0]?.raw).toEqual([
      { why: 'the file was kept with the values of secrets in it (--keep-raw-secrets)' },
      { text: '{\n  "rule": "generic",\n  "Secret": "removed"\n}', cut: false },
    ]);
  });

  it.each([
    ['pass', [], 'Pass', 'The gate holds, and the evidence for it is complete.'],
    ['pass', [buildEntry('grype', { status: 'partial' })], 'Pass', 'What was not looked at stands below.'],
    ['incomplete', [buildEntry('grype', { status: 'failed' })], 'Incomplete', 'neither a pass nor a fail'],
    ['fail', [buildEntry('grype', { status: 'failed' })], 'Fail', 'not everything was looked at'],
  ] as const)('says of %s what it is worth (%#)', async (verdict, coverage, word, says) => {
    const page = await htmlPage(buildReport({ verdict, coverage: [buildEntry('hadolint'), ...coverage] }));
    expect(page).toContain(`class="verdict verdict-${verdict}"`);
    expect(page).toMatch(new RegExp(`verdict-word.*${word}</span>`));
    expect(page).toContain(says);
    const proved = page.includes('Every scanner that ran looked at all');
    expect(proved).toBe(coverage.length === 0);
    expect(page.includes('found in what was looked at')).toBe(verdict !== 'pass');
  });

  it('says so where it has the worst of the findings only, and counts them all', async () => {
    const findings = [buildFinding()];
    const counted = [...findings, buildFinding(), buildFinding({ kind: 'code', severity: 'low' })];
    const all = {
      counted,
      texts: () => [],
      close: () => undefined,
      [Symbol.iterator]: () => findings[Symbol.iterator](),
    };
    const page = await htmlPage(buildReport({ verdict: 'fail', findings }), { all });
    expect(page).toContain('This page holds the 1 worst of 3 findings; report.json has them all.');
    expect(page).toContain('3 open findings');
    expect(read(page).rows).toHaveLength(1);
  });

  it('stays small with many findings', async () => {
    const report = buildReport({ findings: manyFindings(2000) });
    const page = await htmlPage(report);
    expect(page.length).toBeLessThan(JSON.stringify(report).length);
    expect(read(page).rows).toHaveLength(2000);
    expect(page.match(/<ol class="first">.*?<\/ol>/s)?.[0].match(/<li/g)).toHaveLength(500);
  });
});

describe.each(Object.entries(HOSTILE_TEXTS))('%s', (_, text) => {
  it('is text in the HTML report, and nothing else', async () => {
    const page = await htmlPage(hostileReport(text));
    expect(page).not.toMatch(OBEYED);
    expect(page).not.toMatch(FOREIGN);
    expect(page.match(/<script/g)).toHaveLength(4);
    const { rows, details } = read(page);
    expect(rows).toHaveLength(5);
    expect(details[0]?.finding.fix?.summary).toBe(shown(text));
    if (text.length < 1000) expect(await complaints(page)).toEqual([]);
  });
});

describe('the bundle', () => {
  it('brings the licence of what is in it', () => {
    const client = readFileSync(path.resolve('dist/reports/html/bundle/client.js'), 'utf8');
    expect(client).toContain('Copyright (c) 2015-present Jason Miller');
  });
});
