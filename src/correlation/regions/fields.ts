import { isMap, isScalar, isSeq, type Node } from 'yaml';

/**
 * So much of an object is told: aliases that grow without end do not fill the memory, and patterns over what a hostile
 * file says stay quick.
 */
const MOST_FIELDS = 2_000;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * What an object says, one value a line, in the order of the names: `spec.tls.0.secretName = web`, `permissions = {}`.
 * @param whole what aliases in the node stand for is looked up there
 * @returns undefined for what is no object, or too large
 */
export function fieldsOf(node: Node, whole: Parameters<Node['toJS']>[0]): string | undefined {
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return undefined;
  const lines: string[] = [];
  const add = (path: string, value: unknown): void => {
    const entries = isObject(value) ? Object.entries(value) : [];
    if (lines.length > MOST_FIELDS) return;
    const shown = isObject(value) ? (Array.isArray(value) ? '[]' : '{}') : String(value).replaceAll('\n', '\\n');
    if (entries.length === 0) lines.push(`${path} = ${shown}`);
    for (const [key, inner] of entries) add(path === '' ? key : `${path}.${key}`, inner);
  };
  try {
    add('', node.toJS(whole));
  } catch {
    // Aliases that lead nowhere, or to too much.
    return undefined;
  }
  return lines.length > MOST_FIELDS ? undefined : lines.sort().join('\n');
}
