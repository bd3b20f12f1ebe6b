import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { DEFAULT_DUE, RISK_REDUCTIONS, RISK_WEIGHTS } from '../model/risk-settings.js';
import { UsageError } from '../model/usage-error.js';
import { ConfigFile, Suppression } from './config-schema.js';

const NAMES = ['muster.yml', 'muster.yaml'];

function keysAt(at: PropertyKey[]): string[] {
  if (at[0] === 'suppressions') return Object.keys(Suppression.shape);
  if (at[0] === 'exclude') return ['path', 'reason'];
  if (at[0] === 'due') return Object.keys(DEFAULT_DUE);
  if (at[0] === 'risk') {
    if (at.length === 1) return ['weights', 'reductions'];
    return Object.keys(at[1] === 'weights' ? RISK_WEIGHTS : RISK_REDUCTIONS);
  }
  return Object.keys(ConfigFile.shape);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .map((key) => {
        const known = keysAt(issue.path);
        const flat = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, '');
        const guess = known.find((name) => flat(name) === flat(key)) ?? closest(key, known);
        const near = distance(flat(guess), flat(key)) <= Math.max(2, key.length / 3);
        const place = where === '' ? '' : ` in ${where}`;
        return `unknown key "${key}"${place}${near ? `; did you mean "${guess}"?` : `; known are ${known.join(', ')}`}`;
      })
      .join('; ');
  }
  return where === '' ? issue.message : `${where}: ${issue.message}`;
}

/** Where in the text a key's value stands, or the nearest thing around it that is there. */
function offsetOf(document: Document, at: PropertyKey[]): number | undefined {
  for (let depth = at.length; depth >= 0; depth--) {
    const node = document.getIn(at.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return undefined;
}

/**
 * Reads a configuration file's text.
 * @param file its name, for messages
 * @throws UsageError with file, line and column of the first mistake and what to do about it
 */
export function parseConfig(text: string, file: string): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new UsageError(`${file}:${line}:${col}: not valid YAML: ${broken.message}`);
  }
  const parsed = ConfigFile.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => {
    const at = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
    const offset = offsetOf(document, at);
    const position = offset === undefined ? undefined : lines.linePos(offset);
    return `${file}${position ? `:${position.line}:${position.col}` : ''}: ${describeIssue(issue)}`;
  });
  throw new UsageError(places.join('\n'));
}

export interface LoadedConfig {
  config: ConfigFile;
  /** Absolute path; undefined when there is none. */
  file?: string;
}

/**
 * Reads the configuration named by the user, or `muster.yml` of the target when there is one.
 * @throws UsageError when a named file is missing, or any file cannot be read or has a mistake
 */
export async function loadConfig(target: string, named?: string): Promise<LoadedConfig> {
  const candidates = named === undefined ? NAMES.map((name) => path.join(target, name)) : [path.resolve(named)];
  for (const file of candidates) {
    const shown = path.relative(process.cwd(), file) || file;
    try {
      return { config: parseConfig(await readFile(file, 'utf8'), shown), file };
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' && named === undefined) continue;
      const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
      throw new UsageError(`the configuration ${shown} ${what}`);
    }
  }
  return { config: {} };
}
