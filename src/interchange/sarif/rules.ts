import { type CvssScore, scoreOf } from '../../model/cvss.js';
import type { FindingKind, RuleInfo } from '../../model/finding.js';
import { advisoryIn, cweIn } from '../advisories.js';
import { type Rated, ratedBy } from '../severities.js';
import { isObject, type Json, listAt, objectAt, textAt, textsAt } from '../values.js';

/** What a rule says of all its results. */
export interface RuleFacts {
  id: string;
  /** A short text about the rule; undefined where it only repeats the id. */
  title: string | undefined;
  info: RuleInfo | undefined;
  cwes: string[];
  rated: Rated | undefined;
  level: string | undefined;
  /** What its tags say that it is about. */
  kind: FindingKind | undefined;
  /** The advisory that it is named after. */
  advisory: string | undefined;
  aliases: string[];
  cvss: CvssScore[];
  tags: string[];
  descriptor: Json;
}

const textOf = (value: unknown, key: string) => textAt(objectAt(value, key), 'text')?.trim() || undefined;

/** GitHub's tags, CWE's taxonomy among the relationships, and a property that Semgrep and others have. */
function cwesOf(descriptor: Json, tags: string[]): string[] {
  const related = listAt(descriptor, 'relationships').flatMap((one) => {
    const target = objectAt(one, 'target');
    const isCwe = textAt(objectAt(target, 'toolComponent'), 'name')?.toUpperCase() === 'CWE';
    const id = textAt(target, 'id');
    return isCwe && id !== undefined ? [id] : [];
  });
  const named = tags.filter((tag) => /(?:^|\/)cwe[-_: ]?\d/i.test(tag));
  const own = textsAt(descriptor['properties'], 'cwe');
  return [...new Set([...named, ...related, ...own].flatMap((text) => cweIn(text) ?? []))];
}

const BY_TAG: [RegExp, FindingKind][] = [
  [/^secrets?$|^(?:hard-?coded-)?credentials?$/, 'secret'],
  [/^malware$|^virus$/, 'malware'],
  [/^licen[sc]es?$/, 'license'],
  [/^vulnerabilit(?:y|ies)$|^sca$|^dependenc(?:y|ies)$/, 'vulnerability'],
  [
    /^misconfigurations?$|^iac$|^infrastructure|^docker(?:file)?$|^kubernetes$|^terraform$|^cloudformation$|^helm$/,
    'misconfiguration',
  ],
];

function kindOf(id: string, tags: string[]): FindingKind | undefined {
  const words = tags.map((tag) => tag.toLowerCase());
  for (const [pattern, kind] of BY_TAG) if (words.some((word) => pattern.test(word))) return kind;
  if (advisoryIn(id) !== undefined) return 'vulnerability';
  return undefined;
}

function titleOf(descriptor: Json, id: string): string | undefined {
  const texts = [textOf(descriptor, 'shortDescription'), textOf(descriptor, 'fullDescription')];
  // OSV-Scanner: `CVE-2021-23337: what it is`.
  const plain = texts.map((text) => (text?.startsWith(`${id}: `) ? text.slice(id.length + 2) : text));
  const name = advisoryIn(id) ?? id;
  return plain.find((text) => text !== undefined && !text.includes(name) && text.length <= 200 && !text.includes('\n'));
}

function cvssOf(properties: Json | undefined): CvssScore[] {
  const vectors = ['cvssv4_vector', 'cvssv3_vector', 'cvssv2_vector'].flatMap((key) => textAt(properties, key) ?? []);
  return vectors.flatMap((vector) => scoreOf(vector) ?? []);
}

/**
 * Reads a rule.
 * @param tool whose results have its name before their rule, as `zizmor/artipacked` has
 */
export function ruleFacts(descriptor: Json, id: string, tool: string): RuleFacts {
  const properties = objectAt(descriptor, 'properties');
  const tags = textsAt(properties, 'tags');
  const cwes = cwesOf(descriptor, tags);
  const name = textAt(descriptor, 'name');
  const help = textOf(descriptor, 'fullDescription') ?? textOf(descriptor, 'help');
  const helpUri = textAt(descriptor, 'helpUri');
  const info = {
    ...(name === undefined || name === id ? {} : { name }),
    ...(help === undefined || help === id ? {} : { help }),
    ...(helpUri === undefined ? {} : { helpUri }),
    ...(cwes.length > 0 ? { cwes } : {}),
  };
  const advisory = advisoryIn(id);
  const others = [...textsAt(descriptor, 'deprecatedIds'), ...textsAt(properties, 'aliases')];
  const aliases = others.flatMap((other) => advisoryIn(other) ?? []).filter((other) => other !== advisory);
  return {
    id: id.startsWith(`${tool}/`) ? id.slice(tool.length + 1) : id,
    title: titleOf(descriptor, id),
    info: Object.keys(info).length > 0 ? info : undefined,
    cwes,
    rated: ratedBy(properties),
    level: textAt(objectAt(descriptor, 'defaultConfiguration'), 'level'),
    kind: kindOf(id, tags),
    advisory,
    aliases: [...new Set(aliases)],
    cvss: cvssOf(properties),
    tags,
    descriptor,
  };
}

/** The text of a message that is an id of one of the rule's, with its placeholders. SARIF 3.11 */
export function messageText(message: unknown, descriptor: Json): string {
  if (!isObject(message)) return '';
  const own = textAt(message, 'text') ?? textAt(message, 'markdown');
  const id = textAt(message, 'id');
  const text = own ?? (id === undefined ? undefined : textOf(objectAt(descriptor, 'messageStrings'), id)) ?? '';
  const values = listAt(message, 'arguments');
  if (values.length === 0) return text;
  return text.replaceAll(/\{(\d+)\}/g, (placeholder, index: string) => {
    const value = values[Number(index)];
    return typeof value === 'string' ? value : placeholder;
  });
}
