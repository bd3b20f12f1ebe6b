import fc from 'fast-check';
import { lint } from 'markdownlint/sync';
import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../test/arbitrary-report.js';
import {
  buildAbsentEntry,
  buildEntry,
  buildFinding,
  buildReport,
  buildVulnerability,
} from '../../test/build-report.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import { markdownTree, nodesOf, OBEYED_BY_GITHUB } from '../../test/markdown-tree.js';
import type { Report } from '../model/report.js';
import { makeFiles } from './write-results.js';

const FORMATS = ['markdown', 'comment'] as const;

async function write(
  format: (typeof FORMATS)[number],
  report: Report,
  repository = undefined as Repository,
): Promise<string> {
  const files = await makeFiles(report, format, { scanners: {}, ...(repository ? { repository } : {}) });
  expect(files).toHaveLength(1);
  return String(files[0]?.content);
}
type Repository = { address: string; commit: string; folder: string } | undefined;

/** What Muster itself writes as HTML. */
const OWN_HTML =
  /^(?:<!-- muster:pull-request-comment -->|<details>\n<summary>[A-Z0-9a-z ,()]+<\/summary>|<\/details>|<br>)$/;
const OWN_HEADING =
  /^(?:✅ Pass|❌ Fail|⚠️ Incomplete|Evidence|Blind spots|Silenced|Findings|Not counted|(?:Critical|High|Medium|Low|Info|Unknown) \([\d,]+\))$/;

/** Everything that is markup and not Muster's own. */
function foreign(document: string): string[] {
  return [...nodesOf(markdownTree(document))].flatMap((node) => {
    if (node.type === 'html') return OWN_HTML.test(node.value) ? [] : [node.value];
    if (node.type === 'heading') return OWN_HEADING.test(textOf(node)) ? [] : [`heading ${textOf(node)}`];
    const expected = [
      'root',
      'paragraph',
      'text',
      'inlineCode',
      'strong',
      'list',
      'listItem',
      'table',
      'tableRow',
      'tableCell',
    ];
    if (!expected.includes(node.type)) return [node.type];
    return node.type === 'text' && OBEYED_BY_GITHUB.test(node.value) ? [node.value] : [];
  });
}

/** Rules of style that a report cannot keep: long lines, the HTML that folds, what stands in tables as scanners print it. */
const STYLE = {
  default: true,
  MD013: false,
  MD033: { allowed_elements: ['details', 'summary', 'br'] },
  MD038: false,
  MD041: false,
};

function complaints(document: string): string[] {
  return (lint({ strings: { document }, config: STYLE })['document'] ?? []).map(
    ({ lineNumber, ruleNames, errorDetail }) => `${lineNumber} ${ruleNames[0]} ${errorDetail ?? ''}`,
  );
}

const incomplete = buildReport({
  verdict: 'incomplete',
  gate: {
    rules: [
      { rule: 'fail-on high', held: true, because: 'no open finding of severity high or worse', findings: [] },
      { rule: 'evidence', held: false, because: 'the evidence of grype is not complete', findings: [] },
    ],
  },
  coverage: [
    buildEntry('grype', { status: 'unavailable', canary: 'untested', reason: 'it has no database', version: null }),
    buildEntry('hadolint'),
    buildAbsentEntry('bandit', { status: 'not-applicable', reason: 'nothing in the target for it' }),
  ],
  blindSpots: [
    { what: 'packages of npm', paths: ['a/package-lock.json', 'b/package-lock.json'], why: 'grype: no database' },
  ],
  silenced: [{ where: 'Dockerfile:3', what: 'hadolint ignore=DL3008', by: 'hadolint' }],
});
const high = buildFinding({
  id: 'conf-1',
  severity: 'high',
  due: { by: '2026-11-27T18:13:39.047Z', because: 'high: 72h' },
});
const failed = buildReport({
  verdict: 'fail',
  gate: {
    rules: [
      {
        rule: 'fail-on high',
        held: false,
        because: '2 open findings of severity high or worse',
        findings: ['conf-1', 'vuln-1'],
      },
    ],
  },
  findings: [
    high,
    buildVulnerability({ id: 'vuln-1' }),
    buildFinding({ id: 'conf-2', severity: 'low' }),
    buildFinding({
      id: 'conf-3',
      status: 'suppressed',
      suppression: { reason: 'only in tests', by: 'muster.yml', owner: 'ops', expires: '2027-01-01' },
    }),
  ],
});

