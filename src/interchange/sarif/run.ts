import type { FindingKind } from '../../model/finding.js';
import type { KnownScanner, ReadingContext } from '../context.js';
import { scannerIdFor, scannersNamed } from '../tools.js';
import { isObject, type Json, listAt, objectAt, textAt } from '../values.js';
import { Places } from './places.js';
import { type RuleFacts, ruleFacts } from './rules.js';

/** How the run of a log ended, by its own account. */
export interface RunEnd {
  status: 'partial' | 'failed';
  reason: string;
}

const clipped = (text: string) => (text.length > 300 ? `${text.slice(0, 299)}…` : text);

/** What the invocations say that went wrong; undefined when they say nothing of the kind. SARIF 3.20 */
function endOf(run: Json): RunEnd | undefined {
  const invocations = listAt(run, 'invocations');
  const complaints = invocations.flatMap((one) =>
    [...listAt(one, 'toolExecutionNotifications'), ...listAt(one, 'toolConfigurationNotifications')].flatMap((said) =>
      textAt(said, 'level') === 'error'
        ? [textAt(objectAt(said, 'message'), 'text') ?? textAt(objectAt(said, 'descriptor'), 'id') ?? 'an error']
        : [],
    ),
  );
  const failed = invocations.find((one) => isObject(one) && one['executionSuccessful'] === false);
  if (failed !== undefined) {
    const why = textAt(failed, 'exitCodeDescription') ?? complaints[0] ?? textAt(failed, 'exitSignalName');
    return { status: 'failed', reason: clipped(`its log says that it failed${why ? `: ${why}` : ''}`) };
  }
  const [first] = complaints;
  if (first === undefined) return undefined;
  const others = complaints.length > 1 ? ` (and ${complaints.length - 1} more)` : '';
  return { status: 'partial', reason: clipped(`its log tells of an error: ${first}`) + others };
}

/** Gitleaks prints this whatever its version is (report/sarif.go of its sources). */
const NO_VERSION: Record<string, string> = { gitleaks: 'v8.0.0' };

function versionOf(driver: Json | undefined, id: string | undefined): string | null {
  const version = textAt(driver, 'semanticVersion') ?? textAt(driver, 'version') ?? null;
  return id !== undefined && NO_VERSION[id] === version ? null : version;
}

/** A run of a log without its results: what they refer to. */
export class SarifRun {
  readonly index: number;
  /** As the tool names itself. */
  readonly tool: string;
  /** The scanners of ours that it is. */
  readonly named: KnownScanner[];
  readonly isImage: boolean;
  /** Whether Muster wrote it: then each result says which scanner it is from. */
  readonly isOurs: boolean;
  readonly version: string | null;
  readonly end: RunEnd | undefined;
  readonly places: Places;
  readonly #rules: unknown[];
  readonly #extensions: unknown[];
  readonly #byId = new Map<string, Json>();
  readonly #facts = new Map<string, RuleFacts>();
  readonly #scanners = new Map<FindingKind, string>();

  constructor(run: Json, index: number, context: ReadingContext) {
    const tool = objectAt(run, 'tool');
    const driver = objectAt(tool, 'driver');
    this.index = index;
    this.tool = textAt(driver, 'name') ?? 'unnamed';
    this.named = scannersNamed(this.tool, context.scanners);
    this.isOurs = this.tool === 'Muster';
    // Trivy's name for the image; Grype and others name none.
    this.isImage = textAt(objectAt(run, 'properties'), 'imageName') !== undefined;
    this.version = versionOf(driver, this.named[0]?.id);
    this.end = endOf(run);
    this.places = new Places(run, context);
    this.#rules = listAt(driver, 'rules');
    this.#extensions = listAt(tool, 'extensions');
    const all = [...this.#rules, ...this.#extensions.flatMap((one) => listAt(one, 'rules'))];
    for (const rule of all) {
      const id = textAt(rule, 'id');
      // The driver's own rule where an extension has one of the same id.
      if (id !== undefined && isObject(rule) && !this.#byId.has(id)) this.#byId.set(id, rule);
    }
  }

  /** The id under which a row of this run is told. */
  scannerFor(kind: FindingKind): string {
    const known = this.#scanners.get(kind);
    if (known !== undefined) return known;
    const found = scannerIdFor(this.tool, this.named, kind, this.isImage);
    this.#scanners.set(kind, found);
    return found;
  }

  /** The id of the tool where its rows do not matter. */
  get scanner(): string {
    return this.scannerFor(this.named[0]?.finds[0] ?? 'code');
  }

  /** SARIF 3.52: by index, in the driver or in an extension; by id, where a part of it may be added: `CA1711/1`. */
  #descriptorOf(result: Json): Json | undefined {
    const reference = objectAt(result, 'rule');
    const component = objectAt(reference, 'toolComponent');
    const extension = component?.['index'];
    const rules =
      typeof extension === 'number' && extension >= 0 ? listAt(this.#extensions[extension], 'rules') : this.#rules;
    const index = result['ruleIndex'] ?? reference?.['index'];
    const found = typeof index === 'number' && index >= 0 ? rules[index] : undefined;
    if (isObject(found)) return found;
    const id = textAt(result, 'ruleId') ?? textAt(reference, 'id') ?? '';
    return this.#byId.get(id) ?? this.#byId.get(id.replace(/\/[^/]*$/, ''));
  }

  /** The rule of a result; each is read once. */
  ruleOf(result: Json): RuleFacts {
    const printed = result['ruleId'];
    const index = result['ruleIndex'];
    const quick = typeof printed === 'string' && result['rule'] === undefined;
    const key = quick ? `${printed}\0${typeof index === 'number' ? index : ''}` : undefined;
    const known = key === undefined ? undefined : this.#facts.get(key);
    if (known) return known;
    const descriptor = this.#descriptorOf(result) ?? {};
    const id =
      textAt(result, 'ruleId') ?? textAt(objectAt(result, 'rule'), 'id') ?? textAt(descriptor, 'id') ?? 'unnamed';
    const facts = ruleFacts(descriptor, id, this.tool);
    if (key !== undefined) this.#facts.set(key, facts);
    return facts;
  }
}
