import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installerEnvironment } from '../process/environment.js';
import { runProcess } from '../process/run.js';
import type { Lease } from './install-lock.js';
import { findOnPath, searchPath } from './search-path.js';
import { tellingLine } from './telling-line.js';
import { InstallError, type ToolOptions } from './types.js';

const TIMEOUT_MINUTES = 15;

export interface Ran {
  exitStatus: number;
  stdout: string;
  stderr: string;
}

/** Runs the commands of one installation: one log, one environment, ended together. */
export class Installer {
  readonly log: string;
  private readonly cancel: AbortSignal;

  constructor(
    private readonly id: string,
    private readonly options: ToolOptions,
    private readonly lease: Lease,
  ) {
    this.log = path.join(options.store, 'logs', `${id}.log`);
    this.cancel = options.cancel ? AbortSignal.any([options.cancel, lease.lost]) : lease.lost;
  }

  /** Begins an empty log. */
  async begin(): Promise<void> {
    await mkdir(path.dirname(this.log), { recursive: true });
    await writeFile(this.log, '', { mode: 0o600 });
  }

  /** Absolute path of a program to install with: on PATH, and not the target's. */
  async find(command: string): Promise<string | undefined> {
    return (await findOnPath(command, this.options.avoid))[0];
  }

  /**
   * Runs a command to its end, whatever its exit status, in a folder without files of anybody: uv, pip and go read
   * settings from the folder that they are started in.
   * @throws InstallError when it cannot be started, is interrupted or takes too long
   */
  async try(file: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
    const { workspace, lost } = this.lease;
    const folder = await workspace.newFolder(this.id);
    const [stdout, stderr] = [path.join(folder, 'stdout'), path.join(folder, 'stderr')] as const;
    const cwd = path.join(folder, 'cwd');
    await mkdir(cwd);
    let group: number | undefined;
    const PATH = (await searchPath(this.options.avoid)).join(path.delimiter);
    const result = await runProcess({
      file,
      args,
      cwd,
      stdout,
      stderr,
      env: installerEnvironment({ PATH, ...env }),
      timeoutMs: TIMEOUT_MINUTES * 60_000,
      outputBytes: 64 << 20,
      cancel: this.cancel,
      onStart: (started) => {
        group = started;
        return workspace.noteGroup(started);
      },
    });
    if (group !== undefined) await workspace.forgetGroup(group);
    if (lost.aborted) throw new InstallError('another process took over, this one stood still for too long; run again');
    if (result.ending === 'cancelled') throw new InstallError('interrupted');
    const printed = { stdout: await readFile(stdout, 'utf8'), stderr: await readFile(stderr, 'utf8') };
    await appendFile(this.log, `$ ${[file, ...args].join(' ')}\n${printed.stdout}${printed.stderr}`);
    const name = path.basename(file);
    if (result.ending === 'timed-out') throw new InstallError(`${name} took longer than ${TIMEOUT_MINUTES} minutes`);
    if (result.exitStatus === null) {
      throw new InstallError(`${name} ended early: ${result.error ?? result.signal ?? result.ending}`);
    }
    return { exitStatus: result.exitStatus, ...printed };
  }

  /**
   * Runs a command that has to work.
   * @returns what it printed on standard output
   * @throws InstallError with the most telling line of what it printed
   */
  async run(file: string, args: string[], env: Record<string, string> = {}): Promise<string> {
    const { exitStatus, stdout, stderr } = await this.try(file, args, env);
    if (exitStatus === 0) return stdout;
    throw new InstallError(`${path.basename(file)}: ${tellingLine(`${stdout}\n${stderr}`)}`);
  }
}
