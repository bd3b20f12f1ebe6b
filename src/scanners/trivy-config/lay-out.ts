import { readFile } from 'node:fs/promises';
import path from 'node:path/posix';
import { sortedUnique } from '../../model/collections.js';
import type { CommandContext } from '../../model/scanner.js';
import { layOutSettings } from '../kit/trivy/command.js';
import { copy, layOutTree } from '../kit/trivy/tree.js';
import { besideThem, chartOf, chartsIn, placeOf } from './files.js';
import { callsElsewhere, callsIn } from './modules.js';
import type { Prepared } from './outcome.js';

const LIST = /^\s*"?kind"?\s*:\s*["']?\w*List["']?\s*,?\s*$/m;
const OBJECT = /^\s*"?metadata"?\s*:/m;
const LIBRARY = /^type\s*:\s*["']?library\b/m;

/** Notes what of a file Trivy does not tell. */
function note(file: string, text: string, charts: string[], prepared: Prepared): void {
  if (/\.(?:tf|tofu)(?:\.json)?$/.test(file)) {
    prepared.calls.push(...callsIn(file, text));
    prepared.elsewhere.push(...callsElsewhere(file, text).map((line) => `${file}:${line}`));
  }
  if (path.basename(file) === 'Chart.yaml' && LIBRARY.test(text)) prepared.libraries.push(path.dirname(file));
  if (!/\.(?:ya?ml|json)$/.test(file) || chartOf(file, charts) !== undefined) return;
  const isKubernetes = /"?apiVersion"?\s*:/.test(text) && /"?kind"?\s*:/.test(text);
  if (!isKubernetes) return;
  if (LIST.test(text)) prepared.unread.push({ what: file, why: 'it does not look into lists' });
  else if (!OBJECT.test(text)) prepared.nothing.push(file);
}

/** Lays out copies of what is checked, and of what may have to stand beside it. */
export async function layOut(context: CommandContext): Promise<Prepared> {
  await layOutSettings(context.scratch);
  const { input, inventory } = context;
  const charts = chartsIn(input.files);
  const own = new Set(input.files);
  const prepared: Prepared = { unread: [], nothing: [], libraries: [], calls: [], elsewhere: [] };
  const files = sortedUnique([...input.files, ...besideThem(inventory)]);
  const unread = await layOutTree(
    context,
    files,
    async (from, to, file) => {
      if (own.has(file)) note(file, await readFile(from, 'utf8'), charts, prepared);
      await copy(from, to, file);
    },
    placeOf,
  );
  prepared.unread.push(...unread.filter(({ what }) => own.has(what)));
  prepared.elsewhere.sort();
  prepared.unread.sort((a, b) => (a.what < b.what ? -1 : 1));
  return prepared;
}
