/**
 * npm run correlation [-- CASE…]: holds what correlation makes of the corpus against what people say of it; prints
 * precision, recall and each error, and ends with 1 when F1 is below 0.98 or two advisories were joined.
 *
 * npm run correlation -- --record CASE… [--scanner ID]…: runs the scanners that are installed on the case's files and
 * writes its rows.json. Secrets are made up on the way and replaced in what is written. --unlisted prints the rows of a
 * case that its issues.yml does not list.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadScanners } from '../src/scanners/registry.js';
import { CORPUS, caseNames, type RecordedRow, readCase } from './correlation/corpus.js';
import { evaluate, scoreOf } from './correlation/evaluate.js';
import { fillIn } from './correlation/made-up.js';
import { recordCase } from './correlation/record.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean', default: false },
    unlisted: { type: 'boolean', default: false },
    scanner: { type: 'string', multiple: true, default: [] },
  },
});
const LEAST_F1 = 0.98;

async function rowsOf(folder: string): Promise<RecordedRow[]> {
  const file = path.join(folder, 'rows.json');
  if (!existsSync(file)) return [];
  return JSON.parse(await readFile(file, 'utf8'), (_, value) => (typeof value === 'string' ? fillIn(value) : value));
}

async function record(): Promise<void> {
  const scanners = (await loadScanners()).filter(
    ({ id }) => values.scanner.length === 0 || values.scanner.includes(id),
  );
  for (const name of positionals) {
    const folder = path.join(CORPUS, name);
    console.log(name);
    for (const line of await recordCase(folder, scanners, await rowsOf(folder))) console.log(`  ${line}`);
  }
}

function unlisted(): void {
  for (const name of positionals) {
    const { rows, labels, names } = readCase(name);
    const listed = new Set(labels.issues.flatMap((issue) => issue.rows));
    for (const [index, row] of rows.entries()) {
      const own = names[index] ?? [];
      if (!own.some((called) => listed.has(called))) console.log(`${own[0]}  # ${row.title}`);
    }
  }
}

function judge(): void {
  const names = positionals.length > 0 ? positionals : caseNames();
  const evaluations = names.map((name) => evaluate(readCase(name)));
  for (const [index, { issues, shared, rows, errors }] of evaluations.entries()) {
    console.log(`${names[index]}: ${rows} rows, ${issues} issues, ${shared} of them seen by two or more scanners`);
    for (const { kind, rows: pair } of errors) console.log(`  ${kind}: ${pair.join('  and  ')}`);
  }
  const { precision, recall, f1 } = scoreOf(evaluations);
  const sum = (of: (one: (typeof evaluations)[number]) => number) => evaluations.reduce((all, one) => all + of(one), 0);
  const grave = sum(
    ({ errors }) => errors.filter((one) => one.kind === 'false join' && one.isBetweenAdvisories).length,
  );
  const shown = (value: number) => value.toFixed(4);
  console.log(`${sum((one) => one.rows)} rows, ${sum((one) => one.issues)} issues, ${sum((one) => one.shared)} shared`);
  console.log(`precision ${shown(precision)}, recall ${shown(recall)}, F1 ${shown(f1)}`);
  console.log(`${grave} false joins between advisories`);
  if (f1 < LEAST_F1 || grave > 0) process.exitCode = 1;
}

if (values.record) await record();
else if (values.unlisted) unlisted();
else judge();
