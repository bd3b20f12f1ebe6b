import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PackageURL } from 'packageurl-js';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import type { InventoryFile } from '../../model/inventory.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner, type Outcome } from '../../model/scanner.js';
import { has, hasRows } from '../kit/recognise.js';
import { type GapKind, readRequirements } from '../kit/requirements.js';
import { decode } from '../kit/requirements-text.js';
import { isNote, readNotes, readPylock, writePylock } from './pylock.js';

const Audited = z.object({
  name: z.string(),
  version: z.string(),
  vulns: z.array(
    z.object({
      id: z.string(),
      fix_versions: z.array(z.string()),
      // Both only where they are asked for; 1.x knows no aliases.
      aliases: z.array(z.string()).optional(),
      description: z.string().optional(),
    }),
  ),
});
const Skipped = z.object({ name: z.string(), skip_reason: z.string() });
const Rows = z.array(z.union([Audited, Skipped]));
/** The rows alone are what 1.x prints. */
const Report = z.union([z.object({ dependencies: Rows }), Rows]);

function rowsOf(report: z.infer<typeof Report>): { rows: z.infer<typeof Rows>; at: string[] } {
  return Array.isArray(report) ? { rows: report, at: [] } : { rows: report.dependencies, at: ['dependencies'] };
}

function packageOf({ name, version }: { name: string; version: string }) {
  return { ecosystem: 'PyPI', name, version, purl: new PackageURL('pypi', undefined, name, version).toString() };
}

const LOCK_FILE = 'pylock.toml';
const WHY: Record<GapKind, string> = {
  link: 'a file, folder or repository, not a package of the index with a version',
  include: 'includes a file that is not looked at',
  unread: 'not understood as a requirement',
};

/** Its words for a service that could not be asked or did not answer as it should. */
const SERVICE_TROUBLE = /^(?:requests\.|urllib3\.|pip_audit\._service\.)|Could not connect to|not redirecting/;

/** A `.in` file is the source from which the `.txt` beside it was made: that one has the versions. */
function isForPipAudit({ path: file, kinds, ecosystem, nameIsNotUtf8 }: InventoryFile, all: Set<string>): boolean {
  if (nameIsNotUtf8 || ecosystem !== 'PyPI' || !kinds.includes('lockfile')) return false;
  if (path.posix.basename(file) === LOCK_FILE || file.endsWith('.txt')) return true;
  return file.endsWith('.in') && !all.has(file.replace(/\.in$/, '.txt'));
}

function filesFor(files: InventoryFile[]): string[] {
  const all = new Set(files.map(({ path: file }) => file));
  return files.filter((file) => isForPipAudit(file, all)).map(({ path: file }) => file);
}

/** The last line that says what went wrong: an error with its message, below a traceback or logged. */
function lastWords(stderr: string): string {
  const lines = stderr.trimEnd().split('\n');
  const said = lines.findLast((line) => /^(?!ERROR:pip_audit\._cli:Tip:)[A-Za-z][\w.-]*:./.test(line)) ?? lines.at(-1);
  return said?.replace(/^ERROR:pip_audit\._cli:/, '') ?? '';
}

/** Nothing was looked at: because nothing could be, or because the index knows none of it. */
function nothingLookedAt(skipped: z.infer<typeof Skipped>[], notCovered: NotCovered[]): Outcome {
  const unknown = skipped.find(({ skip_reason }) => skip_reason !== 'no version specified');
  if (unknown === undefined) {
    return { status: 'failed', reason: 'nothing in it names a package with one exact version', notCovered };
  }
  const reason = `0 of ${skipped.length} packages looked at: ${unknown.skip_reason}`;
  return { status: 'unavailable', reason, notCovered };
}

