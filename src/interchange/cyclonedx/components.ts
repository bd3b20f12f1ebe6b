import type { Package } from '../../model/finding.js';
import type { ReadingContext } from '../context.js';
import { packageOfPurl } from '../purl.js';
import { isObject, type Json, listAt, objectAt, textAt } from '../values.js';

/** Properties in which tools tell the file of a package: Syft and Grype, Trivy, cdxgen. */
const FILE_PROPERTY = /^(?:syft:location:\d+:path|aquasecurity:trivy:FilePath|SrcFile)$/;

/** All components, with those inside of others. A list that is nested without end is no bill of materials. */
function componentsIn(list: unknown[], depth = 0): Json[] {
  if (depth > 20) return [];
  return list.filter(isObject).flatMap((one) => [one, ...componentsIn(listAt(one, 'components'), depth + 1)]);
}

/** `urn:cdx:serial/1#ref` points into another bill of materials. @see https://cyclonedx.org/capabilities/bomlink/ */
export function plainRef(ref: string): string {
  const cut = /^urn:cdx:/i.test(ref) ? ref.indexOf('#') : -1;
  if (cut < 0) return ref;
  try {
    return decodeURIComponent(ref.slice(cut + 1));
  } catch {
    return ref.slice(cut + 1);
  }
}

/** The components of a bill of materials by their references, and the files in which they stand. */
export class Components {
  readonly #byRef = new Map<string, Json>();
  readonly #dependsOn = new Map<string, string[]>();
  readonly #files = new Map<string, Set<string>>();
  readonly #relative: ReadingContext['relative'];

  constructor(bom: Json, context: Pick<ReadingContext, 'relative' | 'ecosystemOf'>) {
    this.#relative = context.relative;
    const root = objectAt(objectAt(bom, 'metadata') ?? {}, 'component');
    const all = componentsIn([...listAt(bom, 'components'), ...(root ? [root] : [])]);
    for (const component of all) {
      const ref = textAt(component, 'bom-ref') ?? textAt(component, 'purl');
      if (ref !== undefined) this.#byRef.set(ref, component);
    }
    for (const one of listAt(bom, 'dependencies')) {
      const ref = textAt(one, 'ref');
      const others = listAt(one, 'dependsOn').filter((other): other is string => typeof other === 'string');
      if (ref !== undefined) this.#dependsOn.set(ref, others);
    }
    // Trivy has a lock file as a component, on which its packages hang.
    for (const [ref, component] of this.#byRef) {
      const name = textAt(component, 'name') ?? '';
      if (component !== root && !textAt(component, 'purl') && context.ecosystemOf(name) !== undefined) {
        this.#markBelow(ref, context.relative(name));
      }
    }
  }

  #markBelow(start: string, file: string): void {
    const reached = new Set([start]);
    for (const ref of reached) for (const next of this.#dependsOn.get(ref) ?? []) reached.add(next);
    for (const ref of reached) this.#files.set(ref, (this.#files.get(ref) ?? new Set()).add(file));
  }

  /** The package that a reference stands for: a component, or a package URL by itself. */
  packageAt(ref: string): Package | undefined {
    const component = this.#byRef.get(ref);
    const purl = textAt(component, 'purl') ?? (ref.startsWith('pkg:') ? ref : undefined);
    const known = purl === undefined ? undefined : packageOfPurl(purl);
    if (known) return known;
    const name = textAt(component, 'name');
    if (name === undefined) return undefined;
    const group = textAt(component, 'group');
    const version = textAt(component, 'version');
    return { ecosystem: 'unknown', name: group ? `${group}/${name}` : name, ...(version ? { version } : {}) };
  }

  /** The files in which a component stands, each once, in order. */
  filesOf(ref: string): string[] {
    const component = this.#byRef.get(ref);
    const properties = listAt(component, 'properties').flatMap((one) =>
      FILE_PROPERTY.test(textAt(one, 'name') ?? '') ? (textAt(one, 'value') ?? []) : [],
    );
    const occurrences = listAt(objectAt(component, 'evidence'), 'occurrences').flatMap(
      (one) => textAt(one, 'location')?.replace(/#\d+$/, '') ?? [],
    );
    const printed = [...properties, ...occurrences].map((file) => this.#relative(file));
    return [...new Set([...printed, ...(this.#files.get(ref) ?? [])])].filter((file) => file !== '').sort();
  }
}
