import os from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ADDRESSES } from '../databases/addresses.js';
import type { DatabaseDescription } from '../databases/list.js';
import type { Source } from '../databases/sources.js';
import type { StoredDatabase } from '../databases/types.js';
import { UsageError } from '../model/usage-error.js';
import { cancellation } from './cancellation.js';
import { EXIT } from './exit-status.js';
import { printJson, printTable } from './table.js';

interface ListFlags {
  config?: string;
  json?: boolean;
}

interface UpdateFlags {
  offline?: boolean;
  timeout?: number;
  quiet?: boolean;
  json?: boolean;
}

/** How one update has ended, as `--json` prints it. */
interface Result {
  id: Source['id'];
  state: 'updated' | 'unchanged' | 'failed';
  reason?: string;
  files?: StoredDatabase['files'];
}

function seconds(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError('must be a number above 0.');
  return number;
}

function ageOf({ updatedAt, ageHours }: DatabaseDescription): string {
  if (updatedAt === null || ageHours === null) return '-';
  const age = ageHours < 48 ? `${Math.round(ageHours)} h` : `${Math.round(ageHours / 24)} days`;
  return `${updatedAt.slice(0, 10)} (${age})`;
}

async function describe(config: string | undefined): Promise<DatabaseDescription[]> {
  const [{ loadConfig }, { decideSettings }, { loadScanners }, { describeDatabases }, { sources }, { cacheFolder }] =
    await Promise.all([
      import('../policy/config-file.js'),
      import('../policy/settings.js'),
      import('../scanners/registry.js'),
      import('../databases/list.js'),
      import('../databases/sources.js'),
      import('../tools/cache-folder.js'),
    ]);
  const loaded = await loadConfig(process.cwd(), config);
  const { databases: configured } = decideSettings({}, process.env, loaded, os.availableParallelism());
  return describeDatabases({
    scanners: await loadScanners(),
    sources: sources(process.env),
    configured,
    cache: cacheFolder(),
    now: new Date(),
  });
}

async function list(flags: ListFlags): Promise<void> {
  const rows = await describe(flags.config);
  if (flags.json) return printJson(rows);
  const { plainLine } = await import('../reports/plain-text.js');
  printTable([
    ['ID', 'SOURCE', 'DATE (AGE)', 'DIGEST', 'USED BY', 'WHAT', 'WHERE'],
    ...rows.map((row) => [
      row.id,
      row.problem === undefined ? row.source : 'unusable',
      ageOf(row),
      row.digest?.slice(0, 12) ?? '-',
      row.usedBy.join(', '),
      plainLine(row.name),
      row.where === null ? '-' : plainLine(row.where),
    ]),
  ]);
  const lacking = rows.filter(({ where, problem }) => where === null || problem !== undefined);
  if (lacking.length > 0) console.log('\nTo get what is not there:');
  for (const { id, problem, get, about } of lacking) {
    console.log(`  ${id}: ${problem === undefined ? '' : `${plainLine(problem)}; `}${get}`);
    if (about !== undefined && !get.startsWith('muster ')) console.log(`    ${about}`);
  }
}

/** @throws UsageError when an id is not known */
async function wanted(ids: string[]): Promise<Source[]> {
  const { sources } = await import('../databases/sources.js');
  const all = sources(process.env);
  const unknown = ids.find((id) => all.every((source) => source.id !== id));
  if (unknown === undefined) return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
  const known = all.map(({ id }) => id).join(', ');
  const { loadScanners } = await import('../scanners/registry.js');
  const isScanner = (await loadScanners()).some(({ id }) => id === unknown);
  throw new UsageError(
    isScanner
      ? `muster db update fetches nothing for "${unknown}", only ${known}; muster db list says how it gets its data`
      : `there is no database "${unknown}"; there are ${known}`,
  );
}

async function printResults(results: Result[]): Promise<void> {
  const [{ default: pc }, { plainLine }] = await Promise.all([
    import('picocolors'),
    import('../reports/plain-text.js'),
  ]);
  const colors = pc.createColors(Boolean(process.stdout.isTTY) && !process.env['NO_COLOR'] && !process.env['CI']);
  for (const { id, state, reason = '', files = [] } of results) {
    const what = files.map(({ name, updatedAt }) => (updatedAt ? `${name} of ${updatedAt.slice(0, 10)}` : name));
    const news = `${state === 'unchanged' ? 'nothing new, ' : ''}${what.join(', ')}`;
    if (state === 'failed') console.log(`${colors.yellow('!')} ${id}: ${plainLine(reason)}`);
    else console.log(`${colors.green('✓')} ${id}: ${plainLine(news)}`);
  }
}

async function update(ids: string[], flags: UpdateFlags): Promise<void> {
  const chosen = await wanted(ids);
  if (flags.offline) throw new UsageError('muster db update makes connections; it can do nothing with --offline');
  const [{ updateDatabase }, { cacheFolder }] = await Promise.all([
    import('../databases/update.js'),
    import('../tools/cache-folder.js'),
  ]);
  const cancel = cancellation('stopping');
  const totalMs = flags.timeout === undefined ? undefined : flags.timeout * 1000;
  const results = await Promise.all(
    chosen.map(async (source): Promise<Result> => {
      const { id } = source;
      if (!flags.quiet) for (const { url } of source.files) console.error(`… asking for ${url}`);
      try {
        const { state, stored } = await updateDatabase(source, { cache: cacheFolder(), totalMs, cancel });
        return { id, state, files: stored.files };
      } catch (error) {
        return { id, state: 'failed', reason: (error as Error).message };
      }
    }),
  );
  if (flags.json) printJson(results);
  else await printResults(results);
  if (cancel.aborted) process.exitCode = EXIT.interrupted;
  else if (results.some(({ state }) => state === 'failed')) process.exitCode = EXIT.fail;
}

const addresses = Object.entries(ADDRESSES).map(([name, value]) => `  ${name.padEnd(21)} ${value}`);

/** `muster db list|update` */
export function dbCommand(): Command {
  const db = new Command('db').description('vulnerability databases and packs of rules: date, age, digest');
  const json = () =>
    new Option('--json', 'print the machine-readable answer on standard output, and nothing else there');
  db.addCommand(
    new Command('list')
      .description('which ones a scan would use, where they are, and what gets those that are not there')
      .option('--config <file>', 'configuration to use (default: muster.yml of this folder, when there is one)')
      .addOption(json())
      .action(list),
  );
  db.addCommand(
    new Command('update')
      .description(
        'fetch what Muster fetches itself, all of it when nothing is named: EPSS scores, the Known Exploited ' +
          "Vulnerabilities of CISA, packs of Semgrep's registry (under a licence of their own). Scans use them from then on, " +
          'where the configuration names no other',
      )
      .argument('[id...]', 'epss, kev, semgrep')
      .option('--timeout <seconds>', 'time that one file may take (default: 600)', seconds)
      .option('--offline', 'refused: an update makes connections')
      .option('--quiet', 'no progress on standard error')
      .addOption(json())
      .addHelpText(
        'after',
        `
Exit status:
  0  all was fetched, or is what the servers have
  1  something could not be had; what was stored of it before stays
  2  wrong usage

Other addresses, and other packs, by the environment:
${addresses.join('\n')}`,
      )
      .action(update),
  );
  return db;
}
