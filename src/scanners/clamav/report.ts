/** One line of what clamscan prints about a file, or about something that it could not open. */
export interface Said {
  /** From 1. */
  line: number;
  path: string;
  /** `OK`, `Empty file`, `Win.Test.EICAR_HDB-1 FOUND`, `Can't open file or directory ERROR`, … */
  said: string;
}

const ABOUT_A_FILE = /^(.+): (OK|Empty file|Excluded|Symbolic link|Not supported file type|.+ FOUND|.+ ERROR)$/;
const NOT_OPENED = /^WARNING: (.+): (Can't access file|Not supported file type)$/;

/** Reads the list; lines about the scan as a whole are none of it. */
export function readReport(text: string): Said[] {
  const read: Said[] = [];
  // Line by line: a list of all lines of an output that ran away would not fit into memory.
  for (let from = 0, line = 1; from < text.length; line++) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (to > from) {
      const content = text.slice(from, to);
      const [, path, said] = ABOUT_A_FILE.exec(content) ?? NOT_OPENED.exec(content) ?? [];
      if (path !== undefined && said !== undefined) read.push({ line, path, said });
    }
    from = to + 1;
  }
  return read;
}

/** The signature that was found; undefined when the line says something else. Those of no vendor end in a mark. */
export function signatureOf(said: string): string | undefined {
  return /^(.+) FOUND$/.exec(said)?.[1]?.replace(/\.UNOFFICIAL$/, '');
}

/** Signatures that say that something was not looked at: a limit was reached, or it is encrypted. */
export function isGap(signature: string): boolean {
  return /^Heuristics\.(?:Limits\.Exceeded|Encrypted)\b/.test(signature);
}
