import path from 'node:path';
import type { RawFinding } from '../../model/finding.js';
import type { Inventory } from '../../model/inventory.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner } from '../../model/scanner.js';
import { Severity } from '../../model/severity.js';
import { region } from '../kit/lines.js';
import { has, textAt } from '../kit/recognise.js';
import { canaryFor } from './canary.js';
import { judge, originalName } from './evidence.js';
import { CHARTS, LARGEST_MB, layOut, type Prepared, REPORT, REPORTS, TREE, WITNESSES } from './lay-out.js';
import { chartsOf, chartsToRender, inputsOf } from './platforms.js';
import { factsOf, findQueries, VERSION } from './queries.js';
import { type Place, type Query, Report } from './report.js';
import { isWitness } from './witness.js';

function findingOf(query: Query, place: Place, prepared: Prepared | undefined, at: string): RawFinding {
  const { query_id, query_name, query_url, severity, cwe, description } = query;
  const resource = [place.resource_type, place.resource_name].filter((word) => word && word !== 'n/a').join('.');
  return {
    kind: 'misconfiguration',
    ruleId: query_id,
    title: query_name,
    // Not what it says of this place: there it quotes the file, and secrets may stand in it.
    severity: Severity.safeParse(severity.toLowerCase()).data ?? 'unknown',
    nativeSeverity: severity,
    location: {
      path: originalName(place.file_name, prepared),
      ...region({ startLine: place.line }),
      ...(resource ? { resource } : {}),
    },
    rule: {
      name: query_name,
      ...(description ? { help: description } : {}),
      ...(query_url ? { helpUri: query_url } : {}),
      ...(cwe && /^\d+$/.test(cwe) ? { cwes: [`CWE-${cwe}`] } : {}),
    },
    pointer: at,
  };
}

/** The folders with what is to be looked at, from `scratch`. */
function foldersOf(files: string[], inventory: Inventory): string[] {
  const rendered = chartsToRender(files, chartsOf(inventory));
  return [TREE, ...rendered.map((_, index) => path.posix.join(CHARTS, String(index)))];
}

export default defineScanner({
  id: 'kics',
  name: 'KICS',
  homepage: 'https://www.kics.io/',
  license: 'Apache-2.0',
  tier: 'beyond',
  finds: ['misconfiguration'],
  onlyWhenAsked:
    'it prepares a thousand queries for each run, minutes of work for what other scanners look at in seconds',
  verified: 'live',
  install: [
    {
      kind: 'go',
      package: 'github.com/Checkmarx/kics/v2/cmd/console',
      version: VERSION,
      sum: 'h1:3pEPW0zIZDfqJzEvxpUbBSgNFS4no3Sbq6qZ5jQCxMU=',
      command: 'console',
    },
    { kind: 'path', command: 'kics' },
  ],
  versionArgs: ['version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 700, seconds: 50 },
  // It prepares a thousand queries for each run with Terraform in it.
  timeoutSeconds: 1800,
  output: { from: 'file' },
  shape: Report,
  recognises: (document) => has(document, 'queries', 'queries_total', 'files_scanned'),
  versionIn: (document) => textAt(document, 'kics_version'),
  // Neither `kics.config` nor `.gitignore` of the target is copied to where it looks, and its paths are several, for
  // which it reads no configuration (internal/console/pre_scan.go).
  silencedBy: [
    { comment: /kics-scan\s+ignore(?:-line|-block)?\b/, effect: 'the file, line or block is passed over' },
    { comment: /kics-scan\s+(?:disable|enable)=\s*[\w,-]*/, effect: 'queries turned off for this file' },
  ],

  databaseFacts: ({ database }) => factsOf(database),

  appliesTo: inputsOf,

  prepare: layOut,

  command({ input, inventory, scratch, database }) {
    return {
      args: [
        'scan',
        `--type=${input.label}`,
        ...foldersOf(input.files, inventory).map((folder) => `--path=${folder}`),
        `--queries-path=${findQueries(database) ?? path.join(scratch, 'no-queries')}`,
        `--queries-path=${path.join(scratch, WITNESSES)}`,
        `--output-path=${path.join(scratch, REPORTS)}`,
        `--output-name=${REPORT}`,
        '--report-formats=json',
        // Its log is the only place where it tells what it could not parse.
        '--log-path=/dev/stderr',
        '--log-level=WARN',
        '--bom',
        '--disable-secrets',
        '--no-progress',
        '--no-color',
        `--max-file-size=${LARGEST_MB}`,
        // Findings have no exit status then; errors have.
        '--ignore-on-exit=results',
      ],
      cwd: scratch,
      env: {
        // Released programs ask whether there is a newer one, and report crashes.
        DISABLE_CRASH_REPORT: 'false',
        ...Object.fromEntries(
          ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].map((name) => [name, 'http://127.0.0.1:1']),
        ),
      },
    };
  },

  outcome: judge,

  parse({ queries }, { prepared }) {
    return queries.flatMap((query, index) => {
      if (isWitness(query.query_id)) return [];
      return query.files.map((place, at) =>
        findingOf(query, place, prepared as Prepared | undefined, pointer('queries', index, 'files', at)),
      );
    });
  },

  exitStatuses: {
    0: 'it ended, with or without findings (with --ignore-on-exit=results), also when it looked at nothing',
    20: 'findings of the severity info at most, without that flag (documented)',
    30: 'low at most, likewise (documented)',
    40: 'medium at most, likewise (documented)',
    50: 'high at most, likewise',
    60: 'critical, likewise (documented)',
    126: 'an error: no queries, a wrong command line',
    130: 'interrupted (documented)',
  },
  traps: [
    'A file that cannot be parsed is a line in its log; `files_failed_to_scan` stays 0, and so does the exit status.',
    'A file that it takes for nothing that it knows (a workflow without steps, a manifest cut short) is left out without a word.',
    'When it looked at nothing at all, its report has no findings and its exit status is 0.',
    'Of several charts in one folder it renders the first one only, and reads the templates of the others with their braces in them; so it does with a chart that cannot be rendered.',
    'A query that breaks off is counted in `queries_failed_to_execute`, and the exit status says nothing of it.',
    'A `kics.config` at the top of the target can turn off queries, severities and paths; a `.gitignore` there leaves out files.',
    'One comment at the beginning of a file has all of it passed over.',
    'Its queries are not part of the program: without them it ends with an error, and with a part of them it does what it can.',
    'Folders whose names begin with `.terra` are passed over, and files larger than 5 MB.',
    'A Dockerfile by another name is passed over unless its first line is a FROM, and a `Containerfile` in most cases too.',
  ],
  data: 'Its queries, which stand in its source and not in the program: those that `go install` leaves in the module cache, or the folder that is configured under `databases`. They have no date. Its own search for secrets is not run: it keeps no value to tell one secret from another.',

  canary: ({ mode }) => canaryFor(mode),
});
