import { type CvssScore, scoreOf, severityOfScores } from '../../model/cvss.js';
import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import { advisoryIn, cweIn } from '../advisories.js';
import type { Acceptance, Read, ReadingContext } from '../context.js';
import { type Rated, severityOfWord } from '../severities.js';
import { scannerIdFor, scannersNamed, slugOf } from '../tools.js';
import { firstLine, isObject, type Json, listAt, numberAt, objectAt, textAt } from '../values.js';
import { Components, plainRef } from './components.js';

/** States in which nothing is left to do. @see https://cyclonedx.org/docs/1.6/json/#vulnerabilities_items_analysis_state */
const NOT_OPEN = new Set(['not_affected', 'false_positive', 'resolved', 'resolved_with_pedigree']);

const LONGEST_TITLE = 120;

/** Whether a document is a CycloneDX bill of materials in JSON. */
export function isCycloneDx(document: unknown): document is Json {
  return textAt(document, 'bomFormat') === 'CycloneDX';
}

/** Who wrote it: a list of tools until 1.4, components since. The first is the scanner. */
function toolOf(bom: Json): { name: string; version: string | null } {
  const tools = objectAt(bom, 'metadata')?.['tools'];
  const listed = Array.isArray(tools) ? tools : listAt(tools, 'components');
  const [first] = listed.filter((one) => textAt(one, 'name') !== undefined);
  return { name: textAt(first, 'name') ?? 'CycloneDX', version: textAt(first, 'version') ?? null };
}

function sourceName(value: unknown): string | undefined {
  return textAt(objectAt(value, 'source'), 'name');
}

/** What the source of the advisory itself says, else the first word, else what the scores come to. */
function ratedOf(vulnerability: Json, scores: CvssScore[]): Rated {
  const ratings = listAt(vulnerability, 'ratings');
  const own = ratings.find((one) => sourceName(one) !== undefined && sourceName(one) === sourceName(vulnerability));
  for (const one of [own, ...ratings]) {
    const native = textAt(one, 'severity');
    const severity = severityOfWord(native);
    if (severity && native !== undefined) return { severity, native };
  }
  return { severity: severityOfScores(scores), native: null };
}

const METHODS: Record<string, string> = { CVSSv2: '2.0', CVSSv3: '3.0', CVSSv31: '3.1', CVSSv4: '4.0' };

function cvssOf(vulnerability: Json): CvssScore[] {
  const scores = listAt(vulnerability, 'ratings').flatMap((one): CvssScore[] => {
    const vector = textAt(one, 'vector');
    const source = sourceName(one);
    const read = vector === undefined ? undefined : scoreOf(vector, source);
    if (read) return [read];
    const version = METHODS[textAt(one, 'method') ?? ''];
    const score = numberAt(one, 'score');
    if (version === undefined || score === undefined || score < 0 || score > 10) return [];
    return [{ version, score, ...(source === undefined ? {} : { source }) }];
  });
  return [...new Map(scores.map((score) => [JSON.stringify(score), score])).values()];
}

function cwesOf(vulnerability: Json): string[] {
  const cwes = listAt(vulnerability, 'cwes').flatMap((one) => cweIn(String(one)) ?? []);
  return [...new Set(cwes)];
}

/** References are the same vulnerability in other databases; so is the page of the source, as Grype has it. */
function aliasesOf(vulnerability: Json, id: string): string[] {
  const named = listAt(vulnerability, 'references').flatMap((one) => advisoryIn(textAt(one, 'id') ?? '') ?? []);
  const page = textAt(objectAt(vulnerability, 'source'), 'url')?.split('/').at(-1) ?? '';
  return [...new Set([...named, ...[advisoryIn(page) ?? []].flat()])].filter((other) => other !== id).sort();
}

