import { randomInt } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Counted } from '../model/many-findings.js';
import type { PastScan } from '../model/past-scan.js';
import type { Report } from '../model/report.js';
import { chosenFormats, type FileFormat } from '../model/report-formats.js';
import type { ReportContext, ReportFile } from './format.js';
import { FORMAT_TABLE } from './formats.js';
import { HISTORY_FILE, historyWith, pastScanOf, readHistory } from './history.js';

/** The names in a results directory. */
const OWN = ['report.json', HISTORY_FILE, 'basic', 'advanced', 'merged', 'sarif', 'reports'];
/** The folders whose files are made from the report. */
const MADE = ['sarif', 'reports'];
/** What a crash leaves while a file is being written: its name, and a number. */
const HALF_WRITTEN = /\.\d+$/;

const ORDER = Object.keys(FORMAT_TABLE) as FileFormat[];

/**
 * Removes a symbolic link where a file or folder of ours belongs. The results directory may stand in the scanned
 * repository, which must not choose which files of the machine are written over.
 */
async function dropLink(file: string): Promise<void> {
  const facts = await lstat(file).catch(() => undefined);
  if (facts?.isSymbolicLink()) await unlink(file);
}

/** Written, flushed and renamed: a crash leaves the last whole file, or none. A link in its place is removed. */
export async function writeWhole(file: string, content: ReportFile['content']): Promise<void> {
  await dropLink(file);
  if (typeof content === 'string') return writeFileAtomic(file, content, { mode: 0o644, fsync: true });
  // The library takes what is whole only.
  const beside = `${file}.${randomInt(2 ** 47)}`;
  try {
    // Anew, so that a link of that name leads nowhere.
    await writeFile(beside, content, { mode: 0o644, flag: 'wx', flush: true });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/**
 * Keeps results out of the user's commits, as long as the directory holds nothing else: `--output .` must not hide a
 * whole repository from Git.
 */
async function ignoreFolder(dir: string): Promise<void> {
  const names = await readdir(dir);
  if (names.every((name) => OWN.includes(name))) await writeWhole(path.join(dir, '.gitignore'), '*\n');
}

/** Removes from a folder what formats made of an earlier report. Files of others stay. */
async function clear(dir: string, folder: string): Promise<void> {
  const whole = path.join(dir, folder);
  await dropLink(whole);
  for (const name of await readdir(whole).catch(() => [])) {
    const place = `${folder}/${name.replace(HALF_WRITTEN, '')}`;
    if (ORDER.some((format) => FORMAT_TABLE[format].owns.test(place)))
      await rm(path.join(whole, name), { force: true });
  }
}

/** The files of one format, not written. */
export async function makeFiles(report: Report, format: FileFormat, context: ReportContext): Promise<ReportFile[]> {
  const make = await FORMAT_TABLE[format].load();
  return make(report, context);
}

/**
 * Makes files of a report, in a directory that is there.
 * @returns the paths written, relative to the directory
 * @throws Error of the file system, or of a format, when all the others have been written
 */
export async function writeFormats(
  dir: string,
  report: Report,
  formats: readonly FileFormat[],
  context: ReportContext,
): Promise<string[]> {
  const written: string[] = [];
  let problem: unknown;
  for (const format of ORDER.filter((one) => formats.includes(one))) {
    try {
      for (const { path: place, content } of await makeFiles(report, format, context)) {
        const file = path.join(dir, place);
        if (place.includes('/')) await dropLink(path.dirname(file));
        await mkdir(path.dirname(file), { recursive: true });
        await writeWhole(file, content);
        written.push(place);
      }
    } catch (error) {
      problem ??= error;
    }
  }
  if (problem !== undefined) throw problem;
  return written;
}

/** Adds a scan to those that the directory remembers. @returns all of them */
async function remember(dir: string, report: Report, counted?: readonly Counted[]): Promise<PastScan[]> {
  await dropLink(path.join(dir, HISTORY_FILE));
  const { scans, text } = historyWith(await readHistory(dir), pastScanOf(report, counted));
  await writeWhole(path.join(dir, HISTORY_FILE), text);
  return scans;
}

/**
 * Writes what is made from a report into the results directory, and adds the scan to its history. Files of an earlier scan are removed first: what one of
 * them says would be taken for what is true today. The scanners' own outputs are not touched.
 * @param dir made when it is not there
 * @throws Error of the file system
 */
export async function writeReports(
  dir: string,
  report: Report,
  context: ReportContext = { scanners: {} },
  formats: readonly FileFormat[] = chosenFormats(undefined).files,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  await ignoreFolder(dir);
  for (const folder of MADE) await clear(dir, folder);
  const history = await remember(dir, report, context.all?.counted);
  await writeFormats(dir, report, formats, { results: dir, ...context, history });
}
