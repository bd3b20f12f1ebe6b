import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command, Option } from 'commander';
import { CI_SYSTEMS, type CiSystem } from '../init/repository.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { UsageError } from '../model/usage-error.js';
import { musterVersion } from '../model/version.js';
import { checkTarget } from './check-target.js';
import { printJson } from './table.js';

interface InitFlags {
  ci?: CiSystem[];
  contact?: string;
  config?: string;
  dryRun?: boolean;
  force?: boolean;
  json?: boolean;
  offline?: boolean;
  yes?: boolean;
}

/** Where the actions of GitHub's workflows live; of a server of one's own they are mirrored or fetched from here. */
const ACTIONS_SERVER = 'https://github.com';

async function pinsFor(ci: CiSystem[], offline: boolean) {
  const { KNOWN_PINS } = await import('../init/known-pins.js');
  if (offline || !ci.includes('github')) return { pins: KNOWN_PINS, problems: [] };
  const { newestReleases } = await import('../init/newest-releases.js');
  return newestReleases(KNOWN_PINS, process.env['MUSTER_ACTIONS_SERVER'] ?? ACTIONS_SERVER);
}

async function agreed(count: number): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await ask.question(`Write ${count === 1 ? 'this file' : `these ${count} files`}? [y/N] `);
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    ask.close();
  }
}

/** Looks at the repository, and at what is there already. Writes nothing. */
async function prepare(where: string, flags: InitFlags) {
  const target = path.resolve(where);
  await checkTarget(target, where, 'init');
  const [{ discover }, { remoteFacts }, { repositoryFacts }, init, { loadScanners }, { loadConfig }, { DEFAULT_DUE }] =
    await Promise.all([
      import('../pipeline/discover.js'),
      import('../pipeline/git.js'),
      import('../init/repository.js'),
      import('../init/plan.js'),
      import('../scanners/registry.js'),
      import('../policy/config-file.js'),
      import('../model/risk-settings.js'),
    ]);
  const inventory = await discover(target);
  if (inventory.git && inventory.git.prefix !== '') {
    throw new UsageError(`${where} is a folder of ${inventory.git.top}; workflows are read at its top, so name that`);
  }
  const facts = repositoryFacts(inventory, await remoteFacts(target), flags.ci);
  const { config } = await loadConfig(target, flags.config);
  const { pins, problems } = await pinsFor(facts.ci, flags.offline ?? false);
  const said = Object.entries(config.due ?? {}).filter(([, time]) => time !== undefined);
  const due = { ...DEFAULT_DUE, ...Object.fromEntries(said) };
  const scanners = await loadScanners();
  const ids = (which: (scanner: ScannerDefinition) => boolean) => scanners.filter(which).map(({ id }) => id);
  const basic = ids(({ tier }) => tier === 'basic');
  // npm is where Node is.
  const notServed = ids(
    ({ id, install, onlyWhenAsked }) =>
      id !== 'npm-audit' && !onlyWhenAsked && install.every(({ kind }) => kind === 'path'),
  );
  const parts = { pins, version: musterVersion(), basic, notServed, contact: flags.contact, due };
  const planned = await init.planFiles(target, init.filesFor(facts, parts));
  return { target, planned, problems, remarks: init.remarks(planned, facts), init };
}

async function run(where: string, flags: InitFlags): Promise<void> {
  const { target, planned, problems, remarks, init } = await prepare(where, flags);
  const toWrite = planned.filter(({ state }) => state === 'new' || (state === 'kept' && flags.force));
  const kept = planned.filter(({ state }) => state === 'kept' && !flags.force);
  for (const problem of problems) {
    console.error(`muster: the newest release cannot be asked for, that of Muster's table is taken: ${problem}`);
  }
  for (const file of flags.json ? [] : toWrite) process.stdout.write(init.diffOf(file));
  for (const file of kept) console.error(`muster: ${file.path} is there and stays as it is; --force writes it anew`);
  for (const remark of remarks) console.error(`muster: ${remark}`);

  const asked = !flags.dryRun && toWrite.length > 0;
  const write = asked && (flags.yes === true || (await agreed(toWrite.length)));
  if (write) await init.writeFiles(target, toWrite);
  if (flags.json) {
    printJson(planned.map((file) => ({ path: file.path, what: file.what, written: write && toWrite.includes(file) })));
  }
  if (toWrite.length === 0) console.error('muster: nothing is missing');
  else if (!write) console.error(`muster: nothing is written${flags.dryRun ? '' : '; --yes writes it'}`);
  else for (const { path: file, what } of toWrite) console.error(`muster: wrote ${file}: ${what}`);
}

/** `muster init [PATH]` */
export function initCommand(): Command {
  return new Command('init')
    .description(
      'write the workflow, the configuration, Dependabot, SECURITY.md and a pre-commit hook that fit a repository',
    )
    .argument('[path]', 'the top of the repository', '.')
    .addOption(
      new Option('--ci <list>', 'CI systems to write for (default: told by the files and the remote)').argParser(
        (value: string) =>
          value.split(',').map((name) => {
            const known = CI_SYSTEMS.find((system) => system === name.trim());
            if (known === undefined) throw new UsageError(`--ci knows ${CI_SYSTEMS.join(', ')}, not "${name}"`);
            return known;
          }),
      ),
    )
    .option('--contact <where>', 'where vulnerabilities are reported to, for SECURITY.md: an address or a page')
    .option('--config <file>', 'configuration to read response times from (default: muster.yml, when there is one)')
    .option('--yes', 'write without asking')
    .option('--dry-run', 'show what would be written, and write nothing')
    .option('--force', 'write files anew that are there and say something else')
    .option('--offline', "make no connection; actions are pinned to the releases of Muster's own table")
    .option('--json', 'print what was done on standard output, and nothing else there')
    .addHelpText(
      'after',
      `
Shows the change as a diff first. Files that are there are never written over without --force, and running it again
changes nothing. Actions are pinned to the commit of their newest release, as git ls-remote tells it.

Examples:
  $ muster init --dry-run
  $ muster init --yes --contact security@example.org
  $ muster init --ci gitlab,shell ../service`,
    )
    .action(run);
}
