import type { Invocation, Run, ToolComponent } from 'sarif';
import type { Report } from '../../model/report.js';
import { clip, plainLine } from '../plain-text.js';
import { NOTIFICATIONS, type Told } from './invocations.js';
import { SOURCE_ROOT } from './locations.js';
import type { Part } from './parts.js';
import { toResult } from './results.js';
import { toRules } from './rules.js';
import { inOrder, type Subject } from './subject.js';
import { toTaxonomies } from './taxonomies.js';

/** What a run says of who found its results, the same in all of its parts. */
export interface RunFrame {
  driver: ToolComponent;
  extensions?: ToolComponent[];
  /** Ends in a slash. */
  category: string;
  invocations: Invocation[];
  told: Told;
  prefix: string;
  /** How many scanners there is no room for among the extensions. */
  extensionsLeftOut?: number;
}

/** A part's own category: alerts of one part are none of another's. The first has that of the whole. */
function categoryOf(category: string, { number }: Part): string {
  return number === 1 ? category : `${category}part-${number}/`;
}

/** One part of what was found, as a run. */
export function toRun(report: Report, frame: RunFrame, part: Part, found: Subject[]): Run {
  const { driver, extensions = [], category, invocations, told, extensionsLeftOut = 0 } = frame;
  const subjects = inOrder(found);
  const taxonomies = toTaxonomies(subjects);
  const rules = toRules(subjects, taxonomies);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const tellSuppressions = subjects.some(({ finding }) => finding.status !== 'open');
  const context = { ruleIndex, tellSuppressions, prefix: frame.prefix };
  const { components, supported } = taxonomies;
  const { commit } = report.target;
  return {
    tool: {
      driver: {
        ...driver,
        rules,
        notifications: NOTIFICATIONS,
        ...(supported.length > 0 ? { supportedTaxonomies: supported } : {}),
      },
      ...(extensions.length > 0 ? { extensions } : {}),
    },
    // What stands after the last slash is the run's own; GitHub takes what stands before it as the category.
    automationDetails: { id: categoryOf(category, part) },
    // No address: a log says the same on every machine, and its reader knows where the target is (SARIF 3.14.14).
    originalUriBaseIds: {
      [SOURCE_ROOT]: { description: { text: 'The top of the scanned repository or folder.' } },
    },
    ...(invocations.length > 0 ? { invocations } : {}),
    results: subjects.map((subject) => toResult(subject, context)),
    ...(components.length > 0 ? { taxonomies: components } : {}),
    properties: {
      verdict: report.verdict,
      gate: report.gate.rules.map(({ rule, held, because }) => ({
        rule: clip(plainLine(rule), 200),
        held,
        because: clip(plainLine(because), 1000),
      })),
      ...(commit ? { commit: plainLine(commit) } : {}),
      ...(part.of > 1 ? { part: { ...part, resultsOfAllParts: told.results } } : {}),
      ...(Object.keys(told.leftOut).length > 0 ? { leftOut: told.leftOut } : {}),
      ...(extensionsLeftOut > 0 ? { extensionsLeftOut } : {}),
    },
  };
}
