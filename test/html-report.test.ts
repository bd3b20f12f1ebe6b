import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleHtmlReport } from '../scripts/html-bundle.mjs';
import { pastScanOf } from '../src/reports/history.js';
import { shown } from '../src/reports/html/shown.js';
import { buildReport } from './build-report.js';
import { findChromium, launchChromium } from './chromium.js';
import { HOSTILE_TEXTS, hostileReport } from './hostile-report.js';
import { fullReport, htmlPage, manyFindings } from './html-page.js';
import { makeFolder } from './repository.js';

const executable = findChromium();
const MANY = 50_000;

describe.skipIf(!executable)(`the HTML report in Chromium${executable ? '' : ' (skipped: no chromium here)'}`, () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  let asked: string[];
  let problems: string[];

  const place = (name: string) => path.join(folder, `${name}.html`);

  /** Opens a page from disk, and notes what it asks for and what goes wrong. */
  async function open(name: string, { hash = '', ...options }: BrowserContextOptions & { hash?: string } = {}) {
    await page?.context().close();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    [asked, problems] = [[], []];
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => problems.push(message.text()));
    page.on('dialog', async (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    await page.goto(`file://${place(name)}${hash}`);
    return page;
  }

  /** A change of the address is told in a task of its own, and what follows is painted with the next frame. */
  const painted = () =>
    page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const titles = async () => {
    await painted();
    return page.locator('.line-title').allTextContents();
  };
  const line = (title: string) => page.locator('.line-row', { hasText: title }).first();
  const choice = (name: string) => page.getByRole('combobox', { name });
  const found = async () => {
    await painted();
    return page.locator('#found').textContent();
  };
  const detail = () => page.getByRole('complementary');
  const color = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => {
        const window = element.ownerDocument.defaultView;
        return window?.getComputedStyle(element).getPropertyValue(name) ?? '';
      }, property);

  async function violations(): Promise<string[]> {
    // As a script of the tool and not of the page, whose policy lets no other script in.
    const session = await page.context().newCDPSession(page);
    const run = `${axe.source}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary)))`;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: run,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as string[];
  }

  beforeAll(async () => {
    await bundleHtmlReport();
    folder = makeFolder({ 'advanced/bandit.json': '[{"test_id":"B602","note":"<b>bold</b>"}]' });
    const sha256 = createHash('sha256').update('[{"test_id":"B602","note":"<b>bold</b>"}]').digest('hex');
    const report = fullReport();
    const coverage = report.coverage.map((entry) =>
      entry.scanner === 'bandit' ? { ...entry, output: { path: 'advanced/bandit.json', sha256 } } : entry,
    );
    const past = pastScanOf({ ...report, verdict: 'incomplete', finishedAt: '2026-01-01T00:00:00.000Z' });
    writeFileSync(place('full'), await htmlPage({ ...report, coverage }, { results: folder, history: [past] }));
    writeFileSync(place('pass'), await htmlPage(buildReport()));
    writeFileSync(place('incomplete'), await htmlPage(fullReport({ verdict: 'incomplete', findings: [] })));
    browser = await launchChromium(executable ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    expect(problems).toEqual([]);
    expect(asked.filter((address) => !address.startsWith('file:') && !address.startsWith('data:'))).toEqual([]);
  });

  it('says first what came out and why, who looked, and what was not covered', async () => {
    await open('full');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Fail shop');
    expect(await page.locator('.verdict').textContent()).toMatch(
      /not everything was looked at.*2 open findings of severity high or worse/s,
    );
    expect(await page.locator('.marks').textContent()).toMatch(/bandit.*grype.*hadolint.*osv-scanner/s);
    const gaps = await page.locator('#not-covered').textContent();
    expect(gaps).toMatch(/packages of Go.*worker\/go\.mod/s);
    expect(gaps).toMatch(/grype.*the verdict depends on it.*1 of 2 inputs looked at/s);
    expect(gaps).toMatch(/# nosec.*api\/app\.py:7/s);
    expect(gaps).toMatch(/only in tests.*team-a.*2026-12-31.*A finding that was accepted/s);
    expect(await page.locator('#trend').textContent()).toMatch(/last 2 scans.*not complete in 2 of these/s);
  });

  it('is searched, by all that names a finding', async () => {
    await open('full');
    expect(await found()).toBe('3 of 4 findings');
    const search = page.getByRole('searchbox');
    for (const [text, title] of [
      ['ghsa-jf85', 'Prototype pollution in lodash'],
      ['app.py b602', 'A command is put together from input'],
      ['d-1', 'Pin versions in apt get install'],
    ] as const) {
      await search.fill(text);
      expect(await titles()).toEqual([title]);
    }
    await search.fill('nothing has this');
    expect(await titles()).toEqual([]);
    expect(await page.getByText('No finding fits').isVisible()).toBe(true);
    expect(await found()).toBe('0 of 4 findings');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await titles()).toHaveLength(3);
  });

  it('is filtered by severity, kind, scanner, status and whether a fix is known', async () => {
    await open('full');
    const clear = () => page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: 'critical' }).click();
    await page.getByRole('button', { name: 'high' }).click();
    expect(await titles()).toEqual(['Prototype pollution in lodash', 'A command is put together from input']);
    await clear();
    await choice('Kind').selectOption('code');
    expect(await titles()).toEqual(['A command is put together from input']);
    await clear();
    await choice('Scanner').selectOption('osv-scanner');
    expect(await titles()).toEqual(['Prototype pollution in lodash']);
    await clear();
    await choice('Status').selectOption('suppressed');
    expect(await titles()).toEqual(['A finding that was accepted']);
    await clear();
    await choice('Fix').selectOption('no');
    expect(await titles()).toEqual(['A command is put together from input']);
  });

  it('groups by package, file, control and scanner, and groups fold', async () => {
    await open('full');
    const groups = () => page.locator('.group-label').allTextContents();
    const by = (group: string) => choice('Group by').selectOption(group);
    await by('package');
    expect(await groups()).toEqual(['lodash 4.17.4', 'not in a package']);
    await by('file');
    expect(await groups()).toEqual(['web/package-lock.json', 'api/app.py', 'Dockerfile']);
    await by('control');
    expect(await groups()).toEqual(['python-shell', 'no control']);
    await by('scanner');
    expect(await groups()).toEqual(['grype', 'osv-scanner', 'bandit', 'hadolint']);
    expect(await titles()).toHaveLength(4);
    await page.getByRole('row', { name: 'bandit' }).first().click();
    expect(await titles()).toHaveLength(3);
    expect(await page.locator('[aria-expanded=false]').count()).toBe(1);
  });

  it('tells of a finding the fix, the places, the risk, who agrees, its names and the words of the scanner', async () => {
    await open('full');
    await line('Prototype pollution').click();
    const text = await detail().textContent();
    expect(text).toMatch(/Update lodash to 4\.17\.12/);
    expect(text).toMatch(/98 of 100.*\+90.*severity.*CVSS 9\.8.*\+8.*agreement.*98.*sum/s);
    expect(text).toMatch(/Due 3 Jan 2026/);
    expect(text).toMatch(/found by 2 of 3.*grype found it.*npm-audit did not: it looked at the same file/s);
    expect(text).toMatch(/CVE-2019-10744, GHSA-jf85-cpcp-j695/);
    expect(text).toMatch(/42\.0 % that it is exploited/);
    expect(text).toMatch(/known to be exploited since 2025-05-05, also for ransomware/);
    expect(text).toMatch(/advanced\/osv-scanner\.json#\/0.*not quoted/s);
    await page.getByRole('button', { name: 'Next finding' }).click();
    await detail().getByText('In its own words').click();
    expect(await detail().locator('pre').textContent()).toBe('{\n  "test_id": "B602",\n  "note": "<b>bold</b>"\n}');
    expect(await detail().locator('pre b').count()).toBe(0);
  });

  it('works by keyboard alone', async () => {
    await open('full');
    await page.keyboard.press('/');
    await page.keyboard.type('in');
    expect(await titles()).toEqual([
      'Prototype pollution in lodash',
      'A command is put together from input',
      'Pin versions in apt get install',
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const heading = detail().getByRole('heading', { level: 3 });
    expect(await heading.textContent()).toBe('A command is put together from input');
    expect(await heading.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('k');
    expect(await heading.textContent()).toBe('Prototype pollution in lodash');
    await page.keyboard.press('Escape');
    expect(await detail().count()).toBe(0);
    expect(await page.getByRole('grid').evaluate((element) => element === element.ownerDocument.activeElement)).toBe(
      true,
    );
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').textContent()).toContain('go to the search');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('lets single letters be turned off, for those whose voice types them', async () => {
    await open('full');
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByLabel(/single keys/).uncheck();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.keyboard.press('/');
    await page.keyboard.press('?');
    expect(
      await page.getByRole('searchbox').evaluate((element) => element === element.ownerDocument.activeElement),
    ).toBe(false);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('is linked to, finding by finding, whatever the list shows', async () => {
    await open('full', { hash: '#finding=s-1' });
    expect(await detail().textContent()).toMatch(/A finding that was accepted.*Not open: suppressed.*Only in tests/s);
    await line('Pin versions').click();
    await page.waitForURL(/#finding=d-1$/);
    await open('full', { hash: '#severity=critical&group=file' });
    expect(await found()).toBe('1 of 4 findings');
    expect(await page.locator('.group-label').allTextContents()).toEqual(['web/package-lock.json']);
    await page.locator('.tile-medium').click();
    await expect.poll(titles).toEqual(['Pin versions in apt get install']);
    await open('full', { hash: '#finding=none-such' });
    expect(await detail().textContent()).toContain('No finding of this report has this id');
  });

  it('is dark where the system is, or where the reader wants it', async () => {
    await open('full', { colorScheme: 'dark' });
    expect(await color('body', 'background-color')).toBe('rgb(18, 20, 23)');
    const theme = page.getByRole('button', { name: /Theme/ });
    await theme.click();
    expect(await color('body', 'background-color')).toBe('rgb(246, 246, 244)');
    await page.reload();
    expect(await color('body', 'background-color')).toBe('rgb(246, 246, 244)');
    await theme.click();
    expect(await theme.textContent()).toContain('Dark');
    expect(await color('body', 'background-color')).toBe('rgb(18, 20, 23)');
  });

  it.each(['light', 'dark'] as const)('has nothing that axe objects to, in the %s theme', async (colorScheme) => {
    await open('full', { colorScheme, reducedMotion: 'reduce' });
    expect(await violations()).toEqual([]);
    await choice('Group by').selectOption('scanner');
    await line('Prototype pollution').click();
    await detail()
      .locator('summary')
      .first()
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: 'Keys' }).click();
    expect(await violations()).toEqual([]);
    await open('pass', { colorScheme });
    expect(await violations()).toEqual([]);
    await open('incomplete', { colorScheme, viewport: { width: 360, height: 700 } });
    expect(await violations()).toEqual([]);
  });

  it('is green for a pass only', async () => {
    const green = 'rgb(23, 107, 63)';
    await open('pass');
    expect(await color('.verdict-word', 'color')).toBe(green);
    for (const name of ['full', 'incomplete']) {
      await open(name);
      expect(await color('.verdict-word', 'color')).not.toBe(green);
      expect(await color('.verdict', 'border-left-color')).not.toBe(green);
      expect(await page.locator('.proved').count()).toBe(0);
    }
    expect(await page.locator('#open-findings').textContent()).toContain('0 open findings in what was looked at');
  });

  it('fits a phone, where a finding covers the page', async () => {
    await open('full', { viewport: { width: 360, height: 700 } });
    const width = () => page.locator('html').evaluate((element) => element.scrollWidth);
    expect(await width()).toBe(360);
    await line('Prototype pollution').click();
    expect((await detail().boundingBox())?.width).toBe(360);
    expect(await width()).toBe(360);
    await page.getByRole('button', { name: 'Close the finding' }).click();
    expect(await detail().count()).toBe(0);
  });

  it('is read without scripts, and printed', async () => {
    await open('full', { javaScriptEnabled: false });
    expect(await page.locator('.first').textContent()).toMatch(
      /Prototype pollution.*A command is put together.*Pin versions/s,
    );
    expect(await page.locator('#list').isVisible()).toBe(false);
    await open('full', { colorScheme: 'dark' });
    expect(await page.locator('.first').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.first').isVisible()).toBe(true);
    expect(await page.locator('#list').isVisible()).toBe(false);
    expect(await page.locator('#roll-call').isVisible()).toBe(true);
    expect(await color('body', 'background-color')).toBe('rgb(255, 255, 255)');
  });

  it('asks nobody for anything, and runs nothing that is put into it', async () => {
    await open('full');
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', {
      awaitPromise: true,
      expression: `
        globalThis.blocked = [];
        addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
        const put = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
        put('img', { src: 'http://127.0.0.1:9/i.png' });
        put('style', { textContent: 'body { display: none }' });
        try { put('script', { textContent: 'globalThis.ran = true' }); } catch {}
        try { document.body.innerHTML += '<i>'; } catch {}
        fetch('http://127.0.0.1:9/').catch(() => undefined).then(() => new Promise((done) => setTimeout(done, 100)))`,
    });
    const { result } = await session.send('Runtime.evaluate', {
      returnByValue: true,
      expression: '({ blocked: [...new Set(blocked)].sort(), ran: globalThis.ran === true })',
    });
    expect(result.value).toEqual({
      blocked: ['connect-src', 'img-src', 'require-trusted-types-for', 'style-src-elem'],
      ran: false,
    });
    [problems, asked] = [[], []]; // what was provoked
  });

  it(`shows ${MANY} findings by the few lines that are seen`, async () => {
    writeFileSync(place('many'), await htmlPage(buildReport({ verdict: 'fail', findings: manyFindings(MANY) })));
    await open('many');
    expect(await found()).toBe('50,000 findings');
    const lines = page.locator('.line-row');
    expect(await lines.count()).toBeLessThan(60);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('50001');
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await line('Issue number 49999 ').waitFor();
    expect(await page.locator('.line-row.active').getAttribute('aria-rowindex')).toBe('50001');
    expect(await lines.count()).toBeLessThan(60);
    await page.keyboard.press('Enter');
    expect(await detail().textContent()).toContain('control-199');
    await page.keyboard.press('/');
    await page.keyboard.type('cve-2025-33333');
    expect(await titles()).toEqual(['Hole number 33333 in package-1333']);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await choice('Group by').selectOption('package');
    expect(await page.getByRole('treegrid').locator('.line').count()).toBeLessThan(60);
  }, 180_000);

  it('shows hostile texts as texts, whatever they are', async () => {
    const texts = Object.entries(HOSTILE_TEXTS);
    const reports = texts.map(([, text], at) => {
      const { findings, ...others } = hostileReport(text);
      return { ...others, findings: findings.map((finding, index) => ({ ...finding, id: `h-${at}-${index}` })) };
    });
    const all = buildReport({
      ...(reports[0] as (typeof reports)[number]),
      gate: { rules: reports.flatMap(({ gate }) => gate.rules) },
      coverage: reports.flatMap(({ coverage }) => coverage),
      blindSpots: reports.flatMap(({ blindSpots }) => blindSpots),
      silenced: reports.flatMap(({ silenced }) => silenced),
      findings: reports.flatMap(({ findings }) => findings),
    });
    writeFileSync(place('hostile'), await htmlPage(all));
    await open('hostile', { hash: '#status=all' });
    const foreign = page.locator('iframe, img, object, embed, form, failure, svg[onload], a[href^="javascript"]');
    for (const [at, [name, text]] of texts.entries()) {
      await page.goto(`file://${place('hostile')}#status=all&finding=h-${at}-0`);
      await page.locator('.detail-facts a', { hasText: `h-${at}-0` }).waitFor();
      const heading = await detail().getByRole('heading', { level: 3 }).textContent();
      const title = shown(text).slice(0, 299);
      expect(heading, name).toContain(title.trim() === '' ? `h-${at}-0` : title);
      expect(await detail().locator('.fix').textContent(), name).toContain(shown(text).slice(1));
    }
    expect(await foreign.count()).toBe(0);
    expect(await page.locator('script').count()).toBe(3 + Math.ceil((texts.length * 5) / 100));
    expect(await page.locator('html').evaluate((element) => element.scrollWidth)).toBe(1280);
  }, 120_000);
});
