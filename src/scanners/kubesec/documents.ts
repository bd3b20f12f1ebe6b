import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { CommandContext } from '../../model/scanner.js';

/** Below `scratch`: all that is to be looked at, a document after the other. */
export const DOCUMENTS = 'documents.yaml';
/** Below `scratch`: a schema that everything fits. */
export const SCHEMA = 'schema.json';

/**
 * Kinds that it has rules for, or that make pods for which it ought to have some. A file without any is no part of its
 * claim: its newest release has one rule for role bindings, and none at all for the rest.
 */
const WORTH_A_LOOK =
  /^[\s{,-]*(?:.*[{,]\s*)?["']?kind["']?\s*:\s*["']?(?:Pod|PodTemplate|Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Job|CronJob|Rollout|\w*List)\b/m;

/** One document as it is shown to it. */
const Shown = z.object({
  file: z.string(),
  /** The line on which it begins. */
  line: z.number(),
  /** As it names it: `Deployment/web.default`. */
  object: z.string(),
  kind: z.string(),
  /** `Deployment/web` */
  resource: z.string(),
  /** It has a pod in it. */
  hasPod: z.boolean(),
  /** Only this container of the document before. */
  container: z.string().optional(),
});
export type Shown = z.infer<typeof Shown>;

export const Laid = z.object({
  documents: z.array(Shown),
  /** File → why it was left out. */
  unread: z.record(z.string(), z.string()),
});
export type Laid = z.infer<typeof Laid>;

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((so, key) => (isObject(so) ? so[key] : undefined), value);
}

function listAt(value: unknown, key: string): Json[] {
  const list = at(value, key);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Where the pod stands in a document of any kind that makes some. */
const POD_PLACES = [
  ['spec'],
  ['spec', 'template', 'spec'],
  ['template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
];

function podOf(document: Json): { keys: string[]; pod: Json } | undefined {
  for (const keys of POD_PLACES) {
    const pod = at(document, ...keys);
    if (isObject(pod) && Array.isArray(pod['containers'])) return { keys, pod };
  }
  return undefined;
}

/** A copy with another value at a place. */
function withAt(value: unknown, [key, ...rest]: string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  return { ...(value as Json), [key]: withAt(at(value, key), rest, replacement) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/**
 * A rule that asks for something is content when one container has it: each of several is shown to it alone, too.
 */
function partsOf(document: Json): { name: string; document: Json }[] {
  const found = podOf(document);
  if (!found) return [];
  const containers = listAt(found.pod, 'containers');
  const others = ['initContainers', 'ephemeralContainers'].flatMap((key) => listAt(found.pod, key));
  if (containers.length + others.length < 2) return [];
  return containers.map((container, index) => {
    const { initContainers: _init, ephemeralContainers: _ephemeral, ...pod } = found.pod;
    return {
      name: text(container['name']) ?? String(index + 1),
      document: withAt(document, found.keys, { ...pod, containers: [container] }) as Json,
    };
  });
}

/** What a file holds: its documents, and each item of a list, which it does not look into itself. */
function* resourcesIn(value: unknown): Generator<Json> {
  if (!isObject(value)) return;
  const kind = value['kind'];
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(value['items'])) {
    for (const item of value['items']) yield* resourcesIn(item);
  } else yield value;
}

interface Read {
  shown: Shown;
  document: Json;
}

function describe(document: Json, file: string, line: number): Shown {
  const kind = text(document['kind']) ?? 'Unknown';
  const name = text(at(document, 'metadata', 'name')) ?? 'undefined';
  const namespace = text(at(document, 'metadata', 'namespace')) ?? 'default';
  const object = document['kind'] === undefined ? 'Unknown' : `${kind}/${name}.${namespace}`;
  return { file, line, object, kind, resource: `${kind}/${name}`, hasPod: podOf(document) !== undefined };
}

/** @throws Error with the place and the reason, when it is not YAML */
export function readDocuments(content: string, file: string): Read[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(content, { logLevel: 'silent', lineCounter: lines });
  if (!Array.isArray(documents)) return [];
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) throw new Error(`not YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}`);
  return documents.flatMap((document) => {
    const { line } = lines.linePos(document.contents?.range?.[0] ?? document.range[0]);
    return [...resourcesIn(document.toJS({ maxAliasCount: 1000 }))].flatMap((resource) => {
      const shown = describe(resource, file, Math.max(line, 1));
      const parts = partsOf(resource);
      return [
        { shown, document: resource },
        ...parts.map((part) => ({ shown: { ...shown, container: part.name }, document: part.document })),
      ];
    });
  });
}

/** Whether a file has something for it, as far as its words tell. One that cannot be read is asked for, and then told. */
export function isWorthALook(root: string, file: string): boolean {
  try {
    return WORTH_A_LOOK.test(readFileSync(path.join(root, file), 'utf8'));
  } catch {
    return true;
  }
}

/**
 * Writes the documents of all files into one, each as JSON on a line: it takes one file at a time, splits it at lines of
 * `---` and nothing else, and says nothing at all when one of its documents is not YAML.
 */
export async function layOut({ target, input, scratch }: CommandContext): Promise<Laid> {
  const laid: Laid = { documents: [], unread: {} };
  const written: string[] = [];
  for (const file of input.files) {
    try {
      for (const { shown, document } of readDocuments(await readFile(path.join(target, file), 'utf8'), file)) {
        laid.documents.push(shown);
        written.push(JSON.stringify(document));
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      laid.unread[file] = code?.startsWith('E') ? `it cannot be read: ${code}` : message;
    }
  }
  await writeFile(path.join(scratch, DOCUMENTS), written.join('\n---\n'));
  await writeFile(path.join(scratch, SCHEMA), '{}\n');
  return laid;
}
