/**
 * The second part of npm run bench: how soon the HTML report of 50,000 findings is seen, and answers a key in its search.
 * Nothing fails on a time: what the machine has to do beside it is printed with the figures.
 */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildReport } from '../../test/build-report.js';
import { findChromium, launchChromium } from '../../test/chromium.js';
import { htmlPage, manyFindings } from '../../test/html-page.js';
import { makeFolder } from '../../test/repository.js';

const COUNT = 50_000;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const KEYS = 'hole number 33';

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function row(what: string, values: number[], target: string): void {
  const worst = Math.max(...values);
  console.log(
    `${what.padEnd(52)} ${`${median(values).toFixed(0)} ms`.padStart(10)}  worst ${worst.toFixed(0)} ms ${target}`,
  );
}

const chromium = findChromium();
if (chromium === undefined) {
  console.log('the HTML report was not measured: no chromium here');
} else {
  const folder = makeFolder({});
  const file = path.join(folder, 'page.html');
  const made = performance.now();
  writeFileSync(file, await htmlPage(buildReport({ verdict: 'fail', findings: manyFindings(COUNT) })));
  const took = performance.now() - made;
  const browser = await launchChromium(chromium);
  const [paint, ready, key]: number[][] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`file://${file}`);
    await page.locator('.line-row').first().waitFor();
    paint?.push(await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
    ready?.push(await page.evaluate<number>("performance.getEntriesByName('muster-ready')[0].startTime"));
    // From the key to the frame that shows its answer: the task after a frame's callbacks comes when it was drawn.
    await page.evaluate(`globalThis.keys = [];
      document.querySelector('input[type=search]').addEventListener('input', (event) =>
        requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => keys.push(performance.now() - event.timeStamp); port2.postMessage(0); }), { capture: true })`);
    await page.locator('input[type=search]').pressSequentially(KEYS, { delay: 60 });
    await page.waitForFunction(`keys.length === ${KEYS.length}`);
    key?.push(...(await page.evaluate<number[]>('keys')));
    await page.close();
  }
  await browser.close();
  console.log(
    `\n${browser.version()}, ${os.availableParallelism()} cores, load ${os
      .loadavg()
      .map((load) => load.toFixed(1))
      .join(
        ' ',
      )}; ${COUNT} findings, ${(statSync(file).size / 1e6).toFixed(1)} MB, made in ${(took / 1000).toFixed(1)} s\n`,
  );
  row('first contentful paint from disk (target < 1000)', paint ?? [], `of ${ROUNDS}`);
  row('the list can be used', ready ?? [], `of ${ROUNDS}`);
  row('a key in the search to the next frame (target < 100)', key ?? [], `of ${key?.length}`);
  rmSync(folder, { recursive: true });
}
