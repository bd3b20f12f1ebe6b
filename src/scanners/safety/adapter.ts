import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { InventoryFile } from '../../model/inventory.js';
import { defineScanner } from '../../model/scanner.js';
import { has, textAt } from '../kit/recognise.js';
import { type GapKind, readRequirements } from '../kit/requirements.js';
import { decode } from '../kit/requirements-text.js';
import { databaseFacts } from './database.js';
import { findingsOf, lookedAt, OlderRow, Report } from './report.js';

/** Below `scratch`: the list that it is given. The name tells it the format. */
const LIST = 'requirements.txt';
const WHY: Record<GapKind, string> = {
  link: 'a file, folder or repository, not a package of the index with a version',
  include: 'includes a file that is not looked at',
  unread: 'not understood as a requirement',
};

/** What a file asks for: the lines of the list, and what could not be put there. */
const Wanted = z.object({
  listed: z.array(z.string()),
  gaps: z.array(z.object({ what: z.string(), why: z.string() })),
});
type Wanted = z.infer<typeof Wanted>;

const VULNERABILITIES = 64;

/** Its words for a service that could not be asked or did not answer as it should. */
const SERVICE_TROUBLE =
  /^(?:httpx\.|httpcore\.|safety\.errors\.(?:Network|RequestTimeout|Server|TooMany|SSL)|authlib\.)|Unable to connect|Check your network|Network connection|timed out|server error|TLS|SSL/i;

/** A `.in` file is the source from which the `.txt` beside it was made: that one has the versions. */
function isForSafety({ path: file, kinds, ecosystem, nameIsNotUtf8 }: InventoryFile, all: Set<string>): boolean {
  if (nameIsNotUtf8 || ecosystem !== 'PyPI' || !kinds.includes('lockfile')) return false;
  return file.endsWith('.txt') || (file.endsWith('.in') && !all.has(file.replace(/\.in$/, '.txt')));
}

function filesFor(files: InventoryFile[]): string[] {
  const all = new Set(files.map(({ path: file }) => file));
  return files.filter((file) => isForSafety(file, all)).map(({ path: file }) => file);
}

/** The last line that says what went wrong: below a traceback, or printed by itself. */
function lastWords(stderr: string): string {
  const lines = stderr
    .trimEnd()
    .split('\n')
    .filter((line) => line.trim() !== '');
  return (
    lines.findLast((line) => /^[A-Za-z][\w.]*(?:Error|Exception|Timeout)\b/.test(line)) ??
    lines.at(-1) ??
    ''
  ).trim();
}

