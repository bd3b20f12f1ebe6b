/**
 * npm run crosswalk [-- DOMAIN…] [--control ID]… [--scanner ID]… [--write]
 *
 * Runs the scanners over the bad and the good input of each control (crosswalk/inputs/DOMAIN/CONTROL/) and holds what they
 * find against crosswalk/controls/DOMAIN.yml: a rule belongs to a control when it is found in the bad input and not in
 * the good one. Prints what moved, and ends with 1 when something did; what was not looked at stands behind a `!`. --write puts what was measured into the data;
 * a rule that several controls found is left for a person to place. Scanners must be installed (`muster tools
 * install`) or on PATH; of others nothing is said or changed. Terrascan needs MUSTER_TERRASCAN_DATABASE.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Document, parseDocument } from 'yaml';
import { crosswalkOf } from '../src/correlation/crosswalk/crosswalk.js';
import { CONTROLS_FOLDER, readDomains } from '../src/correlation/crosswalk/read-domains.js';
import { ruleKey } from '../src/correlation/crosswalk/rule-id.js';
import { loadScanners } from '../src/scanners/registry.js';
import { compare, contested, type Moved } from './crosswalk/compare.js';
import { strayInputs } from './crosswalk/inputs.js';
import { measure } from './crosswalk/measure.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    control: { type: 'string', multiple: true, default: [] },
    scanner: { type: 'string', multiple: true, default: [] },
    write: { type: 'boolean', default: false },
  },
});

/** Look at the machine or at an image, whatever files there are. */
const NOT_FOR_FILES = ['docker-bench', 'dockle', 'lynis', 'trivy-image'];

function setRules(document: Document, { control, scanner, gone, fresh }: Moved, left: Map<string, string[]>): void {
  const controls = document.toJS().controls as { id: string; rules?: Record<string, string[]> }[];
  const at = controls.findIndex(({ id }) => id === control.id);
  const kept = (controls[at]?.rules?.[scanner] ?? []).filter((rule) => !gone.includes(rule));
  const rules = [...kept, ...fresh.filter((rule) => !left.has(ruleKey(scanner, rule)))].sort();
  const place = ['controls', at, 'rules', scanner];
  if (rules.length === 0) {
    if (document.hasIn(place)) document.deleteIn(place);
    return;
  }
  const list = document.createNode(rules, { flow: true });
  document.setIn(place, list);
}

const domains = readDomains();
const known = crosswalkOf(domains);
const scanners = (await loadScanners()).filter(({ id, finds }) =>
  values.scanner.length > 0
    ? values.scanner.includes(id)
    : // Semgrep finds rules about configuration, too, and calls them code.
      (finds.includes('misconfiguration') || id === 'semgrep') && !NOT_FOR_FILES.includes(id),
);
let movedAtAll = false;
for (const domain of domains) {
  if (!domain.layout || (positionals.length > 0 && !positionals.includes(domain.domain))) continue;
  const controls = domain.controls.filter(({ id }) => values.control.length === 0 || values.control.includes(id));
  if (controls.length === 0) continue;
  const { observed, versions, silent, troubles } = await measure(domain, controls, scanners);
  const moved = controls.flatMap((control) => compare(control, observed.get(control.id) ?? [], known));
  const left = contested(moved);
  console.log(`${domain.domain}: ${controls.length} controls`);
  console.log(
    `  measured with ${
      Object.entries(versions)
        .map((pair) => pair.join(' '))
        .join(', ') || 'nothing'
    }`,
  );
  for (const [id, why] of Object.entries(silent)) console.log(`  not measured: ${id}: ${why}`);
  for (const trouble of troubles) console.log(`  ! ${trouble}`);
  for (const { control, scanner, gone, fresh } of moved) {
    for (const rule of gone) console.log(`  - ${control.id}: ${scanner}:${rule} is no longer found`);
    for (const rule of fresh) console.log(`  + ${control.id}: ${scanner}:${rule} is found`);
  }
  for (const [rule, ids] of left) console.log(`  ? ${rule} is found for ${ids.join(', ')}; put it where it belongs`);
  for (const stray of await strayInputs(domain)) console.log(`  ! the inputs of ${stray} belong to no control`);
  movedAtAll ||= moved.length > 0;
  if (!values.write) continue;
  const file = path.join(CONTROLS_FOLDER, `${domain.domain}.yml`);
  const document = parseDocument(await readFile(file, 'utf8'));
  for (const one of moved) setRules(document, one, left);
  for (const [id, version] of Object.entries(versions)) document.setIn(['measuredWith', id], version);
  await writeFile(file, document.toString({ lineWidth: 120, flowCollectionPadding: false }));
  execFileSync('npm', ['exec', '--', 'biome', 'format', '--write', file], { stdio: 'ignore' });
}
if (movedAtAll && !values.write) process.exitCode = 1;
