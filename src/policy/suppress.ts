import ignore from 'ignore';
import type { Finding } from '../model/finding.js';
import type { Suppression } from './config-schema.js';

export interface Suppressed {
  findings: Finding[];
  /** Suppressions that had no effect, and why: a line each. */
  notes: string[];
}

function describe({ id, rule, advisory, path }: Suppression): string {
  return Object.entries({ id, rule, advisory, path })
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${value}`]))
    .join(', ');
}

function matches(suppression: Suppression, finding: Finding): boolean {
  const { id, rule, advisory, path } = suppression;
  if (id !== undefined && finding.id !== id) return false;
  if (
    rule !== undefined &&
    !finding.sources.some(({ scanner, ruleId }) => rule === ruleId || rule === `${scanner}:${ruleId}`)
  ) {
    return false;
  }
  if (advisory !== undefined) {
    const wanted = advisory.toUpperCase();
    const ids = finding.advisory ? [finding.advisory.id, ...finding.advisory.aliases] : [];
    if (!ids.some((known) => known.toUpperCase() === wanted)) return false;
  }
  if (path !== undefined) {
    // A finding that also stands somewhere else is not accepted by accepting one of its places.
    const matcher = ignore().add(path);
    if (finding.locations.length === 0 || !finding.locations.every((location) => matcher.ignores(location.path)))
      return false;
  }
  return true;
}

/**
 * Marks the findings that the configuration accepts. None is taken out: reports show them, with the reason.
 * @param today YYYY-MM-DD in UTC; a suppression holds to the end of its last day
 */
export function applySuppressions(findings: Finding[], suppressions: Suppression[], today: string): Suppressed {
  const expired = suppressions.filter(({ expires }) => expires !== undefined && expires < today);
  const valid = suppressions.filter((suppression) => !expired.includes(suppression));
  const used = new Set<Suppression>();
  const marked = findings.map((finding) => {
    const applying = valid.filter((suppression) => matches(suppression, finding));
    for (const suppression of applying) used.add(suppression);
    const [first] = applying;
    if (first === undefined) return finding;
    const { reason, owner, expires } = first;
    const suppression = { reason, by: 'muster.yml', ...(owner ? { owner } : {}), ...(expires ? { expires } : {}) };
    return { ...finding, status: 'suppressed' as const, suppression };
  });
  return {
    findings: marked,
    notes: [
      ...expired.map((one) => `the suppression of ${describe(one)} expired on ${one.expires}: it no longer applies`),
      ...valid
        .filter((suppression) => !used.has(suppression))
        .map((one) => `the suppression of ${describe(one)} matches no finding`),
    ],
  };
}
