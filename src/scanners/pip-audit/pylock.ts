import { valid } from '@renovatebot/pep440';
import { parse, stringify } from 'smol-toml';
import { z } from 'zod';
import { pythonName } from '../../model/python-name.js';
import type { GapKind, Wanted } from '../kit/requirements.js';

/** @see https://packaging.python.org/en/latest/specifications/pylock-toml/ */
const Pylock = z.object({
  'lock-version': z.string().regex(/^1\./),
  // The specification's rule for names; pip-audit puts the name into an address as it stands.
  packages: z.array(
    z.object({ name: z.string().regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i), version: z.string().optional() }),
  ),
});

/**
 * Reads the packages of a `pylock.toml`.
 * @throws Error when it is not one
 */
export function readPylock(text: string): Wanted {
  const read = Pylock.safeParse(parse(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`not a pylock.toml that can be read: at /${issue?.path.join('/')}: ${issue?.message}`);
  }
  const packages = new Map(
    read.data.packages.map(({ name, version }) => {
      const known = version !== undefined && valid(version) !== null ? { version } : {};
      return [`${pythonName(name)}==${known.version ?? ''}`, { name: pythonName(name), ...known }] as const;
    }),
  );
  return { packages: [...packages.values()], gaps: [] };
}

/**
 * The list that pip-audit is given. It prints an entry without a version as skipped, so what cannot be looked up and
 * how much there is to look up stand in its own output, and that output is evidence by itself.
 */
export function writePylock({ packages, gaps }: Wanted): string {
  const count = { name: `muster-packages-${packages.length}` };
  const lines = gaps.map(({ line, kind }) => ({ name: `muster-line-${line}-${kind}` }));
  return stringify({ 'lock-version': '1.0', 'created-by': 'muster', packages: [count, ...packages, ...lines] });
}

export interface Notes {
  /** How many packages were handed over; undefined when the list was not written by `writePylock`. */
  packages?: number;
  gaps: { line: number; kind: GapKind }[];
}

const NOTE = /^muster-(?:packages-(?<packages>\d+)|line-(?<line>\d+)-(?<kind>link|include|unread))$/;

/** Whether a skipped entry of pip-audit's output is one of those that `writePylock` added. */
export function isNote(name: string): boolean {
  return NOTE.test(name);
}

/** What `writePylock` had said, from the names of the skipped entries in pip-audit's output. */
export function readNotes(names: string[]): Notes {
  const notes: Notes = { gaps: [] };
  for (const name of names) {
    const { packages, line, kind } = NOTE.exec(name)?.groups ?? {};
    if (packages !== undefined) notes.packages ??= Number(packages);
    if (line !== undefined) notes.gaps.push({ line: Number(line), kind: kind as GapKind });
  }
  return notes;
}