export default defineScanner({
  id: 'safety',
  name: 'Safety',
  homepage: 'https://safetycli.com/',
  license: 'MIT',
  tier: 'basic',
  finds: ['vulnerability'],
  verified: 'live',
  install: [
    { kind: 'pypi', package: 'safety', version: '3.8.1', command: 'safety' },
    { kind: 'path', command: 'safety' },
  ],
  versionArgs: ['--version'],
  // Also with a local database: it asks its service for keys before it does anything.
  network: 'required',
  uses: { cores: 1, memoryMB: 100, seconds: 2 },
  timeoutSeconds: 120,
  output: { from: 'file' },
  shape: Report,
  recognises: (document) =>
    has(document, 'report_meta', 'scanned_packages', 'vulnerabilities') ||
    (Array.isArray(document) && OlderRow.safeParse(document[0]).success),
  versionIn: (document) => textAt(document, 'report_meta', 'safety_version'),
  // A `.safety-policy.yml` of the target is not where it runs, and so ignores nothing.
  silencedBy: [],
  databaseFacts,

  appliesTo(inventory) {
    return filesFor(inventory.files).map((file) => ({ label: file, files: [file], ecosystems: ['PyPI'] }));
  },

  // Given the requirements file itself, it passes over what is not pinned, over links and over what it cannot read. So
  // it gets a list of what has a version, and the rest is known.
  async prepare({ target, input, inventory, scratch }): Promise<Wanted> {
    const file = input.files[0] ?? '';
    const own = new Set(filesFor(inventory.files));
    const folder = path.posix.dirname(file);
    const isCovered = (include: string) => !path.isAbsolute(include) && own.has(path.posix.join(folder, include));
    const { packages, gaps } = readRequirements(decode(await readFile(path.join(target, file))), isCovered);
    const listed = packages.flatMap(({ name, version }) => (version === undefined ? [] : [`${name}==${version}`]));
    await writeFile(path.join(scratch, LIST), listed.map((line) => `${line}\n`).join(''));
    return {
      listed,
      gaps: [
        ...packages.flatMap(({ name, version }) =>
          version === undefined ? [{ what: name, why: 'no exact version' }] : [],
        ),
        ...gaps.map(({ line, kind }) => ({ what: `${file}:${line}`, why: WHY[kind] })),
      ],
    };
  },

  // `check` is called outdated and works without an account; `scan` wants one. Its standard output has notices around
  // the report, so that is saved to a file.
  command({ scratch, output, database }) {
    const flags = ['--output=json', `--save-json=${output}`, '--file', LIST];
    return {
      args: ['--disable-optional-telemetry', 'check', ...flags, ...(database ? [`--db=${database}`] : [])],
      cwd: scratch,
      // The machine's own policy and settings are no part of the target either.
      env: { SAFETY_SYSTEM_CONFIG_PATH: scratch, SAFETY_REQUEST_TIMEOUT: '10' },
    };
  },

  outcome({ exitStatus, stderr, report, problem, input, prepared }) {
    if (!report || (exitStatus !== 0 && exitStatus !== VULNERABILITIES)) {
      const words = lastWords(stderr);
      if (SERVICE_TROUBLE.test(words)) return { status: 'unavailable', reason: `its service did not answer: ${words}` };
      return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${words}`.trim() };
    }
    const { listed, gaps } = Wanted.parse(prepared);
    const said = lookedAt(report);
    if (said === undefined) return { status: 'failed', reason: 'its output does not say what it looked at' };
    const looked = listed.filter((line) => said.has(line));
    const unsaid = listed
      .filter((line) => !said.has(line))
      .map((what) => ({ what, why: 'its output does not speak of it' }));
    const notCovered = [...unsaid, ...gaps];
    const considered = { files: input.files, packages: looked.length };
    if (notCovered.length === 0) return { status: 'completed', considered };
    if (looked.length === 0) {
      const reason =
        listed.length > 0
          ? `its output speaks of 0 of ${listed.length} packages`
          : 'nothing in it names a package with one exact version';
      return { status: 'failed', reason, notCovered };
    }
    const reason = `${looked.length} packages looked at, ${notCovered.length} requirements not`;
    return { status: 'partial', reason, considered, notCovered };
  },

  parse: findingsOf,

  exitStatuses: {
    0: 'nothing found',
    1: 'its service cannot be reached, with a traceback and no output; any other failure',
    64: 'vulnerabilities',
    67: 'no database where one is named',
  },
  traps: [
    'A service that cannot be reached: exit status 1, a traceback and no output; with a local database too.',
    'A requirement without one exact version is passed over: exit status 0, no vulnerabilities.',
    '`.safety-policy.yml` in the folder where it runs ignores what it names.',
    '`safety scan` wants an account; `check`, which does not, is called outdated (documented).',
    'Proxies of the environment are not used (documented in its source: `trust_env` is off).',
    'The free database has no scores: the severity is unknown.',
    'Notices stand around the report on standard output.',
  ],
  data: 'The advisories of its own service, as they are at the moment of the scan; or a folder with `insecure.json` and `insecure_full.json`, dated by `meta.timestamp`.',

  canary: () => ({
    files: { 'requirements.txt': 'PyYAML==5.3.1\n' },
    expects: [{ ruleId: ['CVE-2020-14343', '39611'], path: 'requirements.txt' }],
    counterExample: { 'requirements.txt': 'PyYAML==6.0.2\n' },
  }),
});
