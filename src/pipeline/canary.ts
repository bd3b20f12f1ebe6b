import { createHash, generateKeyPairSync } from 'node:crypto';
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { buildImage } from '../images/build.js';
import type { DatabaseFacts } from '../model/coverage.js';
import type { Inventory } from '../model/inventory.js';
import { type Canary, networkOf, type ScanInput, type ScannerDefinition } from '../model/scanner.js';
import { scannerEnvironment } from '../process/environment.js';
import type { Tool } from '../tools/tool.js';
import { digestOf } from './digest.js';
import { discover } from './discover.js';
import { type Heard, missing, nameOf } from './expectations.js';
import { git } from './git.js';
import { judgeRun, type RunServices, runScanner } from './run-scanner.js';

/** How long a canary's song counts when the answer came from a service that can change any minute. */
const SERVICE_HOURS = 1;

export interface CanaryResult {
  state: 'found' | 'missed' | 'untested';
  /** Parts (`Canary.expects[].proves`) whose issue was not found although the others were. */
  unproven: string[];
  reason?: string;
}

export interface CanaryServices extends RunServices {
  /** Absolute folder of remembered results; undefined when nothing is to be remembered. */
  cache: string | undefined;
}

/** The files by which the target steers this scanner: they steer it on its canary too. */
async function steeringFiles(scanner: ScannerDefinition, target: string): Promise<string[]> {
  const names = scanner.silencedBy.flatMap((silencer) => ('file' in silencer ? [silencer.file] : []));
  const there = await Promise.all(
    names.map((name) =>
      stat(path.join(target, name))
        .then((facts) => facts.isFile())
        .catch(() => false),
    ),
  );
  return names.filter((_, index) => there[index]);
}

