import path from 'node:path/posix';
import type { InventoryFile } from '../../model/inventory.js';

/** What it leaves out by the end of the name, in these letters only (`filters/heuristic.py` of 1.5.0). */
const EXTENSIONS = new Set(
  [
    '.7z .bin .bmp .bz2 .class .css .dmg .doc .eot .exe .gif .gz .ico .iml .ipr .iws .jar .jpg .jpeg .lock .map .mo',
    '.pdf .png .prefs .psd .rar .realm .s7z .sum .svg .tar .tif .tiff .ttf .webp .woff .xls .xlsx .zip',
  ].flatMap((line) => line.split(' ')),
);

/** What it leaves out by its whole name: most lock files. */
const LOCK_FILES = new Set([
  'Brewfile.lock.json',
  'Cartfile.resolved',
  'Package.resolved',
  'package-lock.json',
  'packages.lock.json',
]);

/** Its own list of digests: each would be reported as a random-looking string. It leaves it out itself when it is told of it. */
const BASELINE = '.secrets.baseline';

/**
 * Whether it can be asked to look at a file. What it leaves out by its name is no part of its claim, and so stands under
 * what nobody looked at, unless another scanner did.
 */
export function canLookAt({ path: file, kinds, nameIsNotUtf8 }: InventoryFile): boolean {
  const name = path.basename(file);
  return !(
    nameIsNotUtf8 ||
    kinds.includes('binary') ||
    EXTENSIONS.has(path.extname(file)) ||
    LOCK_FILES.has(name) ||
    name === BASELINE ||
    file.includes('swagger') ||
    // Its log says one file a line, and the log is the evidence.
    file.includes('\n')
  );
}

/** Lines of its log come to some 60 bytes a file and, in the code that was measured, 50 KiB a MiB; 1 MiB of it is read. */
const PART_BYTES = 8 * 1024 * 1024;
const PART_FILES = 4000;

/** Splits files so that the log of each part can be read as a whole. Keeps their order. */
export function inParts(files: InventoryFile[]): string[][] {
  const parts: string[][] = [];
  let bytes = 0;
  for (const { path: file, size } of files) {
    const last = parts.at(-1);
    if (last && last.length < PART_FILES && bytes + size <= PART_BYTES) {
      last.push(file);
      bytes += size;
    } else {
      parts.push([file]);
      bytes = size;
    }
  }
  return parts;
}
