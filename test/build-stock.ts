import type { ListedComponent, Stock } from '../src/model/component.js';

/** A package that Syft lists, unless told otherwise. */
export function buildComponent(overrides: Partial<ListedComponent> = {}): ListedComponent {
  return {
    purl: 'pkg:npm/lodash@4.17.4',
    ecosystem: 'npm',
    name: 'lodash',
    version: '4.17.4',
    licenses: ['MIT'],
    locations: ['web/package-lock.json'],
    foundBy: [{ scanner: 'syft', locations: ['web/package-lock.json'] }],
    ...overrides,
  };
}

/** All packages of a target, listed by a scanner that took stock of it. */
export function buildStock(components = [buildComponent()], overrides: Partial<Stock> = {}): Stock {
  return {
    components,
    listers: ['syft'],
    completeness: 'complete',
    because: ['syft looked at every lock file'],
    ...overrides,
  };
}

/** The packages of a report in which every text that a scanner or the target can choose is the hostile one. */
export function hostileStock(text: string): Stock {
  const foundBy = [{ scanner: text || 'x', locations: [text] }];
  const texts = { ecosystem: text, name: text, version: text, licenses: [text, 'MIT'], locations: [text], foundBy };
  return buildStock(
    [
      buildComponent({ ...texts, purl: undefined, scope: 'development' }),
      buildComponent({ ...texts, name: `${text} `, purl: text, dependsOn: [text, 'pkg:npm/lodash@4.17.4'] }),
      buildComponent({ foundBy }),
    ],
    { listers: [text], because: [text] },
  );
}
