/** Why a line of a requirements file cannot be looked up by name and version. */
export const LINK = 'a file, folder or repository, not a package of the index with a version';
export const INCLUDE = 'includes a file that is not looked at';
export const UNREAD = 'not understood as a requirement';

/** Decodes like pip: by the byte order mark (PowerShell writes UTF-16), otherwise UTF-8. */
export function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Lines after continuations and comments. @see https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export function* logicalLines(text: string): Generator<{ line: number; text: string }> {
  let [start, joined] = [1, ''];
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    if (joined === '') start = index + 1;
    if (raw.endsWith('\\') && !/^\s*#/.test(raw)) {
      joined += `${raw.slice(0, -1)} `;
      continue;
    }
    const content = (joined + raw).replace(/(^|\s)#.*$/, '').trim();
    joined = '';
    if (content !== '') yield { line: start, text: content };
  }
  if (joined.trim() !== '') yield { line: start, text: joined.trim() };
}
