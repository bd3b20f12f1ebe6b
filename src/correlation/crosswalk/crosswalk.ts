import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RuleRef } from '../../model/explanation.js';
import type { Control, Domain } from './control.js';
import { readDomains } from './read-domains.js';
import { ruleKey } from './rule-id.js';

/** A control with all rules that find it, measured and documented. */
export interface KnownControl extends Omit<Control, 'rules' | 'documented' | 'narrows'> {
  domain: string;
  rules: RuleRef[];
  narrows?: Narrowing[];
  /** Rules of broader controls that find this one, too, at some places. */
  broader?: RuleRef[];
}

/** When a row is about a narrower control: see `Narrowing` in control.ts. */
export interface Narrowing extends Pick<NonNullable<Control['narrows']>[number], 'at' | 'of' | 'when'> {
  to: KnownControl;
  /** By `ruleKey`. */
  rules: string[];
  line?: RegExp;
  resource?: RegExp;
  has: RegExp[];
  lacks: RegExp[];
  wholly: boolean;
}

export interface Crosswalk {
  controls: KnownControl[];
  control(id: string): KnownControl | undefined;
  /** The control of a rule, whichever form of its id is given; undefined for a rule that is in none. */
  controlOf(scanner: string, rule: string): KnownControl | undefined;
}

const refsOf = (rules: Control['rules']): RuleRef[] =>
  Object.entries(rules ?? {}).flatMap(([scanner, ids]) => ids.map((rule) => ({ scanner, rule })));

const rulesOf = ({ rules, documented }: Control): RuleRef[] => [rules, documented].flatMap(refsOf);

/** Puts the narrower controls themselves where the data names them. */
function linkNarrower({ id, narrows = [] }: Control, byId: Map<string, KnownControl>): void {
  const control = byId.get(id) as KnownControl;
  const pattern = (text: string) => new RegExp(text, 'm');
  for (const { to, rules, line, resource, has = [], lacks = [], wholly = false, ...settings } of narrows) {
    const narrower = byId.get(to);
    if (!narrower || narrower === control)
      throw new Error(`crosswalk: ${id} narrows to ${to}, which is no other control`);
    const own = new Set(control.rules.map(({ scanner, rule }) => ruleKey(scanner, rule)));
    const refs = rules ? refsOf(rules) : control.rules;
    const keys = refs.map(({ scanner, rule }) => ruleKey(scanner, rule));
    const stranger = keys.find((key) => !own.has(key));
    if (stranger) throw new Error(`crosswalk: ${id} narrows ${stranger}, which is not its rule`);
    const narrowing: Narrowing = {
      ...settings,
      to: narrower,
      rules: keys,
      ...(line === undefined ? {} : { line: pattern(line) }),
      ...(resource === undefined ? {} : { resource: pattern(resource) }),
      ...{ has: has.map(pattern), lacks: lacks.map(pattern), wholly },
    };
    control.narrows = [...(control.narrows ?? []), narrowing];
    const known = new Set(narrower.broader?.map(({ scanner, rule }) => ruleKey(scanner, rule)));
    const fresh = refs.filter(({ scanner, rule }) => !known.has(ruleKey(scanner, rule)));
    narrower.broader = [...(narrower.broader ?? []), ...fresh];
  }
}

/**
 * Makes the crosswalk of its domains.
 * @throws Error when a control or a rule stands twice, since a rule that could mean two issues joins nothing; and when
 *   one is narrowed to what is not there
 */
export function crosswalkOf(domains: Domain[]): Crosswalk {
  const byRule = new Map<string, KnownControl>();
  const byId = new Map<string, KnownControl>();
  for (const { domain, controls } of domains) {
    for (const control of controls) {
      const { rules: _, documented: __, narrows: ___, ...facts } = control;
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
  for (const control of domains.flatMap(({ controls }) => controls)) linkNarrower(control, byId);
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
