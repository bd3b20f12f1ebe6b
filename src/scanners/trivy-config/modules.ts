import path from 'node:path/posix';

/** A module of the same tree that a folder of Terraform files calls. */
export interface Call {
  from: string;
  to: string;
  /** Called as often as a value says, which may be not at all. */
  maybe: boolean;
}

const BLOCK = /^[ \t]*module[ \t]+"[^"]*"[ \t]*\{/gm;
const SOURCE = /^[ \t]*source[ \t]*=[ \t]*"([^"]*)"/m;
const JSON_SOURCE = /"source"\s*:\s*"(\.{1,2}\/[^"]*)"/g;
const REPEATED = /^[ \t]*(?:count|for_each)[ \t]*=/m;
const LOCAL = /^\.{1,2}\//;

/** A block's text, up to the brace that closes it; braces in texts come in pairs, as in `${…}`. */
function blockAt(text: string, start: number): string {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '{') depth++;
    if (text[index] === '}' && --depth === 0) return text.slice(start, index);
  }
  return text.slice(start);
}

interface Block {
  line: number;
  source: string;
  maybe: boolean;
}

function blocksIn(file: string, text: string): Block[] {
  const lineAt = (index: number) => text.slice(0, index).split('\n').length;
  if (file.endsWith('.json')) {
    const sources = [...text.matchAll(JSON_SOURCE)];
    return sources.map(({ index, 1: source = '' }) => ({ line: lineAt(index), source, maybe: true }));
  }
  return [...text.matchAll(BLOCK)].flatMap(({ index }) => {
    const block = blockAt(text, index);
    const source = SOURCE.exec(block)?.[1];
    return source === undefined ? [] : [{ line: lineAt(index), source, maybe: REPEATED.test(block) }];
  });
}

/** The calls in one file. @see https://developer.hashicorp.com/terraform/language/modules/syntax */
export function callsIn(file: string, text: string): Call[] {
  const from = path.dirname(file);
  return blocksIn(file, text)
    .filter(({ source }) => LOCAL.test(source))
    .map(({ source, maybe }) => ({ from, to: path.join(from, source).replace(/\/$/, ''), maybe }));
}

/** The lines of calls to modules that are not in the tree. */
export function callsElsewhere(file: string, text: string): number[] {
  return blocksIn(file, text)
    .filter(({ source }) => !LOCAL.test(source))
    .map(({ line }) => line);
}

/** The folders that are looked at because others are that call them for certain. */
export function reachedFrom(folders: Set<string>, calls: Call[]): Set<string> {
  const reached = new Set(folders);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { from, to, maybe } of calls) if (!maybe && reached.has(from)) reached.add(to);
  }
  return reached;
}
