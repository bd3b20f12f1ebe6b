import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../../model/version.js';
import { type Control, Domain } from './control.js';
import { ruleKey } from './rule-id.js';

/** A rule of a scanner. */
export interface RuleRef {
  scanner: string;
  rule: string;
}

/** A control with all rules that find it, measured and documented. */
export interface KnownControl extends Omit<Control, 'rules' | 'documented'> {
  domain: string;
  rules: RuleRef[];
}

export interface Crosswalk {
  controls: KnownControl[];
  /** The control of a rule, whichever form of its id is given; undefined for a rule that is in none. */
  controlOf(scanner: string, rule: string): KnownControl | undefined;
}

/** Where the data files stand. */
export const CONTROLS_FOLDER = path.join(PACKAGE_ROOT, 'crosswalk/controls');

function rulesOf({ rules, documented }: Control): RuleRef[] {
  return [rules, documented].flatMap((some) =>
    Object.entries(some ?? {}).flatMap(([scanner, ids]) => ids.map((rule) => ({ scanner, rule }))),
  );
}

/**
 * Reads the domains of the crosswalk, in the order of their names.
 * @throws Error that names the file and the place in it, when one is not as `Domain` says
 */
export function readDomains(folder = CONTROLS_FOLDER): Domain[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return names.sort().map((name) => {
    const read = Domain.safeParse(parse(readFileSync(path.join(folder, name), 'utf8')));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new Error(`crosswalk/controls/${name}: at /${issue?.path.join('/')}: ${issue?.message}`);
  });
}

/**
 * Makes the crosswalk of its domains.
 * @throws Error when a control or a rule stands twice: a rule that could mean two issues joins nothing
 */
export function crosswalkOf(domains: Domain[]): Crosswalk {
  const byRule = new Map<string, KnownControl>();
  const byId = new Map<string, KnownControl>();
  for (const { domain, controls } of domains) {
    for (const control of controls) {
      const { rules: _, documented: __, ...facts } = control;
      const known: KnownControl = { ...facts, domain, rules: rulesOf(control) };
      if (byId.has(known.id)) throw new Error(`crosswalk: the control ${known.id} stands twice`);
      byId.set(known.id, known);
      for (const { scanner, rule } of known.rules) {
        const key = ruleKey(scanner, rule);
        const other = byRule.get(key);
        if (other) throw new Error(`crosswalk: ${key} stands twice, in ${other.id} and in ${known.id}`);
        byRule.set(key, known);
      }
    }
  }
  return { controls: [...byId.values()], controlOf: (scanner, rule) => byRule.get(ruleKey(scanner, rule)) };
}

let loaded: Crosswalk | undefined;

/** The crosswalk that ships with Muster; read once. */
export function crosswalk(): Crosswalk {
  loaded ??= crosswalkOf(readDomains());
  return loaded;
}
