/**
 * What values of one kind look like, and the names of the rules that find them. For rows that show no value: where
 * several secrets stand on one line, the name of the rule tells which is meant.
 * @see the documentation of the service that gives such values out
 */
const SHAPES: { named: RegExp; looks: RegExp }[] = [
  { named: /aws.?secret/i, looks: /(?<![\w/+])[\w/+]{40}(?![\w/+=])/ },
  { named: /aws.?access.?(?:key.?id|token)/i, looks: /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/ },
  { named: /github/i, looks: /gh[opusr]_\w{36}|github_pat_\w{22}/ },
  { named: /gitlab/i, looks: /gl[a-z]{2,5}-[\w-]{20}/ },
  { named: /slack.?web.?hook/i, looks: /hooks\.slack\.com\// },
  { named: /slack/i, looks: /xox[a-z][-.]|xapp-|hooks\.slack\.com\// },
  { named: /stripe/i, looks: /[rs]k_(?:live|test|prod)_/ },
  { named: /npm/i, looks: /npm_\w{36}/ },
  { named: /send.?grid/i, looks: /SG\.[\w-]{16,32}\.[\w-]{16,64}/ },
  { named: /json.?web.?token|\bjwt\b/i, looks: /eyJ[\w-]+\.[\w-]+/ },
  { named: /private.?key/i, looks: /-----BEGIN/ },
];

/**
 * Whether a value can be what a rule finds.
 * @returns undefined where the name of the rule does not tell
 */
export function looksLike(ruleId: string, value: string): boolean | undefined {
  return SHAPES.find(({ named }) => named.test(ruleId))?.looks.test(value);
}
