import { isMap, isScalar, isSeq, parseAllDocuments, type YAMLMap } from 'yaml';
import { instructionsOf } from './dockerfile.js';
import type { ModeName } from './modes.js';

/** What a file holds, as far as Terrascan has to say that it looked at it. */
export interface Expected {
  /** Names of resources, as Terrascan prints them; each as often as it stands there. */
  resources: string[];
  /** What of it Terrascan does not look at in any case. */
  gaps: string[];
}

function textAt(map: YAMLMap, ...keys: string[]): string {
  const value: unknown = map.getIn(keys);
  return isScalar(value) ? String(value.value) : String(value ?? '');
}

/** @throws Error with the place and the reason, when it is not YAML */
function documentsOf(text: string): YAMLMap[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) throw new Error(`not YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}`);
  return documents.flatMap(({ contents }) => (isMap(contents) ? [contents as YAMLMap] : []));
}

function inKubernetes(text: string): Expected {
  const resources = documentsOf(text).filter((document) => document.has('apiVersion') && document.has('kind'));
  const lists = resources.filter((document) => isSeq(document.get('items')));
  const gaps = lists.map((list) => `the items of its ${textAt(list, 'kind')} are not looked at`);
  const names = resources.map(
    (document) => textAt(document, 'metadata', 'name') || textAt(document, 'metadata', 'generateName'),
  );
  return { resources: names, gaps };
}

function inCloudFormation(text: string): Expected {
  const found = documentsOf(text).flatMap((document) => {
    const resources: unknown = document.get('Resources');
    return isMap(resources) ? (resources as YAMLMap).items : [];
  });
  const typed = found.flatMap(({ key, value }) =>
    isMap(value) ? [{ name: String(key), type: textAt(value as YAMLMap, 'Type') }] : [],
  );
  const stacks = typed.filter(({ type }) => type === 'AWS::CloudFormation::Stack');
  return {
    resources: typed.map(({ name }) => name),
    gaps: stacks.map(({ name }) => `the template of its nested stack ${name} is not looked at`),
  };
}

function inTerraform(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(/^[ \t]*resource[ \t]+"?([\w-]+)"?[ \t]+"?([\w-]+)"?[ \t]*\{/gm)].map(
    ([, , name = '']) => name,
  );
}

function inTerraformJson(text: string): string[] {
  const { resource = {} } = JSON.parse(text) as { resource?: Record<string, object> };
  return Array.isArray(resource) ? [] : Object.values(resource).flatMap((named) => Object.keys(named));
}

/**
 * What Terrascan has to tell of a file.
 * @throws Error when it cannot be parsed
 */
export function expectedOf(mode: ModeName, file: string, text: string): Expected {
  if (mode === 'kubernetes') return inKubernetes(text);
  if (mode === 'cloudformation') return inCloudFormation(text);
  if (mode === 'dockerfile') {
    const runs = instructionsOf(text.split('\n')).filter(({ word }) => /^run$/i.test(word));
    const hidden = runs.some(({ hasHeredoc }) => hasHeredoc);
    return { resources: [], gaps: hidden ? ['the here-document of a RUN is not handed to its policies'] : [] };
  }
  // Those of an override are told as part of the file that they change.
  if (/(?:^|[/_])override\.tf(?:\.json)?$/.test(file)) return { resources: [], gaps: [] };
  return { resources: file.endsWith('.json') ? inTerraformJson(text) : inTerraform(text), gaps: [] };
}
