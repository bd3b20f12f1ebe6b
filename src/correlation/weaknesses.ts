/**
 * Weaknesses that scanners do not tell apart: each set is one kind of hole, which one scanner files under its class and
 * the next under a variant. They are each other's children or peers in MITRE's research view; the last two sets hold
 * numbers that scanners are seen to use for one and the same call.
 * @see https://cwe.mitre.org/data/definitions/1000.html
 */
const FAMILIES: Record<string, number[]> = {
  'command-injection': [77, 78, 88],
  'code-injection': [94, 95, 96, 1336],
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
 * The kinds of hole that a rule finds.
 * @param cwes as its scanner gives them
 * @returns names of families; a weakness that is in none stands for itself
 */
export function weaknessFamilies(cwes: string[]): string[] {
  return [...new Set(cwes.map((cwe) => FAMILY_OF.get(cwe) ?? cwe))].sort();
}
