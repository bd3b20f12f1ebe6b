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
  /** Null when it could not be started or was ended from outside. */
  exitStatus: number | null;
  stdout: string;
  stderr: string;
  /** Why there is no exit status. */
  problem: string;
}

/** Runs the commands of one installation: one log, one environment, ended together. */
export class Installer {
  readonly log: string;
  /** Aborted when the installation is to end. */
  readonly cancel: AbortSignal;

  /** @param name of the log and of the folders it works in: one for each source of a scanner */
  constructor(
    private readonly name: string,
    private readonly options: ToolOptions,
    private readonly lease: Lease,
  ) {
    this.log = path.join(options.store, 'logs', `${name}.log`);
    this.cancel = options.cancel ? AbortSignal.any([options.cancel, lease.lost]) : lease.lost;
  }

  /** Begins an empty log. */
  async begin(): Promise<void> {
    await mkdir(path.dirname(this.log), { recursive: true });
    await writeFile(this.log, '', { mode: 0o600 });
  }

  /** Absolute path of a program to install with: on PATH, and not the target's. */
  async find(command: string): Promise<string | undefined> {
    return (await this.findAll(command))[0];
  }

  /** All of them, first come first: the first one may not be one that runs. */
  findAll(command: string): Promise<string[]> {
    return findOnPath(command, this.options.avoid);
  }

  /**
   * Runs a command to its end, however that is, in a folder without files of anybody: uv, pip, npm and go read settings
   * from the folder that they are started in.
   * @throws InstallError when it is interrupted or takes too long
   */
  async try(file: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
    const { workspace } = this.lease;
    const folder = await workspace.newFolder(this.name);
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
        workspace.noteGroup(started);
      },
    });
    if (group !== undefined) await workspace.forgetGroup(group);
    this.throwIfLost();
    if (result.ending === 'cancelled') throw new InstallError('interrupted');
    const printed = { stdout: await readFile(stdout, 'utf8'), stderr: await readFile(stderr, 'utf8') };
    await appendFile(this.log, `$ ${[file, ...args].join(' ')}\n${printed.stdout}${printed.stderr}`);
    if (result.ending === 'timed-out') {
      throw new InstallError(`${path.basename(file)} took longer than ${TIMEOUT_MINUTES} minutes`);
    }
    const { exitStatus, ending } = result;
    const problem = ending === 'exited' ? (result.signal ?? ending) : (result.error ?? ending);
    return { exitStatus: ending === 'exited' ? exitStatus : null, problem, ...printed };
  }

  /**
   * Runs a command that has to work.
   * @returns what it printed, standard output first
   * @throws InstallError with the most telling line of what it printed
   */
  async run(file: string, args: string[], env: Record<string, string> = {}): Promise<string> {
    const { exitStatus, stdout, stderr, problem } = await this.try(file, args, env);
    const printed = `${stdout}\n${stderr}`;
    if (exitStatus === 0) return printed;
    const program = path.basename(file);
    if (exitStatus === null) throw new InstallError(`${program} ended early: ${problem}`);
    throw new InstallError(`${program}: ${tellingLine(printed)}`);
  }

  /**
   * Fetches a file, which is gone when the installation has ended.
   * @returns its absolute path
   * @throws InstallError when it has not the digest, or cannot be had
   */
  async download(url: string, sha256: string): Promise<string> {
    const file = path.join(await this.lease.workspace.newFolder(this.name), 'download');
    await appendFile(this.log, `$ GET ${url}\n`);
    // Loaded only now: most runs fetch nothing.
    const { download } = await import('./download.js');
    try {
      await download({ url, sha256, file, cancel: this.cancel });
    } catch (error) {
      this.throwIfLost();
      await appendFile(this.log, `${(error as Error).message}\n`);
      throw error;
    }
    return file;
  }

  private throwIfLost(): void {
    if (!this.lease.lost.aborted) return;
    throw new InstallError('another process took over, this one stood still for too long; run again');
  }
}
