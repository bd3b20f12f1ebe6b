import { asArguments } from '../kit/arguments.js';
import { UNPARSED } from './rules.js';

/**
 * JSON names no file without a finding. But when its configuration cannot be parsed, ShellCheck says so (SC1134) at the
 * head of every script that it reads, and no directive takes that away: the mark that it was there. It also keeps the
 * target's own `.shellcheckrc` out, as `--norc` would.
 */
export const MARK = 1134;
export const MARKING_CONFIG = { name: 'marking.shellcheckrc', text: '(\n' };

/** Codes from here on come from the analysis, which only a script that was parsed gets to (ShellCheck/Checker.hs). */
const FIRST_OF_ANALYSIS = 2000;

/** What a script itself does to ShellCheck's account of it. */
export interface Doubt {
  /** Why nothing in it can have been looked at, whatever is found in it. */
  notText?: string | undefined;
  /** Why its silence does not show that it was parsed. */
  hidden?: string | undefined;
}

interface Said {
  file: string;
  line: number;
  code: number;
  message: string;
}

/**
 * Why ShellCheck did not look at a script, by the scripts that it was given.
 * @param said its comments, with the inventory's paths
 */
export function notLookedAt(
  files: string[],
  said: Said[],
  stderr: string,
  doubts: Record<string, Doubt>,
): Map<string, string> {
  const read = new Set(said.filter(({ code }) => code === MARK).map(({ file }) => file));
  const analysed = new Set(said.filter(({ code }) => code >= FIRST_OF_ANALYSIS).map(({ file }) => file));
  const unparsed = new Map(
    said
      .filter(({ code }) => UNPARSED.has(code))
      .map(({ file, line, code, message }) => [file, `line ${line}: ${message} (SC${code})`]),
  );
  const errors = stderr.split('\n');
  const whyUnread = (file: string): string => {
    const start = `${asArguments([file])[0]}: `;
    const line = errors.find((error) => error.startsWith(start));
    // The name stands there twice.
    return line?.slice(start.length).replace(start, '') ?? 'it does not say that it looked at it';
  };
  const why = (file: string): string | undefined => {
    if (!read.has(file)) return whyUnread(file);
    const { notText, hidden } = doubts[file] ?? {};
    return notText ?? unparsed.get(file) ?? (analysed.has(file) ? undefined : hidden);
  };
  return new Map(
    files.flatMap((file): [string, string][] => {
      const reason = why(file);
      return reason === undefined ? [] : [[file, reason]];
    }),
  );
}
