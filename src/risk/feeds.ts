import { ageInHours } from '../model/coverage.js';
import type { Advisory } from '../model/finding.js';
import type { RiskData } from '../model/report.js';
import { EPSS_NAME, EPSS_NAMES, type EpssScores, readEpss } from './epss.js';
import { type FeedFile, readFeedFile } from './feed-file.js';
import { KEV_NAME, KEV_NAMES, type KevCatalog, readKev } from './kev.js';

/** What is known about who exploits what; a feed is left out where there is no file of it. */
export interface Feeds {
  epss?: EpssScores;
  kev?: KevCatalog;
}

function dataOf(name: string, updatedAt: string, { digest }: FeedFile, now: Date): RiskData {
  return { name, updatedAt, ageHours: ageInHours(updatedAt, now), digest };
}

function missing(name: string): RiskData {
  const id = name.toLowerCase();
  const notChecked = `there is no file of it; muster db update ${id} gets one, or databases.${id} in muster.yml names one`;
  return { name, updatedAt: null, ageHours: null, digest: null, notChecked };
}

/**
 * Reads the feeds that the configuration names under `databases.epss` and `databases.kev`: each a file in its official
 * form, packed by gzip or not, or a folder with such a file under its official name.
 * @param databases absolute paths by name
 * @param now what the age of each is told for
 * @throws UsageError when one cannot be read, or has another form
 */
export async function loadFeeds(
  databases: Record<string, string>,
  now: Date,
): Promise<{ feeds: Feeds; data: RiskData[] }> {
  const feeds: Feeds = {};
  const data: RiskData[] = [];
  const { epss, kev } = databases;
  if (epss === undefined) data.push(missing('EPSS'));
  else {
    const file = await readFeedFile(epss, 'EPSS', EPSS_NAMES, EPSS_NAME);
    feeds.epss = readEpss(file);
    data.push(dataOf(`EPSS (model ${feeds.epss.model})`, feeds.epss.updatedAt, file, now));
  }
  if (kev === undefined) data.push(missing('KEV'));
  else {
    const file = await readFeedFile(kev, 'KEV', KEV_NAMES, KEV_NAME);
    feeds.kev = readKev(file);
    data.push(dataOf(`KEV (catalog ${feeds.kev.version})`, feeds.kev.updatedAt, file, now));
  }
  return { feeds, data };
}

/** The CVEs that an advisory is known by, as their registry writes them. */
export function cvesOf({ id, aliases }: Pick<Advisory, 'id' | 'aliases'>): string[] {
  const names = [id, ...aliases].map((name) => name.toUpperCase());
  return [...new Set(names.filter((name) => /^CVE-\d{4}-\d{4,}$/.test(name)))];
}

/** An advisory with what the feeds say of it: of several CVEs, the one that is exploited the most. */
export function withThreats(advisory: Advisory, { epss, kev }: Feeds): Advisory {
  const cves = cvesOf(advisory);
  const scores = cves.flatMap((cve) => epss?.get(cve) ?? []);
  const entries = cves.flatMap((cve) => kev?.get(cve) ?? []);
  const [score] = scores.sort((a, b) => b.probability - a.probability);
  const entry = entries.find(({ ransomware }) => ransomware) ?? entries[0];
  return { ...advisory, ...(score ? { epss: score } : {}), ...(entry ? { kev: entry } : {}) };
}
