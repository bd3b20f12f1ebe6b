import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { DatabaseFacts } from '../../model/coverage.js';
import { readSmallTable } from './sqlite.js';

/** The schema of database that Grype 0.121 reads. */
const FOLDER = '6';
const FILE = 'vulnerability.db';
const IMPORT = 'import.json';

/** Whether a folder holds a database where Grype looks for it. */
export function hasDatabase(database: string): Promise<boolean> {
  return stat(path.join(database, FOLDER, FILE)).then(
    (facts) => facts.isFile(),
    () => false,
  );
}

/** When it was built, by its own account. */
async function builtAt(database: string): Promise<string | null> {
  try {
    const [row = []] = await readSmallTable(path.join(database, FOLDER, FILE), 'db_metadata');
    const said = row.find((value) => typeof value === 'string');
    const built = typeof said === 'string' ? Date.parse(said) : Number.NaN;
    return Number.isNaN(built) ? null : new Date(built).toISOString();
  } catch {
    return null;
  }
}

/** The digest that was taken when it was imported, and with which Grype compares it at each start. */
async function digestOf(database: string): Promise<string | null> {
  try {
    const text = await readFile(path.join(database, FOLDER, IMPORT), 'utf8');
    return z.object({ digest: z.string() }).parse(JSON.parse(text)).digest;
  } catch {
    return null;
  }
}

/** @param context.database what Grype calls its cache directory: the folder that holds `6/vulnerability.db` */
export async function databaseFacts({ database }: { database?: string }): Promise<DatabaseFacts | undefined> {
  if (database === undefined || !(await hasDatabase(database))) return undefined;
  const [built, digest] = await Promise.all([builtAt(database), digestOf(database)]);
  const hours = built === null ? null : Math.max(0, (Date.now() - Date.parse(built)) / 3_600_000);
  return {
    name: "Grype's vulnerability database",
    updatedAt: built,
    ageHours: hours === null ? null : Math.round(hours * 10) / 10,
    digest,
  };
}
