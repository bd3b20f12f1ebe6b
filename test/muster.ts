import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Report } from '../src/model/report.js';

const MAIN = path.resolve('dist/cli/main.js');

export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface MusterOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Run as this user; the test has to be root. */
  uid?: number;
  onSpawn?: (child: ChildProcess) => void;
}

/** Runs the built command line, as a user would, with a minimal environment. */
export function muster(args: string[], { cwd, env = {}, uid, onSpawn }: MusterOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  onSpawn?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

/** The report that `--json` printed. */
export function reportOf({ stdout }: Ended): Report {
  return JSON.parse(stdout) as Report;
}
