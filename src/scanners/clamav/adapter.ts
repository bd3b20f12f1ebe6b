import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { NotCovered } from '../../model/coverage.js';
import { defineScanner } from '../../model/scanner.js';
import { factsOf, SYSTEM_DATABASE } from './database.js';
import { isGap, readReport, type Said, signatureOf } from './report.js';

const LIST = 'files.txt';
const NO_DATABASE = /No supported database files found|cl_load\(\): No such file or directory|Can't get file status/;
const GIBIBYTE = 2 ** 30;

/** The file that every vendor's signatures know, in pieces. @see https://www.eicar.org/download-anti-malware-testfile/ */
function eicar(name: string): string {
  return ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', name, '-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('');
}

/** Why a file was not looked at to its end; undefined when it was. */
function whyNot(lines: Said[]): string | undefined {
  if (lines.length === 0) return 'it does not say that it looked at it';
  const trouble = lines.find(({ said }) => !/^(?:OK|Empty file)$/.test(said) && !said.endsWith(' FOUND'));
  const gap = lines.map(({ said }) => signatureOf(said)).find((signature) => signature && isGap(signature));
  return gap ? `not looked at to its end: ${gap}` : trouble?.said;
}

export default defineScanner({
  id: 'clamav',
  name: 'ClamAV',
  homepage: 'https://www.clamav.net/',
  license: 'GPL-2.0-only',
  tier: 'advanced',
  finds: ['malware'],
  verified: 'live',
  install: [{ kind: 'path', command: 'clamscan' }],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 1500, seconds: 20 },
  outputName: 'clamav',
  output: { from: 'stdout', format: 'text' },
  shape: z.string(),
  // A line about a file, or the summary at the end, which is all that `--quiet` leaves.
  recognises: (document) =>
    typeof document === 'string' && /^(?:.+: (?:OK|.+ FOUND)|-+ SCAN SUMMARY -+)$/m.test(document),
  silencedBy: [],

  databaseFacts: ({ database }) => factsOf(database ?? SYSTEM_DATABASE),

  // It takes a list with one name a line.
  appliesTo(inventory) {
    const files = inventory.files.filter(({ nameIsNotUtf8 }) => !nameIsNotUtf8).map(({ path: file }) => file);
    const listed = files.filter((file) => !file.includes('\n'));
    const caveats = files
      .filter((file) => file.includes('\n'))
      .map((file) => ({ what: file, why: 'a name with a line break cannot be put on its list' }));
    if (listed.length === 0) return [];
    return [{ label: '.', files: listed, ...(caveats.length > 0 ? { caveats } : {}) }];
  },

  async prepare({ input, scratch }) {
    await writeFile(path.join(scratch, LIST), input.files.map((file) => `./${file}\n`).join(''));
  },

  command({ scratch, database }) {
    return {
      args: [
        `--file-list=${path.join(scratch, LIST)}`,
        '--no-summary',
        '--stdout',
        `--tempdir=${scratch}`,
        // What is too large, too deep, too slow or encrypted would otherwise be called OK.
        '--alert-exceeds-max=yes',
        '--alert-encrypted=yes',
        `--max-filesize=${2 * GIBIBYTE - 1}`,
        `--max-scansize=${4 * GIBIBYTE - 1}`,
        ...(database ? [`--database=${database}`] : []),
      ],
    };
  },

  // 0: nothing found; 1: something found; 2: an error, with or without lines about other files.
  outcome({ exitStatus, stderr, report, problem, input, relative }) {
    if (NO_DATABASE.test(stderr)) {
      return { status: 'unavailable', reason: 'it has no signatures; run freshclam, or name a folder under databases' };
    }
    const lines = readReport(report ?? '').map((said) => ({ ...said, path: relative(said.path) }));
    if (report === undefined || exitStatus > 2 || lines.length === 0) {
      const said = stderr.trim().split('\n').at(-1) ?? '';
      const why = problem ?? 'it says nothing about any file';
      return { status: 'failed', reason: `${why} (exit status ${exitStatus}) ${said}`.trim() };
    }
    const byFile = new Map(input.files.map((file): [string, Said[]] => [file, []]));
    for (const one of lines) byFile.get(one.path)?.push(one);
    const files: string[] = [];
    const notCovered: NotCovered[] = [];
    for (const [file, own] of byFile) {
      const why = whyNot(own);
      if (why === undefined) files.push(file);
      else notCovered.push({ what: file, why });
    }
    const considered = { files, packages: 0 };
    if (notCovered.length === 0) return { status: 'completed', considered };
    const reason = `${notCovered.length} of ${input.files.length} files were not looked at to their end`;
    return files.length === 0
      ? { status: 'failed', reason, notCovered }
      : { status: 'partial', reason, considered, notCovered };
  },

  parse(report, { relative }) {
    return readReport(report).flatMap(({ line, path: file, said }) => {
      const signature = signatureOf(said);
      if (signature === undefined || isGap(signature)) return [];
      return [
        {
          kind: 'malware' as const,
          ruleId: signature,
          title: `${signature} in ${path.posix.basename(file)}`,
          // It has none. Unwanted programs (PUA) are a matter of taste.
          severity: signature.startsWith('PUA.') ? ('medium' as const) : ('critical' as const),
          nativeSeverity: null,
          location: { path: relative(file) },
          pointer: `line=${line}`,
        },
      ];
    });
  },

  exitStatuses: {
    0: 'nothing found',
    1: 'something found',
    2: 'an error: no signatures, a file that cannot be opened',
  },
  traps: [
    'A file that is larger than a limit, or that takes too long, is called OK unless it is told to say so.',
    'What is encrypted is called OK.',
    'A file of the list that is not there is one warning; the exit status is that of the others.',
    'A file with a name of several lines cannot be put on its list.',
  ],
  data: 'The signatures in the system’s folder or in the one that is configured, dated by the newest official file in it.',

  canary: () => ({
    files: { 'canary.com': eicar('EICAR') },
    expects: [
      {
        ruleId: ['Eicar-Signature', 'Eicar-Test-Signature', 'Win.Test.EICAR_HDB-1', 'Muster.Eicar'],
        path: 'canary.com',
      },
    ],
    counterExample: { 'canary.com': eicar('HARMLESS') },
  }),
});
