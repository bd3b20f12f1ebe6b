import { UNPARSED } from './rules.js';

const DIRECTIVE = /(?:^|[^\S\n])#[^\S\n]*shellcheck\b(.*)$/gm;
const DISABLE = /\bdisable=["']?([^\s"']+)/g;
const CODES = /^(?:SC)?(\d+)(?:-(?:SC)?(\d+))?$/;

function disables(one: string): boolean {
  if (one === 'all') return true;
  const [, from, to = from] = CODES.exec(one) ?? [];
  return from !== undefined && [...UNPARSED].some((code) => code >= Number(from) && code <= Number(to));
}

/**
 * The directive in a script that takes away what ShellCheck says when it cannot parse it: such a script, and one
 * without a fault, look the same. The directive need not stand at its head; one above a single command does it too.
 * @returns as written, without the `#`
 */
export function hidesParseErrors(script: string): string | undefined {
  for (const [, directive = ''] of script.matchAll(DIRECTIVE)) {
    for (const [, codes = ''] of directive.matchAll(DISABLE)) {
      if (codes.split(',').some(disables)) return `shellcheck${directive}`.trim();
    }
  }
  return undefined;
}
