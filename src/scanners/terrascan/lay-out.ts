import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../../model/scanner.js';
import { type Policy, policiesIn, policyFolder } from './database.js';
import { inTheirCase } from './dockerfile.js';
import { type Expected, expectedOf } from './expectations.js';
import { MODES, type ModeName, modeOf } from './modes.js';
import { type Named, TREE } from './place.js';
import { layOutInTerraform, layOutWitness } from './witness.js';

/** What Terrascan's output is to be held against. */
export interface Laid extends Named {
  expected: Record<string, Expected>;
  /** File → why it was left out. */
  unread: Record<string, string>;
  /** What it runs with. Only policies from a folder can be joined by the witness. */
  policiesFrom: 'folder' | 'empty folder' | 'download';
  /** The policies that are about anything that may stand in the files. */
  policies: Policy[];
}

/** Terrascan goes by names: a Dockerfile ends in that word, YAML and JSON have their endings. */
function copyName(file: string, mode: ModeName, text: string): string {
  if (mode === 'terraform') return file;
  if (mode === 'dockerfile') return file.endsWith('Dockerfile') ? file : `${file}.Dockerfile`;
  if (/\.(?:ya?ml|json)$/.test(file)) return file;
  return /^\s*\{/.test(text) ? `${file}.json` : `${file}.yaml`;
}

/**
 * Terrascan counts the lines of `---`, and a first one that ends no document makes it give each document the place of
 * the one before (pkg/utils/yaml.go).
 */
export function withoutFirstSeparator(text: string): string {
  return text.replace(/^((?:[ \t]*(?:#[^\n]*)?\r?\n)*)---(?=[ \t]*(?:#[^\n]*)?\r?\n)/, '$1###');
}

function copyOf(mode: ModeName, text: string, policies: Policy[]): string {
  if (mode === 'kubernetes') return withoutFirstSeparator(text);
  if (mode !== 'dockerfile') return text;
  return inTheirCase(
    text,
    policies.map(({ resourceType }) => resourceType),
  );
}

/**
 * Copies what is to be looked at, and nothing else, below `tree`, and lays out the witness. Without a folder of policies
 * Terrascan downloads them, and then takes no others.
 */
export async function layOut({ target, input, scratch, database }: CommandContext): Promise<Laid> {
  const mode = modeOf(input);
  const all = database === undefined ? [] : await policiesIn(await policyFolder(database));
  const asked = new Set(MODES[mode].policies);
  const ofMode = all.filter(({ policyType }) => policyType === '' || asked.has(policyType));
  const laid: Laid = {
    expected: {},
    unread: {},
    names: {},
    policiesFrom: database === undefined ? 'download' : all.length > 0 ? 'folder' : 'empty folder',
    policies: ofMode,
  };
  const code = new Map<string, string>();
  const tree = path.join(scratch, TREE);
  await mkdir(tree);
  for (const file of input.files) {
    try {
      const text = await readFile(path.join(target, file), 'utf8');
      const name = copyName(file, mode, text);
      if (name !== file) laid.names[name] = file;
      await mkdir(path.dirname(path.join(tree, name)), { recursive: true });
      await writeFile(path.join(tree, name), copyOf(mode, text, ofMode));
      laid.expected[file] = expectedOf(mode, file, text);
      if (mode !== 'terraform') continue;
      const folder = path.dirname(file);
      code.set(folder, `${code.get(folder) ?? ''}${text}\n`);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      laid.unread[file] = code?.startsWith('E') ? `it cannot be read: ${code}` : message;
    }
  }
  if (mode === 'terraform') {
    for (const [folder, text] of code) await layOutInTerraform(path.join(tree, folder), text);
    const everything = [...code.values()].join('');
    laid.policies = ofMode.filter(({ resourceType }) => everything.includes(resourceType));
  }
  await layOutWitness(path.join(scratch, 'witness'));
  return laid;
}
