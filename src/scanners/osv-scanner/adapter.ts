import { defineScanner } from '../../model/scanner.js';
import { has, hasRows } from '../kit/recognise.js';
import { canaryFor } from './canary.js';
import { componentOf } from './components.js';
import { databaseFacts } from './database.js';
import { fileAt, inputsIn, TARGET } from './files.js';
import { findingsIn } from './findings.js';
import { DATABASE_FOLDER, layOut } from './lay-out.js';
import { judge } from './outcome.js';
import { Report } from './report.js';

export default defineScanner({
  id: 'osv-scanner',
  name: 'OSV-Scanner',
  homepage: 'https://google.github.io/osv-scanner/',
  license: 'Apache-2.0',
  tier: 'basic',
  finds: ['vulnerability'],
  verified: 'live',
  install: [
    {
      kind: 'go',
      package: 'github.com/google/osv-scanner/v2/cmd/osv-scanner',
      version: 'v2.6.0',
      sum: 'h1:hqtNLANWaKcqOC6znJX8J/23PtzV82RX23oMS9/ab4I=',
      toolchain: 'go1.27.0',
      command: 'osv-scanner',
    },
    { kind: 'path', command: 'osv-scanner' },
  ],
  versionArgs: ['--version'],
  network: 'database',
  uses: { cores: 1, memoryMB: 300, seconds: 2 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) =>
    has(document, 'results') &&
    (hasRows(document['results'], 'source', 'packages') ||
      // Of nothing: releases before 2.0 print an empty list alone, which could be another scanner's.
      (has(document, 'experimental_config') && Array.isArray(document['results']))),
  databaseFacts,
  // It reads `osv-scanner.toml` beside each lock file, and there is none beside the copies.
  silencedBy: [],

  appliesTo: inputsIn,

  prepare: layOut,

  command({ scratch, output, database }) {
    return {
      args: [
        'scan',
        'source',
        '--recursive',
        '--no-ignore',
        // Nothing but lock files is read: of sources that it takes for copies of others, it would ask the service.
        '--experimental-no-default-plugins',
        '--experimental-plugins=lockfile',
        // Versions that only the registries' services tell, for what has none.
        '--no-resolve',
        // By default it builds Go sources to see what they call, and hides what it thinks is not called.
        '--no-call-analysis=all',
        // Otherwise it shows the vulnerable ones only, and nothing tells what it looked at.
        '--all-packages',
        ...(database === undefined ? [] : ['--offline', `--local-db-path=${DATABASE_FOLDER}`]),
        // Without a package it would write no output, though it has read all files.
        '--allow-no-lockfiles',
        '--format=json',
        `--output-file=${output}`,
        TARGET,
      ],
      cwd: scratch,
    };
  },

  outcome: judge,

  parse: findingsIn,

  components: (report, { relative }) =>
    report.results.flatMap(({ source, packages }) =>
      packages.map(({ package: row }) => componentOf(row, fileAt(source.path, relative))),
    ),

  exitStatuses: {
    0: 'nothing found',
    1: 'vulnerabilities, also when other files could not be read',
    2: 'it crashed',
    127: 'an error; what it could read is in its output all the same',
    128: 'no package found (documented)',
    129: 'its service failed (documented)',
    130: 'a configuration of its own is wrong (documented)',
  },
  traps: [
    'After an error (127) there is an output all the same: its `results` may be empty, or lack the vulnerabilities.',
    'A lock file that cannot be read has the exit status of vulnerabilities (1) when there are some in another one.',
    'At the first ecosystem that the database lacks it stops looking, also at packages of those that it has: exit status 127, or 1 when something was found before.',
    'Records of the database that it cannot read, for one field that is newer than itself, are left out without a word.',
    'Requirements without a version, with most operators, links and lines with variables are passed over without a word; of a range only one version is looked up.',
    'Entries of `Pipfile.lock` without a version, and of `renv.lock` from elsewhere than CRAN, are passed over without a word.',
    'A commit is not looked up in a local database, without a word.',
    'A service that does not answer is asked four times, for 14 to 26 seconds.',
  ],
  data: 'The advisories of OSV.dev: a local database, dated by the newest advisory of its stalest ecosystem, or the service as it is at the moment of the scan.',

  canary: ({ ecosystems }) => canaryFor(ecosystems),
});
