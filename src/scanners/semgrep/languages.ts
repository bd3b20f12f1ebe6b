import path from 'node:path/posix';
import type { FileKind, InventoryFile } from '../../model/inventory.js';

/** The folders of `rules/semgrep`. */
export type Folder = 'python' | 'javascript' | 'go' | 'java';

export interface Language {
  name: 'python' | 'javascript' | 'typescript' | 'go' | 'java';
  /** Its rules. */
  folder: Folder;
  /** By these ends of a name, upper and lower case told apart, Semgrep knows it (semgrep_interfaces/lang.json). */
  endings: string[];
}

const of = (name: Language['name'], folder: Folder, ...endings: string[]): Language => ({ name, folder, endings });

/**
 * The languages that the pack has rules for. Semgrep parses many more, and lists no file of theirs as looked at when no
 * rule is for it; a test holds this list against the pack.
 */
export const LANGUAGES: Language[] = [
  of('python', 'python', '.py', '.pyi'),
  of('javascript', 'javascript', '.js', '.jsx', '.cjs', '.mjs'),
  of('typescript', 'javascript', '.ts', '.tsx'),
  of('go', 'go', '.go'),
  of('java', 'java', '.java'),
];

/** What Muster takes for Java by its kind and Semgrep for another language. */
const OTHER = /\.kts?$/i;

/** The language of a file, when the pack has rules for it. */
export function languageOf({ path: file, kinds }: Pick<InventoryFile, 'path' | 'kinds'>): Language | undefined {
  const known = LANGUAGES.find(({ endings }) => endings.some((ending) => file.endsWith(ending)));
  if (known) return known;
  return OTHER.test(file) ? undefined : LANGUAGES.find(({ name }) => kinds.includes(name satisfies FileKind));
}

/**
 * What has to be put behind a file's name for Semgrep to know the language: nothing for most, `.py` for a script whose
 * first line alone says that it is Python, `.ts` for a `.mts`.
 */
export function missingEnding(file: string, { endings }: Language): string {
  return endings.some((ending) => file.endsWith(ending)) ? '' : (endings[0] ?? '');
}

/** The language by the name that Semgrep was given. */
export function languageByName(name: string): Language | undefined {
  return LANGUAGES.find(({ endings }) => endings.includes(path.extname(name)));
}

/** The folders of rules for files by these names; all of them for no file. */
export function foldersFor(names: string[]): Folder[] {
  const wanted = new Set(names.map((name) => languageByName(name)?.folder));
  const folders = [...new Set(LANGUAGES.map(({ folder }) => folder))];
  return names.length === 0 ? folders : folders.filter((folder) => wanted.has(folder));
}

/** By what name a rule asks for our languages (semgrep_interfaces/lang.json); one for JavaScript runs on TypeScript, too. */
const RULES_FOR: Record<Language['name'], string[]> = {
  python: ['py', 'python', 'python2', 'python3'],
  javascript: ['js', 'javascript'],
  typescript: ['ts', 'typescript', 'js', 'javascript'],
  go: ['go', 'golang'],
  java: ['java'],
};

/** For files of any language, as text. */
const FOR_ANY = ['generic', 'spacegrep', 'aliengrep', 'regex', 'none'];

/** Whether a rule for a language, as rules name it, is run on any of the files by these names. */
export function takesRulesOf(names: string[]): (language: string) => boolean {
  const languages = names.flatMap((name) => languageByName(name)?.name ?? []);
  const taken = new Set([...FOR_ANY, ...languages.flatMap((language) => RULES_FOR[language])]);
  return (language) => taken.has(language.toLowerCase());
}
