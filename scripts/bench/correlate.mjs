/**
 * node scripts/bench/correlate.mjs FILE…: reads outputs made elsewhere and correlates them, as `muster merge` does before it
 * rates them and writes reports; prints the seconds, the issues, and the most memory it had. Of the built program.
 */
import os from 'node:os';
import { correlateRows } from '../../dist/pipeline/correlate.js';
import { mergeInputs, readForeign } from '../../dist/pipeline/merge-file.js';
import { placesIn } from '../../dist/pipeline/merge-places.js';
import { StoredRows } from '../../dist/pipeline/merge-rows.js';
import { loadScanners } from '../../dist/scanners/registry.js';

const scanners = await loadScanners();
const target = os.tmpdir();
const context = { scanners, relative: placesIn(target), ecosystemOf: () => undefined };
const inputs = await mergeInputs(process.argv.slice(2), scanners);

const start = performance.now();
const files = [];
for (const input of inputs) files.push(await readForeign(input, context, scanners));
const rows = new StoredRows(files.reduce((sum, { size }) => sum + size, 0));
for (const [index, file] of files.entries()) {
  file.each((_, scanner, finding) => rows.add(Object.assign(finding, { scanner, outputPath: `merged/${index}` })));
}
let issues = 0;
for (const part of rows.parts()) issues += (await correlateRows(part, target)).length;
rows.close();
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, issues, rssMB: process.resourceUsage().maxRSS / 1024 }));
