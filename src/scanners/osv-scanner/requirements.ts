import { INCLUDE, LINK, logicalLines, UNREAD } from '../kit/requirements-text.js';

/** What of a requirements file is not, or only in part, looked up by name and version. */
export interface Gap {
  line: number;
  why: string;
}

export interface Requirements {
  /** What the scanner is given, a line each. */
  lines: string[];
  gaps: Gap[];
}

type Read = { line: string; why?: string } | { why: string } | { include: string } | undefined;

function readOption(text: string): Read {
  const include = /^(?:-r|--requirement[\s=])\s*(?<file>\S.*)$/.exec(text)?.groups?.['file'];
  if (include !== undefined) return { include };
  if (/^(?:-e|--editable)/.test(text)) return { why: LINK };
  return undefined; // where to download from, what to prefer, constraints: nothing that is wanted
}

// A name, extras, and the rest up to a marker. @see https://packaging.python.org/en/latest/specifications/dependency-specifiers/
const REQUIREMENT = /^(?<name>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?<rest>[^;]*?)\s*(?:;.*)?$/i;
const EXACT = /^={2,3}\s*[^\s,*=]+$/;
/** Of a range it looks up the version at its end, as if that were the one that is installed. */
const ONE_ENDED = /^(?:>=|<=|~=)\s*(?<version>[^\s,*=]+)$/;
const RANGE = /^(?:(?:===?|~=|!=|<=?|>=?)\s*[^\s,=<>!~]+\s*(?:,\s*|$))+$/;

function readRequirement(text: string): Read {
  // Options such as --hash follow the requirement, after a space.
  const requirement = text.split(/\s+(?=-)/)[0] ?? text;
  if (/^[a-z][a-z0-9+.-]*:|^[^\s=<>~!;@[]*[/\\]/i.test(requirement)) return { why: LINK };
  const { name, rest = '' } = REQUIREMENT.exec(requirement)?.groups ?? {};
  if (name === undefined || /\$\{\w+\}/.test(requirement)) return { why: UNREAD };
  if (rest.startsWith('@')) return { why: LINK };
  const versions = rest.replace(/^\((.*)\)$/, '$1').trim();
  if (EXACT.test(versions)) return { line: `${name}${versions}` };
  const { version } = ONE_ENDED.exec(versions)?.groups ?? {};
  if (version !== undefined) {
    return {
      line: `${name}${versions}`,
      why: `asks for a range (${name}${versions}), of which only ${version} was looked up`,
    };
  }
  return versions === '' || RANGE.test(versions) ? { line: name } : { why: UNREAD };
}

/**
 * Reads a requirements file. Left to itself, the scanner passes over links, other operators than its five, lines that
 * name environment variables and a first line after a byte order mark without a word, follows `-r` to files outside
 * the target, and does not say of a range that it is none of one version.
 * Markers are left aside: what is installed on another platform is wanted there.
 * @param isCovered whether a file that this one includes, by its path as written, is looked at by itself
 */
export function readRequirements(text: string, isCovered: (include: string) => boolean): Requirements {
  const [lines, gaps] = [new Set<string>(), [] as Gap[]];
  for (const { line, text: content } of logicalLines(text)) {
    const read = content.startsWith('-') ? readOption(content) : readRequirement(content);
    if (read === undefined) continue;
    if ('include' in read) {
      if (!isCovered(read.include)) gaps.push({ line, why: INCLUDE });
      continue;
    }
    if ('line' in read) lines.add(read.line);
    if (read.why !== undefined) gaps.push({ line, why: read.why });
  }
  return { lines: [...lines], gaps };
}
