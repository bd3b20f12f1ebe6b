import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inputFile, strayInputs } from '../scripts/crosswalk/inputs.js';
import type { Control, Domain } from '../src/correlation/crosswalk/control.js';
import { crosswalk, type KnownControl } from '../src/correlation/crosswalk/crosswalk.js';
import { explainRule } from '../src/correlation/crosswalk/explain.js';
import { readDomains } from '../src/correlation/crosswalk/read-domains.js';
import { narrowed } from '../src/correlation/narrowing.js';
import { regionsOf } from '../src/correlation/regions/regions.js';
import { loadScanners } from '../src/scanners/registry.js';
import { rowWith } from './rows.js';

const domains = readDomains();
const known = crosswalk();

describe('the crosswalk', () => {
  it('explains both rules of each of its pairs by the same control, and each other', () => {
    for (const { id, rules } of known.controls) {
      for (const { scanner, rule } of rules) {
        const { control, alsoKnownAs } = explainRule(known, scanner, rule);
        expect([scanner, rule, control]).toEqual([scanner, rule, id]);
        const others = rules.filter((other) => other.scanner !== scanner || other.rule !== rule);
        expect(alsoKnownAs).toEqual(others);
      }
    }
  });

  it('explains a rule that it does not know by no control', () => {
    expect(explainRule(known, 'checkov', 'CKV_NONE_1')).toEqual({
      ...{ scanner: 'checkov', rule: 'CKV_NONE_1', control: null, title: null },
      ...{ cwes: [], frameworks: [], alsoKnownAs: [] },
    });
  });

  it('has a bad and a good input for each control that is measured, and none for others', async () => {
    for (const domain of domains) {
      if (domain.layout === undefined) continue;
      expect(await strayInputs(domain)).toEqual([]);
      for (const control of domain.controls) {
        for (const side of ['bad', 'good'] as const) {
          const file = inputFile(domain, control, side);
          expect(existsSync(file), file).toBe(true);
        }
      }
    }
  });

  it('narrows a broad rule about Terraform only to what stands in the bad input of the narrower control', () => {
    const inputs = new Map(domains.flatMap((domain) => domain.controls.map((one) => [one.id, { domain, one }])));
    const isIn = (broad: KnownControl, id: string) => {
      const { domain, one } = inputs.get(id) as { domain: Domain; one: Control };
      const text = readFileSync(inputFile(domain, one, 'bad'), 'utf8');
      const regions = regionsOf('main.tf', text);
      return text.split('\n').some((line, index) =>
        broad.rules.some(({ scanner, rule: ruleId }) => {
          const location = { path: 'x', startLine: index + 1 };
          const row = rowWith({ kind: 'misconfiguration', scanner, ruleId, location, line: line.trim() });
          return narrowed(broad, row, () => regions).id === id;
        }),
      );
    };
    // Those of other domains are held in narrowing.test.ts.
    const ofTerraform = known.controls.filter(({ domain }) => domain.startsWith('terraform-'));
    const missing = ofTerraform.flatMap((broad) => {
      const narrower = new Set(broad.narrows?.map(({ to }) => to.id));
      return [...narrower].flatMap((id) => {
        const narrows = broad.narrows?.filter(({ to }) => to.id === id) ?? [];
        return isIn({ ...broad, narrows }, id) ? [] : [`${broad.id} to ${id}`];
      });
    });
    expect(missing).toEqual([]);
  });

  it('names scanners that there are, and each control is found by one', async () => {
    const ids = (await loadScanners()).map(({ id }) => id);
    for (const { id, rules, broader = [] } of known.controls) {
      expect(rules.length + broader.length, id).toBeGreaterThan(0);
      for (const { scanner } of rules) expect(ids).toContain(scanner);
    }
  });

  it('has the rules that the contract names', () => {
    const of = (scanner: string, rule: string) => known.controlOf(scanner, rule)?.id;
    expect(of('trivy-config', 'DS-0026')).toBe('dockerfile-no-healthcheck');
    expect(of('checkov', 'CKV_DOCKER_2')).toBe('dockerfile-no-healthcheck');
  });

  it('covers 150 controls of Terraform and more, each of the three clouds', () => {
    const count = (domain: string) => known.controls.filter((one) => one.domain === domain).length;
    const clouds = ['terraform-aws', 'terraform-azure', 'terraform-google'].map(count);
    expect(Math.min(...clouds)).toBeGreaterThanOrEqual(40);
    expect(clouds.reduce((sum, one) => sum + one)).toBeGreaterThanOrEqual(150);
  });
});
