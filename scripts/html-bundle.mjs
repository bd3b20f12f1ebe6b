/** Bundles the components of the HTML report: `src/reports/html/app` to the few files that the format puts into a page. */
import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const app = path.join(root, 'src/reports/html/app');
const FOLDER = path.join(root, 'dist/reports/html/bundle');

/** Preact's licence wants to go wherever Preact goes. */
function notice() {
  const text = readFileSync(path.join(root, 'node_modules/preact/LICENSE'), 'utf8').trim();
  return `/*! Holds Preact.\n${text}\n*/`;
}

const common = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  tsconfig: path.join(app, 'tsconfig.json'),
  logLevel: 'warning',
};

async function one(entry, options) {
  const { outputFiles } = await build({ ...common, entryPoints: [path.join(app, entry)], ...options });
  return outputFiles[0].text.trim();
}

/**
 * Writes the bundle into dist/, each file whole: tests read it while others make it.
 * @returns {Promise<void>}
 */
export async function bundleHtmlReport() {
  const files = {
    'head.js': await one('head.ts', { format: 'iife' }),
    'client.js': `${notice()}\n${await one('client.tsx', { format: 'iife' })}`,
    'style.css': await one('style.css', {}),
    'server.js': `${notice()}\n${await one('server.tsx', { format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], minify: false })}\n`,
  };
  await mkdir(FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const half = path.join(FOLDER, `${name}.${process.pid}`);
    await writeFile(half, text);
    await rename(half, path.join(FOLDER, name));
  }
}
