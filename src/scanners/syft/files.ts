import type { Inventory } from '../../model/inventory.js';
import type { ScanInput } from '../../model/scanner.js';
import { IMAGE, KnownFiles, locksIn } from '../kit/anchore/files.js';

/** Lock files that it reads. */
export const KNOWN = new KnownFiles({ 'conan.lock': 'conan.lock', 'stack.yaml.lock': 'stack.yaml.lock' });

/** One run for all lock files, or for the image. */
export function inputsIn(inventory: Inventory): ScanInput[] {
  if (inventory.image) return [{ label: inventory.image.reference, mode: IMAGE, files: [] }];
  const locks = locksIn(inventory);
  const files = locks.filter((file) => KNOWN.formatOf(file.path) !== undefined);
  if (files.length === 0) return [];
  const ecosystems = [...new Set(files.flatMap(({ ecosystem }) => ecosystem ?? []))].sort();
  // Of a bill of materials one expects that all is in it.
  const caveats = locks
    .filter((file) => !files.includes(file))
    .map((file) => ({ what: file.path, why: 'a lock file of a format that it does not read' }));
  const paths = files.map((file) => file.path);
  return [{ label: '.', files: paths, ecosystems, ...(caveats.length > 0 ? { caveats } : {}) }];
}
