/**
 * npm run screenshots [RESULTS]: the pictures of the HTML report in docs/images, of the example's result (`npm run example`)
 * unless another results directory is named. Needs Chromium.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readHistory } from '../src/reports/history.js';
import { readReportFile } from '../src/reports/read-report.js';
import { makeFiles } from '../src/reports/write-results.js';
import { findChromium, launchChromium } from '../test/chromium.js';
import { makeFolder } from '../test/repository.js';
import { bundleHtmlReport } from './html-bundle.mjs';

const IMAGES = path.resolve(import.meta.dirname, '../docs/images');
const results = path.resolve(process.argv[2] ?? '.example/security-results');

const chromium = findChromium();
if (chromium === undefined) throw new Error('no chromium here; install it, or name it by MUSTER_CHROMIUM');
await bundleHtmlReport();
const report = await readReportFile(results);
const [file] = await makeFiles(report, 'html', { scanners: {}, results, history: await readHistory(results) });
const page = path.join(makeFolder({}), 'page.html');
writeFileSync(page, [...(file?.content ?? '')].join(''));

const browser = await launchChromium(chromium);
mkdirSync(IMAGES, { recursive: true });
async function picture(theme: 'light' | 'dark', height: number, hash = ''): Promise<void> {
  const tab = await browser.newPage({ colorScheme: theme, viewport: { width: 1280, height }, reducedMotion: 'reduce' });
  await tab.goto(`file://${page}${hash}`);
  await tab.locator('.line-row').first().waitFor();
  if (hash) await tab.locator('.detail-part').first().waitFor();
  await tab.screenshot({ path: path.join(IMAGES, `report-${theme}.png`) });
  await tab.close();
}
const found = report.findings.filter(({ status }) => status === 'open').sort((a, b) => b.risk.score - a.risk.score);
const telling = found.find(({ sources, fix }) => sources.length > 1 && fix) ?? found[0];
await picture('light', 900);
await picture('dark', 900, `#finding=${telling?.id}`);
await browser.close();
