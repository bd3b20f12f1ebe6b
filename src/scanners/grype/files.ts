import type { Inventory } from '../../model/inventory.js';
import type { ScanInput } from '../../model/scanner.js';
import { IMAGE, KnownFiles, locksIn } from '../kit/anchore/files.js';

/**
 * Lock files of ecosystems for which its database has advisories. Not `pylock.toml`, which it does not read, nor those
 * of Haskell, R and Conan, for which nobody publishes advisories in its sources.
 */
export const KNOWN = new KnownFiles();

/** One run for all lock files, or for the image. */
export function inputsIn(inventory: Inventory): ScanInput[] {
  if (inventory.image) return [{ label: inventory.image.reference, mode: IMAGE, files: [] }];
  const files = locksIn(inventory).filter((file) => KNOWN.formatOf(file.path) !== undefined);
  if (files.length === 0) return [];
  const ecosystems = [...new Set(files.flatMap(({ ecosystem }) => ecosystem ?? []))].sort();
  return [{ label: '.', files: files.map((file) => file.path), ecosystems }];
}
