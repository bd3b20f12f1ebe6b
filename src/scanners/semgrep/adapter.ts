import path from 'node:path';
import type { Inventory } from '../../model/inventory.js';
import { type CommandContext, defineScanner, type ScanInput } from '../../model/scanner.js';
import { asArguments } from '../kit/arguments.js';
import { chunkArguments, chunkLabel } from '../kit/chunk.js';
import { has, textAt } from '../kit/recognise.js';
import { canary } from './canary.js';
import { rulesFacts } from './database.js';
import { findingsOf } from './findings.js';
import { foldersFor, languageOf, missingEnding } from './languages.js';
import { layOutOfficial, readOfficial } from './official.js';
import { givenNames, layOutCopies, OTHERWISE_NAMED } from './otherwise-named.js';
import { judge, TIMEOUT_THRESHOLD } from './outcome.js';
import { readPack } from './pack.js';
import type { Prepared } from './prepared.js';
import { Report } from './report.js';
import { wideLines } from './wide-lines.js';

/** Of wall time, for one rule on one file: the default of 5 is too little where other scanners have the cores. */
const TIMEOUT_SECONDS = 20;

/** Where the official rules for a run are laid out; stays empty where there are none for its files. */
function officialFolder({ scratch }: Pick<CommandContext, 'scratch'>): string {
  return path.join(scratch, 'official-rules');
}

function inputsFor(files: string[], mode?: string): ScanInput[] {
  const chunks = chunkArguments(files);
  return chunks.map((chunk, index) => {
    const part = chunkLabel(index, chunks.length);
    const label = mode === undefined ? part : part === '.' ? mode : `${mode}, ${part}`;
    return { label, ...(mode === undefined ? {} : { mode }), files: chunk };
  });
}

function inputs(inventory: Inventory): ScanInput[] {
  const [plain, otherwise]: [string[], string[]] = [[], []];
  for (const file of inventory.files) {
    const language = file.nameIsNotUtf8 ? undefined : languageOf(file);
    if (language) (missingEnding(file.path, language) === '' ? plain : otherwise).push(file.path);
  }
  return [...inputsFor(plain), ...inputsFor(otherwise, OTHERWISE_NAMED)];
}

export default defineScanner({
  id: 'semgrep',
  name: 'Semgrep',
  homepage: 'https://semgrep.dev/',
  license: 'LGPL-2.1-or-later',
  tier: 'advanced',
  finds: ['code'],
  verified: 'live',
  install: [
    // Not the newest: 1.182.1 and later need a certifi that the registry does not have.
    { kind: 'pypi', package: 'semgrep', version: '1.182.0', command: 'semgrep' },
    { kind: 'path', command: 'semgrep' },
  ],
  versionArgs: ['--version', '--disable-version-check'],
  network: 'never',
  uses: { cores: 1, memoryMB: 400, seconds: 8 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) => has(document, 'results', 'errors', 'paths'),
  versionIn: (document) => textAt(document, 'version'),
  rules: ['semgrep'],
  databaseFacts: rulesFacts,
  // `.semgrepignore`, `.gitignore` and Semgrep's own list (tests, vendor, node_modules, *.min.js, …) are for folders: files
  // that are named are looked at (semgrep/target_manager.py).
  silencedBy: [
    // Anywhere in a line, in any case, after a space, whatever follows: ` nosemantics` does it too (semgrep/constants.py).
    { comment: / nosem(?:grep)?/i, effect: 'findings of this line, or of the next, ignored' },
  ],

  appliesTo: inputs,

  async prepare(context): Promise<Prepared> {
    const names = context.input.mode === OTHERWISE_NAMED ? await layOutCopies(context) : {};
    const given = [...givenNames(context).values()];
    const own = path.join(context.rules, 'semgrep');
    const [rules, wide, all, packs] = await Promise.all([
      readPack(own, foldersFor(given)),
      wideLines(context.target, context.input.files),
      readPack(own, foldersFor([])),
      context.database === undefined ? [] : readOfficial(context.database),
    ]);
    const place = { names: given, ours: Object.values(all).flat(), into: officialFolder(context) };
    const { ids, gaps } = await layOutOfficial(packs, place);
    return { rules, names, wide, official: ids, gaps };
  },

  command(context) {
    const { input, output, rules, scratch, cores } = context;
    const names = [...givenNames(context).values()];
    return {
      args: [
        'scan',
        '--json',
        `--output=${output}`,
        // Which rules ran and which files were taken up is told only with it.
        '--time',
        '--quiet',
        '--metrics=off',
        '--disable-version-check',
        // Without it a rule is called after the folder that it was read from.
        '--no-rewrite-rule-ids',
        '--max-target-bytes=0',
        `--timeout=${TIMEOUT_SECONDS}`,
        `--timeout-threshold=${TIMEOUT_THRESHOLD}`,
        `--jobs=${cores}`,
        // Only those for the languages that are there: to check a rule takes longer than to run it on a small file.
        ...foldersFor(names).map((folder) => `--config=${path.join(rules, 'semgrep', folder)}`),
        ...(context.database === undefined ? [] : [`--config=${officialFolder(context)}`]),
        ...asArguments(names),
      ],
      ...(input.mode === OTHERWISE_NAMED ? { cwd: scratch } : {}),
      env: {
        SEMGREP_SEND_METRICS: 'off',
        SEMGREP_ENABLE_VERSION_CHECK: '0',
        // It asks git for the address of the project: the configuration of the target's repository is not to be read.
        GIT_DIR: path.join(scratch, 'no-repository'),
      },
    };
  },

  outcome: judge,
  parse: findingsOf,

  exitStatuses: {
    0: 'ended, with or without findings; also with files that could not be parsed or ran out of time',
    1: 'findings, with --error (documented)',
    2: 'fatal: a file that is not there, an engine that was killed, no space; also a rule that could not be loaded, with results',
    4: 'a rule is wrong (documented)',
    5: 'YAML that cannot be read (documented; 7 was seen)',
    7: 'no rules, or a file of rules that is wrong',
    8: 'a rule for a language that it does not know',
  },
  traps: [
    'A file that cannot be parsed, as a whole or in part: exit status 0, listed under `paths.scanned`, told only under `errors`.',
    'A rule that runs out of time on a file: exit status 0, told only under `errors`; after three, no other rule is tried on it.',
    'A rule that cannot be loaded is left aside: "Scan completed successfully", with exit status 2.',
    'A rule for a newer release is left aside: exit status 0, told as `info`; with no other, nothing is scanned.',
    'A file whose name does not tell the language is left out without a word, also when it is named.',
    'Tests, vendored folders and minified files are left out by a list of its own, unless each file is named.',
    'One rule of an official pack that has not the form of a rule, or one file that is not YAML, ends the whole run: exit status 7, nothing scanned.',
    'A space and `nosem` anywhere in a line silence its findings, also within a string or a longer word.',
  ],
  data:
    "Muster's own rules, in rules/semgrep. Beside them those of Semgrep's registry, where there is a local copy: what " +
    '`muster db update semgrep` has stored, or a folder with files such as `https://semgrep.dev/c/p/default` serves, named ' +
    'under `databases` in `muster.yml` or by `MUSTER_SEMGREP_DATABASE`. Of these run the rules for the languages that ' +
    "Muster's own are for, and those for any file. The ledger names the packs and their digest; packs bear no date.",

  canary,
});
