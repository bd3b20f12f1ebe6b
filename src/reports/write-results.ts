import { lstat, mkdir, readdir, rm, unlink } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Report } from '../model/report.js';
import { type SarifOptions, type ScannerFacts, scannerSarif, scannersIn, toSarif } from './sarif.js';

export interface WriteOptions extends SarifOptions {
  /** What the report does not say of its scanners, by id. */
  scanners?: Record<string, ScannerFacts>;
}

/** The names in a results directory. */
const OWN = ['report.json', 'basic', 'advanced', 'merged', 'sarif', 'reports'];
const MERGED = 'muster.sarif';
/** Logs of an earlier scan, and what a crash leaves while one is being written. */
const STALE = /\.sarif(?:\.\d+)?$/;

/**
 * Removes a symbolic link where a file or folder of ours belongs. The results directory may stand in the scanned
 * repository, which must not choose which files of the machine are written over.
 */
async function dropLink(file: string): Promise<void> {
  const facts = await lstat(file).catch(() => undefined);
  if (facts?.isSymbolicLink()) await unlink(file);
}

/** Written, flushed and renamed: a crash leaves the last whole file, or none. */
async function writeWhole(file: string, content: string): Promise<void> {
  await dropLink(file);
  await writeFileAtomic(file, content, { mode: 0o644, fsync: true });
}

/** A document as text; stops at nothing that JSON can hold, however long. */
function toJson(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** File names for scanners' logs: ids as they are; what a merged report calls a scanner may hold anything. */
function logNames(scanners: string[]): Map<string, string> {
  const taken = new Set([MERGED]);
  return new Map(
    scanners.map((scanner) => {
      const stem = scanner.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'scanner';
      let name = `${stem}.sarif`;
      for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}.sarif`;
      taken.add(name.toLowerCase());
      return [scanner, name];
    }),
  );
}

/**
 * Keeps results out of the user's commits, as long as the directory holds nothing else: `--output .` must not hide a
 * whole repository from Git.
 */
async function ignoreFolder(dir: string): Promise<void> {
  const names = await readdir(dir);
  if (names.every((name) => OWN.includes(name))) await writeWhole(path.join(dir, '.gitignore'), '*\n');
}

async function writeSarif(dir: string, report: Report, options: WriteOptions): Promise<void> {
  const folder = path.join(dir, 'sarif');
  await dropLink(folder);
  await mkdir(folder, { recursive: true });
  // First of all: the log of a scanner that has none now would be uploaded as what it says today.
  for (const name of await readdir(folder)) {
    if (STALE.test(name)) await rm(path.join(folder, name), { force: true });
  }
  for (const [scanner, name] of logNames(scannersIn(report))) {
    const log = scannerSarif(report, scanner, options.scanners?.[scanner], options);
    if (log) await writeWhole(path.join(folder, name), toJson(log));
  }
  await writeWhole(path.join(folder, MERGED), toJson(toSarif(report, options)));
}

/**
 * Writes the results directory: `report.json`, `sarif/muster.sarif`, and `sarif/<scanner>.sarif` for each scanner that
 * has something to say. Logs of an earlier scan are removed; the scanners' own outputs are not touched.
 * @param dir made when it is not there
 * @throws Error of the file system
 */
export async function writeReports(dir: string, report: Report, options: WriteOptions = {}): Promise<void> {
  await mkdir(dir, { recursive: true });
  await ignoreFolder(dir);
  await writeSarif(dir, report, options);
  // Last: a report.json of this scan says that everything else of it is there.
  await writeWhole(path.join(dir, 'report.json'), toJson(report));
}
