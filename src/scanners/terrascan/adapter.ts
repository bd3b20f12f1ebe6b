import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { defineScanner } from '../../model/scanner.js';
import { has } from '../kit/recognise.js';
import { canaryOf } from './canary.js';
import { databaseFacts, policyFolder } from './database.js';
import { judge } from './evidence.js';
import { layOut } from './lay-out.js';
import { inputsOf, MODES, modeOf } from './modes.js';
import { TREE } from './place.js';
import { findingsIn, Report } from './report.js';

/** A link in the scratch folder; the slash makes Terrascan go through it. */
const POLICIES = 'policies';

const CLOSED = 'http://127.0.0.1:9';
const NO_CONNECTION = {
  HTTP_PROXY: CLOSED,
  HTTPS_PROXY: CLOSED,
  http_proxy: CLOSED,
  https_proxy: CLOSED,
  GIT_ALLOW_PROTOCOL: 'none',
};

export default defineScanner({
  id: 'terrascan',
  name: 'Terrascan',
  homepage: 'https://runterrascan.io/',
  license: 'Apache-2.0',
  tier: 'advanced',
  finds: ['misconfiguration'],
  verified: 'recorded',
  install: [{ kind: 'path', command: 'terrascan' }],
  versionArgs: ['version'],
  network: 'database',
  uses: { cores: 1, memoryMB: 220, seconds: 4 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) =>
    has(document, 'results') && has(document['results'], 'scan_summary') && has(document['results'], 'violations'),
  databaseFacts,
  silencedBy: [
    { comment: /#ts:skip=/, effect: 'takes a rule from the resource or the Dockerfile in which it stands' },
    { comment: /#ts:(?:max|min)severity=/, effect: 'changes the severity of all that is found in it, or drops it' },
    {
      comment: /runterrascan\.io\/(?:skip|maxseverity|minseverity)/,
      effect: 'takes rules from the resource, or changes the severity of all that is found in it',
    },
  ],

  appliesTo: inputsOf,

  async prepare(context) {
    const { scratch, database } = context;
    if (database !== undefined) await symlink(await policyFolder(database), path.join(scratch, POLICIES));
    return layOut(context);
  },

  command({ input, scratch, database }) {
    const { type, policies } = MODES[modeOf(input)];
    const folders = [`--policy-path=${scratch}/${POLICIES}/`, `--policy-path=${scratch}/witness`];
    return {
      args: [
        'scan',
        '--output=json',
        '--log-type=json',
        '--use-colors=f',
        '--show-passed',
        `--temp-dir=${scratch}`,
        `--iac-type=${type}`,
        `--policy-type=${policies.join(',')}`,
        `--iac-dir=${scratch}/${TREE}`,
        ...(database === undefined ? [] : folders),
      ],
      cwd: scratch,
      // With policies at hand, all that it would still ask for is named by the target: modules, nested templates.
      env: { TMPDIR: scratch, ...(database === undefined ? {} : NO_CONNECTION) },
    };
  },

  outcome: judge,
  parse: findingsIn,

  exitStatuses: {
    0: 'nothing found, or nothing looked at',
    1: 'an error, then without output: no policies and no connection, policies that are not there or do not compile',
    3: 'something found',
    4: 'nothing found, and something could not be read (documented)',
    5: 'something found, and something could not be read: also each folder without Terraform',
  },
  traps: [
    'It names no file that it looked at: a file that holds nothing that it knows looks like one without fault, and for an empty folder all of its policies pass.',
    'What is found in a Kubernetes resource with a dot in its name is lost; its log has a warning.',
    'The items of a Kubernetes List are not looked at, without a word.',
    'Resources of CloudFormation of a type that it does not know, and templates of nested stacks, are left out without a word.',
    'A policy that breaks off has no result, and nothing says so.',
    'A Dockerfile has to end in that word: it passes over `Dockerfile.dev` and `Containerfile`.',
    'Its policies ask for `RUN` and for `add`, by the letter: those about ADD, EXPOSE and WORKDIR are never asked about a Dockerfile as people write it.',
    'The here-document of a RUN is not handed to policies.',
    'For Terraform it asks the registry for the newest version of each provider that has none, and tries ten times, for six minutes, for each resource.',
    'A file of Terraform in syntax newer than 0.15 is an entry under `scan_errors`, and what follows in it is not read. Modules from elsewhere are in its log only. Folders whose names begin with a dot are passed over.',
    'Without a local folder of policies it downloads them, and cannot be made to say what it looked at.',
    'Comments and annotations of the target drop rules, or all that is found.',
  ],
  data: 'Its policies are a folder of its repository, which is archived; they bear no date. Of two with one reference id the later one takes the place of the earlier: of two about the encryption of EBS volumes only one is asked.',

  canary: canaryOf,
});
