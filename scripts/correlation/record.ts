import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ScannerDefinition } from '../../src/model/scanner.js';
import { executeInstalled } from '../execute-installed.js';
import { CORPUS, filesOf, layOutCase, type RecordedRow, writeRows } from './corpus.js';
import { surroundings } from './services.js';

/** What the databases know, for the cases that are about packages. */
const ADVISORIES = path.join(CORPUS, 'advisories.yml');
const ABOUT_PACKAGES = 'vulnerabilities';

/** What correlation reads of a row, and a title for the people who label it. */
function withoutProse({ message: _, fix: __, rule, advisory, ...row }: RecordedRow): RecordedRow {
  return {
    ...row,
    ...(advisory ? { advisory: { id: advisory.id, aliases: advisory.aliases, cwes: [], cvss: [] } } : {}),
    ...(rule?.cwes ? { rule: { cwes: rule.cwes } } : {}),
  };
}

/**
 * Runs scanners on the files of a case and records what they find. Rows of scanners that did not run are kept.
 * @returns what became of each scanner that applies, for the one who records
 */
export async function recordCase(
  folder: string,
  scanners: ScannerDefinition[],
  known: RecordedRow[],
): Promise<string[]> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'muster-corpus-'));
  const root = path.join(made, 'files');
  const isAboutPackages = path.basename(path.dirname(folder)) === ABOUT_PACKAGES && existsSync(ADVISORIES);
  const around = await surroundings(
    isAboutPackages ? ADVISORIES : undefined,
    filesOf(folder).values(),
    path.join(made, 'around'),
  );
  const before = { ...process.env };
  Object.assign(process.env, around?.environment);
  try {
    await layOutCase(folder, root);
    const executed = await executeInstalled(root, scanners, around && { ...around, online: true });
    const ran = new Set(
      executed
        .filter(({ entry: { status } }) => status === 'completed' || status === 'partial')
        .map(({ run }) => run.scanner.id),
    );
    const fresh = executed.flatMap(({ run: { scanner, outputPath }, findings }) =>
      ran.has(scanner.id)
        ? findings.map((row) =>
            withoutProse({ scanner: scanner.id, ...row, pointer: `${path.basename(outputPath)}#${row.pointer}` }),
          )
        : [],
    );
    const rows = [...known.filter(({ scanner }) => !ran.has(scanner)), ...fresh];
    const order = ({ scanner, location, ruleId, pointer }: RecordedRow) =>
      [location?.path ?? '', String(location?.startLine ?? 0).padStart(6, '0'), scanner, ruleId, pointer].join('\0');
    await writeRows(
      folder,
      rows.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
    );
    return executed.map(
      ({ run, entry }) =>
        `${run.scanner.id} on ${run.input.label}: ${entry.status}, ${entry.findings} rows${entry.reason ? ` (${entry.reason})` : ''}`,
    );
  } finally {
    process.env = before;
    await around?.close();
    await rm(made, { recursive: true, force: true });
  }
}
