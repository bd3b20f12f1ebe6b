/** A file that `muster init` would write. */
export interface InitFile {
  /** Relative to the repository, with forward slashes. */
  path: string;
  content: string;
  /** In a few words, for the list that is shown. */
  what: string;
  executable?: true;
  /** What to do instead where another file of this name is kept. */
  instead?: string;
}

/** Indents every line that is not empty. */
export function indent(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}
