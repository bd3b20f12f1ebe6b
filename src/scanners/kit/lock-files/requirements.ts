import { INCLUDE, LINK, logicalLines, UNREAD } from '../requirements-text.js';

/** What a requirements file asks for, as far as it names one version. */
export interface Requirements {
  /** `name==version`, each once. */
  pinned: string[];
  gaps: { line: number; why: string }[];
}

const UNPINNED = 'names no exact version';

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
 * Reads a requirements file: left to themselves, Grype and Syft pass over what has no exact version, and over links,
 * without a word.
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
