import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type ProcessResult, runProcess } from '../process/run.js';

export interface Asked extends ProcessResult {
  stdout: string;
  stderr: string;
}

/** Runs something small for what it prints, in an empty folder that is also offered as home. */
export async function ask(
  file: string,
  args: string[],
  environment: (home: string) => Record<string, string>,
  cancel?: AbortSignal,
): Promise<Asked> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'muster-ask-'));
  try {
    const stdout = path.join(folder, 'stdout');
    const stderr = path.join(folder, 'stderr');
    const result = await runProcess({
      file,
      args,
      cwd: folder,
      env: environment(folder),
      stdout,
      stderr,
      timeoutMs: 10_000,
      outputBytes: 1 << 20,
      ...(cancel ? { cancel } : {}),
    });
    return { ...result, stdout: await readFile(stdout, 'utf8'), stderr: await readFile(stderr, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a Go program says about its own making. */
export interface BuildInfo {
  /** Path of the main package. */
  package: string;
  /** Version of the main module, with the leading `v`; `(devel)` when built from a checkout. */
  version: string;
  /** `h1:…`; null when built from a checkout. */
  sum: string | null;
}

/** Reads what `go version -m` prints. Undefined when it is not about a Go program. */
export function parseBuildInfo(printed: string): BuildInfo | undefined {
  const rows = printed.split('\n').map((line) => line.trim().split('\t'));
  const main = rows.find(([key]) => key === 'path')?.[1];
  const [, , version, sum] = rows.find(([key]) => key === 'mod') ?? [];
  return main === undefined || version === undefined ? undefined : { package: main, version, sum: sum ?? null };
}
