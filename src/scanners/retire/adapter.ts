import path from 'node:path';
import { defineScanner, type Outcome, type ScanInput } from '../../model/scanner.js';
import { has, hasRows, textAt } from '../kit/recognise.js';
import { errorsIn, findingsOf, lookedAt, Report } from './findings.js';
import { IGNORE_FILE, layOut, MARKS, SIGNATURES, signatureFacts } from './signatures.js';

const FOUND = 13;
/** In these letters only: it compares the ends of names as they are. */
const SCRIPTS = ['js', 'jsx', 'mjs', 'cjs'];
const CAN_LOOK_AT = new RegExp(`\\.(?:${SCRIPTS.join('|')})$`);

/** It asks the proxy of `http_proxy` for https addresses too, and knows no other variable. */
function proxy({ HTTPS_PROXY, https_proxy = HTTPS_PROXY }: NodeJS.ProcessEnv): Record<string, string> {
  return https_proxy ? { http_proxy: https_proxy } : {};
}

/** Its own account of what went wrong, or the error that ended it; without what it printed of a whole document. */
function words(errors: string[], stderr: string): string {
  const error = errors[0] ?? /^(?:Exception caught: )?\s*(\w*Error: .*|error: .*)$/m.exec(stderr)?.[1];
  return error?.split('\n')[0]?.slice(0, 300) ?? '';
}

function judgeFiles(report: Report, { files }: ScanInput, relative: (printed: string) => string): Outcome {
  const looked = lookedAt(report, relative);
  const missed = files.filter((file) => !looked.files.has(file));
  const considered = { files: files.filter((file) => looked.files.has(file)), packages: looked.libraries };
  if (missed.length === 0) return { status: 'completed', considered };
  const gone = errorsIn(report).map((error) => relative(error.replace(/^Could not follow symlink: /, '')));
  const why = (file: string) =>
    gone.includes(file) ? 'it is not there any more' : 'it did not say that it looked at it';
  const notCovered = missed.map((what) => ({ what, why: why(what) }));
  if (considered.files.length === 0) {
    const first = `${notCovered[0]?.what}: ${notCovered[0]?.why}`;
    return { status: 'failed', reason: `it looked at no file of ${files.length}: ${first}`, notCovered };
  }
  const reason = `${missed.length} of ${files.length} files were not looked at`;
  return { status: 'partial', reason, considered, notCovered };
}

export default defineScanner({
  id: 'retire',
  name: 'Retire.js',
  homepage: 'https://retirejs.github.io/retire.js/',
  license: 'Apache-2.0',
  tier: 'beyond',
  finds: ['vulnerability'],
  verified: 'live',
  install: [
    { kind: 'npm', package: 'retire', version: '5.7.0', command: 'retire' },
    { kind: 'path', command: 'retire' },
  ],
  versionArgs: ['--version'],
  network: 'database',
  uses: { cores: 1, memoryMB: 150, seconds: 3 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) =>
    (has(document, 'data', 'errors') && Array.isArray(document['data'])) || hasRows(document, 'file', 'results'),
  versionIn: (document) => textAt(document, 'version'),
  needsView: true,
  silencedBy: [],
  databaseFacts: signatureFacts,

  // Libraries as they lie in a repository: what is installed by a lock file is for other scanners.
  appliesTo(inventory) {
    const files = inventory.files
      .filter((file) => !file.nameIsNotUtf8 && !file.kinds.includes('binary') && CAN_LOOK_AT.test(file.path))
      .map((file) => file.path);
    return files.length === 0 ? [] : [{ label: '.', files }];
  },

  prepare: layOut,

  // The order matters: what bears a mark was compared with the signatures before. Without an ignore file it would take
  // `.retireignore` or `.retireignore.json` of the folder that it stands in.
  command({ view, output, scratch, database }) {
    const place = (name: string) => path.join(scratch, name);
    const signatures = database === undefined ? "'central'" : place(SIGNATURES);
    return {
      args: [
        ...['--path', view, '--ext', SCRIPTS.join(',')],
        ...['--jsrepo', `${signatures},${place(MARKS)}`, '--nocache', '--cachedir', place('cache')],
        ...['--ignorefile', place(IGNORE_FILE), '--exitwith', `${FOUND}`, '--verbose'],
        ...['--outputformat', 'json', '--outputpath', output],
      ],
      cwd: scratch,
      env: proxy(process.env),
    };
  },

  // 0: no library with a known vulnerability; 13, or what --exitwith says: some; 1: a failure, with or without a report.
  outcome({ exitStatus, stderr, report, problem, input, relative }) {
    const errors = report ? errorsIn(report) : [];
    if (!report || (exitStatus !== 0 && exitStatus !== FOUND)) {
      const reason = `${problem ?? 'it ended'} (exit status ${exitStatus}) ${words(errors, stderr)}`.trim();
      const isOut = /^Error downloading: .*(?:E[A-Z]+|HTTP \d+)/.test(errors[0] ?? '');
      return isOut
        ? { status: 'unavailable', reason: `its signatures could not be fetched: ${words(errors, stderr)}` }
        : { status: 'failed', reason };
    }
    const found = findingsOf(report, relative).length > 0;
    if (found !== (exitStatus === FOUND)) {
      const reason = `exit status ${exitStatus} does not go with a report ${found ? 'with' : 'without'} findings`;
      return { status: 'failed', reason };
    }
    const others = errors.filter((error) => !error.startsWith('Could not follow symlink: '));
    if (others.length > 0) return { status: 'failed', reason: `it reports an error: ${words(others, '')}` };
    return judgeFiles(report, input, relative);
  },

  parse: (report, { relative }) => findingsOf(report, relative),

  exitStatuses: {
    0: 'no library with a known vulnerability, also where it looked at nothing',
    1: 'a failure: with a report that names it under `errors`, or with none when it crashed',
    13: 'a library with a known vulnerability; another number with `--exitwith`',
  },
  traps: [
    'A file in which it recognizes nothing is not named anywhere: signatures of ours mark each one.',
    'Signatures of nothing (`{}`): exit status 0, no findings.',
    'Signatures that cannot be fetched: a whole report with exit status 1, no findings, and the reason under `errors`.',
    'Signatures that are no JSON: it crashes with exit status 1, and leaves an empty file.',
    'A folder that is not there: exit status 0, no findings.',
    'By default it looks at names with `.js` at the end only; `.mjs` and `.cjs` are left out without a word.',
    'A `.retireignore` or `.retireignore.json` of the target takes files and libraries out without a trace.',
    'It asks `http_proxy` for https addresses, and takes no notice of `HTTPS_PROXY`.',
    'What it recognizes by a file’s name it does not open.',
  ],
  data: 'Its signatures are fetched at each run, or read from a local file; they name no date.',

  canary: () => ({
    files: { 'canary/vendor/jquery.js': `/*! jQuery v${VULNERABLE} */\n` },
    expects: [{ ruleId: ['CVE-2011-4969', 'GHSA-579v-mp3v-rrw5'], path: 'canary/vendor/jquery.js' }],
    counterExample: { 'canary/vendor/jquery.js': `/*! jQuery v${FIXED} */\n` },
  }),
});

/** Of jQuery, around the fix of CVE-2011-4969. @see https://nvd.nist.gov/vuln/detail/CVE-2011-4969 */
const VULNERABLE = '1.6.2';
const FIXED = '1.6.3';
