import { type Packed, type Tables, unpack } from '../pack.js';
import { BLOCK_SIZE, BLOCKS, type Detail, type Row } from '../page-data.js';

function parsed(id: string): unknown {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : undefined;
}

/** What the page holds of the findings. */
export class Store {
  private readonly tables: Tables;
  private readonly blocks = new Map<number, Packed[]>();
  private readonly numbers = new Map<string, number>();
  readonly rows: Row[];

  constructor() {
    const index = parsed(BLOCKS.index) as Tables & { rows: Packed[] };
    this.tables = { texts: index.texts, fields: index.fields };
    this.rows = index.rows.map((packed) => unpack(this.tables, packed) as Row);
    for (const [number, { id }] of this.rows.entries()) this.numbers.set(id, number);
  }

  /** The number of the row with an id. */
  numberOf(id: string): number | undefined {
    return this.numbers.get(id);
  }

  /** All about a finding; undefined while the page is still being read. */
  detail(number: number): Detail | undefined {
    const at = Math.floor(number / BLOCK_SIZE);
    let block = this.blocks.get(at);
    if (block === undefined) {
      block = parsed(BLOCKS.details(at)) as Packed[] | undefined;
      if (block === undefined) return undefined;
      this.blocks.set(at, block);
    }
    return unpack(this.tables, block[number % BLOCK_SIZE]) as Detail;
  }
}
