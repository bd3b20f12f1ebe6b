import { type CvssScore, scoreOf } from '../model/cvss.js';
import type { Severity } from '../model/severity.js';
import { severityOfCvssScore, severityRank } from '../model/severity.js';

/** How bad it is at worst, before anything is known about where it stands and who exploits it. */
export interface Base {
  name: 'cvss' | 'severity';
  /** 0 to 10. */
  score: number;
  because: string;
}

/**
 * The middle of each band of CVSS v3.1's qualitative scale. `unknown` stands with medium: not shown to be harmless, not
 * shown to be worse.
 */
const BAND_MIDDLE: Record<Severity, number> = { critical: 9.5, high: 8, medium: 5.5, low: 2, info: 0, unknown: 5.5 };

/**
 * Whose score counts where two of one version differ: the National Vulnerability Database, which scores all by one
 * standard; who assigned the CVE; a vendor; GitHub; other databases of advisories; somebody who is not named.
 */
const SOURCES = ['NVD', 'CNA', 'vendor', 'GitHub', 'other database', 'unnamed'] as const;
const DATABASES = new Set(['osv', 'pysec', 'go', 'rustsec', 'glad', 'mal', 'snyk', 'safety']);

/** Scanners name their sources by a word (Trivy), the beginning of an id (OSV), or a mail address (NVD's CNAs). */
function rankOf(source = ''): number {
  const word = source.toLowerCase();
  const is = (name: (typeof SOURCES)[number]) => SOURCES.indexOf(name);
  if (word === '') return is('unnamed');
  if (word === 'nvd' || word === 'nvd@nist.gov') return is('NVD');
  if (word === 'cna' || word === 'cve' || word.includes('@')) return is('CNA');
  if (word === 'ghsa' || word.startsWith('github')) return is('GitHub');
  return DATABASES.has(word) ? is('other database') : is('vendor');
}

interface Candidate {
  version: string;
  score: number;
  source: string | undefined;
  /** What was printed beside a vector that gives another score. */
  printed?: number;
}

/** The vector decides where there is one: a printed score can be of another time, or mistyped. */
function candidateOf({ version, vector, score, source }: CvssScore): Candidate[] {
  const computed = vector === undefined ? undefined : scoreOf(vector, source);
  if (computed?.score === undefined) return score === undefined ? [] : [{ version, score, source }];
  const differs = score !== undefined && score !== computed.score ? { printed: score } : {};
  return [{ version: computed.version, score: computed.score, source, ...differs }];
}

function byPrecedence(a: Candidate, b: Candidate): number {
  const newest = (Number.parseFloat(b.version) || 0) - (Number.parseFloat(a.version) || 0);
  const names = (a.source ?? '') < (b.source ?? '') ? -1 : 1;
  return newest || rankOf(a.source) - rankOf(b.source) || b.score - a.score || names;
}

const shown = ({ version, score, source }: Candidate) => `v${version} ${score.toFixed(1)} (${source ?? 'unnamed'})`;

/** Why this one and not another, when they do not say the same. */
function choiceOf(chosen: Candidate, all: Candidate[]): string {
  const others = all.filter((one) => one.score !== chosen.score || one.version !== chosen.version);
  if (others.length === 0) return '';
  const isOldest = all.every(({ version }) => version === chosen.version);
  const same = others.filter(({ version }) => version === chosen.version);
  const isFirst = same.some(({ source }) => rankOf(source) > rankOf(chosen.source));
  const isWorst = same.some(({ source }) => rankOf(source) === rankOf(chosen.source));
  const reasons = [
    ...(isOldest ? [] : ['the newest version counts']),
    ...(isFirst ? [`${SOURCES[rankOf(chosen.source)]} comes before ${namesOf(same, chosen)}`] : []),
    ...(isWorst ? ['the worst of equals'] : []),
  ];
  return `; others say ${[...new Set(others.map(shown))].join(', ')}: ${reasons.join('; ')}`;
}

function namesOf(same: Candidate[], chosen: Candidate): string {
  const later = same.map(({ source }) => rankOf(source)).filter((rank) => rank > rankOf(chosen.source));
  return [...new Set(later)].map((rank) => SOURCES[rank]).join(' and ');
}

/**
 * The base score of a finding: of its CVSS scores that of the newest version, there that of the first source in a
 * stated order, there the worst; the middle of its severity's band when it has none.
 * @param severity the worst that any scanner said; it stays the label, whatever the score is
 */
export function baseOf(severity: Severity, cvss: CvssScore[]): Base {
  const all = cvss.flatMap(candidateOf).sort(byPrecedence);
  const [chosen] = all;
  if (chosen === undefined) {
    const score = BAND_MIDDLE[severity];
    return { name: 'severity', score, because: `no CVSS score: ${score.toFixed(1)}, the middle of "${severity}"` };
  }
  const { printed } = chosen;
  const corrected = printed === undefined ? '' : `, computed from its vector, beside which ${printed} is printed`;
  const isMilder = severityRank(severityOfCvssScore(chosen.score)) > severityRank(severity);
  const label = isMilder ? `; a scanner calls it ${severity}, which stays its severity` : '';
  return {
    name: 'cvss',
    score: chosen.score,
    because: `CVSS ${shown(chosen)}${corrected}${choiceOf(chosen, all)}${label}`,
  };
}