export default defineScanner({
  id: 'pip-audit',
  name: 'pip-audit',
  homepage: 'https://github.com/pypa/pip-audit',
  license: 'Apache-2.0',
  tier: 'basic',
  finds: ['vulnerability'],
  verified: 'live',
  install: [
    { kind: 'pypi', package: 'pip-audit', version: '2.10.1', command: 'pip-audit' },
    { kind: 'path', command: 'pip-audit' },
  ],
  versionArgs: ['--version'],
  network: 'required',
  uses: { cores: 1, memoryMB: 100, seconds: 3 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) =>
    (has(document, 'dependencies') &&
      (hasRows(document['dependencies'], 'name', 'vulns') ||
        hasRows(document['dependencies'], 'name', 'skip_reason'))) ||
    hasRows(document, 'name', 'version', 'vulns'),
  silencedBy: [],

  appliesTo(inventory) {
    return filesFor(inventory.files).map((file) => ({ label: file, files: [file], ecosystems: ['PyPI'] }));
  },

  // Given the requirements file itself, pip-audit 2.10 passes over `-r` lines and markers that are false here without a
  // word, and stops at the first requirement that is not pinned. So it gets the list of what the file asks for.
  async prepare({ target, input, inventory, scratch }) {
    const file = input.files[0] ?? '';
    const text = decode(await readFile(path.join(target, file)));
    const own = new Set(filesFor(inventory.files));
    const folder = path.posix.dirname(file);
    const isCovered = (include: string) => !path.isAbsolute(include) && own.has(path.posix.join(folder, include));
    const wanted = path.basename(file) === LOCK_FILE ? readPylock(text) : readRequirements(text, isCovered);
    await writeFile(path.join(scratch, LOCK_FILE), writePylock(wanted));
  },

  // The service is PyPI's, pip-audit's default: it says which packages it does not know. OSV's answers the same `{}` for
  // a package it never heard of and for one without a vulnerability.
  command({ scratch }) {
    const cache = `--cache-dir=${path.join(scratch, 'cache')}`;
    return { args: ['--locked', scratch, '--format=json', '--progress-spinner=off', cache], cwd: scratch };
  },

  // 0: no vulnerability, also when every package was skipped; 1: vulnerabilities, and every failure (without output).
  outcome({ exitStatus, stderr, report, problem, input }) {
    if (!report || exitStatus > 1) {
      const words = lastWords(stderr);
      if (SERVICE_TROUBLE.test(words)) return { status: 'unavailable', reason: `its service did not answer: ${words}` };
      return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${words}`.trim() };
    }
    const { rows } = rowsOf(report);
    const allSkipped = rows.filter((row) => 'skip_reason' in row);
    const skipped = allSkipped.filter(({ name }) => !isNote(name));
    const looked = rows.length - allSkipped.length;
    const notes = readNotes(allSkipped.map(({ name }) => name));
    const told = looked + skipped.length;
    if (notes.packages === undefined ? told === 0 : told !== notes.packages) {
      const of = notes.packages === undefined ? '' : ` of ${notes.packages}`;
      return { status: 'failed', reason: `its output speaks of ${told}${of} packages` };
    }
    const notCovered = [
      ...skipped.map(({ name, skip_reason }) => ({ what: name, why: skip_reason })),
      ...notes.gaps.map(({ line, kind }) => ({ what: `${input.files[0]}:${line}`, why: WHY[kind] })),
    ];
    if (looked === 0 && notCovered.length > 0) return nothingLookedAt(skipped, notCovered);
    const considered = { files: input.files, packages: looked };
    if (notCovered.length === 0) return { status: 'completed', considered };
    const reason = `${looked} packages looked at, ${notCovered.length} requirements not`;
    return { status: 'partial', reason, considered, notCovered };
  },

  parse(report, { input }) {
    const { rows, at } = rowsOf(report);
    return rows.flatMap((row, place) => {
      if (!('vulns' in row)) return [];
      const { name, version, vulns } = row;
      return vulns.map(({ id, aliases = [], description = '', fix_versions: versions }, index) => ({
        kind: 'vulnerability' as const,
        ruleId: id,
        // A summary of one line or, where the service has none, the whole description; without either, `N/A`.
        title:
          description.length <= 120 && !['', 'N/A'].includes(description) ? description : `${id} in ${name} ${version}`,
        ...(description ? { message: description } : {}),
        severity: 'unknown' as const,
        nativeSeverity: null,
        location: { path: input.files[0] ?? '' },
        package: packageOf({ name, version }),
        advisory: { id, aliases: aliases.toSorted(), cwes: [], cvss: [], url: `https://osv.dev/vulnerability/${id}` },
        ...(versions.length > 0
          ? { fix: { summary: `Update ${name} to ${versions.join(' or ')}, or later`, versions } }
          : {}),
        pointer: pointer(...at, place, 'vulns', index),
      }));
    });
  },

  // What it skipped has no version, and the notes that it is given are among that.
  components: (report, { input }) =>
    rowsOf(report).rows.flatMap((row) =>
      'vulns' in row ? [{ ...packageOf(row), licenses: [], locations: [input.files[0] ?? input.label] }] : [],
    ),

  exitStatuses: { 0: 'nothing found, also when every package was skipped', 1: 'vulnerabilities, and every failure' },
  traps: [
    'Packages that the index does not know are skipped: "No known vulnerabilities found", exit status 0.',
    'Given a requirements file itself, it passes over `-r` lines and false markers without a word.',
    'A service that does not answer has the exit status of vulnerabilities, and an empty output.',
  ],
  data: "The advisories of the Python Package Index's own service, as they are at the moment of the scan.",

  canary: () => ({
    files: { 'requirements.txt': 'PyYAML==5.3.1\n' },
    expects: [{ ruleId: ['CVE-2020-14343', 'PYSEC-2021-142', 'GHSA-8q59-q68h-6hv4'], path: 'requirements.txt' }],
    counterExample: { 'requirements.txt': 'PyYAML==6.0.2\n' },
  }),
});
