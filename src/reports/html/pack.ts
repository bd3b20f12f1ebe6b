/**
 * Documents as small JSON: texts that stand in them more than once, and the names of fields, are written once, in tables
 * beside them. A finding takes a third of the space that it has in report.json, and is read when it is opened.
 *
 * | value | packed |
 * | --- | --- |
 * | text | the text, or its number in the table |
 * | null | null |
 * | number | `[1, n]` |
 * | true, false | `[2]`, `[3]` |
 * | array | `[0, …]` |
 * | object | `[4 + the number of its list of fields, …]` |
 */
export type Packed = string | number | null | Packed[];

export interface Tables {
  texts: string[];
  /** The lists of fields. */
  fields: string[][];
}

const [ARRAY, NUMBER, TRUE, FALSE, FIRST_OBJECT] = [0, 1, 2, 3, 4];
/** A number takes as much. */
const SHORTEST = 4;

function fieldsOf(value: object): string[] {
  return Object.keys(value).filter((name) => (value as Record<string, unknown>)[name] !== undefined);
}

function eachText(value: unknown, see: (text: string) => void): void {
  if (typeof value === 'string') see(value);
  else if (value !== null && typeof value === 'object') for (const item of Object.values(value)) eachText(item, see);
}

/**
 * @param documents all that will be packed, to learn which texts repeat
 * @returns the function that packs them, and the tables: whole only when all documents have been packed
 */
export function packer(documents: Iterable<unknown>): { pack: (value: unknown) => Packed; tables: Tables } {
  const counts = new Map<string, number>();
  for (const document of documents) {
    eachText(document, (text) => text.length >= SHORTEST && counts.set(text, (counts.get(text) ?? 0) + 1));
  }
  const texts = [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1]);
  const numbers = new Map(texts.map(([text], index) => [text, index]));
  const tables: Tables = { texts: texts.map(([text]) => text), fields: [] };
  const shapes = new Map<string, number>();

  function shapeOf(fields: string[]): number {
    const key = fields.join('\0');
    let shape = shapes.get(key);
    if (shape === undefined) {
      shape = tables.fields.push(fields) - 1;
      shapes.set(key, shape);
    }
    return shape;
  }

  function pack(value: unknown): Packed {
    if (typeof value === 'string') return numbers.get(value) ?? value;
    if (typeof value === 'number') return [NUMBER, value];
    if (typeof value === 'boolean') return [value ? TRUE : FALSE];
    if (Array.isArray(value)) return [ARRAY, ...value.map(pack)];
    if (value === null || typeof value !== 'object') return null;
    const fields = fieldsOf(value);
    return [FIRST_OBJECT + shapeOf(fields), ...fields.map((name) => pack((value as Record<string, unknown>)[name]))];
  }

  return { pack, tables };
}

/** The value that was packed. */
export function unpack({ texts, fields }: Tables, packed: Packed | undefined): unknown {
  if (typeof packed === 'number') return texts[packed];
  if (!Array.isArray(packed)) return packed ?? null;
  const [tag, ...rest] = packed as [number, ...Packed[]];
  if (tag === NUMBER) return rest[0];
  if (tag === TRUE || tag === FALSE) return tag === TRUE;
  const values = rest.map((item) => unpack({ texts, fields }, item));
  if (tag === ARRAY) return values;
  return Object.fromEntries((fields[tag - FIRST_OBJECT] ?? []).map((name, index) => [name, values[index]]));
}
