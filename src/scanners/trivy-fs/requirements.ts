/** A line of a requirements file that asks for something; its number counts from 1. */
export interface Asked {
  line: number;
  text: string;
  /** The file that it includes, as written. */
  include?: string;
}

/** Lines that ask for nothing: where to download from, what to prefer, constraints, hashes of the line before. */
const OPTION = /^-(?!r|-requirement\b|e|-editable\b)/;

/**
 * The lines of a requirements file that ask for a package or for another file, as far as these can be told apart without
 * reading what they ask for. Trivy takes `name==version` and passes over the rest without a word.
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function askedIn(text: string): Asked[] {
  const asked: Asked[] = [];
  let goesOn = false;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.replace(/(?:^|\s+)#.*$/, '').trim();
    const isFirst = !goesOn;
    goesOn = /\\$/.test(line);
    const words = line.replace(/\\$/, '').trim();
    if (!isFirst || words === '' || OPTION.test(words)) continue;
    const include = /^(?:-r|--requirement[\s=])\s*(?<file>\S.*)$/.exec(words)?.groups?.['file'];
    asked.push({ line: index + 1, text: words, ...(include === undefined ? {} : { include }) });
  }
  return asked;
}
