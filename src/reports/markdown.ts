import type { Report, Verdict } from '../model/report.js';
import type { ReportContext, ReportFile, WebRepository } from './format.js';
import { markdownCode, markdownText } from './markdown/escape.js';
import { evidencePart, gapsPart } from './markdown/evidence.js';
import { findingsPart, notOpenPart } from './markdown/findings.js';
import { blocks, type Limit } from './markdown/layout.js';
import { clip, plainLine } from './plain-text.js';
import { verdictReasons } from './terminal/verdict.js';

/**
 * "Job summaries are isolated between steps and each step is restricted to a maximum size of 1MiB"; a larger one is not
 * shown at all. The rest is for what else the step writes.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
const SUMMARY: Limit = { most: 1_000_000, sizeOf: (text) => Buffer.byteLength(text) };
/** GitHub refuses a comment of more than 65,536 characters. The rest is for what a publisher may add. */
const COMMENT: Limit = { most: 60_000, sizeOf: (text) => text.length };

/** By this a publisher finds the comment of an earlier scan. It never changes. */
export const COMMENT_MARKER = '<!-- muster:pull-request-comment -->';

const WORDS: Record<Verdict, string> = { pass: '✅ Pass', fail: '❌ Fail', incomplete: '⚠️ Incomplete' };
const REASONS = 6;

function headPart(report: Report, heading: string): string {
  const { verdict, target, tool, interrupted } = report;
  const [first = '', ...others] = verdictReasons(report)
    .slice(0, REASONS)
    .map((reason) => markdownText(clip(reason, 1000)));
  const commit = target.commit ? ` at ${markdownCode(clip(plainLine(target.commit), 12))}` : '';
  const path = markdownCode(clip(plainLine(target.path), 200));
  return blocks(
    `${heading} ${WORDS[verdict]}`,
    interrupted ? '**The scan was interrupted.**' : '',
    `**${first}**`,
    others.map((reason) => `- ${reason}`).join('\n'),
    `${path}${commit} · muster ${markdownCode(clip(plainLine(tool.version), 40))}`,
  );
}

/** The address of the repository, when it has what was scanned. */
function repositoryOf({ target }: Report, { repository }: ReportContext): WebRepository | undefined {
  return repository && repository.commit === target.commit ? repository : undefined;
}

interface Shape {
  /** Of the title; parts are one level below. */
  heading: string;
  limit: Limit;
  fold: boolean;
  before: string;
  after: string;
}

function render(report: Report, context: ReportContext, { heading, limit, fold, before, after }: Shape): string {
  const below = `${heading}#`;
  const parts = {
    head: blocks(before, headPart(report, heading)),
    evidence: evidencePart(report, below, limit),
    gaps: gapsPart(report, below, limit),
    notOpen: notOpenPart(report, below, limit),
  };
  const taken = Object.values(parts).reduce((sum, part) => sum + limit.sizeOf(part) + 2, limit.sizeOf(after) + 2);
  const room = limit.most - taken;
  const repository = repositoryOf(report, context);
  const findings = findingsPart(report, { heading: below, limit, room, fold, repository });
  return `${blocks(parts.head, parts.evidence, parts.gaps, findings, parts.notOpen, after)}\n`;
}

/** `reports/security-report.md`: the whole scan for a job summary. */
export function markdownReport(report: Report, context: ReportContext): ReportFile[] {
  const after = 'Everything is in `report.json`; `muster explain ID` tells all about one finding.';
  const shape = { heading: '#', limit: SUMMARY, fold: false, before: '', after };
  return [{ path: 'reports/security-report.md', content: render(report, context, shape) }];
}

/** `reports/pull-request-comment.md`: the same, short enough for a comment, with a mark to find it again by. */
export function pullRequestComment(report: Report, context: ReportContext): ReportFile[] {
  const after = 'Everything is in `report.json` of the scan; `muster explain ID` tells all about one finding.';
  const shape = { heading: '##', limit: COMMENT, fold: true, before: COMMENT_MARKER, after };
  return [{ path: 'reports/pull-request-comment.md', content: render(report, context, shape) }];
}
