import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { View } from './page-data.js';

/** What the build makes of `app/`. */
export interface Bundle {
  /** Runs before anything is shown: the theme that the reader chose. */
  head: string;
  /** The list of findings, and all that moves. */
  client: string;
  style: string;
  /** What stands in the page's body without scripts. */
  renderBody(view: View): string;
}

const BUILT = path.join(import.meta.dirname, 'bundle');
/** Muster runs from its sources in tests; what `npm run build` made is used there too. */
const FOLDER = existsSync(BUILT) ? BUILT : path.resolve(import.meta.dirname, '../../../dist/reports/html/bundle');

/** @throws Error when Muster was not built */
export async function loadBundle(): Promise<Bundle> {
  const read = (name: string) => readFile(path.join(FOLDER, name), 'utf8');
  try {
    const [head, client, style, server] = await Promise.all([
      read('head.js'),
      read('client.js'),
      read('style.css'),
      import(pathToFileURL(path.join(FOLDER, 'server.js')).href) as Promise<Pick<Bundle, 'renderBody'>>,
    ]);
    return { head, client, style, renderBody: server.renderBody };
  } catch (error) {
    throw new Error(`the parts of the HTML report are not built; run npm run build (${(error as Error).message})`);
  }
}

/** A source for a content security policy: exactly this inline script or style, and no other. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
