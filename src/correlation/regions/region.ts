import type { Scope } from '../crosswalk/control.js';
import type { Setting } from './hcl.js';

/** A part of a file that has a name of its own: an instruction, a resource, a container, a job. */
export interface Region {
  scope: Exclude<Scope, 'file'>;
  /** Stays the same when other parts of the file move or change. */
  name: string;
  /** What scanners call it, in lower case: `pod.a`, `pod/a`. */
  calledAs: string[];
  /** From 1, inclusive. */
  startLine: number;
  endLine: number;
  /** Of an object in YAML: what it says, one value a line (see `fieldsOf`). */
  fields?: () => string | undefined;
  /** Of Terraform: the type of the resource or of the block in it. */
  kind?: string;
  /** What it sets, without the blocks in it. */
  settings?: Setting[];
}

/** Gives regions of one name numbers from the second on, in the order of the file: `RUN make`, `RUN make #2`. */
export function numbered(regions: Region[]): Region[] {
  const seen = new Map<string, number>();
  return regions.map((region) => {
    const key = `${region.scope}\0${region.name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? region : { ...region, name: `${region.name} #${count}` };
  });
}
