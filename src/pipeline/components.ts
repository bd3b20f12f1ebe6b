import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { groupBy, sortedUnique } from '../model/collections.js';
import type { Component, ListedComponent, Stock } from '../model/component.js';
import { type CoverageEntry, isComplete } from '../model/coverage.js';
import { purlKey } from '../model/purl.js';
import type { Report } from '../model/report.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { readReport } from './read-output.js';
import { relativeTo } from './relative.js';

/** What a report may name as an output: a report that somebody edited must not make Muster read other files. */
const OWN_OUTPUT = /^(?:basic|advanced|merged)\/[A-Za-z0-9._-]+$/;

/** The list of one run, or why there is none. */
type Listing = { entry: CoverageEntry } & ({ components: Component[] } | { problem: string });

/** What a run listed, by its saved output, which has to be the one that the report speaks of. */
async function listingOf(dir: string, entry: CoverageEntry, scanner: ScannerDefinition): Promise<Listing> {
  const { output } = entry;
  if (!output || !OWN_OUTPUT.test(output.path)) return { entry, problem: 'it left no output' };
  const file = path.join(dir, output.path);
  const facts = await lstat(file).catch(() => undefined);
  if (!facts?.isFile()) return { entry, problem: `${output.path} is not there` };
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  if (sha256 !== output.sha256) return { entry, problem: `${output.path} is not as this scan left it` };
  const read = await readReport(file, scanner.shape, scanner.output.format);
  if ('problem' in read) return { entry, problem: read.problem };
  const context = { input: { label: entry.input, files: [] }, relative: relativeTo() };
  return { entry, components: scanner.components?.(read.report, context) ?? [] };
}

/** What makes two rows the same package: the package URL or, where a scanner prints none, its name. */
function keyOf({ purl, ecosystem, name, version }: Component): string {
  return purl === undefined ? JSON.stringify([ecosystem, name, version ?? '', '']) : purlKey(purl);
}

interface Row extends Component {
  scanner: string;
}

/** One package out of what all say of it: names from the first who has one, everything else from all. */
function merged(rows: [Row, ...Row[]]): ListedComponent {
  const [first] = rows;
  const named = rows.find(({ purl }) => purl !== undefined) ?? first;
  const scopes = rows.flatMap(({ scope }) => scope ?? []);
  const dependsOn = sortedUnique(rows.flatMap((row) => row.dependsOn ?? []));
  const foundBy = [...groupBy(rows, ({ scanner }) => scanner)]
    .map(([scanner, own]) => ({ scanner, locations: sortedUnique(own.flatMap(({ locations }) => locations)) }))
    .sort((a, b) => (a.scanner < b.scanner ? -1 : 1));
  return {
    ...(named.purl === undefined ? {} : { purl: named.purl }),
    ecosystem: named.ecosystem,
    name: named.name,
    ...(named.version === undefined ? {} : { version: named.version }),
    licenses: sortedUnique(rows.flatMap(({ licenses }) => licenses)),
    locations: sortedUnique(rows.flatMap(({ locations }) => locations)),
    // Who ships it by one file needs it, whatever another file says.
    ...(scopes.length > 0
      ? { scope: scopes.every((one) => one === 'development') ? 'development' : 'production' }
      : {}),
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
    foundBy,
  };
}

const told = ({ scanner, input }: CoverageEntry) => (input === '.' ? scanner : `${scanner} (${input})`);

/** What a run that should have listed packages did not tell. */
function gapsOf(listing: Listing): string[] {
  const { entry } = listing;
  if (entry.status === 'not-applicable' || entry.status === 'disabled') return [];
  if ('problem' in listing) return [`${told(entry)}: ${entry.reason ?? listing.problem}`];
  const { notCovered, canary } = entry;
  return [
    ...notCovered.map(({ what, why }) => `${told(entry)}: ${what}: ${why}`),
    ...(notCovered.length === 0 && entry.status !== 'completed'
      ? [`${told(entry)}: ${entry.reason ?? entry.status}`]
      : []),
    ...(canary === 'found' ? [] : [`${told(entry)}: its canary was not found (${canary})`]),
  ];
}

/** Whether a run looked at something, and at no package: for secrets, say. What it missed there is no package either. */
function isForOthers(listing: Listing): boolean {
  const { status, considered } = listing.entry;
  return (
    status === 'partial' && considered.packages === 0 && 'components' in listing && listing.components.length === 0
  );
}

/** Whether a scanner that takes stock of the whole target looked at all of it. */
function judge(report: Report, listings: Listing[], stocktakers: Set<string>): Pick<Stock, 'completeness' | 'because'> {
  const closed = report.blindSpots
    .filter(({ what }) => what === 'all of it')
    .map(({ paths, why }) => `${paths.join(', ')}: ${why}`);
  const interrupted = report.interrupted ? ['the scan was interrupted'] : [];
  const own = listings.filter(({ entry }) => stocktakers.has(entry.scanner));
  const isWhole = own.length > 0 && own.every((one) => isComplete(one.entry) && 'components' in one);
  if (isWhole && closed.length === 0 && interrupted.length === 0) {
    const who = sortedUnique(own.map(({ entry }) => entry.scanner)).join(', ');
    return {
      completeness: 'complete',
      because: [`${who} looked at every lock file that is known, and found its canary`],
    };
  }
  const counted = own.some((one) => 'components' in one) ? own : listings.filter((one) => !isForOthers(one));
  const gaps = [...interrupted, ...closed, ...counted.flatMap(gapsOf)];
  if (gaps.length > 0) return { completeness: 'incomplete', because: sortedUnique(gaps) };
  return { completeness: 'unknown', because: ['no scanner took stock of the whole target'] };
}

/**
 * The packages that the scanners of a scan list, by their outputs in its results directory.
 *
 * Each package is in it once, by the rules of package URLs (`purlKey`), with who lists it and where. An output that is
 * not as the scan left it is not read: it is not this scan's.
 * @param dir the results directory
 */
export async function takeStock(dir: string, report: Report, scanners: ScannerDefinition[]): Promise<Stock> {
  const able = new Map(scanners.flatMap((one) => (one.components ? [[one.id, one] as const] : [])));
  const stocktakers = new Set(scanners.filter(({ lists }) => lists).map(({ id }) => id));
  const listings: Listing[] = [];
  for (const entry of report.coverage) {
    const scanner = able.get(entry.scanner);
    // A run for secrets has an output without a package.
    const isForPackages = entry.considered.packages > 0 || stocktakers.has(entry.scanner) || entry.output === null;
    if (scanner && (isForPackages || entry.status !== 'completed')) listings.push(await listingOf(dir, entry, scanner));
  }
  const isFirst = ({ entry }: Listing) => (stocktakers.has(entry.scanner) ? 0 : 1);
  const rows = listings
    .toSorted((a, b) => isFirst(a) - isFirst(b))
    .flatMap((one) =>
      'components' in one ? one.components.map((row): Row => ({ ...row, scanner: one.entry.scanner })) : [],
    );
  const components = [...groupBy(rows, keyOf).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => merged(group as [Row, ...Row[]]));
  const listers = sortedUnique(
    listings.flatMap((one) => ('components' in one && one.components.length > 0 ? one.entry.scanner : [])),
  );
  // A scanner that took stock and found an empty lock file has listed all that there is.
  const empty = listings.flatMap((one) =>
    'components' in one && stocktakers.has(one.entry.scanner) ? one.entry.scanner : [],
  );
  return { components, listers: sortedUnique([...listers, ...empty]), ...judge(report, listings, stocktakers) };
}
