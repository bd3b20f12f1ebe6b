/** The checks for hard-coded passwords: all three print the value (bandit/plugins/general_hardcoded_password.py). */
const RULES = new Set(['B105', 'B106', 'B107']);
const TEXT = /^(.*?): '(.*)'$/s;

/**
 * `{"password": None}` and `{"max_token": 4096}` are reported too, as `'None'` and `'4096'`. These are no secrets, and
 * to scrub such words from everything that is written would garble it.
 */
const NO_SECRET = /^(?:|None|True|False|Ellipsis|-?\d{1,5}(?:\.\d*)?)$/;

export interface HardCodedPassword {
  /** What the check says, without the value. */
  title: string;
  /** Undefined when what it prints is not a password. */
  value?: string;
}

/**
 * Takes apart what a check for hard-coded passwords says.
 * @returns undefined for any other check
 */
export function hardCodedPassword(ruleId: string, text: string): HardCodedPassword | undefined {
  if (!RULES.has(ruleId)) return undefined;
  const [, title = 'Possible hardcoded password', value] = TEXT.exec(text) ?? [];
  return value === undefined || NO_SECRET.test(value) ? { title } : { title, value };
}
