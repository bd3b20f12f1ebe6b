import { createHash } from 'node:crypto';
import type {
  ReportingDescriptor,
  ReportingDescriptorRelationship,
  ToolComponent,
  ToolComponentReference,
} from 'sarif';
import { sortedUnique } from '../../model/collections.js';
import type { Finding } from '../../model/finding.js';
import { FRAMEWORKS } from '../../model/frameworks.js';
import { clip, plainLine } from '../plain-text.js';
import type { Subject } from './subject.js';

const CONTROLS = 'Muster controls';
const CWE = 'CWE';
const ID_LENGTH = 255;

/** A weakness, a control or an item of a framework, as something that rules can refer to. */
interface Taxon {
  taxonomy: string;
  id: string;
}

/** The number of a weakness, without leading zeros; undefined for a text that is none. */
export function cweNumber(text: string): number | undefined {
  const number = /^CWE-(\d{1,5})$/i.exec(text.trim())?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Of a weakness by its name; undefined for a text that is none. */
function cweTaxon(text: string): Taxon | undefined {
  const number = cweNumber(text);
  return number === undefined ? undefined : { taxonomy: CWE, id: String(number) };
}

/** Of an item of a framework that is known by name; the help of a rule names all. */
function frameworkTaxon(text: string): Taxon | undefined {
  const [taxonomy = '', ...rest] = text.split(':');
  const id = clip(plainLine(rest.join(':')), ID_LENGTH);
  return Object.hasOwn(FRAMEWORKS, taxonomy) && id !== '' ? { taxonomy, id } : undefined;
}

function controlTaxon(text: string): Taxon | undefined {
  const id = clip(plainLine(text), ID_LENGTH);
  return id === '' ? undefined : { taxonomy: CONTROLS, id };
}

/** The same taxon for the same text: thousands of findings name a few. */
function remembered(make: (text: string) => Taxon | undefined): (texts: readonly string[]) => Taxon[] {
  const known = new Map<string, Taxon | undefined>();
  return (texts) =>
    texts.flatMap((text) => {
      if (!known.has(text)) known.set(text, make(text));
      return known.get(text) ?? [];
    });
}

/** What findings refer to. */
function reader() {
  const [cwes, frameworks, controls] = [cweTaxon, frameworkTaxon, controlTaxon].map(remembered) as [
    ReturnType<typeof remembered>,
    ReturnType<typeof remembered>,
    ReturnType<typeof remembered>,
  ];
  const frameworksOf = ({ rule }: Finding) => frameworks(rule?.frameworks ?? []);
  const controlOf = ({ rule }: Finding) => controls(rule?.control ? [rule.control] : []);
  const taxaOf = (finding: Finding) => [
    ...cwes([...(finding.advisory?.cwes ?? []), ...(finding.rule?.cwes ?? [])]),
    ...controlOf(finding),
    ...frameworksOf(finding),
  ];
  return { frameworksOf, controlOf, taxaOf };
}

/** RFC 9562's namespace for names that are addresses. */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** A taxonomy is the same component in every log (SARIF 3.19.6), so its name makes its GUID: UUID version 5 (RFC 9562). */
function guidOf(name: string): string {
  const bytes = createHash('sha1')
    .update(URL_NAMESPACE)
    .update(`https://www.npmjs.com/package/muster-security#${name}`);
  const uuid = bytes.digest().subarray(0, 16);
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x50;
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
  return uuid.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const ABOUT: Record<string, Partial<ToolComponent>> = {
  [CWE]: {
    fullName: 'Common Weakness Enumeration',
    organization: 'MITRE',
    informationUri: 'https://cwe.mitre.org/',
    shortDescription: { text: 'Kinds of weaknesses of software and hardware.' },
  },
  [CONTROLS]: {
    organization: 'Muster',
    shortDescription: { text: 'What can be wrong, whichever scanner finds it and by whichever rule.' },
  },
};

function about(name: string): Partial<ToolComponent> {
  const edition = Object.hasOwn(FRAMEWORKS, name) ? FRAMEWORKS[name as keyof typeof FRAMEWORKS] : undefined;
  return edition ? { fullName: edition, shortDescription: { text: `Items of ${edition}.` } } : (ABOUT[name] ?? {});
}

export interface Taxonomies {
  /** For `run.taxonomies` (SARIF 3.14.8). */
  components: ToolComponent[];
  /** For `driver.supportedTaxonomies` (SARIF 3.19.8). */
  supported: ToolComponentReference[];
  /** For the `relationships` of a rule (SARIF 3.49.15). */
  relationshipsOf(findings: Finding[]): ReportingDescriptorRelationship[];
}

/**
 * What the rules of a run are about: weaknesses of the CWE, Muster's controls, and the items of the frameworks that the
 * controls belong to. Only what a rule refers to is told. GitHub reads weaknesses from the tags of rules alone; other
 * readers find them here.
 */
export function toTaxonomies(subjects: Subject[]): Taxonomies {
  const { frameworksOf, controlOf, taxaOf } = reader();
  const ids = new Map<string, Set<string>>();
  /** The items of frameworks that a control belongs to, by its id. */
  const ofControls = new Map<string, Set<Taxon>>();
  for (const { finding } of subjects) {
    for (const { taxonomy, id } of taxaOf(finding)) ids.set(taxonomy, (ids.get(taxonomy) ?? new Set()).add(id));
    for (const { id } of controlOf(finding)) {
      const items = ofControls.get(id) ?? new Set();
      for (const item of frameworksOf(finding)) items.add(item);
      ofControls.set(id, items);
    }
  }
  const names = [...ids.keys()].sort();
  const sorted = new Map(names.map((name) => [name, sortedUnique([...(ids.get(name) ?? [])])]));
  const indexes = new Map(names.map((name) => [name, new Map(sorted.get(name)?.map((id, index) => [id, index]))]));
  const reference = (name: string): ToolComponentReference => ({ name, guid: guidOf(name) });

  const relationships = (taxa: Iterable<Taxon>): ReportingDescriptorRelationship[] => {
    const distinct = new Map([...new Set(taxa)].map((taxon) => [`${taxon.taxonomy}:${taxon.id}`, taxon]));
    return [...distinct.keys()].sort().flatMap((key) => {
      const taxon = distinct.get(key);
      const index = taxon && indexes.get(taxon.taxonomy)?.get(taxon.id);
      if (taxon === undefined || index === undefined) return [];
      return [{ target: { id: taxon.id, index, toolComponent: reference(taxon.taxonomy) }, kinds: ['relevant'] }];
    });
  };

  const toTaxon = (name: string, id: string): ReportingDescriptor => {
    if (name === CWE) return { id, helpUri: `https://cwe.mitre.org/data/definitions/${id}.html` };
    const own = name === CONTROLS ? relationships(ofControls.get(id) ?? []) : [];
    return { id, ...(own.length > 0 ? { relationships: own } : {}) };
  };

  return {
    components: names.map((name) => ({
      name,
      guid: guidOf(name),
      ...about(name),
      isComprehensive: false,
      taxa: (sorted.get(name) ?? []).map((id) => toTaxon(name, id)),
    })),
    supported: names.map(reference),
    relationshipsOf: (findings) => relationships(findings.flatMap(taxaOf)),
  };
}
