import { statSync } from 'node:fs';
import path from 'node:path';
import { relativeTo } from './relative.js';

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Gives the function that turns paths of outputs made elsewhere into those of the target. An absolute path that is not
 * below the target is one of the machine on which the scanner ran (`/github/workspace/api/app.py`): it stands for the
 * file of the target that the longest part of its end names. Where there is none it is kept, without the first slash.
 * @param target absolute path
 */
export function placesIn(target: string): (printed: string) => string {
  const plain = relativeTo(target);
  const known = new Map<string, string>();
  const search = (printed: string): string => {
    const file = plain(printed);
    const isElsewhere = path.isAbsolute(printed.replace(/^file:\/\//, '')) || /^[A-Za-z]:[\\/]/.test(printed);
    if (!isElsewhere) return file;
    const segments = file.split(/[\\/]/);
    for (let from = 0; from < segments.length; from++) {
      const below = segments.slice(from).join('/');
      // A path must not lead out of the target.
      if (!segments.includes('..') && isFile(path.join(target, below))) return below;
    }
    return file;
  };
  return (printed) => {
    const found = known.get(printed) ?? search(printed);
    known.set(printed, found);
    return found;
  };
}