describe('the report for a job summary', () => {
  it('starts with the verdict and why', async () => {
    const document = await write('markdown', failed);
    expect(document.split('\n').slice(0, 3)).toEqual([
      '# ❌ Fail',
      '',
      '**2 open findings of severity high or worse.**',
    ]);
  });

  it('tells findings worst first, with place, fix and due date', async () => {
    const document = await write('markdown', failed);
    expect(document).toContain('3 open: 1 critical, 1 high, 1 low.');
    expect(document.indexOf('vuln-1')).toBeLessThan(document.indexOf('conf-1'));
    expect(document).toContain(
      '| Prototype pollution in lodash `vuln-1` | `web/package-lock.json`, lodash 4.17.4 | Update lodash to 4.17.12 | – | 98 | osv-scanner, npm-audit |',
    );
    expect(document).toContain('| `Dockerfile:3` | – | `2026-11-27 18:13` UTC | 55 | hadolint |');
  });

  it('tells what is not counted, and why', async () => {
    expect(await write('markdown', failed)).toContain(
      '`conf-3` | medium | suppressed | only in tests | ops | `2027-01-01` |',
    );
  });

  it('does not let nothing found look like nothing there', async () => {
    const document = await write('markdown', incomplete);
    expect(document).toMatch(/^# ⚠️ Incomplete\n\n\*\*The evidence of grype is not complete\.\*\*/);
    expect(document).toContain('1 of 2 scanners looked at all of their input');
    expect(document).toContain('**What the others did not look at is not known to be clean.**');
    expect(document).toContain('| grype | unavailable | untested | yes | it has no database |');
    expect(document).toContain('- packages of npm (`a/package-lock.json` and 1 more): grype: no database');
    expect(document).toContain('- `Dockerfile:3`: hadolint ignore=DL3008 (hadolint)');
    expect(document).toContain('None open in what was looked at.');
  });

  it('links to files only where a service says where they are', async () => {
    const repository = { address: 'https://github.com/acme/shop', commit: failed.target.commit ?? '', folder: 'api' };
    expect(await write('markdown', failed)).not.toContain('https://');
    expect(await write('markdown', failed, repository)).toContain(
      `[\`Dockerfile:3\`](https://github.com/acme/shop/blob/${repository.commit}/api/Dockerfile#L3)`,
    );
    expect(await write('markdown', failed, { ...repository, commit: 'f'.repeat(40) })).not.toContain('https://');
  });

  it('leads out of the repository by no path', async () => {
    const findings = ['../../../../evil', '/etc/passwd', 'a)b (c)/#?.py', '.github/w.yml'].map((path) =>
      buildFinding({ locations: [{ path }] }),
    );
    const repository = { address: 'https://github.com/acme/shop', commit: failed.target.commit ?? '', folder: '' };
    const tree = markdownTree(await write('markdown', buildReport({ findings }), repository));
    const links = [...nodesOf(tree)].flatMap((node) => (node.type === 'link' ? [node.url] : []));
    const top = `https://github.com/acme/shop/blob/${repository.commit}`;
    expect(links).toEqual([`${top}/a%29b%20%28c%29/%23%3F.py`, `${top}/.github/w.yml`]);
  });
});

describe('the comment on a pull request', () => {
  it('bears a mark by which a publisher finds it again, and a title that fits into a conversation', async () => {
    expect(await write('comment', failed)).toMatch(/^<!-- muster:pull-request-comment -->\n\n## ❌ Fail\n/);
  });

  it('folds what breaks no rule', async () => {
    const document = await write('comment', failed);
    expect(document).toContain('### Findings\n\n3 open: 1 critical, 1 high, 1 low.\n\n#### Critical (1)');
    expect(document).toContain('<summary>Low (1)</summary>');
  });
});

describe.each(FORMATS)('Markdown (%s)', (format) => {
  const most = format === 'markdown' ? 1_048_576 : 65_536;

  it.each([
    ['a failure', failed],
    ['an incomplete scan', incomplete],
    ['a pass', buildReport()],
  ])('has nothing to complain about for markdownlint: %s', async (_, report) => {
    expect(complaints(await write(format, report))).toEqual([]);
  });

  it.each(Object.entries(HOSTILE_TEXTS))('obeys nothing: %s', async (_, text) => {
    const document = await write(format, hostileReport(text));
    expect(foreign(document)).toEqual([]);
    expect(document).not.toMatch(OBEYED);
  });

  it('obeys nothing, whatever a report holds, and never grows too large', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryReport, async (report) => {
        const document = await write(format, report);
        expect(foreign(document)).toEqual([]);
        expect(Buffer.byteLength(document)).toBeLessThan(most * (format === 'markdown' ? 1 : 4));
        if (format === 'comment') expect(document.length).toBeLessThan(most);
      }),
      { numRuns: 60 },
    );
  });

  it('cuts at whole findings when there are too many, and says how many are left out', async () => {
    const many = Array.from({ length: 50_000 }, (_, index) =>
      buildFinding({ id: `conf-${index}`, severity: index < 200 ? 'high' : 'low' }),
    );
    const document = await write(format, buildReport({ verdict: 'fail', findings: many }));
    expect(format === 'markdown' ? Buffer.byteLength(document) : document.length).toBeLessThan(most);
    const shown = document.match(/`conf-\d+`/g) ?? [];
    const left = Number(/… and ([\d,]+) more findings: in `report\.json`\./.exec(document)?.[1]?.replaceAll(',', ''));
    expect(shown.length).toBeGreaterThan(200);
    expect(shown.length + left).toBe(50_000);
    expect(document).toContain('High (200)');
    expect(document.trimEnd()).toMatch(/tells all about one finding\.$/);
  });

  it('keeps room for findings, however much evidence is missing', async () => {
    const reason = 'it stumbled '.repeat(50);
    const coverage = Array.from({ length: 5000 }, (_, index) => buildEntry(`s${index}`, { status: 'failed', reason }));
    const blindSpots = Array.from({ length: 5000 }, () => ({ what: 'files', paths: ['a'], why: reason }));
    const document = await write(format, buildReport({ verdict: 'fail', coverage, blindSpots, findings: [high] }));
    expect(document).toContain('`conf-1`');
    expect(document).toMatch(/… and [\d,]+ more scanners: in `report\.json`\./);
    expect(document).toMatch(/… and [\d,]+ more blind spots: in `report\.json`\./);
    expect(document.length).toBeLessThan(most);
  });
});
