import { groupBy } from '../../model/collections.js';
import type { BlindSpot, Report, Silenced } from '../../model/report.js';
import { counted } from '../plain-text.js';
import { cut, cutPath, wrap } from './layout.js';
import { more, type Page, part } from './page.js';

const BLIND_SPOTS = 4;
const SILENCERS = 3;
const PATH_WIDTH = 40;

/** The first items of a list. A last one is shown rather than counted. */
function firstOf<Item>(items: Item[], most: number): Item[] {
  return items.length > most + 1 ? items.slice(0, most) : items;
}

function blindSpotLines({ what, paths, why }: BlindSpot, page: Page): string[] {
  const [first] = paths;
  const others = paths.length > 1 ? ` and ${(paths.length - 1).toLocaleString('en-US')} more` : '';
  const where = first === undefined ? '' : ` (${cutPath(first, PATH_WIDTH)}${others})`;
  const [line = '', ...below] = wrap(`${what}${where}: ${why}`, page.width - 4, 2);
  return [`${page.colors.yellow('!')} ${line}`, ...below.map((text) => `    ${text}`)];
}

/** What in the target nobody looked at. */
export function blindSpotsPart({ blindSpots }: Report, page: Page): string[] {
  if (blindSpots.length === 0) return [];
  const shown = firstOf(blindSpots, BLIND_SPOTS);
  return part(page, 'Blind spots', 'in the target, and looked at by no scanner that ended well', [
    ...shown.flatMap((spot) => blindSpotLines(spot, page)),
    ...more(page, blindSpots.length - shown.length),
  ]);
}

function silencerLine(group: Silenced[], page: Page): string {
  const [first] = group;
  if (first === undefined) return '';
  const others = group.length > 1 ? ` and ${group.length - 1} more` : '';
  return page.colors.dim(cut(`${cutPath(first.where, PATH_WIDTH)}${others}: ${first.what} (${first.by})`, page.width));
}

/** Where the target's own files tell scanners to leave something alone. */
export function silencedPart({ silenced }: Report, page: Page): string[] {
  if (silenced.length === 0) return [];
  const groups = [...groupBy(silenced, ({ what, by }) => `${what}\0${by}`).values()];
  const shown = firstOf(groups, SILENCERS);
  const said = `${counted(silenced.length, 'place')} where the target tells scanners to look away`;
  return part(page, 'Silenced', said, [
    ...shown.map((group) => silencerLine(group, page)),
    ...more(page, silenced.length - shown.flat().length),
  ]);
}
