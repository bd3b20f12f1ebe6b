/** Below the run's scratch folder. */
export const TREE = 'tree';

/** Name of a copy → file, where the copy has another name. */
export interface Named {
  names: Record<string, string>;
}

/** The inventory's path of what Terrascan prints: relative to the top of the tree, or absolute, of a copy. */
export function inTarget(printed: string, laid: Named | undefined): string {
  const name = printed.replace(/^.*?\/scratch\/tree(?:\/|$)/, '');
  return laid?.names[name] ?? name;
}

/** A sentence of Terrascan's without the place of the copies and of the policies in it. */
export function withoutPlaces(said: string): string {
  return said
    .replaceAll(/(?:\/[^\s'",]+?)?\/scratch\/(?:tree|policies)\/?/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
