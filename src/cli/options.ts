import { type Command, InvalidArgumentError, Option } from 'commander';
import { FORMAT_NAMES, FORMATS, type Format } from '../model/report-formats.js';
import { GATE_SEVERITIES } from '../model/severity-names.js';

/** `a,b, c` as a list. */
export function list(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('must be a whole number from 1.');
  return number;
}

function positiveNumber(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError('must be a number above 0.');
  return number;
}

/** `html,csv` as a list of formats. */
function formatList(value: string): Format[] {
  return list(value).map((name) => {
    const known = FORMAT_NAMES.find((format) => format === name.toLowerCase());
    if (known === undefined) throw new InvalidArgumentError(`knows ${FORMAT_NAMES.join(', ')}, not "${name}".`);
    return known;
  });
}

/** `--format LIST`, for every command that makes or reads a result. */
export function formatOption(description: string): Option {
  return new Option('--format <list>', description).argParser(formatList);
}

function categoryName(value: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(value)) {
    throw new InvalidArgumentError('must be a word of letters, digits, dots, dashes and underscores.');
  }
  return value;
}

/** `--category NAME`, for every command that writes SARIF. */
export function categoryOption(): Option {
  return new Option(
    '--category <name>',
    "what tells this result from others of the same commit in GitHub's Security tab",
  ).argParser(categoryName);
}

/** What each format is, for `--help`. */
export function formatHelp(): string {
  const width = Math.max(...FORMAT_NAMES.map((name) => name.length));
  return FORMAT_NAMES.map((name) => `  ${name.padEnd(width)}  ${FORMATS[name].says}`).join('\n');
}

/** The options of every command that needs scanners' programs. */
export function addToolOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--tools <where>',
        'where scanners come from: pinned ones that Muster installs, those on PATH, or both',
      )
        .choices(['auto', 'path', 'managed'])
        .default(undefined, 'auto'),
    )
    .option('--offline', 'make no connection; scanners that need one are reported as unavailable')
    .option('--no-install', 'do not install scanners that are missing')
    .option('--quiet', 'no progress on standard error')
    .option('--json', 'print the machine-readable answer on standard output, and nothing else there');
}

/** The options of every command that scans. */
export function addScanOptions(command: Command): Command {
  return addToolOptions(
    command
      .option('--config <file>', 'configuration to use (default: muster.yml of the target, when there is one)')
      .option('--output <dir>', 'where results go (default: security-results)')
      .addOption(formatOption('what to write and print, by name, separated by commas (see muster report --help)'))
      .addOption(categoryOption())
      .addOption(
        new Option('--profile <name>', 'which scanners run: those of the basic tier, or all (default: basic)').choices([
          'basic',
          'advanced',
        ]),
      )
      .option('--only <list>', 'run these scanners and no others, by id, separated by commas', list)
      .option('--skip <list>', 'do not run these scanners', list)
      .option('--require <list>', 'scanners whose evidence must be complete (default: every one that applies)', list)
      .addOption(
        new Option(
          '--fail-on <severity>',
          'open findings of this severity or worse fail the gate (default: high)',
        ).choices(GATE_SEVERITIES),
      )
      .option('--allow-incomplete', 'exit with 0 although required evidence is missing; the verdict stays "incomplete"')
      .option('--jobs <n>', 'cores that the scanners may use together (default: all)', positiveInteger)
      .option('--timeout <seconds>', 'time that one run of a scanner may take', positiveNumber)
      .option('--no-cache', "remember nothing: prove every scanner's canary again")
      .option('--keep-raw-secrets', "leave the values of secrets in the scanners' own outputs"),
  );
}
