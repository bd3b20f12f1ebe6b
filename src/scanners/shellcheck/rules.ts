import type { Severity } from '../../model/severity.js';

interface Weight {
  severity: Severity;
  cwes: string[];
}

const INJECTION: Weight = { severity: 'medium', cwes: ['CWE-78'] };
const DESTRUCTION: Weight = { severity: 'medium', cwes: ['CWE-73'] };
/** Text is executed that was only to be handed on. */
const EXECUTION: Weight = { severity: 'low', cwes: ['CWE-78'] };
/** One word becomes several, or a file name becomes an option. */
const ARGUMENTS: Weight = { severity: 'low', cwes: ['CWE-88'] };
/** What follows runs although what it builds on has failed. */
const UNCHECKED: Weight = { severity: 'low', cwes: ['CWE-252'] };
/** A guard that always or never holds. */
const CONSTANT: Weight = { severity: 'low', cwes: ['CWE-570', 'CWE-571'] };

/**
 * ShellCheck is a linter: its `error` is a mistake to mend. These of its warnings and errors are more than that; the
 * rest is for information, whatever its level.
 * @see https://www.shellcheck.net/wiki/
 */
const OF_SECURITY: Record<number, Weight> = {
  2046: ARGUMENTS, // unquoted $(…)
  2048: ARGUMENTS, // unquoted $*
  2050: CONSTANT,
  2055: CONSTANT,
  2068: ARGUMENTS, // unquoted array
  2078: CONSTANT,
  2091: EXECUTION, // runs the output of $(…)
  2114: DESTRUCTION, // rm -rf of a system folder
  2115: DESTRUCTION, // rm -rf "$empty/"
  2156: INJECTION, // find -exec sh -c '… {} …'
  2157: CONSTANT,
  2158: CONSTANT,
  2159: CONSTANT,
  2164: UNCHECKED, // cd
  2174: { severity: 'low', cwes: ['CWE-732'] }, // mkdir -p -m
  2186: { severity: 'low', cwes: ['CWE-377'] }, // tempfile
  2193: CONSTANT,
  2194: CONSTANT,
  2252: CONSTANT,
  2294: EXECUTION, // eval "$@"
  2333: CONSTANT,
  2334: CONSTANT,
};

/** What a code counts for. */
export function weigh(code: number): { severity: Severity; cwes?: string[] } {
  return OF_SECURITY[code] ?? { severity: 'info' };
}

/** Said of a script of which nothing, or nothing from there on, was looked at. */
export const UNPARSED = new Set([1070, 1071, 1072, 1073, 1088, 1089]);

/** What is said beside those, and of sourced files that it does not follow: no issue of the script. */
export const REMARKS = new Set([1009, 1090, 1091]);
