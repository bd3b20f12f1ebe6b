/** What `muster explain` answers, apart from findings and scanners, which are explained by what is known of them anyway. */

/** A rule of a scanner. */
export interface RuleRef {
  scanner: string;
  rule: string;
}

/** The shape that `muster explain SCANNER:RULE --json` prints. */
export interface RuleExplanation extends RuleRef {
  /** The id of what the rule finds; null when no control is known for it. The same for two rules that find the same. */
  control: string | null;
  /** What is wrong where the rule finds something; null without a control. */
  title: string | null;
  cwes: string[];
  /** `NAME:ITEM`, e.g. `CIS-Docker:4.6`. */
  frameworks: string[];
  alsoKnownAs: RuleRef[];
}

/** The shape that `muster explain CONTROL --json` prints. */
export interface ControlExplanation {
  control: string;
  title: string;
  /** Group of controls: `dockerfile`, `terraform-aws`. */
  domain: string;
  /** How far one issue of it reaches: a file, a resource, … */
  scope: string;
  cwes: string[];
  frameworks: string[];
  rules: RuleRef[];
}
