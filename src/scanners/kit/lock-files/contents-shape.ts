/** What a lock file holds, by our own reading: what the scanner lists is held against it. */
export interface Contents {
  /** Of each package with a name and a version (see `keyOf`). */
  keys: string[];
  /** Entries that cannot be looked up. */
  gaps: { what: string; why: string }[];
  /** What the scanner is given, where it would leave something out of the file as it is. */
  copy?: string;
}
