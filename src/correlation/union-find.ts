/** Sets that grow together: each item starts alone. */
class UnionFind {
  readonly #parent: number[];

  /** @param size how many items there are; they are called 0 to size - 1 */
  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_, index) => index);
  }

  /** The item that stands for the set of this one: the lowest in it, so that the order of joining does not matter. */
  find(item: number): number {
    let root = item;
    while (this.#parent[root] !== root) root = this.#parent[root] as number;
    for (let at = item; at !== root; ) {
      const next = this.#parent[at] as number;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }

  join(one: number, other: number): void {
    const [a, b] = [this.find(one), this.find(other)];
    this.#parent[Math.max(a, b)] = Math.min(a, b);
  }
}

/** Puts items into sets: two are in one when a chain of `pairs` leads from one to the other. */
export function unite<Item>(items: Item[], pairs: [number, number][]): Item[][] {
  if (pairs.length === 0) return items.map((item) => [item]);
  const sets = new UnionFind(items.length);
  for (const [one, other] of pairs) sets.join(one, other);
  const groups = new Map<number, Item[]>();
  for (const [index, item] of items.entries()) {
    const root = sets.find(index);
    const group = groups.get(root);
    if (group) group.push(item);
    else groups.set(root, [item]);
  }
  return [...groups.values()];
}
