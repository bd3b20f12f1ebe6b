import { stripVTControlCharacters } from 'node:util';
import type { NotCovered } from '../../../model/coverage.js';
import type { Considered, Outcome } from '../../../model/scanner.js';
import { keyOf, keyOfPurl } from '../lock-files/keys.js';
import type { LaidOut } from './lay-out.js';

/** A package in a list. */
export interface Listed {
  name: string;
  version?: string | undefined;
  purl?: string | undefined;
}

/** Its last error: among those of a list in older releases, else on a line of its log, which may be coloured. */
export function lastWords(stderr: string): string {
  const lines = stripVTControlCharacters(stderr)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const error = lines.findLast((line) => /^\* |^\[\d+\]\s+ERROR\s/.test(line)) ?? lines.at(-1) ?? '';
  return error.replace(/^\* |^\[\d+\]\s+ERROR\s+/, '');
}

/** About the name of the document, and about the head of a lock file of Yarn. */
const HARMLESS = /^no explicit name and version provided|^unable to parse yarn v2 package key .*\bkey=__metadata$/;

/** Warnings, each once: what they are about may not have been looked at. */
export function warningsIn(stderr: string): NotCovered[] {
  const plain = stripVTControlCharacters(stderr);
  const warnings = [...plain.matchAll(/^\[\d+\]\s+(?:WARN|ERROR)\s+(.*)$/gm)].map(([, text = '']) => text.trim());
  return [...new Set(warnings)]
    .filter((text) => !HARMLESS.test(text))
    .map((why) => ({ what: 'what it warns of', why }));
}

/** What became of one lock file. */
export interface FileResult {
  looked: boolean;
  packages: number;
  gaps: NotCovered[];
}

/** What the list of packages says of a lock file, held against our own reading of it. */
export function judgeFile(file: string, listed: Listed[], { expected, gaps }: LaidOut): FileResult {
  const wanted = expected[file];
  if (listed.length === 0 && wanted?.length !== 0) {
    // Why it could not be copied stands among the gaps.
    if (gaps.some(({ what }) => what === file)) return { looked: false, packages: 0, gaps: [] };
    const why = wanted === undefined ? 'could not be understood' : `none of its ${wanted.length} packages is listed`;
    return { looked: false, packages: 0, gaps: [{ what: file, why }] };
  }
  const keys = new Set(listed.map(({ purl, name, version }) => keyOfPurl(purl ?? '') ?? keyOf(name, version ?? '')));
  const missing = (wanted ?? []).filter((key) => !keys.has(key));
  const unread =
    wanted === undefined ? [{ what: file, why: 'how many packages it holds could not be understood' }] : [];
  return {
    looked: true,
    // Without the target's own, which it lists too.
    packages: wanted === undefined ? listed.length : wanted.length - missing.length,
    gaps: [...missing.map((key) => ({ what: `${file}: ${key}`, why: 'not in its list of packages' })), ...unread],
  };
}

/**
 * Complete without gaps, partial with some.
 * @param of what was looked at, for the reason
 */
export function concluded(considered: Considered, notCovered: NotCovered[], of: string): Outcome {
  if (notCovered.length === 0) return { status: 'completed', considered };
  const shown = notCovered.slice(0, 3).map(({ what, why }) => `${what} (${why})`);
  const more = notCovered.length > shown.length ? [`${notCovered.length - shown.length} more`] : [];
  const reason = `${of}, packages: ${considered.packages}; not looked at: ${[...shown, ...more].join(', ')}`;
  return { status: 'partial', reason, considered, notCovered };
}
