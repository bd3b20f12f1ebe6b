/**
 * A reader of HCL, as far as Terraform files need it: blocks, where they stand, and what they set. No kept parser of HCL
 * for Node gives positions without a native build. Expressions are not evaluated.
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */

/** An attribute and its values, as they are written; or a block in the block, with no values. */
export interface Setting {
  name: string;
  values: string[];
}

export interface Block {
  /** `resource`, `ingress`. */
  type: string;
  labels: string[];
  /** From 1, inclusive. */
  startLine: number;
  endLine: number;
  /** Also those in objects that are values. */
  settings: Setting[];
  blocks: Block[];
}

/** Where a here-document begins, at its `<<`, and where it ends; and its text. */
interface HereDocument {
  start: number;
  end: number;
  body: string;
}

function hereDocuments(text: string): HereDocument[] {
  const closings = new Map<string, number[]>();
  for (const { 1: word = '', index, 0: all } of text.matchAll(/^[ \t]*([A-Za-z_]\w*)(?=\s|$)/gm)) {
    const ends = closings.get(word) ?? [];
    ends.push(index + all.length);
    closings.set(word, ends);
  }
  // From the last on, so that those at the end of a list are those that can close it.
  for (const ends of closings.values()) ends.reverse();
  const found: HereDocument[] = [];
  let after = 0;
  for (const { 1: word = '', index, 0: head } of text.matchAll(/<<[-~]?([A-Za-z_]\w*)\r?\n/g)) {
    if (index < after) continue;
    const ends = closings.get(word) ?? [];
    const from = index + head.length;
    while ((ends.at(-1) ?? from) < from) ends.pop();
    const end = ends.at(-1);
    if (end === undefined) continue;
    found.push({ start: index, end, body: text.slice(from, end - word.length) });
    after = end;
  }
  return found;
}

const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ');

/**
 * Text without what could hold a brace that is none: strings, comments and here-documents, each blanked out in its
 * place. Templates in strings may hold braces and strings of their own; both are blanked with the string.
 */
