import type { CommandContext } from '../../model/scanner.js';
import { type LaidOut, layOutTexts } from '../kit/text-tree.js';

/**
 * Lays out the input's files in `scratch`, as UTF-8: a file that it cannot decode it leaves out without a word. In the
 * target itself it would also walk into `.git` and whatever Git ignores.
 */
export function layOutTree(context: CommandContext): Promise<LaidOut> {
  return layOutTexts(context, (_, file) => file);
}
