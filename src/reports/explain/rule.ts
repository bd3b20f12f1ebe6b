import type { ControlExplanation, RuleExplanation, RuleRef } from '../../model/explanation.js';
import { padEnd, widthOf, wrap } from '../terminal/layout.js';
import { type Page, part } from '../terminal/page.js';

const REACH: Record<string, string> = {
  file: 'one issue a file, wherever in it scanners point',
  stage: 'one issue a stage of the Dockerfile',
  instruction: 'one issue an instruction',
  service: 'one issue a service',
  resource: 'one issue a resource, whichever line of it scanners point at',
  container: 'one issue a container',
  job: 'one issue a job',
  step: 'one issue a step',
};

function rulesPart(page: Page, title: string, rules: RuleRef[]): string[] {
  const width = Math.max(0, ...rules.map(({ scanner }) => widthOf(scanner)));
  const lines = rules.map(({ scanner, rule }) => `${padEnd(scanner, width)}  ${rule}`);
  return lines.length > 0 ? part(page, title, '', lines) : [];
}

function referencesPart(page: Page, cwes: string[], frameworks: string[]): string[] {
  const list = [...cwes, ...frameworks.map((item) => item.replace(':', ' '))];
  return list.length > 0 ? part(page, 'Says so', '', wrap(list.join(', '), page.width - 2)) : [];
}

/** A rule for a terminal: what it finds and which rules of others find the same. */
export function rulePart(page: Page, rule: RuleExplanation): string[][] {
  const { scanner, rule: id, control, title, cwes, frameworks, alsoKnownAs } = rule;
  if (control === null || title === null) {
    const said = 'No control is known for this rule: it may exist, and what it finds is shown for itself.';
    return [part(page, `${scanner}:${id}`, '', wrap(said, page.width - 2))];
  }
  return [
    part(page, `${scanner}:${id}`, `control ${control}`, wrap(title, page.width - 2)),
    rulesPart(page, 'Also known as', alsoKnownAs),
    referencesPart(page, cwes, frameworks),
  ];
}

/** A control for a terminal. */
export function controlPart(page: Page, explained: ControlExplanation): string[][] {
  const { control, title, domain, scope, cwes, frameworks, rules } = explained;
  return [
    part(page, control, domain, [...wrap(title, page.width - 2), page.colors.dim(REACH[scope] ?? scope)]),
    rulesPart(page, 'Found by', rules),
    referencesPart(page, cwes, frameworks),
  ];
}
