import path from 'node:path';
import { defineScanner } from '../../model/scanner.js';
import { IMAGE, TARGET } from '../kit/anchore/files.js';
import { cycloneDxComponents } from '../kit/anchore/packages.js';
import { cycloneDxVersion, has, hasRows, isCycloneDxOf, textAt } from '../kit/recognise.js';
import { canaryFor } from './canary.js';
import { databaseFacts } from './database.js';
import { inputsIn, KNOWN } from './files.js';
import { findingsIn } from './findings.js';
import { CONFIGURATION, layOut, NO_PROGRAM } from './lay-out.js';
import { judge } from './outcome.js';
import { Report } from './report.js';

export default defineScanner({
  id: 'grype',
  name: 'Grype',
  homepage: 'https://github.com/anchore/grype',
  license: 'Apache-2.0',
  tier: 'basic',
  finds: ['vulnerability'],
  modes: [IMAGE],
  verified: 'live',
  install: [
    {
      kind: 'go',
      package: 'github.com/anchore/grype/cmd/grype',
      version: 'v0.121.2',
      sum: 'h1:t8eTlmy/XSrNwjoahWG+oUod1oCLL3KL48l/qwkzUQw=',
      toolchain: 'go1.26.8',
      command: 'grype',
    },
    { kind: 'path', command: 'grype' },
  ],
  versionArgs: ['version'],
  network: 'database',
  uses: { cores: 1, memoryMB: 220, seconds: 2 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) =>
    isCycloneDxOf(document, 'grype') ||
    (has(document, 'matches') &&
      (textAt(document, 'descriptor', 'name') === 'grype' ||
        hasRows(document['matches'], 'vulnerability', 'artifact'))),
  versionIn: (document) => cycloneDxVersion(document, 'grype') ?? textAt(document, 'descriptor', 'version'),
  databaseFacts,
  // It reads `.grype.yaml` and `.grype/config.yaml` of the folder that it is started in, and there is none.
  silencedBy: [],

  appliesTo: inputsIn,

  prepare: layOut,

  command({ input, inventory, scratch, output, database }) {
    const isImage = input.mode === IMAGE;
    return {
      args: [
        `--config=${path.join(scratch, CONFIGURATION)}`,
        // The one format that also lists the packages without a vulnerability.
        `--output=cyclonedx-json=${output}`,
        // This format has no other names of a vulnerability; so the name is the one that all use.
        '--by-cve',
        isImage ? `oci-dir:${inventory.image?.layout}` : `dir:${TARGET}`,
      ],
      cwd: scratch,
      env: {
        ...(database === undefined ? {} : { GRYPE_DB_CACHE_DIR: database }),
        GRYPE_DB_AUTO_UPDATE: 'false',
        // It refuses one of more than five days; how old it may be stands in muster.yml.
        GRYPE_DB_VALIDATE_AGE: 'false',
        GRYPE_CHECK_FOR_APP_UPDATE: 'false',
        // For a go.mod it starts `go`, which downloads what that asks for. It can be told to ask another program
        // instead, and where that is none it reads the file. @see https://pkg.go.dev/golang.org/x/tools/go/packages
        GOPACKAGESDRIVER: path.join(scratch, NO_PROGRAM),
        GOPROXY: 'off',
        GOTOOLCHAIN: 'local',
      },
    };
  },

  outcome: judge,

  parse: findingsIn,

  // Its own JSON names the vulnerable ones alone.
  components: (report, { relative }) =>
    'matches' in report ? [] : cycloneDxComponents(report, (printed) => KNOWN.fileAt(printed, relative)),

  exitStatuses: {
    0: 'it ran, whatever it found, and whatever it could not read',
    1: 'a failure: no database, one that is too old or broken, no such target; the output file is there, and empty',
    2: 'a vulnerability of the severity of --fail-on, with which Muster does not run it (1 in older releases, documented)',
    100: '`grype db check` alone: there is a newer database (documented)',
  },
  traps: [
    'A lock file that it cannot read, or of a format that is newer than itself, is passed over without a word: exit status 0, nothing found.',
    'What npm, pnpm, Bun, Pipenv and Composer install for development alone is left out without a word, and no option includes it.',
    'Requirements without one exact version, and links, are passed over without a word.',
    '`npm-shrinkwrap.json`, `gems.locked` and `buildscript-gradle.lockfile` are not read.',
    'A `.grype.yaml` in the folder in which it is started can silence all of it.',
    'For a `go.mod` it starts the `go` of the machine, which may download modules and other releases of itself.',
    'Of an image whose distribution it cannot tell, the packages of the distribution are not looked up; this is a warning.',
    'Its own JSON and table say nothing about packages without a vulnerability: nothing looked at and nothing found look the same.',
  ],
  data: "Grype's vulnerability database (schema 6), dated by its own account of when it was built. Muster downloads none: `grype db update` does.",

  canary: canaryFor,
});
