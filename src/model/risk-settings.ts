import { z } from 'zod';
import type { Severity } from './severity.js';

const points = z.int().min(0).max(100);

/** What each factor can add to the risk of a finding, in points. docs/risk.md has the formula. */
export const RISK_WEIGHTS = {
  severity: points.describe('for a CVSS base score of 10, and as much less as the score is lower'),
  epss: points.describe('for a probability of 1 that it is exploited, by EPSS'),
  kev: points.describe("for being in CISA's catalog of known exploited vulnerabilities"),
  ransomware: points.describe('on top of it, for being known to be used for ransomware'),
  verifiedSecret: points.describe('for a secret that the service which it is for accepts'),
  fix: points.describe('for a fix that is available'),
  exposed: points.describe('for standing in an image, in the Dockerfile of one, or in a workflow'),
  agreement: points.describe('for being found by every scanner that looked, if there are two or more'),
};

/** How much of its points a finding loses where it does not reach production, in percent. */
export const RISK_REDUCTIONS = {
  development: points.describe('for a dependency that is needed for development alone'),
  test: points.describe('for standing in a test, an example or the documentation'),
};

export type RiskWeights = Record<keyof typeof RISK_WEIGHTS, number>;
export type RiskReductions = Record<keyof typeof RISK_REDUCTIONS, number>;

export interface RiskSettings {
  weights: RiskWeights;
  /** Percent. */
  reductions: RiskReductions;
}

export const DEFAULT_RISK: RiskSettings = {
  weights: { severity: 60, epss: 10, kev: 10, ransomware: 5, verifiedSecret: 25, fix: 5, exposed: 5, agreement: 5 },
  reductions: { development: 40, test: 60 },
};

/** The most points that one finding can have: a vulnerability is no secret, so it has either the one or the other. */
export function mostPoints(weights: RiskWeights): number {
  const { severity, epss, kev, ransomware, verifiedSecret, fix, exposed, agreement } = weights;
  return severity + Math.max(epss + kev + ransomware, verifiedSecret) + fix + exposed + agreement;
}

export const DUE = /^(?:[1-9]\d{0,3}[hdw]|next release|none)$/;

/** How long there is to act on each severity: hours, days or weeks, or one of two words. */
export type DueTimes = Record<Severity, string>;

export const DEFAULT_DUE: DueTimes = {
  critical: '24h',
  high: '72h',
  medium: '7d',
  low: 'next release',
  info: 'none',
  // Not shown to be harmless.
  unknown: '7d',
};
