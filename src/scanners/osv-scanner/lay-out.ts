import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../../model/scanner.js';
import { decode } from '../kit/requirements-text.js';
import { layOutDatabase } from './database.js';
import { isRequirements, placeOf, TARGET } from './files.js';
import { countPackages, whatIsUnnamed, withoutOwn } from './lock-files.js';
import type { Prepared } from './prepared.js';
import { readRequirements } from './requirements.js';
import { whyUnreachable } from './service.js';

export const DATABASE_FOLDER = 'database';

type Place = Pick<CommandContext, 'target' | 'scratch'>;
type Isolated = Pick<Prepared, 'gaps'> & { packages?: number | undefined };

async function layOutRequirements(
  file: string,
  { target, scratch }: Place,
  isCovered: (file: string) => boolean,
): Promise<Isolated> {
  const text = decode(await readFile(path.join(target, file)));
  const folder = path.posix.dirname(file);
  const { lines, gaps } = readRequirements(
    text,
    (include) => !path.isAbsolute(include) && isCovered(path.posix.join(folder, include)),
  );
  await writeFile(path.join(scratch, TARGET, placeOf(file)), lines.map((line) => `${line}\n`).join(''));
  return { gaps: gaps.map(({ line, why }) => ({ what: `${file}:${line}`, why })) };
}

/** The checksums beside a `go.mod`, which are read together with it. */
async function layOutSum(file: string, { target, scratch }: Place): Promise<boolean> {
  const sum = file.replace(/mod$/, 'sum');
  const facts = await stat(path.join(target, sum)).catch(() => undefined);
  if (!facts?.isFile()) return false;
  await copyFile(path.join(target, sum), path.join(scratch, TARGET, sum), constants.COPYFILE_FICLONE);
  return true;
}

async function layOutLockFile(file: string, place: Place): Promise<Isolated> {
  const [from, to] = [path.join(place.target, file), path.join(place.scratch, TARGET, placeOf(file))];
  const text = await readFile(from, 'utf8');
  const own = withoutOwn(file, text);
  if (own === undefined) await copyFile(from, to, constants.COPYFILE_FICLONE);
  else await writeFile(to, own);
  const hasSum = path.basename(file) === 'go.mod' && (await layOutSum(file, place));
  const unnamed = whatIsUnnamed(file, text, hasSum);
  return {
    packages: countPackages(file, text),
    gaps: unnamed === undefined ? [] : [{ what: `${file}: packages`, why: unnamed }],
  };
}

/**
 * Copies what the scanner is to read into a folder of its own. Named one by one, a single file that it cannot read
 * would end the run for all; in the target itself it would obey `osv-scanner.toml`, and its requirements files need to
 * be read for it (see `readRequirements`).
 */
export async function layOut({ target, scratch, input, database }: CommandContext): Promise<Prepared> {
  const prepared: Prepared = { counts: {}, gaps: [] };
  if (database === undefined) {
    // Without a folder to read it ends at once.
    const unreachable = await whyUnreachable();
    if (unreachable !== undefined) return { ...prepared, unreachable };
  } else {
    prepared.ecosystems = await layOutDatabase(database, path.join(scratch, DATABASE_FOLDER));
  }
  await mkdir(path.join(scratch, TARGET));
  const own = new Set(input.files);
  for (const file of input.files) {
    try {
      await mkdir(path.dirname(path.join(scratch, TARGET, placeOf(file))), { recursive: true });
      const place = { target, scratch };
      const { packages, gaps } = isRequirements(file)
        ? await layOutRequirements(file, place, (include) => own.has(include))
        : await layOutLockFile(file, place);
      prepared.gaps.push(...gaps);
      if (packages !== undefined) prepared.counts[file] = packages;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      prepared.gaps.push({ what: file, why: `could not be read: ${code ?? message}` });
    }
  }
  return prepared;
}
