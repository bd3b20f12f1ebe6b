import path from 'node:path';
import type { Finished, Outcome } from '../../model/scanner.js';
import { lastWords, readComplaints } from './complaints.js';
import type { Prepared } from './lay-out.js';
import { inTarget } from './place.js';
import { frameworksIn, type Report } from './report.js';
import { LOOKED_AT } from './witness.js';

interface Seen {
  /** Files of which some result tells. */
  files: Set<string>;
  /** How many resources of a file passed the witness for Kubernetes. */
  resources: Map<string, number>;
  unparsed: Set<string>;
}

function see(report: Report, relative: (printed: string) => string): Seen {
  const seen: Seen = { files: new Set(), resources: new Map(), unparsed: new Set() };
  for (const { framework } of frameworksIn(report)) {
    const { passed_checks = [], failed_checks, skipped_checks = [], parsing_errors = [] } = framework.results;
    for (const { check_id, file_path } of [...passed_checks, ...failed_checks, ...skipped_checks]) {
      const file = inTarget(file_path);
      seen.files.add(file);
      if (check_id !== LOOKED_AT || framework.check_type !== 'kubernetes') continue;
      seen.resources.set(file, (seen.resources.get(file) ?? 0) + 1);
    }
    // The paths of Terraform's JSON are those to which the links lead.
    for (const file of parsing_errors) {
      seen.unparsed.add(file.includes('/scratch/tree/') ? inTarget(file) : relative(file));
    }
  }
  return seen;
}

function isOfChart(file: string): boolean {
  return path.posix.basename(file) === 'Chart.yaml' || /(?:^|\/)templates\//.test(file);
}

/** Whether a file that is no resource itself took part when its chart was rendered. */
function isPartOfRendered(file: string, seen: Set<string>): boolean {
  if (path.posix.basename(file) !== 'Chart.yaml' && !file.endsWith('.tpl')) return false;
  const templates = file.replace(/(?:Chart\.yaml|templates\/.*)$/, 'templates/');
  return [...seen].some((other) => other.startsWith(templates));
}

function whyNot(file: string, seen: Seen, charts: Map<string, string>, prepared: Prepared | undefined): string {
  if (seen.unparsed.has(file)) return 'it could not be parsed';
  if (!isOfChart(file)) return 'it says nothing about it';
  if (prepared?.helm === false) return 'it renders charts by helm, which is not on PATH';
  const failed = [...charts].find(([chart]) => file.startsWith(`${chart}/`));
  return failed?.[1] ?? "nothing of it was rendered with the chart's own values";
}

/** Files of Kubernetes of which some resources are missing among those that it looked at. */
function incomplete({ resources }: Seen, prepared: Prepared | undefined) {
  return Object.entries(prepared?.resources ?? {}).flatMap(([file, there]) => {
    const found = resources.get(file);
    if (found === undefined || found >= there) return [];
    return [{ what: file, why: `${there - found} of its ${there} resources were left out without a word` }];
  });
}

/** What an ended run of Checkov means: each file needs a result that tells of it, and its log must not complain. */
export function judge(finished: Finished<Report>): Outcome {
  const { exitStatus, stderr, report, problem, input, relative } = finished;
  if (!report || exitStatus > 1) {
    const reason = `${problem ?? 'it ended'} (exit status ${exitStatus}) ${lastWords(stderr)}`.trim();
    return { status: 'failed', reason };
  }
  const prepared = finished.prepared as Prepared | undefined;
  const seen = see(report, relative);
  const { charts, others } = readComplaints(stderr);
  const files = input.files.filter((file) => seen.files.has(file) || isPartOfRendered(file, seen.files));
  const looked = new Set(files);
  const left = input.files.filter((file) => !looked.has(file));
  const notCovered = [
    ...left.map((file) => ({ what: file, why: whyNot(file, seen, charts, prepared) })),
    ...incomplete(seen, prepared),
    ...others,
  ];
  if (files.length === 0) {
    const first = notCovered[0] ? `: ${notCovered[0].what}: ${notCovered[0].why}` : '';
    return { status: 'failed', reason: `it looked at no file of ${input.files.length}${first}`, notCovered };
  }
  const considered = { files, packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  const reason =
    left.length > 0
      ? `it says of ${files.length} of ${input.files.length} files that it looked at them`
      : 'some of it was left out';
  return { status: 'partial', reason, considered, notCovered };
}
