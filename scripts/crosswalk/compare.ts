import type { Control } from '../../src/correlation/crosswalk/control.js';
import type { Crosswalk } from '../../src/correlation/crosswalk/crosswalk.js';
import { presentRuleId, ruleKey } from '../../src/correlation/crosswalk/rule-id.js';
import type { Observation } from './measure.js';

/** How a control's measured rules differ from those in the data. */
export interface Moved {
  control: Control;
  scanner: string;
  /** In the data, and no longer found. */
  gone: string[];
  /** Found, and in no control of the data. */
  fresh: string[];
}

/** What moved in one control. A rule that belongs to another control may be found here too: inputs are seldom pure. */
export function compare(control: Control, observations: Observation[], known: Crosswalk): Moved[] {
  return observations.flatMap(({ scanner, rules }) => {
    const listed = (control.rules?.[scanner] ?? []).map((rule) => presentRuleId(scanner, rule));
    const gone = listed.filter((rule) => !rules.includes(rule));
    const fresh = rules.filter((rule) => !listed.includes(rule) && known.controlOf(scanner, rule) === undefined);
    return gone.length + fresh.length > 0 ? [{ control, scanner, gone, fresh }] : [];
  });
}

/** Rules that several controls have found and none owns: somebody has to say which issue they mean. */
export function contested(moved: Moved[]): Map<string, string[]> {
  const claims = new Map<string, string[]>();
  for (const { control, scanner, fresh } of moved) {
    for (const rule of fresh) {
      const key = ruleKey(scanner, rule);
      claims.set(key, [...(claims.get(key) ?? []), control.id]);
    }
  }
  return new Map([...claims].filter(([, controls]) => controls.length > 1));
}
