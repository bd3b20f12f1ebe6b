/**
 * Weaknesses that scanners do not tell apart: each set is one kind of hole, which one scanner files under its class and
 * the next under a variant. They are each other's children or peers in MITRE's research view; the last two sets hold
 * numbers that scanners are seen to use for one and the same call.
 * @see https://cwe.mitre.org/data/definitions/1000.html
 */
const FAMILIES: Record<string, number[]> = {
  'command-injection': [77, 78, 88],
  'code-injection': [94, 95, 96, 917, 1336],
  'sql-injection': [89, 564, 943],
  'cross-site-scripting': [79, 80, 83, 87],
  'path-traversal': [22, 23, 24, 29, 30, 35, 36],
  'xml-entities': [611, 776, 827],
  'certificate-validation': [295, 297, 599],
  'weak-cryptography': [261, 326, 327, 328, 759, 760, 780, 916],
  'predictable-random': [330, 331, 335, 338],
  'hard-coded-credentials': [259, 321, 798],
  'temporary-file': [377, 378, 379],
  'clear-text': [311, 319, 523],
  'file-permissions': [276, 279, 732],
  'signature-verification': [345, 347],
  'debug-mode': [215, 489],
  'bind-all': [605, 1327],
};

const FAMILY_OF = new Map<string, string>(
  Object.entries(FAMILIES).flatMap(([family, numbers]) => numbers.map((number) => [`CWE-${number}`, family] as const)),
);

/**
 * Rules that their scanner files under a weakness which is too broad (CWE-20, improper input validation) or is another:
 * what they find, by their documentation. Only to tell which rules mean one hole; what is shown is what the scanner says.
 * @see https://bandit.readthedocs.io/en/latest/plugins/index.html
 */
const RULE_WEAKNESSES: Record<string, number> = {
  // `exec` and `eval` run Python, not a command of the system (78).
  'bandit:B102': 95,
  'bandit:B307': 95,
  // The debugger of Flask is left on; that it can run code (94) is what comes of it.
  'bandit:B201': 489,
  // urlopen goes to whatever address and scheme it is given; 22 is about paths.
  'bandit:B310': 918,
  // Parsers of XML, and imports of them (20): entities that expand or lead elsewhere.
  ...Object.fromEntries([313, 314, 315, 316, 317, 318, 319].map((call) => [`bandit:B${call}`, 611])),
  ...Object.fromEntries([405, 406, 407, 408, 409, 411].map((module) => [`bandit:B${module}`, 611])),
  // pyCrypto is no longer maintained; 327 is about what is done with it.
  'bandit:B413': 1104,
  // yaml.load makes objects of any class (20).
  'bandit:B506': 502,
  // The key of an SSH host is no certificate (295).
  'bandit:B507': 322,
  // A program is looked for along PATH; no command is put together (78).
  'bandit:B607': 426,
  // Jinja2 does not escape: scripts in pages, not code in the program (94).
  'bandit:B701': 79,
};

/**
 * The kinds of hole that a rule finds.
 * @param rule `SCANNER:RULE`
 * @param cwes as its scanner gives them
 * @returns names of families; a weakness that is in none stands for itself
 */
export function weaknessFamilies(rule: string, cwes: string[]): string[] {
  const better = RULE_WEAKNESSES[rule];
  const meant = better === undefined ? cwes : [`CWE-${better}`];
  return [...new Set(meant.map((cwe) => FAMILY_OF.get(cwe) ?? cwe))].sort();
}
