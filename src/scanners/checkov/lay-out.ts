import { access, constants, copyFile, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../../model/scanner.js';
import { chartsOf, LOADED_VALUES } from './frameworks.js';
import { nameInTree } from './place.js';
import { WITNESS } from './witness.js';

/** What Checkov's output is to be held against. */
export interface Prepared {
  /** How many resources stand in a file of Kubernetes, where that is easy to tell. */
  resources: Record<string, number>;
  /** Whether there is a `helm` on PATH. */
  helm: boolean;
}

export const TREE = 'tree';
export const CHECKS = 'checks';

/** Larger files of a chart are data. */
const LARGEST_COPY = 1024 ** 2;

/**
 * The resources of a file with YAML documents, by the two members that each has to have at its top.
 * @returns 0 for JSON and whatever else is written in another way
 */
export function countResources(text: string): number {
  const documents = text.split(/^---(?=\s|$)/m);
  return documents.filter((one) => /^["']?apiVersion["']?\s*:/m.test(one) && /^["']?kind["']?\s*:/m.test(one)).length;
}

async function hasHelm(): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const found = await Promise.all(
    folders.map((folder) =>
      access(path.join(folder, 'helm'), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** Helm complains about links, and Checkov takes any complaint for a failure; it also writes into charts. */
async function place(from: string, to: string, asCopy: boolean): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  const copies =
    asCopy &&
    (await stat(from).then(
      ({ size }) => size <= LARGEST_COPY,
      () => false,
    ));
  await (copies ? copyFile(from, to) : symlink(from, to));
}

/**
 * Lays out what Checkov is to look at, and nothing else: none of the target's configuration, and no folder that it
 * would have to walk. Below `tree`, links at the same paths; charts as copies, with all that belongs to them.
 */
export async function layOut({ target, input, inventory, scratch }: CommandContext): Promise<Prepared> {
  const wanted = new Set(input.files);
  const charts = input.mode?.split('+').includes('helm') ? chartsOf(inventory) : [];
  const isOfChart = (file: string) => charts.some((chart) => file.startsWith(chart));
  const files = inventory.files.filter(
    (file) => !file.nameIsNotUtf8 && (wanted.has(file.path) || isOfChart(file.path) || LOADED_VALUES.test(file.path)),
  );
  for (const file of files) {
    await place(path.join(target, file.path), path.join(scratch, TREE, nameInTree(file)), isOfChart(file.path));
  }
  await mkdir(path.join(scratch, TREE), { recursive: true });
  await mkdir(path.join(scratch, CHECKS));
  await writeFile(path.join(scratch, CHECKS, '__init__.py'), '');
  await writeFile(path.join(scratch, CHECKS, 'muster_witness.py'), WITNESS);

  const resources: Record<string, number> = {};
  for (const { path: file, kinds } of files) {
    if (!kinds.includes('kubernetes') || !/\.ya?ml$/.test(file)) continue;
    const count = countResources(await readFile(path.join(target, file), 'utf8').catch(() => ''));
    if (count > 1) resources[file] = count;
  }
  return { resources, helm: charts.length > 0 && (await hasHelm()) };
}
