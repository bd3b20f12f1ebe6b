/**
 * Writes the table of scanners in README.md from the adapters' declarations: `npm run readme`. With --check it writes
 * nothing and fails when the table is another one.
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { InstallSource } from '../src/model/scanner.js';
import { loadScanners } from '../src/scanners/registry.js';

const BEGIN = '<!-- scanners: written by npm run readme -->';
const END = '<!-- /scanners -->';

function sourceOf(source: InstallSource | undefined): string {
  if (source?.kind === 'pypi') return `PyPI ${source.package} ${source.version}`;
  if (source?.kind === 'go') return `Go ${source.package.split('/').at(-1)} ${source.version.slice(1)}`;
  if (source?.kind === 'npm') return `npm ${source.package} ${source.version}`;
  if (source?.kind === 'release') return `its release ${source.version}`;
  return '`PATH`';
}

const rows = (await loadScanners()).map(
  ({ id, name, homepage, tier, finds, install, network, verified, license }) =>
    `| [${name}](${homepage}) (\`${id}\`) | ${tier} | ${finds.join(', ') || 'a bill of materials'} | ${sourceOf(install[0])} | ${network === 'never' ? 'no' : network === 'database' ? 'unless there is a local database' : 'yes'} | ${license} | ${verified} |`,
);
const table = [
  '| scanner | tier | finds | comes from | asks the network | licence | adapter verified |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  ...rows,
].join('\n');

const text = await readFile('README.md', 'utf8');
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`README.md has lost its marks ${BEGIN} and ${END}`);
const wanted = `${before}${BEGIN}\n${table}\n${END}${after}`;
if (!process.argv.includes('--check')) await writeFile('README.md', wanted);
else if (text !== wanted) {
  console.error('the table of scanners in README.md is not what the adapters say; run npm run readme');
  process.exitCode = 1;
}
