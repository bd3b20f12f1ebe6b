import type { ControlExplanation, RuleExplanation } from '../../model/explanation.js';
import type { Crosswalk, KnownControl } from './crosswalk.js';
import { ruleKey } from './rule-id.js';

/** What is known of a rule. One that stands in no control is known by its name alone: that is no error. */
export function explainRule({ controlOf }: Crosswalk, scanner: string, rule: string): RuleExplanation {
  const control = controlOf(scanner, rule);
  const others = control?.rules.filter((other) => ruleKey(other.scanner, other.rule) !== ruleKey(scanner, rule));
  return {
    scanner,
    rule,
    control: control?.id ?? null,
    title: control?.title ?? null,
    cwes: control?.cwes ?? [],
    frameworks: control?.frameworks ?? [],
    alsoKnownAs: others ?? [],
  };
}

export function explainControl({
  id,
  title,
  domain,
  scope,
  cwes,
  frameworks,
  rules,
}: KnownControl): ControlExplanation {
  return { control: id, title, domain, scope, cwes, frameworks, rules };
}
