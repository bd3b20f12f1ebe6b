import path from 'node:path';
import { Command } from 'commander';
import { chosenFormats, type FileFormat, type Format, isFileFormat } from '../model/report-formats.js';
import { UsageError } from '../model/usage-error.js';
import { contextOf, printLooks } from './finish.js';
import { categoryOption, formatHelp, formatOption } from './options.js';
import { resultsFolder } from './results-folder.js';

interface ReportFlags {
  format: Format[];
  output?: string;
  stdout?: boolean;
  category?: string;
}

/** The one format whose document can go to standard output. */
function onlyFile(formats: Format[]): FileFormat {
  const [format] = formats;
  if (format === undefined || formats.length > 1 || !isFileFormat(format)) {
    throw new UsageError('--stdout prints one document; name one format of files with --format');
  }
  return format;
}

async function run(shown: string, flags: ReportFlags): Promise<void> {
  const [{ readReportAndDigest }, { readHistory }, { loadScanners }, { makeFiles, writeFormats }] = await Promise.all([
    import('../reports/read-report.js'),
    import('../reports/history.js'),
    import('../scanners/registry.js'),
    import('../reports/write-results.js'),
  ]);
  const only = flags.stdout ? onlyFile(flags.format) : undefined;
  const { report, sha256: reportSha256 } = await readReportAndDigest(shown);
  const note = (text: string) => console.error(`muster: ${text}`);
  const results = resultsFolder(path.resolve(shown));
  const history = await readHistory(results);
  const { category } = flags;
  const context = {
    ...contextOf(report, results, await loadScanners(), note),
    reportSha256,
    results,
    history,
    category,
  };
  if (only) {
    const files = await makeFiles(report, only, context);
    const [file] = files;
    if (file === undefined || files.length > 1) {
      const made = files.map((one) => one.path).join(', ') || 'no file';
      throw new UsageError(`${only} makes ${made} of this result, which is not one document; leave out --stdout`);
    }
    for (const piece of typeof file.content === 'string' ? [file.content] : file.content) process.stdout.write(piece);
    return;
  }
  const output = path.resolve(flags.output ?? resultsFolder(shown));
  const files = flags.format.filter(isFileFormat);
  if (files.length > 0) {
    const written = await writeFormats(output, report, files, context);
    for (const place of written) console.error(`muster: wrote ${path.join(path.relative('', output), place)}`);
  }
  if (files.length < flags.format.length) await printLooks(report, chosenFormats(flags.format).looks, output);
}

/** `muster report DIR --format LIST` */
export function reportCommand(): Command {
  return new Command('report')
    .description('other formats from a finished scan, without scanning again')
    .argument('[dir]', 'the results directory of a scan, or its report.json', 'security-results')
    .addOption(formatOption('what to make, by name, separated by commas').makeOptionMandatory())
    .addOption(categoryOption())
    .option('--output <dir>', 'where the files go (default: where the result is)')
    .option('--stdout', 'print the document instead of writing it; of one format that makes one file')
    .addHelpText(
      'after',
      `
Formats:
${formatHelp()}

Examples:
  $ muster report --format jsonl                         into security-results/reports
  $ muster report results --format summary               as a scan prints it
  $ muster report --format jsonl --stdout | jq .title    to another program`,
    )
    .action(run);
}
