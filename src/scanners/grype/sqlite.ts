import { type FileHandle, open } from 'node:fs/promises';

// As much of SQLite's file format as a small table needs: Node 20 has no SQLite, and the database is a gigabyte.
// @see https://www.sqlite.org/fileformat2.html

type Value = string | number | undefined;

const FILE_HEADER_BYTES = 100;
const INTERIOR = 0x05;
const LEAF = 0x0d;
/** Of the schema and of a table that has one row; more is no file of this kind. */
const MOST_PAGES = 1000;

interface Database {
  file: FileHandle;
  pageBytes: number;
}

/** A big-endian number of 7 bits a byte. */
function varint(bytes: Buffer, start: number): { value: number; next: number } {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[start + index] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: start + index + 1 };
  }
  return { value: value * 256 + (bytes[start + 8] ?? 0), next: start + 9 };
}

const INTEGER_BYTES: Record<number, number> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8 };

/** A value, and where the next one begins. Only what is needed: text, and integers of up to six bytes. */
function valueAt(bytes: Buffer, at: number, type: number): { value: Value; next: number } {
  if (type === 8 || type === 9) return { value: type - 8, next: at };
  if (type >= 12) {
    const next = at + Math.floor((type - 12) / 2);
    return { value: type % 2 === 1 ? bytes.toString('utf8', at, next) : undefined, next };
  }
  const length = INTEGER_BYTES[type] ?? 0;
  const isRead = length > 0 && length <= 6 && at + length <= bytes.length;
  return { value: isRead ? bytes.readIntBE(at, length) : undefined, next: at + length };
}

/** The columns of a row, from its cell. A long row goes on in other pages; its first columns do not. */
function rowAt(page: Buffer, cell: number): Value[] {
  const start = varint(page, varint(page, cell).next).next;
  const header = varint(page, start);
  const values: Value[] = [];
  let [at, next] = [start + header.value, header.next];
  while (next < start + header.value) {
    const type = varint(page, next);
    const read = valueAt(page, at, type.value);
    values.push(read.value);
    [at, next] = [read.next, type.next];
  }
  return values;
}

async function pageOf({ file, pageBytes }: Database, number: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(pageBytes), 0, pageBytes, (number - 1) * pageBytes);
  if (bytesRead < pageBytes) throw new Error(`page ${number} is missing`);
  return buffer;
}

/** All rows of a table. @param root the page where it begins */
async function rowsOf(database: Database, root: number): Promise<Value[][]> {
  const [rows, open]: [Value[][], number[]] = [[], [root]];
  for (let count = 0; open.length > 0; count += 1) {
    if (count >= MOST_PAGES) throw new Error('larger than expected');
    const number = open.pop() ?? 0;
    const page = await pageOf(database, number);
    const header = number === 1 ? FILE_HEADER_BYTES : 0;
    const kind = page[header];
    if (kind !== INTERIOR && kind !== LEAF) throw new Error(`page ${number} is no part of a table`);
    const cells = page.readUInt16BE(header + 3);
    const pointers = header + (kind === INTERIOR ? 12 : 8);
    for (let index = 0; index < cells; index += 1) {
      const cell = page.readUInt16BE(pointers + 2 * index);
      if (kind === LEAF) rows.push(rowAt(page, cell));
      else open.push(page.readUInt32BE(cell));
    }
    if (kind === INTERIOR) open.push(page.readUInt32BE(header + 8));
  }
  return rows;
}

/**
 * Reads a small table of an SQLite file.
 * @param file absolute path
 * @returns its rows
 * @throws when the file is none of SQLite, or has no such table
 */
export async function readSmallTable(file: string, table: string): Promise<Value[][]> {
  const handle = await open(file);
  try {
    const head = (await handle.read(Buffer.alloc(FILE_HEADER_BYTES), 0, FILE_HEADER_BYTES, 0)).buffer;
    if (!head.toString('latin1').startsWith('SQLite format 3\0')) throw new Error('not a file of SQLite');
    const stored = head.readUInt16BE(16);
    const database = { file: handle, pageBytes: stored === 1 ? 65_536 : stored };
    // type, name, table, page, SQL
    const schema = await rowsOf(database, 1);
    const root = schema.find(([type, name]) => type === 'table' && name === table)?.[3];
    if (typeof root !== 'number') throw new Error(`it has no table ${table}`);
    return await rowsOf(database, root);
  } finally {
    await handle.close();
  }
}
