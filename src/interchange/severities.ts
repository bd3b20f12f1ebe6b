import { type Severity, severityOfCvssScore } from '../model/severity.js';
import { numberAt, textAt } from './values.js';

/** A severity and the word or number that it was read from; `native` is null where nobody gave one. */
export interface Rated {
  severity: Severity;
  native: string | null;
}

const WORDS: Record<string, Severity> = {
  critical: 'critical',
  high: 'high',
  important: 'high',
  medium: 'medium',
  moderate: 'medium',
  low: 'low',
  negligible: 'info',
  info: 'info',
  informational: 'info',
  none: 'info',
};

/** A severity by its word; undefined for a word that is none. */
export function severityOfWord(word: string | undefined): Severity | undefined {
  return word === undefined ? undefined : WORDS[word.toLowerCase()];
}

/** Properties of results and rules in which tools put a word: their own, or below their name (`zizmor/severity`). */
const WORD_PROPERTY = /(?:^|[/_.-])severity$/i;

function wordIn(properties: unknown): Rated | undefined {
  if (typeof properties !== 'object' || properties === null) return undefined;
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value !== 'string' || !WORD_PROPERTY.test(key)) continue;
    const severity = severityOfWord(value);
    if (severity) return { severity, native: value };
  }
  return undefined;
}

/**
 * What the properties of a result or of its rule say: GitHub's `security-severity`, a CVSS score, or a word.
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#reportingdescriptor-object
 */
export function ratedBy(properties: unknown): Rated | undefined {
  // The word first: a number that stands beside one was made of it, or for all results of the rule.
  const word = wordIn(properties);
  if (word) return word;
  const score = numberAt(properties, 'security-severity') ?? numberAt(properties, 'cvssv3_baseScore');
  if (score === undefined || score < 0 || score > 10) return undefined;
  return { severity: severityOfCvssScore(score), native: textAt(properties, 'security-severity') ?? String(score) };
}

/** SARIF's levels. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html#_Toc34317648 */
const LEVELS: Record<string, Severity> = { error: 'high', warning: 'medium', note: 'low', none: 'info' };

/** Scanners whose levels are those of a linter, or the same for all; as their adapters rate what they find. */
const LEVELS_OF: Record<string, Record<string, Severity>> = {
  checkov: { error: 'medium', warning: 'medium', note: 'medium', none: 'medium' },
  conftest: { error: 'medium', warning: 'low', note: 'info' },
  hadolint: { error: 'medium', warning: 'low', note: 'info', none: 'info' },
  'osv-scanner': { error: 'unknown', warning: 'unknown', note: 'unknown', none: 'unknown' },
};

export function severityOfLevel(level: string, scanner: string | undefined): Severity {
  return (scanner === undefined ? undefined : LEVELS_OF[scanner]?.[level]) ?? LEVELS[level] ?? 'unknown';
}

/** SARIF's rank, 0 to 100, by the bands of CVSS. */
export function severityOfRank(rank: number): Severity {
  return severityOfCvssScore(rank / 10);
}
