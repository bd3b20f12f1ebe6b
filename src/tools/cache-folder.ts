import path from 'node:path';
import envPaths from 'env-paths';

/**
 * Absolute path of the user's cache of Muster: installed scanners, remembered canaries, running scans.
 * MUSTER_CACHE_DIR names another one.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env['MUSTER_CACHE_DIR'] ? path.resolve(env['MUSTER_CACHE_DIR']) : envPaths('muster', { suffix: '' }).cache;
}
