import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isCollection, isScalar, isSeq, parseAllDocuments } from 'yaml';

/** What the copies of YAML files are held against. */
export interface Laid {
  /** File → how many documents with something in them it holds. */
  documents: Record<string, number>;
  /** File → why it was left out. */
  unread: Record<string, string>;
  /** Name of a copy → file, where the copy has another name. */
  names: Record<string, string>;
}

function isEmpty(node: unknown): boolean {
  if (node === null) return true;
  if (isScalar(node)) return node.value === null;
  return isCollection(node) && node.items.length === 0;
}

/**
 * How many documents conftest has to look at. A list that is all of a file counts as that many documents.
 * @throws Error with the place and the reason, when it is not YAML
 */
export function countDocuments(text: string): number {
  // Both are allowed where conftest's own parser is concerned.
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  if (!Array.isArray(documents)) return 0;
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) throw new Error(`not YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}`);
  const contents = documents.map((document) => document.contents as unknown);
  const [only] = contents;
  const parts = contents.length === 1 && isSeq(only) ? only.items : contents;
  return parts.filter((part) => !isEmpty(part)).length;
}

/**
 * Conftest takes only a line of `---` and nothing else for the beginning of a document, and only where all lines of
 * the file end alike (parser/yaml): after `--- # next` it reads no further, without a word.
 */
export function plainSeparators(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/^---[ \t]*(?:#.*)?$/gm, '---');
}

/** The name by which conftest takes a file of a folder for YAML. */
function copyName(file: string): string {
  return /\.(?:ya?ml|json)$/i.test(file) ? file : `${file}.yaml`;
}

/**
 * Copies what can be parsed: a single file that cannot be would take the results of all others with it.
 * @param folder made here
 */
export async function layOut(target: string, files: string[], folder: string): Promise<Laid> {
  const laid: Laid = { documents: {}, unread: {}, names: {} };
  await mkdir(folder);
  for (const file of files) {
    try {
      const text = await readFile(path.join(target, file), 'utf8');
      laid.documents[file] = countDocuments(text);
      const name = copyName(file);
      if (name !== file) laid.names[name] = file;
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), plainSeparators(text));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      laid.unread[file] = code?.startsWith('E') ? `it cannot be read: ${code}` : message;
    }
  }
  return laid;
}
