import { valid } from '@renovatebot/pep440';
import { parsePipRequirementsLine, RequirementsSyntaxError } from 'pip-requirements-js';
import { pythonName } from '../../model/python-name.js';

/** Why a line cannot be looked up in an index: it names a file or repository, another file, or nothing we understand. */
export type GapKind = 'link' | 'include' | 'unread';

/** What a file asks for, as far as a lookup by name and version is concerned. */
export interface Wanted {
  /** Each once. Without `version` it is not pinned to exactly one. */
  packages: { name: string; version?: string }[];
  gaps: { line: number; kind: GapKind }[];
}

/** Lines after continuations and comments. @see https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
function logicalLines(text: string): { line: number; text: string }[] {
  const lines: { line: number; text: string }[] = [];
  let start: number | undefined;
  let joined = '';
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    start ??= index + 1;
    const isComment = /^\s*#/.test(raw);
    if (raw.endsWith('\\') && !isComment) {
      joined += raw.slice(0, -1);
      continue;
    }
    lines.push({ line: start, text: joined + (isComment ? '' : raw) });
    start = undefined;
    joined = '';
  }
  lines.push({ line: start ?? 1, text: joined });
  return lines
    .map(({ line, text: content }) => ({ line, text: content.replace(/(^|\s+)#.*$/, '').trim() }))
    .filter(({ text: content }) => content !== '');
}

type Read = { package: { name: string; version?: string } } | { gap: GapKind } | { include: string } | undefined;

function readOption(text: string): Read {
  const include = /^(?:-r|--requirement[\s=])\s*(?<file>\S.*)$/.exec(text)?.groups?.['file'];
  if (include !== undefined) return { include };
  if (/^(?:-e|--editable)/.test(text)) return { gap: 'link' };
  return undefined; // where to download from, what to prefer, constraints: nothing that is wanted
}

function readRequirement(text: string): Read {
  // Options such as --hash follow the requirement, after a space.
  const requirement = text.split(/\s+(?=-)/)[0] ?? text;
  try {
    const parsed = parsePipRequirementsLine(requirement);
    if (parsed === null) return undefined;
    if (parsed.type === 'RequirementsFile') return { include: parsed.path };
    if (parsed.type === 'ConstraintsFile') return undefined;
    if (parsed.type === 'ProjectURL') return { gap: 'link' };
    const exact = parsed.versionSpec?.find(({ operator, version }) => operator === '==' && valid(version) !== null);
    return { package: { name: pythonName(parsed.name), ...(exact ? { version: exact.version } : {}) } };
  } catch (error) {
    if (!(error instanceof RequirementsSyntaxError)) throw error;
    return { gap: /^(?:[a-z0-9+.-]+:|[^\s=<>~!;]*[/\\])/i.test(requirement) ? 'link' : 'unread' };
  }
}

/**
 * Reads a requirements file. Markers are left aside: what is installed on another platform is wanted there.
 * @param isCovered whether a file that this one includes, by its path as written, is looked at in a run of its own
 */
export function readRequirements(text: string, isCovered: (include: string) => boolean): Wanted {
  const wanted: Wanted = { packages: [], gaps: [] };
  const seen = new Set<string>();
  for (const { line, text: content } of logicalLines(text)) {
    const read = content.startsWith('-') ? readOption(content) : readRequirement(content);
    if (read === undefined) continue;
    if ('gap' in read) wanted.gaps.push({ line, kind: read.gap });
    else if ('include' in read) {
      if (!isCovered(read.include)) wanted.gaps.push({ line, kind: 'include' });
    } else {
      const key = `${read.package.name}==${read.package.version ?? ''}`;
      if (!seen.has(key)) wanted.packages.push(read.package);
      seen.add(key);
    }
  }
  return wanted;
}