/** Writes a canary's files into an empty folder. */
export async function layOut(folder: string, canary: Canary): Promise<void> {
  for (const [name, content] of Object.entries(canary.files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  if (!canary.git) return;
  await git(folder, ['init', '--quiet']);
  await git(folder, ['add', '--all', '--force']);
  const author = ['-c', 'user.name=Muster', '-c', 'user.email=muster@localhost', '-c', 'commit.gpgsign=false'];
  await git(folder, [...author, 'commit', '--quiet', '--allow-empty', '--message', 'canary']);
}

/** Names binary, flags, rules, database, what the target says and the canary itself: any change asks for a new song. */
async function cacheKey(
  scanner: ScannerDefinition,
  tool: Tool,
  input: ScanInput,
  canary: Canary,
  steering: string[],
  target: string,
  database: DatabaseFacts | undefined,
  services: CanaryServices,
): Promise<string> {
  const { args, env } = scanner.command({
    target: '/target',
    input: { ...input, files: [] },
    inventory: { root: '/target', files: [], hidden: [], notes: [] },
    output: '/output',
    scratch: '/scratch',
    view: '/view',
    rules: '/rules',
    offline: services.offline,
    cores: 1,
    ...(services.databases[scanner.id] ? { database: '/database' } : {}),
  });
  const parts = {
    scanner: scanner.id,
    tool: [tool.version, tool.sha256, tool.sha256 === null ? tool.path : ''],
    mode: input.mode,
    ecosystems: input.ecosystems,
    args,
    // Also where it asks: the registry, the proxy.
    env: scannerEnvironment('/home', env),
    rules: await Promise.all((scanner.rules ?? []).map((name) => digestOf(path.join(services.rules, name)))),
    steering: await Promise.all(steering.map((name) => digestOf(path.join(target, name)))),
    database: database?.digest ?? null,
    canary,
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

interface Remembered extends CanaryResult {
  at: string;
}

async function remembered(file: string, maximumHours: number): Promise<CanaryResult | undefined> {
  try {
    const { at, ...result } = JSON.parse(await readFile(file, 'utf8')) as Remembered;
    const hours = (Date.now() - Date.parse(at)) / 3_600_000;
    return hours <= maximumHours ? result : undefined;
  } catch {
    return undefined; // never tried, or not readable: then it is tried
  }
}

/** The image of the counter-example. */
function counterImage(image: NonNullable<Canary['image']>): NonNullable<Canary['image']> {
  const { counterExample, saved } = image;
  return {
    ...image,
    config: counterExample,
    ...(saved ? { saved: { ...saved, signed: saved.counterExample } } : {}),
  };
}

/** What the folder of a canary is as a target: its files, or the image made of them. */
export async function asInventory(
  folder: string,
  canary: Canary,
  services: Pick<CanaryServices, 'workspace'>,
): Promise<Inventory> {
  if (!canary.image) return discover(folder);
  const place = await services.workspace.newFolder('canary-image');
  const { config, saved } = canary.image;
  const signers = saved?.signed ? [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey] : [];
  const image = await buildImage(canary.files, config, place, saved && { signers });
  return { root: await services.workspace.newFolder('canary-beside'), files: [], hidden: [], notes: [], image };
}

/** Runs the scanner on files of ours; what it found and listed, or why nobody knows. */
async function findIn(
  scanner: ScannerDefinition,
  tool: Tool,
  mode: string | undefined,
  folder: string,
  canary: Canary,
  services: CanaryServices,
): Promise<Heard | string> {
  const inventory = await asInventory(folder, canary, services);
  const asTarget = scanner.appliesTo(inventory).find((input) => input.mode === mode);
  if (!asTarget) return 'it is nothing that the scanner applies to';
  const ran = await runScanner(scanner, tool.path, inventory, asTarget, services);
  const { report, prepared, relative } = ran;
  const judged = judgeRun(scanner, asTarget, ran);
  // A report that the adapter itself does not count says nothing for and nothing against the canary.
  const counts = judged.status === 'completed' || judged.status === 'partial';
  if (report !== undefined && counts) {
    const rows = scanner.parse(report, { input: asTarget, prepared, relative });
    return { rows, components: scanner.lists?.(report) ?? [] };
  }
  return ('reason' in judged ? judged.reason : ran.problem) ?? 'it left no report';
}

async function sing(
  scanner: ScannerDefinition,
  tool: Tool,
  input: ScanInput,
  canary: Canary,
  steering: string[],
  target: string,
  services: CanaryServices,
): Promise<CanaryResult> {
  const folder = await services.workspace.newFolder(`canary-${scanner.id}`);
  for (const name of steering) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await copyFile(path.join(target, name), path.join(folder, name));
  }
  await layOut(folder, canary);
  const found = await findIn(scanner, tool, input.mode, folder, canary, services);
  if (typeof found === 'string')
    return { state: 'untested', unproven: [], reason: `its canary could not be run: ${found}` };
  const missed = missing(canary.expects, found);
  if (missed.length === 0) return { state: 'found', unproven: [] };
  const unproven = missed.flatMap(({ proves }) => (proves === undefined ? [] : [proves]));
  if (unproven.length === missed.length && missed.length < canary.expects.length) return { state: 'found', unproven };
  const names = missed.map(nameOf).join(', ');
  return { state: 'missed', unproven: [], reason: `it did not find its canary (${names}): its silence proves nothing` };
}

/**
 * Why a canary's find proves nothing: the scanner finds the same in files without the issue, or could not be run on
 * them. Undefined when it keeps quiet there, as it should.
 */
export async function whyNoProof(
  scanner: ScannerDefinition,
  tool: Tool,
  input: ScanInput,
  services: CanaryServices,
): Promise<string | undefined> {
  const canary = scanner.canary(input);
  const image = canary.image && counterImage(canary.image);
  const harmless = { ...canary, files: canary.counterExample, ...(image ? { image } : {}) };
  const folder = await services.workspace.newFolder(`counter-example-${scanner.id}`);
  await layOut(folder, harmless);
  const found = await findIn(scanner, tool, input.mode, folder, harmless, services);
  if (typeof found === 'string') return `its counter-example could not be run: ${found}`;
  const heard = canary.expects.filter((expected) => missing([expected], found).length === 0);
  const names = heard.map(nameOf).join(', ');
  return heard.length === 0 ? undefined : `it finds its canary (${names}) where there is none`;
}

/**
 * Whether this program, run as it is run on the target, finds what is known to be there.
 * A find is remembered by everything that could change it; a miss never is.
 */
export async function proveAlive(
  scanner: ScannerDefinition,
  tool: Tool,
  input: ScanInput,
  target: string,
  database: DatabaseFacts | undefined,
  services: CanaryServices,
): Promise<CanaryResult> {
  try {
    const canary = scanner.canary(input);
    const steering = await steeringFiles(scanner, target);
    const key = await cacheKey(scanner, tool, input, canary, steering, target, database, services);
    const file = services.cache === undefined ? undefined : path.join(services.cache, `${key}.json`);
    const network = networkOf(scanner, input);
    const asksService = network === 'required' || (network === 'database' && !database?.digest);
    const known = file && (await remembered(file, asksService ? SERVICE_HOURS : Number.POSITIVE_INFINITY));
    if (known) return known;
    const result = await sing(scanner, tool, input, canary, steering, target, services);
    if (file && result.state === 'found' && result.unproven.length === 0) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFileAtomic(file, JSON.stringify({ ...result, at: new Date().toISOString() }));
    }
    return result;
  } catch (error) {
    return { state: 'untested', unproven: [], reason: `its canary could not be run: ${(error as Error).message}` };
  }
}
