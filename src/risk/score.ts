import type { Finding } from '../model/finding.js';
import type { RiskSettings } from '../model/risk-settings.js';
import { baseOf } from './base.js';
import { cvesOf, type Feeds } from './feeds.js';
import { placeOf } from './place.js';

type Factor = Finding['risk']['factors'][number];

/** What of a finding its risk depends on. Its advisory has what the feeds say already: see `withThreats`. */
export type Assessed = Pick<
  Finding,
  'kind' | 'severity' | 'advisory' | 'package' | 'locations' | 'fix' | 'verified' | 'agreement'
>;

export interface RiskContext extends RiskSettings {
  feeds: Feeds;
  /** Whether the target is a container image. */
  isImage: boolean;
}

/** Whole points, so that they sum to the score exactly, in whatever language they are added. */
function factor(name: string, points: number, because: string): Factor {
  // Not -0, which JSON would not keep.
  return { name, value: Math.round(points) || 0, because };
}

/** Told apart: not looked at, nothing to look for, looked at and not there. */
function absence(feed: string, advisory: Finding['advisory'], data: { date: string } | undefined): string {
  if (data === undefined)
    return `not checked: there is no ${feed} file (databases.${feed.toLowerCase()} in muster.yml)`;
  if (advisory === undefined || cvesOf(advisory).length === 0)
    return `none of its names is a CVE, by which ${feed} goes`;
  return `checked: not in ${feed} of ${data.date}`;
}

function exploitation({ advisory }: Assessed, { weights, feeds }: RiskContext): Factor[] {
  const { epss, kev } = advisory ?? {};
  const listed = kev && weights.kev + (kev.ransomware ? weights.ransomware : 0);
  const use = kev?.ransomware ? ', and known to be used for ransomware' : '';
  return [
    // The root, because probabilities are small: 1 % is more than most have.
    epss
      ? factor('epss', weights.epss * Math.sqrt(epss.probability), `EPSS ${epss.probability} on ${epss.date}`)
      : factor('epss', 0, absence('EPSS', advisory, feeds.epss)),
    kev
      ? factor('kev', listed ?? 0, `known to be exploited, by CISA since ${kev.dateAdded}${use}`)
      : factor('kev', 0, absence('KEV', advisory, feeds.kev)),
  ];
}

function threat(finding: Assessed, context: RiskContext): Factor[] {
  if (finding.kind === 'vulnerability') return exploitation(finding, context);
  if (finding.kind !== 'secret') return [];
  return finding.verified
    ? [factor('verified', context.weights.verifiedSecret, 'the service that it is for accepts it')]
    : [factor('verified', 0, 'nobody asked the service that it is for, or it refused it')];
}

function fixFactor({ fix }: Assessed, { weights }: RiskContext): Factor {
  if (fix === undefined) return factor('fix', 0, 'no fix is known');
  return factor('fix', weights.fix, fix.versions ? `fixed in ${fix.versions.join(', ')}` : 'a way to fix it is known');
}

function agreementFactor({ agreement }: Assessed, { weights }: RiskContext): Factor {
  const [found, missed] = [agreement.found.length, agreement.couldHaveFound.length];
  const others = found - 1 + missed;
  if (others < 1) return factor('agreement', 0, 'no other scanner looked there for such things');
  const because = `found by ${found} of the ${found + missed} scanners that looked there`;
  return factor('agreement', (weights.agreement * (found - 1)) / others, because);
}

/**
 * Risk from 0 to 100, and every factor in it, in points that sum to it. Parts add up first; what does not reach
 * production then loses a share, so that the score can leave the scale at neither end. docs/risk.md has the formula.
 */
export function riskOf(finding: Assessed, context: RiskContext): Finding['risk'] {
  const { weights, reductions } = context;
  const base = baseOf(finding.severity, finding.advisory?.cvss ?? []);
  const place = placeOf(finding, context.isImage);
  const parts = [
    factor(base.name, (weights.severity * base.score) / 10, base.because),
    ...threat(finding, context),
    fixFactor(finding, context),
    agreementFactor(finding, context),
  ];
  const sum = (some: Factor[]) => some.reduce((total, { value }) => total + value, 0);
  const moved =
    place.effect === 'exposed'
      ? weights.exposed
      : place.effect === 'none'
        ? 0
        : -(sum(parts) * reductions[place.effect]) / 100;
  const factors = [...parts, factor('place', moved, place.because)];
  return { score: sum(factors), factors };
}
