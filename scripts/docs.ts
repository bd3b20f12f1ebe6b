/**
 * Writes a page a scanner into docs/scanners from the adapters' declarations, and the page about one issue from its
 * example: `npm run docs`. With --check it writes nothing and fails when a page is not what it would write.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { InstallSource, ScannerDefinition } from '../src/model/scanner.js';
import { loadScanners } from '../src/scanners/registry.js';
import { oneIssuePage } from './one-issue.js';

const FOLDER = 'docs/scanners';
const ONE_ISSUE = 'docs/one-issue/README.md';
const VERIFIED = {
  live: 'Its tests run the real program, where it can be had.',
  recorded: 'Its tests replay what the real program printed.',
  documentation: 'Nobody has seen it run: all of this is from its documentation.',
};
const NETWORK = {
  never: 'It makes no connection.',
  required: 'It asks a service; without a connection it is unavailable.',
  database: 'It makes a connection unless it has a local database (`databases` in `muster.yml`).',
};

function sourceLine(source: InstallSource): string {
  switch (source.kind) {
    case 'pypi':
      return `PyPI, \`${source.package}\` ${source.version}, with the digest of every file`;
    case 'go':
      return `Go, \`${source.package}\` ${source.version}${source.toolchain ? ` with ${source.toolchain}` : ''}, checksum \`${source.sum}\``;
    case 'npm':
      return `npm, \`${source.package}\` ${source.version}, with the digest of every package`;
    case 'release':
      return `its own release ${source.version}, with the digest of the file`;
    case 'path':
      return `\`${source.command}\` on \`PATH\``;
  }
}

function list(title: string, items: string[], otherwise: string): string[] {
  return [`## ${title}`, '', ...(items.length > 0 ? items.map((item) => `- ${item}`) : [otherwise]), ''];
}

function page(scanner: ScannerDefinition): string {
  const { id, name, homepage, license, tier, finds, verified, install, network, uses, timeoutSeconds = 600 } = scanner;
  const exits = Object.entries(scanner.exitStatuses).map(([status, meaning]) => `\`${status}\`: ${meaning}`);
  const silencers = scanner.silencedBy.map((one) =>
    'file' in one
      ? `the file \`${one.file}\`: ${one.effect}`
      : `a comment like \`${one.comment.source}\`: ${one.effect}`,
  );
  const canary = scanner.canary({ label: '.', files: [], ecosystems: [] });
  const expected = canary.expects.map(
    ({ ruleId, component, path: place, proves }) =>
      `\`${component ?? [ruleId].flat()[0]}\`${place ? ` in \`${place}\`` : ''}${proves ? `, which proves ${proves}` : ''}`,
  );
  return [
    `# ${name}`,
    '',
    `<!-- Written by npm run docs from src/scanners/${id}/adapter.ts. -->`,
    '',
    `[${name}](${homepage}) (\`${id}\`, ${license}) runs in the ${tier} tier and ${finds.length > 0 ? `finds: ${finds.join(', ')}` : 'takes stock: it finds nothing, and what it lists is what others look at'}. ${VERIFIED[verified]}`,
    '',
    `${NETWORK[network]} ${scanner.data}`,
    '',
    ...list('Where it comes from', install.map(sourceLine), 'It is not installed by Muster.'),
    `It keeps ${uses.cores} ${uses.cores === 1 ? 'core' : 'cores'} busy, takes about ${uses.memoryMB} MB, and is ended after ${timeoutSeconds} s.`,
    '',
    ...list('Exit statuses', exits, 'They say nothing.'),
    ...list('What reads as a pass and is none', scanner.traps, 'Nothing is known that does.'),
    ...list('What in a target silences it', silencers, 'Nothing: it is run so that it obeys nothing in the target.'),
    ...list('Its canary has to find', expected, 'It has none that needs no database.'),
  ].join('\n');
}

const wanted = new Map((await loadScanners()).map((scanner) => [`${scanner.id}.md`, page(scanner)]));
const index = [
  '# Scanners',
  '',
  '<!-- Written by npm run docs. -->',
  '',
  ...(await loadScanners()).map(
    ({ id, name, finds, verified }) =>
      `- [${name}](${id}.md): ${finds.join(', ') || 'a bill of materials'} (${verified})`,
  ),
  '',
].join('\n');
wanted.set('README.md', index);

await mkdir(FOLDER, { recursive: true });
const there = await readdir(FOLDER);
const oneIssue = await oneIssuePage();
if (process.argv.includes('--check')) {
  const stale = there.filter((file) => !wanted.has(file));
  for (const [file, text] of wanted) {
    const now = await readFile(path.join(FOLDER, file), 'utf8').catch(() => '');
    if (now !== text) stale.push(file);
  }
  if ((await readFile(ONE_ISSUE, 'utf8').catch(() => '')) !== oneIssue) stale.push(ONE_ISSUE);
  if (stale.length > 0) {
    console.error(`docs: ${stale.join(', ')} is not what npm run docs writes; run it`);
    process.exitCode = 1;
  }
} else {
  for (const file of there) if (!wanted.has(file)) await rm(path.join(FOLDER, file));
  for (const [file, text] of wanted) await writeFile(path.join(FOLDER, file), text);
  await writeFile(ONE_ISSUE, oneIssue);
}
