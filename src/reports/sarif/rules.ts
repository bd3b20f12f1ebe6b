import type { ReportingDescriptor } from 'sarif';
import { groupBy, sortedUnique } from '../../model/collections.js';
import type { Finding } from '../../model/finding.js';
import { severityRank } from '../../model/severity.js';
import { markdownLines, markdownText } from '../markdown/escape.js';
import { clip, plainLine, plainText } from '../plain-text.js';
import { webAddress } from './absolute-uri.js';
import { levelOf, securitySeverity } from './severity.js';
import type { Subject } from './subject.js';

/** GitHub's limits: of a description in characters, of the tags that it keeps. More than 20 tags are refused. */
const DESCRIPTION_LENGTH = 1024;
const TAGS = 10;
const HELP_LENGTH = 10_000;

function distinct(items: string[]): string[] {
  return sortedUnique(items.map(plainLine).filter((item) => item !== ''));
}

/** What speaks of the rule, or else of all its results alike. The title of one result would be wrong for the others. */
function shortDescription(ruleId: string, findings: Finding[]): string {
  const titles = distinct(findings.map(({ title }) => title));
  const [title] = titles;
  if (titles.length === 1 && title) return title;
  const help = plainLine(findings.find(({ rule }) => rule?.help)?.rule?.help ?? '');
  const sentence = /^.{10,200}?[.!?](?=\s|$)/u.exec(help)?.[0];
  return sentence ?? `${findings[0]?.kind ?? 'finding'}: ${ruleId}`;
}

function facts(subjects: Subject[]): [string, string][] {
  const findings = subjects.map(({ finding }) => finding);
  const advisories = findings.flatMap(({ advisory }) => (advisory ? [advisory] : []));
  const rows: [string, string[]][] = [
    ['Also known as', distinct(advisories.flatMap(({ id, aliases }) => [id, ...aliases]))],
    ['Weaknesses', cwesOf(findings)],
    ['Reported as', distinct(findings.flatMap(({ sources }) => sources.map((one) => `${one.scanner}:${one.ruleId}`)))],
  ];
  return rows.flatMap(([name, values]) => (values.length > 0 ? [[name, values.join(', ')] as [string, string]] : []));
}

function cwesOf(findings: Finding[]): string[] {
  return distinct(findings.flatMap(({ advisory, rule }) => [...(advisory?.cwes ?? []), ...(rule?.cwes ?? [])]));
}

/** GitHub's spelling of a weakness: `external/cwe/cwe-079`. */
function cweTag(cwe: string): string[] {
  const number = /^CWE-(\d{1,5})$/i.exec(cwe)?.[1];
  return number ? [`external/cwe/cwe-${number.padStart(3, '0')}`] : [];
}

function toRule(ruleId: string, subjects: Subject[]): ReportingDescriptor {
  const findings = subjects.map(({ finding }) => finding);
  // GitHub shows one severity a rule, so it is that of the worst result.
  const worst = findings.reduce((a, b) => (severityRank(b.severity) < severityRank(a.severity) ? b : a));
  const securitySeverities = findings.flatMap((finding) => securitySeverity(finding) ?? []);
  const short = clip(shortDescription(ruleId, findings), DESCRIPTION_LENGTH);
  const help = plainText(findings.find(({ rule }) => rule?.help)?.rule?.help ?? '').trim();
  const message = findings.length === 1 ? plainText(worst.message ?? '').trim() : '';
  const description = clip(help || message || short, HELP_LENGTH);
  const rows = facts(subjects).map(([name, values]): [string, string] => [name, clip(values, HELP_LENGTH)]);
  const helpUri = findings
    .map(({ rule, advisory }) => webAddress(rule?.helpUri) ?? webAddress(advisory?.url))
    .find((uri) => uri !== undefined);
  const more = helpUri ? [`More: ${helpUri}`] : [];
  const tags = [...new Set(['security', worst.kind, ...cwesOf(findings).flatMap(cweTag)])].slice(0, TAGS);
  return {
    id: ruleId,
    shortDescription: { text: short },
    fullDescription: { text: clip(description, DESCRIPTION_LENGTH) },
    help: {
      text: [description, ...rows.map(([name, values]) => `${name}: ${values}`), ...more].join('\n\n'),
      markdown: [
        markdownLines(description),
        ...rows.map(([name, values]) => `**${name}:** ${markdownText(values)}`),
        ...(helpUri ? [`<${helpUri}>`] : []),
      ].join('\n\n'),
    },
    ...(helpUri ? { helpUri } : {}),
    defaultConfiguration: { level: levelOf(worst.severity) },
    properties: {
      tags,
      ...(securitySeverities.length > 0
        ? { 'security-severity': Math.max(...securitySeverities.map(Number)).toFixed(1) }
        : {}),
    },
  };
}

/** The rules of a log: one for each id, sorted by it. */
export function toRules(subjects: Subject[]): ReportingDescriptor[] {
  const byId = groupBy(subjects, ({ ruleId }) => ruleId);
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([ruleId, own]) => toRule(ruleId, own));
}
