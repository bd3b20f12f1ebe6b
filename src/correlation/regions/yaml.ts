import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml';
import { fieldsOf } from './fields.js';
import { numbered, type Region } from './region.js';

type Lines = (node: Node, key?: unknown) => { startLine: number; endLine: number };
type Fields = (node: Node) => NonNullable<Region['fields']>;

const textOf = (node: unknown): string | undefined =>
  isScalar(node) && node.value !== null ? String(node.value) : undefined;

function valueAt(node: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((at, key) => (isMap(at) ? at.get(key, true) : undefined), node);
}

function pairsOf(node: unknown): [string, unknown, Pair][] {
  return isMap(node) ? node.items.map((pair) => [textOf(pair.key) ?? '', pair.value, pair]) : [];
}

function itemsOf(node: unknown): Node[] {
  return isSeq(node) ? node.items.filter(isNode) : [];
}

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];
/** Where a workload keeps the specification of its pods. */
const POD_SPECS = [
  ['spec'],
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ['template', 'spec'],
];

/** Each container under the name of its resource, and under all that the resource is called. */
function containersOf(resource: Node, owner: string, called: string[], lines: Lines): Region[] {
  return POD_SPECS.flatMap((keys) =>
    CONTAINERS.flatMap((list) =>
      itemsOf(valueAt(resource, ...keys, list)).map((container): Region => {
        const name = textOf(valueAt(container, 'name')) ?? '?';
        const calledAs = called.map((one) => `${one}, container ${name}`.toLowerCase());
        return { scope: 'container', name: `${owner}/${name}`, calledAs, ...lines(container) };
      }),
    ),
  );
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/ */
function kubernetesRegions(resource: Node, lines: Lines, fields: Fields): Region[] {
  const kind = textOf(valueAt(resource, 'kind'));
  if (kind === undefined || valueAt(resource, 'apiVersion') === undefined) return [];
  const items = kind.endsWith('List') ? itemsOf(valueAt(resource, 'items')) : [];
  if (items.length > 0) return items.flatMap((item) => kubernetesRegions(item, lines, fields));
  const name =
    textOf(valueAt(resource, 'metadata', 'name')) ?? textOf(valueAt(resource, 'metadata', 'generateName')) ?? '?';
  const namespace = textOf(valueAt(resource, 'metadata', 'namespace'));
  const spaces = namespace === undefined ? ['', 'default'] : [namespace];
  const owner = [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');
  const called = [...spaces, undefined].flatMap((space) => {
    const words = [kind, ...(space ? [space] : []), name].map((word) => word.toLowerCase());
    return [words.join('.'), words.join('/')];
  });
  // Terrascan calls a resource as the provider of Terraform does: `kubernetes_cron_job.nightly`.
  const ofTerraform = [kind, kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_')].map((type) =>
    `kubernetes_${type}.${name}`.toLowerCase(),
  );
  const calledAs = [...called, ...ofTerraform];
  return [
    { scope: 'resource', name: owner, calledAs: [...new Set(calledAs)], ...lines(resource), fields: fields(resource) },
    ...containersOf(resource, owner, calledAs, lines),
  ];
}

/** @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md */
function composeRegions(root: Node, lines: Lines, fields: Fields): Region[] {
  return pairsOf(valueAt(root, 'services')).flatMap(([name, value, pair]) =>
    isMap(value)
      ? [
          {
            scope: 'service',
            name,
            calledAs: [name, `services.${name}`, `service ${name}`].map((text) => text.toLowerCase()),
            ...lines(value, pair.key),
            fields: fields(value),
          },
        ]
      : [],
  );
}

/** What a step is known by: its id, its name, else what it does. */
function stepName(step: Node): string {
  const does = ['id', 'name', 'uses', 'run']
    .map((key) => textOf(valueAt(step, key)))
    .find((text) => text !== undefined);
  return (does ?? '?').split('\n')[0]?.trim() ?? '?';
}

function stepRegion(job: string, step: Node, at: number, lines: Lines): Region {
  const labels = ['id', 'name'].flatMap((key) => textOf(valueAt(step, key)) ?? []);
  const calledAs = [at + 1, ...labels].map((label) => `job ${job}, step ${label}`.toLowerCase());
  return { scope: 'step', name: `${job}/${stepName(step)}`, calledAs: [...new Set(calledAs)], ...lines(step) };
}

/** A job, its steps; a job that calls a workflow is a step of its own. */
function jobRegions(
  name: string,
  job: Node,
  facts: Pick<Region, 'startLine' | 'endLine' | 'fields'>,
  linesOf: Lines,
): Region[] {
  const called = [name, `jobs.${name}`, `jobs(${name})`, `job ${name}`].map((text) => text.toLowerCase());
  const region: Region = { scope: 'job', name, calledAs: called, ...facts };
  if (textOf(valueAt(job, 'uses')) !== undefined) return [region, { ...region, scope: 'step' }];
  return [region, ...itemsOf(valueAt(job, 'steps')).map((step, at) => stepRegion(name, step, at, linesOf))];
}

/** What starts a workflow: one event, a list of them, or each with what narrows it down. */
function triggerRegions(on: unknown, lines: Lines): Region[] {
  const named = isMap(on)
    ? on.items.map(({ key, value }): [unknown, unknown] => [key, value])
    : [...itemsOf(on), ...(isScalar(on) ? [on] : [])].map((event): [unknown, unknown] => [event, undefined]);
  return named.flatMap(([key, value]) => {
    const name = textOf(key);
    if (name === undefined || !isNode(key)) return [];
    const calledAs = [`on.${name}`.toLowerCase()];
    return [{ scope: 'trigger', name, calledAs, ...lines(isNode(value) ? value : key, key) }];
  });
}

/**
 * The triggers, the jobs, their steps, and around all jobs the workflow: what stands at its head (rights, environment) is for each job.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
function workflowRegions(root: Node, lines: Lines, fields: Fields, endLine: number): Region[] {
  const jobs = pairsOf(valueAt(root, 'jobs')).flatMap(([name, job, pair]) =>
    isMap(job) ? jobRegions(name, job, { ...lines(job, pair.key), fields: fields(job) }, lines) : [],
  );
  if (jobs.length === 0) return [];
  const triggers = triggerRegions(valueAt(root, 'on'), lines);
  const all = { name: 'the workflow', calledAs: ['the workflow'], startLine: 1, endLine, fields: fields(root) };
  return [{ scope: 'job', ...all }, ...triggers, ...jobs];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
function cloudFormationRegions(root: Node, lines: Lines): Region[] {
  return pairsOf(valueAt(root, 'Resources')).flatMap(([name, value, pair]) => {
    const type = textOf(valueAt(value, 'Type'));
    if (type === undefined || !isMap(value)) return [];
    const called = [name, `${type}.${name}`].map((text) => text.toLowerCase());
    return [{ scope: 'resource', name, calledAs: called, ...lines(value, pair.key) }];
  });
}

/**
 * The parts of a YAML or JSON file, of whichever kinds it is. A file that is not whole YAML, such as a template of Helm,
 * has those that could be read.
 */
export function yamlRegions(text: string): Region[] {
  const counter = new LineCounter();
  const lineOf = (offset: number) => Math.max(1, counter.linePos(offset).line);
  const lines: Lines = (node, key) => {
    const [start = 0, end = start] = node.range ?? [];
    const from = isNode(key) ? (key.range?.[0] ?? start) : start;
    // The end of a block is where the next token begins; white space before it belongs to nobody.
    const used = text.slice(0, end).trimEnd().length;
    return { startLine: lineOf(from), endLine: Math.max(lineOf(from), lineOf(Math.max(from, used - 1))) };
  };
  const documents = parseAllDocuments(text, { lineCounter: counter, uniqueKeys: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  const regions = documents.flatMap((document) => {
    const { contents } = document;
    const fields: Fields = (node) => () => fieldsOf(node, document);
    return isNode(contents)
      ? [kubernetesRegions, composeRegions, workflowRegions, cloudFormationRegions].flatMap((read) =>
          read(contents, lines, fields, lineOf(text.length)),
        )
      : [];
  });
  return numbered(regions);
}
