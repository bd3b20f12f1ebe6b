import { Command, CommanderError } from 'commander';
import { UsageError } from '../model/usage-error.js';
import { musterVersion } from '../model/version.js';
import { attestCommand } from './attest.js';
import { dbCommand } from './db.js';
import { diffCommand } from './diff.js';
import { EXIT } from './exit-status.js';
import { explainCommand } from './explain.js';
import { initCommand } from './init.js';
import { mergeCommand } from './merge.js';
import { reportCommand } from './report.js';
import { scanCommand } from './scan.js';
import { toolsCommand } from './tools.js';
import { verifyAttestationCommand } from './verify-attestation.js';

function build(): Command {
  const program = new Command('muster')
    .description(
      'Runs every security scanner that has something to say about a repository, and proves its clean results.',
    )
    .version(musterVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [COMMAND]', 'print help for a command')
    .showSuggestionAfterError()
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      `
Exit status:
  0    pass: every required scanner's evidence is complete, and the gate holds
  1    fail: the gate is violated
  2    the command line, the configuration or an input is wrong; nothing was scanned
  3    incomplete: the gate holds on what was found, but required evidence is missing
  130  interrupted; what had finished is saved

Examples:
  $ muster scan                                scan this folder with the basic scanners
  $ muster scan --profile advanced ../service  all scanners, another folder
  $ muster tools list                          which scanners there are, and where they come from
  $ muster db update                           fetch EPSS scores, exploited vulnerabilities and rules for Semgrep`,
    );
  program.addCommand(scanCommand());
  program.addCommand(mergeCommand());
  program.addCommand(initCommand());
  program.addCommand(reportCommand());
  program.addCommand(attestCommand());
  program.addCommand(verifyAttestationCommand());
  program.addCommand(diffCommand());
  program.addCommand(explainCommand());
  program.addCommand(toolsCommand());
  program.addCommand(dbCommand());
  for (const command of program.commands) inherit(command);
  return program;
}

/** Errors of every command are thrown, so that one place gives them their exit status. */
function inherit(command: Command): void {
  command.exitOverride().helpOption('-h, --help', 'print help').showSuggestionAfterError();
  for (const below of command.commands) inherit(below);
}

/**
 * Runs the command line and sets the process's exit status. Says every error in one line a mistake; a stack trace is
 * only for what should be impossible.
 */
export async function runProgram(argv: string[]): Promise<void> {
  // A reader that has had enough (`muster … | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    const program = build();
    if (argv.length <= 2) {
      program.outputHelp();
      return;
    }
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.pass : EXIT.usage;
    } else if (error instanceof UsageError) {
      for (const line of error.message.split('\n')) console.error(`muster: ${line}`);
      process.exitCode = EXIT.usage;
    } else {
      const { stack } = error as Error;
      console.error(`muster: this is a mistake in Muster, please report it\n${stack}`);
      process.exitCode = EXIT.incomplete;
    }
  }
}
