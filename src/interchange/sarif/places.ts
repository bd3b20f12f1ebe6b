import { posix } from 'node:path';
import type { Location } from '../../model/finding.js';
import type { ReadingContext } from '../context.js';
import { integerAt, isObject, type Json, listAt, objectAt, textAt } from '../values.js';

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri; // a name with a percent sign that was never encoded
  }
}

/** A path of a `file:` URI or of a relative reference. Some tools on Windows write backslashes. */
function pathOf(uri: string): string {
  const plain = uri.replace(/^file:\/\/(?:localhost)?(?=\/)/i, '').replace(/^file:(?=[^/])/i, '');
  const path = decoded(plain).replaceAll('\\', '/');
  // Grype: `image.tar//usr/lib/…`, the image and a path in it.
  return /^[^/]+\/\/(?=[^/])/.test(path) ? path.slice(path.indexOf('//') + 2) : path;
}

const isAbsolute = (path: string) => path.startsWith('/') || /^[A-Za-z]:\//.test(path);

/** Turns artifact locations of a run into paths of the target. SARIF 3.4 and 3.14.14 */
export class Places {
  readonly #bases: Json | undefined;
  readonly #artifacts: unknown[];
  readonly #relative: ReadingContext['relative'];
  readonly #known = new Map<string, string>();

  constructor(run: Json, { relative }: Pick<ReadingContext, 'relative'>) {
    this.#bases = objectAt(run, 'originalUriBaseIds');
    this.#artifacts = listAt(run, 'artifacts');
    this.#relative = relative;
  }

  /** The folder of a base; empty where the log does not tell it. Bases may be relative to others, never in a circle. */
  #base(id: string | undefined, depth = 0): string {
    const base = id === undefined || depth > 10 ? undefined : objectAt(this.#bases, id);
    const uri = textAt(base, 'uri');
    if (uri === undefined) return '';
    const folder = pathOf(uri).replace(/\/?$/, '/');
    return isAbsolute(folder) ? folder : this.#base(textAt(base, 'uriBaseId'), depth + 1) + folder;
  }

  #resolve(uri: string, baseId: string | undefined): string {
    const printed = pathOf(uri);
    if (isAbsolute(printed)) return this.#relative(printed);
    const base = this.#base(baseId);
    const below = posix.normalize(printed);
    if (!isAbsolute(base)) return this.#relative(posix.normalize(base + printed));
    // The base is a folder of the machine on which the tool ran: this one, or one whose top the target is.
    const whole = posix.normalize(base + printed);
    const found = this.#relative(whole);
    return found === whole.replace(/^\/+/, '') ? this.#relative(below) : found;
  }

  /** The path of an artifact location; undefined where it names no file. */
  pathAt(artifact: unknown): string | undefined {
    if (!isObject(artifact)) return undefined;
    const uri = textAt(artifact, 'uri');
    if (uri === undefined) {
      const index = integerAt(artifact, 'index', 0);
      const listed = index === undefined ? undefined : objectAt(this.#artifacts[index], 'location');
      return listed && textAt(listed, 'uri') !== undefined ? this.pathAt(listed) : undefined;
    }
    const baseId = textAt(artifact, 'uriBaseId');
    const key = baseId === undefined ? uri : `${baseId}\0${uri}`;
    let path = this.#known.get(key);
    if (path === undefined) {
      // A web page or a package URL is none.
      const isFile = !/^[a-z][a-z0-9+.-]+:/i.test(uri) || /^file:/i.test(uri);
      path = isFile ? this.#resolve(uri, baseId) : '';
      this.#known.set(key, path);
    }
    return path === '' || path === '.' ? undefined : path;
  }

  /**
   * The place of one of a result's locations.
   * @param ofPackage leave out line 1 without an end: tools that do not know the line of a package write that
   */
  locationAt(location: unknown, ofPackage: boolean): Location | undefined {
    const physical = objectAt(location, 'physicalLocation');
    const path = this.pathAt(physical?.['artifactLocation']);
    if (path === undefined) return undefined;
    const place: Location = { path };
    const region = objectAt(physical, 'region');
    const startLine = integerAt(region, 'startLine', 1);
    if (startLine === undefined) return place;
    const endLine = integerAt(region, 'endLine', startLine);
    const startColumn = integerAt(region, 'startColumn', 1);
    const endColumn = integerAt(region, 'endColumn', 1);
    if (ofPackage && startLine === 1 && (endLine ?? 1) === 1 && (endColumn ?? 1) === 1) return place;
    place.startLine = startLine;
    if (endLine !== undefined) place.endLine = endLine;
    // Both 1 is the beginning of the line and nothing of it: the tool does not count columns.
    if (startColumn !== undefined && (endColumn ?? 2) > 1) {
      place.startColumn = startColumn;
      if (endColumn !== undefined) place.endColumn = endColumn;
    }
    return place;
  }
}
