import { packageKey } from '../correlation/packages.js';
import type { Acceptance } from '../interchange/context.js';
import type { Finding, Package } from '../model/finding.js';
import type { Suppression } from '../policy/config-schema.js';
import { applySuppressions } from '../policy/suppress.js';
import { assess, type Circumstances } from './assess.js';
import { correlateRows } from './correlate.js';
import type { StoredRow } from './merge-rows.js';
import type { Scrubber } from './scrub.js';

/** An ecosystem that a tool does not name (Trivy's SARIF, of packages of a distribution). */
const UNNAMED = 'unknown';

/** Where one output does not name a package's ecosystem, and all that do name the same one, it is that. */
function withEcosystems(rows: StoredRow[]): StoredRow[] {
  const packages = rows.flatMap((row) => row.package ?? []);
  if (!packages.some(({ ecosystem }) => ecosystem === UNNAMED)) return rows;
  const keyOf = ({ name, version }: Package) => `${name.toLowerCase()}@${version ?? ''}`;
  const known = new Map<string, Set<string>>();
  for (const one of packages.filter(({ ecosystem }) => ecosystem !== UNNAMED)) {
    known.set(keyOf(one), (known.get(keyOf(one)) ?? new Set()).add(one.ecosystem));
  }
  return rows.map((row) => {
    const { package: about } = row;
    const candidates = about?.ecosystem === UNNAMED ? [...(known.get(keyOf(about)) ?? [])] : [];
    const [only] = candidates;
    if (!about || only === undefined || candidates.length > 1) return row;
    return { ...row, package: { ...about, ecosystem: only } };
  });
}

/** By what a statement about a product is found again, whoever finds the hole in it. */
function productKeys({ advisory, package: about }: Pick<Finding, 'advisory' | 'package'>): string[] {
  if (!advisory || !about) return [];
  return [advisory.id, ...advisory.aliases].map((id) => `${id.toUpperCase()} ${packageKey(about)}`);
}

const rowKey = (outputPath: string, pointer: string) => `${outputPath}#${pointer}`;

/**
 * Marks findings as accepted: those of which each row is, and those of a product that somebody says is not affected.
 * @param rows all that the findings were made of
 */
function withAcceptance(findings: Finding[], rows: StoredRow[]): Finding[] {
  const byRow = new Map<string, Acceptance>();
  const byProduct = new Map<string, Acceptance>();
  for (const row of rows) {
    const { outputPath, pointer, accepted } = row;
    if (!accepted) continue;
    byRow.set(rowKey(outputPath, pointer), accepted);
    if (accepted.ofIssue) for (const key of productKeys(row)) byProduct.set(key, accepted);
  }
  if (byRow.size === 0) return findings;
  return findings.map((finding) => {
    const said = finding.sources.map(({ output }) => byRow.get(rowKey(output.path, output.pointer)));
    const byAll = said.every((one) => one !== undefined) ? said[0] : undefined;
    const why = productKeys(finding).flatMap((key) => byProduct.get(key) ?? [])[0] ?? byAll;
    return why ? { ...finding, status: why.status, suppression: { reason: why.reason, by: why.by } } : finding;
  });
}

/** What every part says: a suppression that has an effect on one of them is not without. */
function saidByAll(notes: string[][]): string[] {
  const [first = [], ...others] = notes.map((some) => new Set(some));
  return [...first].filter((note) => others.every((some) => some.has(note)));
}

/** What all parts are judged by. */
interface PartContext {
  /** Absolute path. */
  target: string;
  suppressions: Suppression[];
  circumstances: Circumstances;
  scrub: Scrubber;
}

/**
 * Correlates part after part of what can be one issue, and gives its findings, without secrets, in no order that means anything.
 * @returns what the user should know of suppressions
 */
export async function correlateParts(
  parts: Iterable<StoredRow[]>,
  add: (finding: Finding) => void,
  { target, suppressions, circumstances, scrub }: PartContext,
): Promise<string[]> {
  const today = circumstances.scanned.toISOString().slice(0, 10);
  const notes: string[][] = [];
  for (const part of parts) {
    const rows = withEcosystems(part);
    const assessed = withAcceptance(assess(await correlateRows(rows, target), [], circumstances), rows);
    const suppressed = applySuppressions(assessed, suppressions, today);
    notes.push(suppressed.notes);
    for (const finding of suppressed.findings) add(scrub.document(finding));
  }
  return saidByAll(notes);
}
