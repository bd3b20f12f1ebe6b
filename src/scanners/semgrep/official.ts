import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import { takesRulesOf } from './languages.js';

/** What Semgrep refuses a whole run for when one rule lacks it; what stands in it is for Semgrep to judge. */
const Rule = z.looseObject({
  id: z.string().min(1),
  languages: z.array(z.string()).min(1),
  message: z.string(),
  severity: z.string(),
});
type Rule = z.infer<typeof Rule>;

const RuleFile = z.object({ rules: z.array(z.unknown()) });

/** Rules about dependencies, which a run without an account does not read lock files for. */
const SUPPLY_CHAIN = 'r2c-internal-project-depends-on';

/** One file of rules that are not Muster's own: a pack of Semgrep's registry, as `https://semgrep.dev/c/p/NAME` serves it. */
export interface OfficialPack {
  /** From the folder. */
  file: string;
  rules: Rule[];
  /** What of it cannot be used. */
  broken: NotCovered[];
}

/** Files with rules, as Semgrep tells them in a folder: those that test rules are named apart (semgrep/util.py). */
const IS_PACK = /^(?!\.).*(?<!\.test|\.fixed)\.ya?ml$/;

/** The files of a folder that hold rules, from that folder, in order. */
export async function packFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && IS_PACK.test(entry.name))
    .map((entry) => path.join(path.relative(folder, entry.parentPath), entry.name))
    .filter((file) => !file.split(path.sep).some((part) => part.startsWith('.')))
    .sort();
}

function nameOf(rule: unknown, index: number): string {
  const id = z.object({ id: z.string() }).safeParse(rule).data?.id;
  return id === undefined ? `the rule at place ${index + 1}` : `rule ${id}`;
}

function readRules(file: string, text: string): OfficialPack {
  const pack: OfficialPack = { file, rules: [], broken: [] };
  let content: unknown;
  try {
    content = parse(text, { uniqueKeys: false, logLevel: 'error' });
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    return { ...pack, broken: [{ what: `the rules of ${file}`, why: `not YAML: ${why?.replace(/:$/, '')}` }] };
  }
  const { data } = RuleFile.safeParse(content);
  if (!data) return { ...pack, broken: [{ what: `the rules of ${file}`, why: 'there is no list "rules" in it' }] };
  for (const [index, each] of data.rules.entries()) {
    const what = `${nameOf(each, index)} of ${file}`;
    const rule = Rule.safeParse(each);
    if (!rule.success) {
      pack.broken.push({ what, why: `its ${String(rule.error.issues[0]?.path[0] ?? 'form')} is missing or wrong` });
    } else if (SUPPLY_CHAIN in rule.data) {
      pack.broken.push({ what, why: 'it is about dependencies, for which a run needs an account' });
    } else pack.rules.push(rule.data);
  }
  return pack;
}

/** A second or two goes by over a large pack, and each run and each canary asks. */
const known = new Map<string, Promise<OfficialPack>>();

async function readPackFile(folder: string, file: string): Promise<OfficialPack> {
  const place = path.join(folder, file);
  const { mtimeMs, size, ino } = await stat(place);
  const key = JSON.stringify([place, mtimeMs, size, ino]);
  const reading = known.get(key) ?? readFile(place, 'utf8').then((text) => readRules(file, text));
  known.set(key, reading);
  return reading;
}

/**
 * Reads packs of Semgrep's registry, or any other files of rules.
 * @returns never throws: what cannot be read is told as not usable
 */
export async function readOfficial(folder: string): Promise<OfficialPack[]> {
  const none = (why: string) => [{ file: '.', rules: [], broken: [{ what: `the rules in ${folder}`, why }] }];
  try {
    const files = await packFiles(folder);
    if (files.length === 0) return none('there is no file of rules (*.yml, *.yaml) in it');
    return await Promise.all(
      files.map((file) =>
        readPackFile(folder, file).catch(({ code }: NodeJS.ErrnoException) => ({
          file,
          rules: [],
          broken: [{ what: `the rules of ${file}`, why: `it cannot be read: ${code}` }],
        })),
      ),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return none(code === 'ENOENT' ? 'there is no such folder' : `it cannot be listed: ${code}`);
  }
}

/** `packs/p_default.yml` → `p_default` */
function stem(file: string): string {
  return path.basename(file, path.extname(file)).replaceAll(/[^A-Za-z0-9._-]/g, '_');
}

/** What of the official packs a run is given. */
export interface Given {
  /** The ids that Semgrep has to say it ran. */
  ids: string[];
  /** What of the packs could not be used. */
  gaps: NotCovered[];
}

/**
 * Writes the rules that are about the files of a run, all in one file: to check a rule takes longer than to run it on a
 * small file. Written as JSON, which Semgrep reads much faster than YAML. A rule that is called as one of Muster's gets the
 * name of its pack in front, so that neither is taken for the other.
 * @param into made here
 */
export async function layOutOfficial(
  packs: OfficialPack[],
  { names, ours, into }: { names: string[]; ours: string[]; into: string },
): Promise<Given> {
  const taken = new Set(ours);
  const takes = takesRulesOf(names);
  const rules = packs.flatMap(({ file, rules: own }) =>
    own
      .filter(({ languages }) => languages.some(takes))
      .map((rule) => (taken.has(rule.id) ? { ...rule, id: `${stem(file)}.${rule.id}` } : rule)),
  );
  await mkdir(into, { recursive: true });
  if (rules.length > 0) await writeFile(path.join(into, 'rules.yml'), JSON.stringify({ rules }));
  return { ids: [...new Set(rules.map(({ id }) => id))], gaps: packs.flatMap(({ broken }) => broken) };
}
