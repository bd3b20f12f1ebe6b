import type { ReleaseSource } from '../model/scanner.js';
import { InstallError } from './types.js';

/** The one file of a release that is for a platform. */
export interface Asset {
  url: string;
  sha256: string;
  /** Path of the program in it, without `.exe`; where it is the program itself, what it is to be called. */
  member: string;
  archive: 'tar.gz' | 'zip' | 'none';
}

function archiveOf(url: string): Asset['archive'] {
  const { pathname } = new URL(url);
  if (/\.(?:tar\.gz|tgz)$/.test(pathname)) return 'tar.gz';
  return pathname.endsWith('.zip') ? 'zip' : 'none';
}

/**
 * Finds what a release has for a platform.
 * @param platform system and processor as Node names them
 * @throws InstallError when it has nothing
 */
export function assetOf(source: ReleaseSource, platform = `${process.platform}-${process.arch}`): Asset {
  const file = source.files[platform];
  if (file === undefined) {
    const there = Object.keys(source.files).join(', ');
    throw new InstallError(`${source.command} ${source.version} is released for ${there}, and not for ${platform}`);
  }
  const [os = '', arch = ''] = platform.split('-');
  const values: Record<string, string> = { version: source.version, os: file.os ?? os, arch: file.arch ?? arch };
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const url = filled(file.url ?? source.url);
  const archive = archiveOf(url);
  const member = archive === 'none' ? source.command : filled(source.member ?? source.command);
  return { url, sha256: file.sha256, member, archive };
}
