import path from 'node:path';
import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import type { Prepared } from './lay-out.js';
import { type Part, platformOf } from './platforms.js';
import type { Report } from './report.js';
import { isWitness, witnessOf } from './witness.js';

/** Where a copy stood. */
const COPY = /^(?:.*\/scratch\/|(?:\.\.\/)*)(?:tree|charts\/\d+)\//;
/** What Muster keeps of standard error. */
const KEPT_BYTES = 1024 * 1024;
const LONGEST = 300;

/** Turns what KICS calls a file into the inventory's path. */
export function originalName(printed: string, prepared: Prepared | undefined): string {
  const name = printed.replace(COPY, '');
  return prepared?.names[name] ?? name;
}

/** A line of its log: `1:02PM | ERROR | failed to parse file content: tree/a.yaml ERROR:…`. */
const COMPLAINT = /^.*?\| *(WARN|ERROR|FATAL|PANIC) *\| *(.*)$/gm;
const UNPARSED = /^failed to parse file content: (\S.*?)(?: ERROR:\s*(.*))?$/;
const NOT_YAML = /^failed to parse yaml file \((.*?)\): (.*)$/;
const PANICKED = /^Recovered from parsing panic for file (.*?) with error: (.*)$/;
/** What says nothing of what was looked at. */
const HARMLESS = [
  /^KICS crash report disabled/,
  /^Unable to find transition information files/,
  /^Any kics\.config file will be ignored/,
  /^Error (?:walking through|getting similarity ID) transition/,
  // A finding without a line is put at the first one.
  /^Failed to detect (?:Docker )?line/,
  // Told of where the files of a chart are.
  /^failed to render file content|^Filesystem files provider couldn't Resolve Directory/,
  /^Multiple duplicated vulnerability found/,
];

interface Complaints {
  /** File → why it was not parsed. */
  files: Map<string, string>;
  others: NotCovered[];
}

function readComplaints(stderr: string, prepared: Prepared | undefined): Complaints {
  const files = new Map<string, string>();
  const others = new Map<string, NotCovered>();
  for (const [, , said = ''] of stderr.matchAll(COMPLAINT)) {
    const message = said.replaceAll(/\S*\/scratch\/(?:tree|charts\/\d+)\//g, '').trim();
    const [, unparsed, why] = UNPARSED.exec(said) ?? NOT_YAML.exec(said) ?? PANICKED.exec(said) ?? [];
    if (unparsed !== undefined) {
      files.set(originalName(unparsed, prepared), `it could not be parsed${why ? `: ${why}` : ''}`.slice(0, LONGEST));
    } else if (!HARMLESS.some((pattern) => pattern.test(message))) {
      others.set(message, { what: 'what its log speaks of', why: message.slice(0, LONGEST) });
    }
  }
  const isCut = Buffer.byteLength(stderr) >= KEPT_BYTES;
  const cut = isCut ? [{ what: 'its log', why: 'longer than what is kept of it' }] : [];
  return { files, others: [...others.values(), ...cut] };
}

/** Of each file, the documents that answered to the witness of a platform. */
type Seen = Map<string, Set<string>>;

function witnessed(report: Report, prepared: Prepared): Seen {
  const seen: Seen = new Map();
  for (const { query_id, files } of [...report.queries, ...(report.bill_of_materials ?? [])]) {
    if (!isWitness(query_id)) continue;
    for (const { file_name, search_value = '' } of files) {
      const file = originalName(file_name, prepared);
      const part = prepared.parts[file];
      if (part && witnessOf(platformOf(part)) !== query_id) continue;
      seen.set(file, (seen.get(file) ?? new Set()).add(search_value));
    }
  }
  return seen;
}

/** A chart whose own description was read as a resource was not rendered: its templates were read with their braces. */
function unrenderedCharts(seen: Seen): string[] {
  const read = [...seen.keys()].filter((file) => path.posix.basename(file) === 'Chart.yaml');
  return read.map((file) => file.slice(0, -'Chart.yaml'.length));
}

/** Left out whatever stands in it (pkg/engine/provider/filesystem.go). */
const CACHE_OF_TERRAFORM = /(?:^|\/)\.terra/;

const SILENT: Record<Part, string> = {
  CICD: 'it says nothing about it, and may not take it for a workflow',
  CloudFormation: 'it says nothing about it, and may not take it for a template',
  DockerCompose: 'it says nothing about it, and may not take it for a compose file',
  Dockerfile: 'it says nothing about it',
  Helm: "nothing of it was rendered with the chart's own values",
  Kubernetes: 'it says nothing about it, and may not take it for a manifest',
  Terraform: 'it says nothing about it',
};

/** Why a file was not looked at as a whole; undefined when it was. */
function whyNot(file: string, part: Part, seen: Seen, prepared: Prepared, complaints: Complaints): string | undefined {
  if (part === 'Helm' && unrenderedCharts(seen).some((chart) => file.startsWith(chart))) {
    return "its chart could not be rendered with the chart's own values";
  }
  const found = seen.get(file)?.size ?? 0;
  const there = prepared.documents[file] ?? 1;
  if (found >= there) return undefined;
  if (found > 0) return `its queries looked at ${found} of ${there} documents`;
  if (CACHE_OF_TERRAFORM.test(file)) return 'it passes over folders whose names begin with .terra';
  return prepared.passedOver[file] ?? complaints.files.get(file) ?? SILENT[part];
}

function failedQueries({ queries_failed_to_execute: failed, queries_total: total }: Report): NotCovered[] {
  if (failed === 0) return [];
  return [{ what: `${failed} of ${total} queries`, why: 'they broke off' }];
}

/** What an ended run of KICS means: each file has to answer to a query that everything answers to, and none may break off. */
export function judge(finished: Finished<Report>): Outcome {
  const { exitStatus, stderr, report, problem, input } = finished;
  const prepared = finished.prepared as Prepared | undefined;
  if (prepared?.queries === false) {
    const reason =
      'its queries are not here: install it with muster tools install kics, or name a folder with them under databases';
    return { status: 'unavailable', reason };
  }
  if (!report || !prepared || exitStatus !== 0) {
    const said = [...stderr.matchAll(COMPLAINT)].at(-1)?.[2] ?? stderr.trim().split('\n').at(-1) ?? '';
    return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${said}`.trim() };
  }
  const complaints = readComplaints(stderr, prepared);
  const seen = witnessed(report, prepared);
  const gaps = Object.entries(prepared.parts).flatMap(([what, part]) => {
    const why = whyNot(what, part, seen, prepared, complaints);
    return why === undefined ? [] : [{ what, why }];
  });
  const lost = new Set(
    gaps.filter(({ what, why }) => !seen.has(what) || why.startsWith('its chart')).map(({ what }) => what),
  );
  const files = input.files.filter((file) => !lost.has(file));
  const notCovered = [...gaps, ...failedQueries(report), ...complaints.others];
  if (files.length === 0) {
    const first = gaps[0] ? `: ${gaps[0].what}: ${gaps[0].why}` : '';
    return { status: 'failed', reason: `it looked at no file of ${input.files.length}${first}`, notCovered };
  }
  const considered = { files, packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  const left = input.files.length - files.length;
  const reason =
    left > 0
      ? `it says of ${files.length} of ${input.files.length} files that it looked at them`
      : 'some of it was left out';
  return { status: 'partial', reason, considered, notCovered };
}