function acceptanceOf(vulnerability: Json, by: string): Acceptance | undefined {
  const analysis = objectAt(vulnerability, 'analysis');
  const state = textAt(analysis, 'state');
  if (state === undefined || !NOT_OPEN.has(state)) return undefined;
  const why = [textAt(analysis, 'justification'), textAt(analysis, 'detail')].filter((part) => part !== undefined);
  const reason = [state.replaceAll('_', ' '), ...why].join(': ');
  return { status: 'notAffected', reason, by: `${by}, in its bill of materials (VEX)`, ofIssue: true };
}

/** Whether the entry of a package says that just this version of it is not affected. */
function isUnaffected(affects: unknown, version: string | undefined): boolean {
  return listAt(affects, 'versions').some(
    (one) => version !== undefined && textAt(one, 'version') === version && textAt(one, 'status') === 'unaffected',
  );
}

function baseOf(vulnerability: Json, index: number): RawFinding & { advisory: NonNullable<RawFinding['advisory']> } {
  const id = textAt(vulnerability, 'id') ?? 'unnamed';
  const description = textAt(vulnerability, 'description') ?? textAt(vulnerability, 'detail');
  const cvss = cvssOf(vulnerability);
  const cwes = cwesOf(vulnerability);
  const { severity, native } = ratedOf(vulnerability, cvss);
  const pages = listAt(vulnerability, 'advisories').flatMap((one) => textAt(one, 'url') ?? []);
  const url = textAt(objectAt(vulnerability, 'source'), 'url') ?? pages[0];
  const summary = textAt(vulnerability, 'recommendation');
  const isTitle = description !== undefined && description.length <= LONGEST_TITLE && !description.includes('\n');
  return {
    kind: 'vulnerability',
    ruleId: id,
    title: isTitle ? firstLine(description) : id,
    ...(description === undefined ? {} : { message: description }),
    severity,
    nativeSeverity: native,
    advisory: { id, aliases: aliasesOf(vulnerability, id), cwes, cvss, ...(url ? { url } : {}) },
    ...(cwes.length > 0 || url
      ? { rule: { ...(url ? { helpUri: url } : {}), ...(cwes.length > 0 ? { cwes } : {}) } }
      : {}),
    ...(summary === undefined ? {} : { fix: { summary } }),
    pointer: pointer('vulnerabilities', index),
  };
}

export interface ReadBom {
  scanner: string;
  version: string | null;
  rows: Read[];
}

/** The vulnerabilities of a bill of materials: a row for each package, and each file of it. */
export function readCycloneDx(bom: Json, context: ReadingContext): ReadBom {
  const tool = toolOf(bom);
  const named = scannersNamed(tool.name, context.scanners);
  const root = textAt(objectAt(objectAt(bom, 'metadata'), 'component'), 'type');
  const scanner =
    named.length > 0 ? scannerIdFor(tool.name, named, 'vulnerability', root === 'container') : slugOf(tool.name);
  const components = new Components(bom, context);
  const rows = listAt(bom, 'vulnerabilities').flatMap((vulnerability, index): Read[] => {
    if (!isObject(vulnerability)) return [];
    const base = baseOf(vulnerability, index);
    const accepted = acceptanceOf(vulnerability, scanner);
    const affects = listAt(vulnerability, 'affects');
    return (affects.length > 0 ? affects : [{}]).flatMap((entry): Read[] => {
      const ref = plainRef(textAt(entry, 'ref') ?? '');
      const about = components.packageAt(ref);
      if (isUnaffected(entry, about?.version)) return [];
      const title =
        base.title === base.ruleId && about
          ? `${base.ruleId} in ${about.name} ${about.version ?? ''}`.trim()
          : base.title;
      const row = { ...base, title, ...(about ? { package: about } : {}) };
      const files = components.filesOf(ref);
      const placed = files.length > 0 ? files.map((path) => ({ ...row, location: { path } })) : [row];
      return placed.map((finding) => ({ scanner, finding, ...(accepted ? { accepted } : {}) }));
    });
  });
  return { scanner, version: tool.version, rows };
}
