/** What a requirements file asks for, as far as it names one version. */
export interface Requirements {
  /** `name==version`, each once. */
  pinned: string[];
  gaps: { line: number; why: string }[];
}

const LINK = 'a file, folder or repository, not a package of the index with a version';
const INCLUDE = 'includes a file that is not looked at';
const UNREAD = 'not understood as a requirement';
const UNPINNED = 'names no exact version';

/** Decodes like pip: by the byte order mark (PowerShell writes UTF-16), otherwise UTF-8. */
export function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Lines after continuations and comments. @see https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
function* logicalLines(text: string): Generator<{ line: number; text: string }> {
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

// A name, extras, one exact version, a marker. @see https://packaging.python.org/en/latest/specifications/dependency-specifiers/
const PINNED =
  /^(?<name>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\s*(?:\[[^\]]*\])?\s*\(?\s*={2,3}\s*(?<version>[^\s,*=();]+)\s*\)?\s*(?:;.*)?$/i;
const NAMED = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\s*(?:\[[^\]]*\])?\s*(?:$|[;(=<>~!])/i;

/** Why a line is no package with a version. */
function whyNot(text: string): string {
  if (/^-e|^--editable|^[a-z][a-z0-9+.-]*:|^[^\s=<>~!;@[]*[/\\]|^[^;]*\s@\s/i.test(text)) return LINK;
  return NAMED.test(text) && !/\$\{\w+\}/.test(text) ? UNPINNED : UNREAD;
}

/**
 * Reads a requirements file: left to itself, Grype passes over what has no exact version, and over links, without a word.
 * Markers are left aside: what is installed on another platform is wanted there.
 * @param isCovered whether a file that this one includes, by its path as written, is looked at by itself
 */
export function readRequirements(text: string, isCovered: (include: string) => boolean): Requirements {
  const pinned = new Set<string>();
  const gaps: Requirements['gaps'] = [];
  for (const { line, text: content } of logicalLines(text)) {
    const include = /^(?:-r|--requirement[\s=])\s*(?<file>\S.*)$/.exec(content)?.groups?.['file'];
    if (include !== undefined) {
      if (!isCovered(include)) gaps.push({ line, why: INCLUDE });
      continue;
    }
    // Where to download from, what to prefer, constraints: nothing that is wanted.
    if (content.startsWith('-') && !/^-e|^--editable/.test(content)) continue;
    // Options such as --hash follow the requirement, after a space.
    const requirement = content.startsWith('-') ? content : (content.split(/\s+(?=-)/)[0] ?? content);
    const { name, version } = /\$\{\w+\}/.test(requirement) ? {} : (PINNED.exec(requirement)?.groups ?? {});
    if (name === undefined) gaps.push({ line, why: whyNot(requirement) });
    else pinned.add(`${name}==${version}`);
  }
  return { pinned: [...pinned], gaps };
}
