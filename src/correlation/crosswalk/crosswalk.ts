import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RuleRef } from '../../model/explanation.js';
import type { Control, Domain } from './control.js';
import { readDomains } from './read-domains.js';
import { ruleKey } from './rule-id.js';

/** A control with all rules that find it, measured and documented. */
export interface KnownControl extends Omit<Control, 'rules' | 'documented'> {
  domain: string;
  rules: RuleRef[];
}

export interface Crosswalk {
  controls: KnownControl[];
  control(id: string): KnownControl | undefined;
  /** The control of a rule, whichever form of its id is given; undefined for a rule that is in none. */
  controlOf(scanner: string, rule: string): KnownControl | undefined;
}

function rulesOf({ rules, documented }: Control): RuleRef[] {
  return [rules, documented].flatMap((some) =>
    Object.entries(some ?? {}).flatMap(([scanner, ids]) => ids.map((rule) => ({ scanner, rule }))),
  );
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
  return {
    controls: [...byId.values()],
    control: (id) => byId.get(id),
    controlOf: (scanner, rule) => byRule.get(ruleKey(scanner, rule)),
  };
}

/** The domains as the build has checked and written them; not there when Muster runs from its sources. */
const COMPILED = path.join(import.meta.dirname, 'domains.json');

function shippedDomains(): Domain[] {
  return existsSync(COMPILED) ? (JSON.parse(readFileSync(COMPILED, 'utf8')) as Domain[]) : readDomains();
}

let loaded: Crosswalk | undefined;

/** The crosswalk that ships with Muster; read once. */
export function crosswalk(): Crosswalk {
  loaded ??= crosswalkOf(shippedDomains());
  return loaded;
}
