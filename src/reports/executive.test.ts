import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { lint } from 'markdownlint/sync';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../test/arbitrary-report.js';
import { buildEntry, buildFinding, buildReport, buildVulnerability } from '../../test/build-report.js';
import { findChromium, launchChromium } from '../../test/chromium.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import { markdownTree, nodesOf, OBEYED_BY_GITHUB } from '../../test/markdown-tree.js';
import type { Report } from '../model/report.js';
import { executiveSummary } from './executive.js';
import { FORMAT_TABLE } from './formats.js';

function write(report: Report): { markdown: string; page: string } {
  const files = executiveSummary(report);
  expect(files.every(({ path }) => FORMAT_TABLE.executive.owns.test(path))).toBe(true);
  const [markdown, page] = files.map(({ content }) => String(content));
  return { markdown: markdown ?? '', page: page ?? '' };
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // As the library writes them; HTML allows both.
  rules: { 'void-style': ['error', { style: 'selfclosing' }] },
});

async function complaints(page: string): Promise<string[]> {
  const { results } = await validator.validateString(page);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`));
}

/** The tags of a page, without what stands between them. */
function tagsOf(page: string): string[] {
  return page.match(/<[^>]*>/g) ?? [];
}

/** Every tag that the page has by itself. Only these two attributes bear a text, and none of a report. */
const OWN_TAG =
  /^<(?:!DOCTYPE html|html lang="en"|meta charset="utf-8"\/|meta (?:http-equiv|name)="[^"]*" content="[^"]*"\/|(?:p|span|strong|div) class="(?:quiet|clamp|clamp line|columns|verdict fail)"|th scope="(?:col|row)"|\/?(?:html|head|title|style|body|main|section|h1|h2|p|span|strong|div|ul|ol|li|table|thead|tbody|tr|th|td))>$/;

/** What only a sheet can hold and a hostile report fills: every list longer than is shown, every text too long. */
function crowded(text = 'A long word, '.repeat(100)): Report {
  const kinds = ['vulnerability', 'misconfiguration', 'secret', 'code', 'malware', 'license', 'practice'] as const;
  const severities = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const;
  const findings = kinds.flatMap((kind, at) =>
    severities.map((severity, index) =>
      buildFinding({
        kind,
        severity,
        title: `${text}${kind}${index}`,
        locations: [{ path: text }, { path: `${text}2` }],
        fix: { summary: text, versions: [text] },
        due: { by: `2026-01-${String(at + 10)}T00:00:00.000Z`, because: text },
        rule: { control: `${kind}-${index}`, cwes: [], frameworks: [] },
      }),
    ),
  );
  return buildReport({
    verdict: 'fail',
    interrupted: true,
    target: { kind: 'repository', path: text, commit: text },
    gate: { rules: [{ rule: text, held: false, because: text, findings: [] }] },
    coverage: [
      ...Array.from({ length: 20 }, (_, index) => buildEntry(`${text}${index}`, { status: 'failed', reason: text })),
      ...Array.from({ length: 20 }, (_, index) => buildEntry(`scanner-number-${index}`)),
    ],
    blindSpots: Array.from({ length: 10 }, () => ({ what: text, paths: [text], why: text })),
    silenced: [{ where: text, what: text, by: text }],
    findings: [...findings, buildFinding({ status: 'suppressed' })],
  });
}

const lodash = (id: string, severity: 'critical' | 'high', fixed: string) =>
  buildVulnerability({
    id,
    severity,
    title: `Issue ${id}`,
    fix: { summary: `Update lodash to ${fixed}`, versions: [fixed] },
    due: { by: '2026-01-01T00:00:00.000Z', because: 'critical: 24h' },
  });
const failed = buildReport({
  verdict: 'fail',
  gate: {
    rules: [{ rule: 'fail-on high', held: false, because: '4 open findings of severity high or worse', findings: [] }],
  },
  findings: [
    buildFinding({
      title: 'Runs as root',
      severity: 'high',
      due: { by: '2026-01-05T03:04:05.000Z', because: 'high: 72h' },
    }),
    lodash('v-1', 'high', '4.17.12'),
    lodash('v-2', 'critical', '4.17.21'),
    lodash('v-3', 'high', '4.17.12'),
    buildFinding({ kind: 'secret', title: 'A key of AWS', severity: 'low', locations: [{ path: 'settings.py' }] }),
  ],
});
const incomplete = buildReport({
  verdict: 'incomplete',
  gate: { rules: [{ rule: 'evidence', held: false, because: 'the evidence of grype is not complete', findings: [] }] },
  coverage: [
    buildEntry('grype', { status: 'unavailable', canary: 'untested', reason: 'no database' }),
    buildEntry('hadolint'),
  ],
  blindSpots: [{ what: 'packages of npm', paths: ['package-lock.json'], why: 'grype: no database' }],
});

describe('the executive summary', () => {
  it('says the verdict and what it means, then what to do, by what one action solves', () => {
    const { markdown } = write(failed);
    expect(markdown).toContain(
      '**Failed. 4 open findings of severity high or worse.**\n\nBy the rules that were set for it, it is not to be released',
    );
    const actions = markdown.match(/^\d\. .*$/gm);
    expect(actions).toEqual([
      '1. **Upgrade lodash 4.17.4** (3 issues, 1 of them critical; due `2026-01-01`; web/package-lock.json) Fixed in 4.17.12 and 4.17.21.',
      '2. **Runs as root** (1 issue, high; due `2026-01-05`; Dockerfile)',
      '3. **Revoke and replace: A key of AWS** (1 issue, low; settings.py)',
    ]);
  });

  it('tells what is overdue when the scan ended, and what is next', () => {
    expect(write(failed).markdown).toContain('- Overdue: 3 issues.\n- `2026-01-05`: 1 issue, the worst high');
  });

  it('counts what is open by severity and kind', () => {
    expect(write(failed).markdown).toContain(
      '| severity | vulnerability | misconfiguration | secret | all |\n| --- | --- | --- | --- | --- |\n| critical | 1 | 0 | 0 | 1 |\n| high | 2 | 1 | 0 | 3 |\n| low | 0 | 0 | 1 | 1 |',
    );
  });

  it('does not let nothing found look like nothing there', () => {
    const { markdown, page } = write(incomplete);
    for (const text of [
      'Incomplete: not a pass. The evidence of grype is not complete.',
      'Nobody can say whether it is safe to release',
      'Nothing is open in what was looked at. Complete the evidence.',
      '1 of 2 scanners looked at all of their input',
      'packages of npm: looked at by no scanner (grype: no database)',
      'Without complete evidence: grype',
    ]) {
      expect(markdown).toContain(text);
      expect(page).toContain(text);
    }
  });

  it('promises no more than was proved when it passed', () => {
    const { markdown } = write(buildReport());
    expect(markdown).toContain('Passed. No open finding of severity high or worse');
    expect(markdown).toContain('is no proof that there is no more');
    expect(markdown).toContain('No gap is known.');
  });

  it.each([
    ['a failure', failed],
    ['an incomplete scan', incomplete],
    ['a pass', buildReport()],
    ['a crowded one', crowded()],
  ])('is valid HTML, and Markdown without complaints: %s', async (_, report) => {
    const { markdown, page } = write(report);
    expect(await complaints(page)).toEqual([]);
    const config = { default: true, MD013: false, MD036: { punctuation: '.,;:!?…' } };
    expect((lint({ strings: { markdown }, config })['markdown'] ?? []).map(({ ruleNames }) => ruleNames[0])).toEqual(
      [],
    );
  });

  it.each(Object.entries(HOSTILE_TEXTS))('obeys nothing: %s', async (_, text) => {
    const { markdown, page } = write(hostileReport(text));
    expect(markdown).not.toMatch(OBEYED);
    expect(page).not.toMatch(OBEYED);
    expect(tagsOf(page).filter((tag) => !OWN_TAG.test(tag))).toEqual([]);
    expect(await complaints(page)).toEqual([]);
    const nodes = [...nodesOf(markdownTree(markdown))];
    expect(nodes.filter(({ type }) => ['html', 'link', 'image', 'code', 'definition'].includes(type))).toEqual([]);
    expect(
      nodes.flatMap((node) => (node.type === 'text' && OBEYED_BY_GITHUB.test(node.value) ? [node.value] : [])),
    ).toEqual([]);
    expect(nodes.filter(({ type }) => type === 'heading')).toHaveLength(6);
  });

  it('holds for any report', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryReport, async (report) => {
        const { markdown, page } = write(report);
        expect(await complaints(page)).toEqual([]);
        expect(
          [...nodesOf(markdownTree(markdown))].filter(({ type }) => ['html', 'link', 'image'].includes(type)),
        ).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

const chromium = findChromium();
describe.skipIf(chromium === undefined)(
  `the executive summary on paper${chromium ? '' : ' (skipped: no Chromium here)'}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium(chromium ?? '');
    });
    afterAll(() => browser.close());

    const sheets = async (html: string, format: string) => {
      const page = await browser.newPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('request', (request) => said.push(request.url()));
      await page.setContent(html);
      const pdf = (await page.pdf({ format })).toString('latin1');
      await page.close();
      return { sheets: pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, said };
    };

    it.each([
      ['a failure', failed],
      ['an incomplete scan', incomplete],
      ['a crowded one', crowded()],
      ['a crowded one of wide characters', crowded('漢'.repeat(500))],
      ['a crowded one of capitals', crowded('W'.repeat(500))],
    ])('fits one sheet of A4 or Letter, and asks for nothing: %s', async (_, report) => {
      const { page } = write(report);
      expect(await sheets(page, 'A4')).toEqual({ sheets: 1, said: [] });
      expect(await sheets(page, 'Letter')).toEqual({ sheets: 1, said: [] });
    });
  },
);
