import type { ReportingDescriptor } from 'sarif';
import type { Finding } from '../../model/finding.js';
import { severityRank } from '../../model/severity.js';
import { clip, plainLine, plainText } from '../plain-text.js';
import { webAddress } from './absolute-uri.js';
import { levelOf, securitySeverity } from './severity.js';
import type { Subject } from './subject.js';

/** GitHub's limits: of a description in characters, of the tags that it keeps. More than 20 tags are refused. */
const DESCRIPTION_LENGTH = 1024;
const TAGS = 10;
const HELP_LENGTH = 10_000;

/** Text of a scanner inside Markdown, shown as it is: not as a link, an image or HTML. */
function markdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replaceAll(/^[ \t]+/gm, '')
    .replaceAll(/^([-+=]|\d+[.)])/gm, '\\$1');
}

/** GitHub's spelling of a weakness: `external/cwe/cwe-079`. */
function cweTag(cwe: string): string[] {
  const number = /^CWE-(\d{1,5})$/i.exec(cwe)?.[1];
  return number ? [`external/cwe/cwe-${number.padStart(3, '0')}`] : [];
}

/** Puts texts on one line each into a set, but for empty ones. */
function addLines(set: Set<string>, texts: Iterable<string>): void {
  for (const text of texts) {
    const line = plainLine(text);
    if (line !== '') set.add(line);
  }
}

const sorted = (set: Set<string>) => [...set].sort();

/** What the results of one rule say of it, taken one after another: of results there may be more than memory holds. */
class Rule {
  readonly #id: string;
  /** The first of all and the worst. GitHub shows one severity a rule, so it is that of the worst result. */
  readonly #first: Finding;
  #worst: Finding;
  #count = 0;
  /** Texts about the rule, of the first that has one. */
  #help: string | undefined;
  #helpUri: string | undefined;
  #securitySeverity: number | undefined;
  readonly #titles = new Set<string>();
  readonly #advisories = new Set<string>();
  readonly #cwes = new Set<string>();
  readonly #reportedAs = new Set<string>();

  constructor(id: string, first: Finding) {
    this.#id = id;
    this.#first = first;
    this.#worst = first;
  }

  add(finding: Finding): void {
    const { title, rule, advisory, sources } = finding;
    this.#count++;
    if (severityRank(finding.severity) < severityRank(this.#worst.severity)) this.#worst = finding;
    this.#help ||= rule?.help;
    this.#helpUri ??= webAddress(rule?.helpUri) ?? webAddress(advisory?.url);
    const security = securitySeverity(finding);
    if (security !== undefined) this.#securitySeverity = Math.max(this.#securitySeverity ?? 0, Number(security));
    // More than one says as much as two.
    if (this.#titles.size < 2) addLines(this.#titles, [title]);
    if (advisory) addLines(this.#advisories, [advisory.id, ...advisory.aliases]);
    addLines(this.#cwes, [...(advisory?.cwes ?? []), ...(rule?.cwes ?? [])]);
    addLines(
      this.#reportedAs,
      sources.map((one) => `${one.scanner}:${one.ruleId}`),
    );
  }

  /** What speaks of the rule, or else of all its results alike. The title of one result would be wrong for the others. */
  #shortDescription(): string {
    const [title] = this.#titles;
    if (this.#titles.size === 1 && title) return title;
    const sentence = /^.{10,200}?[.!?](?=\s|$)/u.exec(plainLine(this.#help ?? ''))?.[0];
    return sentence ?? `${this.#first.kind}: ${this.#id}`;
  }

  #facts(): [string, string][] {
    const rows: [string, Set<string>][] = [
      ['Also known as', this.#advisories],
      ['Weaknesses', this.#cwes],
      ['Reported as', this.#reportedAs],
    ];
    return rows.flatMap(([name, values]) =>
      values.size > 0 ? [[name, clip(sorted(values).join(', '), HELP_LENGTH)] as [string, string]] : [],
    );
  }

  descriptor(): ReportingDescriptor {
    const { severity, kind } = this.#worst;
    const helpUri = this.#helpUri;
    const short = clip(this.#shortDescription(), DESCRIPTION_LENGTH);
    const help = plainText(this.#help ?? '').trim();
    const message = this.#count === 1 ? plainText(this.#worst.message ?? '').trim() : '';
    const description = clip(help || message || short, HELP_LENGTH);
    const rows = this.#facts();
    const more = helpUri ? [`More: ${helpUri}`] : [];
    const tags = [...new Set(['security', kind, ...sorted(this.#cwes).flatMap(cweTag)])].slice(0, TAGS);
    return {
      id: this.#id,
      shortDescription: { text: short },
      fullDescription: { text: clip(description, DESCRIPTION_LENGTH) },
      help: {
        text: [description, ...rows.map(([name, values]) => `${name}: ${values}`), ...more].join('\n\n'),
        markdown: [
          markdown(description),
          ...rows.map(([name, values]) => `**${name}:** ${markdown(values)}`),
          ...(helpUri ? [`<${helpUri}>`] : []),
        ].join('\n\n'),
      },
      ...(helpUri ? { helpUri } : {}),
      defaultConfiguration: { level: levelOf(severity) },
      properties: {
        tags,
        ...(this.#securitySeverity === undefined ? {} : { 'security-severity': this.#securitySeverity.toFixed(1) }),
      },
    };
  }
}

/** The rules of a log: one for each id, sorted by it. */
export function toRules(subjects: Iterable<Subject>): ReportingDescriptor[] {
  const byId = new Map<string, Rule>();
  for (const { ruleId, finding } of subjects) {
    const rule = byId.get(ruleId) ?? new Rule(ruleId, finding);
    byId.set(ruleId, rule);
    rule.add(finding);
  }
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule.descriptor());
}
