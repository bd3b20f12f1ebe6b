import { ageInHours, type DatabaseFacts } from '../model/coverage.js';
import type { ScannerDefinition } from '../model/scanner.js';
import type { Source } from './sources.js';
import { readStored, storedDatabases } from './store.js';

/** A database, or a collection of rules, as `muster db list --json` shows it. */
export interface DatabaseDescription {
  /** By which the configuration names it: that of a scanner, `epss` or `kev`. */
  id: string;
  name: string;
  /** Absolute path; null where none is named or stored. */
  where: string | null;
  /** As RFC 3339 writes it; null when nothing tells. */
  updatedAt: string | null;
  ageHours: number | null;
  digest: string | null;
  /**
   * `configured` by the user, `stored` by Muster, `default`: what the scanner uses by itself (rules that ship with Muster,
   * signatures of the system, a service), `missing`: nothing is used, or nothing is known of it before the scan.
   */
  source: 'configured' | 'stored' | 'default' | 'missing';
  /** Scanners by their id, or `risk`. */
  usedBy: string[];
  /** From where it was fetched, where Muster did. */
  urls: string[];
  /** What gets it, or a newer one: a command, or in words. */
  get: string;
  /** What it is and how it is dated, in the scanner's own declaration. */
  about?: string;
  /** Why what is there cannot be used. */
  problem?: string;
}

export interface ListContext {
  scanners: ScannerDefinition[];
  sources: Source[];
  /** What the user has named, absolute paths by id; it beats what is stored. */
  configured: Record<string, string>;
  /** Absolute path of the user's cache. */
  cache: string;
  now: Date;
}

function variableOf(id: string): string {
  return `MUSTER_${id.toUpperCase().replaceAll('-', '_')}_DATABASE`;
}

/** What is where the configuration or the store says. */
interface Place {
  where: string | null;
  source: DatabaseDescription['source'];
  urls: string[];
}

async function placeOf(id: string, stored: Record<string, string>, context: ListContext): Promise<Place> {
  const named = context.configured[id];
  if (named !== undefined) return { where: named, source: 'configured', urls: [] };
  const folder = stored[id];
  if (folder === undefined) return { where: null, source: 'missing', urls: [] };
  const urls = (await readStored(context.cache, id))?.files.map(({ url }) => url) ?? [];
  return { where: folder, source: 'stored', urls };
}

/** What gets a scanner the data that Muster does not fetch. */
function byOtherMeans({ id, network }: ScannerDefinition): string {
  const naming = `its folder under databases in muster.yml, or by ${variableOf(id)}`;
  return network === 'database'
    ? `asks for what it needs at each run; for a local copy name ${naming}`
    : `name ${naming}`;
}

async function describeScanner(
  scanner: ScannerDefinition,
  stored: Record<string, string>,
  context: ListContext,
): Promise<DatabaseDescription> {
  const { id, name } = scanner;
  const place = await placeOf(id, stored, context);
  const where = place.where === null ? {} : { database: place.where };
  let problem: string | undefined;
  const facts: DatabaseFacts | undefined = await scanner
    .databaseFacts?.({ ...where, offline: true })
    .catch((error: Error) => {
      problem = error.message;
      return undefined;
    });
  if (place.where !== null && !facts) problem ??= 'there is none in it that can be read';
  const updatedAt = facts?.updatedAt ?? null;
  const isFetched = context.sources.some((source) => source.id === id);
  return {
    id,
    name: facts?.name ?? name,
    where: place.where,
    updatedAt,
    ageHours: facts?.ageHours ?? ageInHours(updatedAt, context.now),
    digest: facts?.digest ?? null,
    source: place.source === 'missing' && facts ? 'default' : place.source,
    usedBy: [id],
    urls: place.urls,
    get: isFetched ? `muster db update ${id}` : byOtherMeans(scanner),
    about: scanner.data,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** What the risk of findings is made with. */
async function describeFeed(
  { id, name, check, usedBy }: Source,
  stored: Record<string, string>,
  context: ListContext,
): Promise<DatabaseDescription> {
  const place = await placeOf(id, stored, context);
  const base = { id, name, ...place, usedBy, get: `muster db update ${id}` };
  const nothing = { updatedAt: null, ageHours: null, digest: null };
  if (place.where === null) return { ...base, ...nothing };
  try {
    const { updatedAt, digest } = await check(place.where, place.where);
    return { ...base, updatedAt, ageHours: ageInHours(updatedAt, context.now), digest };
  } catch (error) {
    return { ...base, ...nothing, problem: (error as Error).message };
  }
}

/**
 * Each database and collection of rules that a scan would use or could: those of the scanners that have one, and those
 * that the risk of findings is made with; sorted by id. Makes no connection.
 */
export async function describeDatabases(context: ListContext): Promise<DatabaseDescription[]> {
  const stored = await storedDatabases(context.cache);
  const withData = context.scanners.filter(({ databaseFacts }) => databaseFacts !== undefined);
  const feeds = context.sources.filter(({ id }) => withData.every((scanner) => scanner.id !== id));
  const rows = await Promise.all([
    ...withData.map((scanner) => describeScanner(scanner, stored, context)),
    ...feeds.map((source) => describeFeed(source, stored, context)),
  ]);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}
