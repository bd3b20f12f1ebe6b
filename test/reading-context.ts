import type { ReadingContext } from '../src/interchange/context.js';
import { kindsByPath } from '../src/pipeline/kinds.js';
import { placesIn } from '../src/pipeline/merge-places.js';
import { loadScanners } from '../src/scanners/registry.js';

const scanners = await loadScanners();

/** What a reader of outputs made elsewhere knows of a target at `/target`, of which no file can be read. */
export function contextOf(target = '/target'): ReadingContext {
  return { scanners, relative: placesIn(target), ecosystemOf: (file) => kindsByPath(file).ecosystem };
}
