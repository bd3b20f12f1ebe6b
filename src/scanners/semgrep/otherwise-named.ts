import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../../model/scanner.js';
import { languageOf, missingEnding } from './languages.js';

/**
 * Files whose names do not tell Semgrep the language: a script with `#!/usr/bin/env python3` that is not executable, a
 * `.mts`, a `.PY`. Named on the command line they are left out without a word, and `--scan-unknown-extensions` parses them
 * in every language that has a rule. So a run in this mode looks at copies, with the missing end behind the name.
 */
export const OTHERWISE_NAMED = 'otherwise-named';

/** The name that Semgrep is given for each file: `tools/run` is `tools/run.py`. */
export function givenNames({ input, inventory }: Pick<CommandContext, 'input' | 'inventory'>): Map<string, string> {
  if (input.mode !== OTHERWISE_NAMED) return new Map(input.files.map((file) => [file, file]));
  const wanted = new Set(input.files);
  const names = inventory.files.flatMap((file) => {
    const language = wanted.has(file.path) ? languageOf(file) : undefined;
    return language ? [[file.path, file.path + missingEnding(file.path, language)] as const] : [];
  });
  return new Map(names);
}

/**
 * Lays out the copies.
 * @returns which file each of them is
 */
export async function layOutCopies(context: CommandContext): Promise<Record<string, string>> {
  const names = givenNames(context);
  for (const [file, given] of names) {
    const copy = path.join(context.scratch, given);
    await mkdir(path.dirname(copy), { recursive: true });
    await copyFile(path.join(context.target, file), copy);
  }
  return Object.fromEntries([...names].map(([file, given]) => [given, file]));
}
