import { posix } from 'node:path';
import type { Finding, Location } from '../../model/finding.js';
import type { WebRepository } from '../format.js';
import { clip, plainLine } from '../plain-text.js';
import { markdownCode, markdownText } from './escape.js';

const PATH_LENGTH = 200;

/** Parentheses as well: one that is not closed would end the link. */
function encode(segment: string): string {
  return encodeURIComponent(segment.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Where a file of the target can be seen on the web, as it was when it was scanned. */
function addressOf({ path, startLine, commit }: Location, repository: WebRepository): string | undefined {
  const whole = posix.join(repository.folder, path);
  if (commit !== undefined || path.startsWith('/') || /^\.{0,2}(?:\/|$)/.test(whole)) return undefined;
  const line = startLine === undefined ? '' : `#L${startLine}`;
  return `${repository.address}/blob/${repository.commit}/${whole.split('/').map(encode).join('/')}${line}`;
}

function placeName({ path, startLine }: Location): string {
  const plain = plainLine(path);
  const short = plain.length > PATH_LENGTH ? `…${plain.slice(1 - PATH_LENGTH)}` : plain;
  return startLine === undefined ? short : `${short}:${startLine}`;
}

/** Where a finding stands: its first place, how many others there are, its package. */
export function markdownPlace({ locations, package: pkg }: Finding, repository: WebRepository | undefined): string {
  const [first] = locations;
  const name = first ? markdownCode(placeName(first)) : '';
  const address = first && repository ? addressOf(first, repository) : undefined;
  const place = address && name ? `[${name}](${address})` : name;
  const others = locations.length > 1 ? ` +${(locations.length - 1).toLocaleString('en-US')}` : '';
  const named = pkg ? markdownText(clip(plainLine(`${pkg.name} ${pkg.version ?? ''}`), PATH_LENGTH)) : '';
  return [`${place}${others}`, named].filter((part) => part !== '').join(', ');
}