function blanked(text: string, documents: HereDocument[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of documents) {
    parts.push(text.slice(from, start), blank(text.slice(start, end)));
    from = end;
  }
  return [...parts, text.slice(from)]
    .join('')
    .replaceAll(
      /"(?:\\.|\$\{(?:"(?:\\.|[^"\\\n])*"|[^"{}\n])*\}|[^"\\\n])*"|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
      (match) => (match.startsWith('"') ? `"${blank(match.slice(1, -1))}"` : blank(match)),
    );
}

/** The head of a block or of an attribute; what it is is told by its last character. */
const STATEMENT = /([A-Za-z_][\w-]*)((?:[ \t]+(?:"[^"\n]*"|[\w-]+)|"[^"\n]*")*)[ \t]*(\{|=(?![=>]))/y;
const OPENING = '{[(';
const CLOSING = '}])';

class Reader {
  readonly #text: string;
  readonly #shown: string;
  readonly #documents: Map<number, HereDocument>;
  #at = 0;
  #line = 1;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
    const documents = hereDocuments(text);
    this.#documents = new Map(documents.map((document) => [document.start, document]));
    this.#shown = blanked(text, documents);
  }

  /** The line of a place that is not before the one asked for last. */
  #lineAt(offset: number): number {
    for (; this.#counted < offset; this.#counted++) if (this.#shown[this.#counted] === '\n') this.#line++;
    return this.#line;
  }

  /** What stands up to the brace that closes the block, or up to the end. */
  read(block: Block): Block {
    for (let mayBegin = true; this.#at < this.#shown.length; ) {
      const character = this.#shown[this.#at] as string;
      if (mayBegin && /[A-Za-z_]/.test(character)) {
        mayBegin = this.#statement(block);
        continue;
      }
      if (character === '}' && block.startLine > 0) break;
      mayBegin = '\n{,}'.includes(character) || (mayBegin && /\s/.test(character));
      this.#at++;
    }
    block.endLine = this.#lineAt(Math.min(this.#at, this.#shown.length));
    return block;
  }

  /** @returns whether another statement may follow at once */
  #statement(block: Block): boolean {
    STATEMENT.lastIndex = this.#at;
    const found = STATEMENT.exec(this.#shown);
    if (!found) {
      this.#at++;
      return false;
    }
    const [head, name = '', , last] = found;
    const start = this.#at;
    this.#at += head.length;
    if (last === '{') this.#block(block, name, this.#text.slice(start + name.length, this.#at - 1), start);
    else this.#attribute(block, name);
    return true;
  }

  #block(parent: Block, type: string, labels: string, start: number): void {
    const block: Block = {
      type,
      labels: labels.match(/[^\s"]+/g) ?? [],
      startLine: 0,
      endLine: 0,
      settings: [],
      blocks: [],
    };
    block.startLine = this.#lineAt(start);
    parent.settings.push({ name: type, values: [] });
    parent.blocks.push(this.read(block));
    this.#at++;
  }

  #attribute(block: Block, name: string): void {
    const start = this.#at;
    let depth = 0;
    for (; this.#at < this.#shown.length; this.#at++) {
      const character = this.#shown[this.#at] as string;
      if (OPENING.includes(character)) depth++;
      else if (CLOSING.includes(character)) depth--;
      if (depth < 0 || (depth === 0 && (character === '\n' || character === ','))) break;
    }
    const [text, shown] = [this.#text.slice(start, this.#at), this.#shown.slice(start, this.#at)];
    block.settings.push({ name, values: valuesOf(text, shown) });
    if (shown.includes('{')) block.settings.push(...settingsInObjects(text, shown));
    const document = this.#documents.get(start + (/^[ \t]*/.exec(text)?.[0].length ?? 0));
    if (document) block.settings.push(...settingsInJson(document.body));
  }
}

/** What an object of JSON sets, as attributes would: policies in here-documents are written so. */
function settingsInJson(body: string): Setting[] {
  return [...body.matchAll(/"(\w+)"\s*:\s*("[^"\n]*"|\[[^[\]{}]*\])/g)].map(([, name = '', value = '']) => ({
    name,
    values: valuesOf(
      value,
      value.replaceAll(/"[^"]*"/g, (string) => `"${blank(string.slice(1, -1))}"`),
    ),
  }));
}

/** What the objects in an expression set, as far as the values are literals, names, or lists of them. */
function settingsInObjects(text: string, shown: string): Setting[] {
  const pairs = shown.matchAll(/([A-Za-z_][\w-]*)[ \t]*=(?![=>])[ \t]*("[^"\n]*"|\[[^[\]{}]*\]|[\w.-]+)/g);
  return [...pairs].map(({ 0: pair, 1: name = '', 2: value = '', index }) => {
    const end = index + pair.length;
    return { name, values: valuesOf(text.slice(end - value.length, end), value) };
  });
}

/** The members of a list of literals and names, without quotes; `[]` for an empty one; any other expression as it is written. */
function valuesOf(text: string, shown: string): string[] {
  const trimmed = shown.trim();
  const isList = /^\[[^[\]{}()?:]*\]$/.test(trimmed);
  if (!isList && /[\s([{?]/.test(trimmed.replace(/^"[^"]*"$/, ''))) return [text.trim().replaceAll(/\s+/g, ' ')];
  const members = [...shown.matchAll(/"[^"]*"|[^\s,[\]]+/g)].map(({ 0: member, index }) =>
    text.slice(index, index + member.length).replace(/^"(.*)"$/s, '$1'),
  );
  return isList && members.length === 0 ? ['[]'] : members;
}

/** The blocks at the top of a file, as far as it can be read. */
export function hclBlocks(text: string): Block[] {
  return new Reader(text).read({ type: '', labels: [], startLine: 0, endLine: 0, settings: [], blocks: [] }).blocks;
}
