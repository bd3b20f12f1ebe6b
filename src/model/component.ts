import type { Package } from './finding.js';

/** A package that a scanner lists, whether anything is wrong with it or not. */
export interface Component {
  /** Package URL, as the scanner prints it; absent where it prints none. @see https://github.com/package-url/purl-spec */
  purl?: string | undefined;
  /** OSV's name of the ecosystem, or the scanner's own where OSV has none. */
  ecosystem: string;
  /** With its namespace, as its ecosystem writes it. */
  name: string;
  version?: string | undefined;
  /** As printed: SPDX expressions, or whatever the package says of itself. */
  licenses: string[];
  /** The files in which it was found, as the inventory has them. */
  locations: string[];
  scope?: Package['scope'] | undefined;
  /** What it needs itself, by package URL, where the scanner tells. */
  dependsOn?: string[];
}

/** A package, as all scanners together list it. */
export interface ListedComponent extends Component {
  /** Who lists it, and where; sorted by scanner. */
  foundBy: { scanner: string; locations: string[] }[];
}

/**
 * How much of the target a list of packages tells. `complete`: a scanner that takes stock of the whole target looked at
 * everything, and its canary was found. `incomplete`: something is known to be missing. `unknown`: nobody took stock.
 */
export type Completeness = 'complete' | 'incomplete' | 'unknown';

/** All packages that the scanners of one scan list. */
export interface Stock {
  /** Each package once, by name and version. */
  components: ListedComponent[];
  /** The scanners whose lists are in it. */
  listers: string[];
  completeness: Completeness;
  /** Why, one sentence each. */
  because: string[];
}
