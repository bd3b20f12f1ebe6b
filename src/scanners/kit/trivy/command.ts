import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../../../model/scanner.js';

const CACHE = 'cache';
const TEMPORARY = 'temporary';
const CONFIGURATION = 'trivy.yaml';
const IGNORE_FILE = 'ignore.yaml';
export const SECRET_CONFIGURATION = 'secret.yaml';

/** The files that stand for those which Trivy would otherwise look for in the target. */
export async function layOutSettings(
  scratch: string,
  settings: { ignore?: string; secrets?: string } = {},
): Promise<void> {
  for (const folder of [CACHE, TEMPORARY]) await mkdir(path.join(scratch, folder), { recursive: true });
  await writeFile(path.join(scratch, CONFIGURATION), '{}\n');
  await writeFile(path.join(scratch, IGNORE_FILE), settings.ignore ?? '{}\n');
  await writeFile(path.join(scratch, SECRET_CONFIGURATION), settings.secrets ?? '{}\n');
}

/** Absolute path of the cache folder of a run. Its own: several processes on one wait for a lock and then fail. */
export function cacheOf(scratch: string): string {
  return path.join(scratch, CACHE);
}

/** The arguments of every run. */
export function commonArgs({ scratch, output }: Pick<CommandContext, 'scratch' | 'output'>): string[] {
  return [
    '--format=json',
    `--output=${output}`,
    `--cache-dir=${cacheOf(scratch)}`,
    // In place of `trivy.yaml` and `.trivyignore` of the working directory.
    `--config=${path.join(scratch, CONFIGURATION)}`,
    `--ignorefile=${path.join(scratch, IGNORE_FILE)}`,
    // Muster's own limit counts; Trivy's ends a run after five minutes.
    '--timeout=24h',
  ];
}

const NOWHERE = 'http://127.0.0.1:9';

/**
 * It fetches modules of Terraform from wherever they are, older releases also their checks, and has no flag against the
 * one: to where nothing answers, then.
 */
const WITHOUT_NETWORK = {
  HTTP_PROXY: NOWHERE,
  HTTPS_PROXY: NOWHERE,
  ALL_PROXY: NOWHERE,
  NO_PROXY: 'muster.invalid',
  GIT_ALLOW_PROTOCOL: 'none',
};

/**
 * What is an argument of newer releases alone, which an older one would refuse, and where it puts what it unpacks.
 * @param isOnline whether the run may fetch its database
 */
export function commonEnv(
  { scratch, cores }: Pick<CommandContext, 'scratch' | 'cores'>,
  isOnline: boolean,
): Record<string, string> {
  return {
    TMPDIR: path.join(scratch, TEMPORARY),
    TRIVY_NO_PROGRESS: 'true',
    TRIVY_SKIP_VERSION_CHECK: 'true',
    TRIVY_DISABLE_TELEMETRY: 'true',
    TRIVY_SKIP_CHECK_UPDATE: 'true',
    TRIVY_PARALLEL: String(cores),
    ...(isOnline ? {} : WITHOUT_NETWORK),
  };
}
