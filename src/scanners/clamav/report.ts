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
  return text.split('\n').flatMap((content, index) => {
    const [, path, said] = ABOUT_A_FILE.exec(content) ?? NOT_OPENED.exec(content) ?? [];
    return path === undefined || said === undefined ? [] : [{ line: index + 1, path, said }];
  });
}

/** The signature that was found; undefined when the line says something else. Those of no vendor end in a mark. */
export function signatureOf(said: string): string | undefined {
  return /^(.+) FOUND$/.exec(said)?.[1]?.replace(/\.UNOFFICIAL$/, '');
}

/** Signatures that say that something was not looked at: a limit was reached, or it is encrypted. */
export function isGap(signature: string): boolean {
  return /^Heuristics\.(?:Limits\.Exceeded|Encrypted)\b/.test(signature);
}
