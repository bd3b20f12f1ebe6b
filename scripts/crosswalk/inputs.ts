import { cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Control, Domain } from '../../src/correlation/crosswalk/control.js';

const INPUTS_FOLDER = path.resolve(import.meta.dirname, '../../crosswalk/inputs');

export type Side = 'bad' | 'good';
const SIDES: Side[] = ['bad', 'good'];

/** One of the two inputs of a control, as the scanners get it. */
export interface Laid {
  control: Control;
  side: Side;
}

/** `bad.tf` for `{control}/{side}/main.tf`, `bad.Dockerfile` for `{control}/{side}/Dockerfile`. */
function storedName(layout: string, side: Side): string {
  return `${side}${path.extname(layout) || `.${path.basename(layout)}`}`;
}

/** Absolute path of an input in the project. */
export function inputFile({ domain, layout = '' }: Domain, control: Control, side: Side): string {
  return path.join(INPUTS_FOLDER, domain, control.id, storedName(layout, side));
}

/** Names of folders in a domain's inputs that belong to none of its controls. */
export async function strayInputs({ domain, controls }: Domain): Promise<string[]> {
  const names = await readdir(path.join(INPUTS_FOLDER, domain)).catch(() => []);
  return names.filter((name) => !controls.some(({ id }) => id === name));
}

/**
 * Lays the inputs of a domain out where scanners look for such files.
 * @param root an empty folder
 * @returns path relative to the root → whose input it is
 * @throws Error of the file system when a control lacks one of its two inputs
 */
export async function layOut(domain: Domain, controls: Control[], root: string): Promise<Map<string, Laid>> {
  const laid = new Map<string, Laid>();
  for (const control of controls) {
    for (const side of SIDES) {
      const place = (domain.layout ?? '').replaceAll('{control}', control.id).replaceAll('{side}', side);
      const file = path.join(root, place);
      await mkdir(path.dirname(file), { recursive: true });
      await cp(inputFile(domain, control, side), file);
      laid.set(place, { control, side });
    }
  }
  return laid;
}
