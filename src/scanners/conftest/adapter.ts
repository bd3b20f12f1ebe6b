import path from 'node:path';
import { z } from 'zod';
import { NotCovered } from '../../model/coverage.js';
import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner, type Finished } from '../../model/scanner.js';
import { Severity } from '../../model/severity.js';
import { hasRows } from '../kit/recognise.js';
import { canaryOf } from './canary.js';
import { layOut } from './documents.js';
import { evidenceIn, isOurs, packagesThatRan, whyNotLookedAt } from './evidence.js';
import { policyFacts, readFurther } from './further-policies.js';
import { inputsOfAll, MODES, modeOf } from './modes.js';
import { Report, type Result } from './report.js';

const Prepared = z.object({
  documents: z.record(z.string(), z.number()),
  unread: z.record(z.string(), z.string()),
  names: z.record(z.string(), z.string()),
  /** The packages of further policies that have to run, too. */
  further: z.array(z.string()).default([]),
  /** What of these cannot be used. */
  gaps: z.array(NotCovered).default([]),
});
type Prepared = z.infer<typeof Prepared>;

/** Turns what conftest calls a file into the inventory's path; a copy may have another name. */
function originalNames(prepared: unknown, relative: (printed: string) => string): (printed: string) => string {
  const { data } = Prepared.safeParse(prepared);
  return (printed) => data?.names[relative(printed)] ?? relative(printed);
}

const ERROR = /^(?:(?:running test|parse configurations|parser unmarshal|parse files): )*(.*?)(?:, path: (.+))?$/;

/** What it says on standard error, and the file that it names as the reason. */
function errorIn(stderr: string): { said: string; culprit?: string } {
  const line = (stderr.split(/^Error: /m)[1] ?? stderr).trim().replaceAll(/\s*\n\s*/g, ' ');
  const [, said = line, culprit] = ERROR.exec(line) ?? [];
  return { said, ...(culprit === undefined ? {} : { culprit }) };
}

function failure({ exitStatus, stderr, problem, input, prepared, relative }: Finished<Report>) {
  const { said, culprit } = errorIn(stderr);
  const unread = Prepared.safeParse(prepared).data?.unread ?? {};
  const name = culprit === undefined ? undefined : originalNames(prepared, relative)(culprit);
  const notCovered = input.files.map((what) => ({
    what,
    why:
      unread[what] ?? (name === undefined || what === name ? said : `${name} cannot be parsed, so nothing was tested`),
  }));
  const [first] = Object.entries(unread);
  if (first && Object.keys(unread).length === input.files.length) {
    const reason = `it looked at no file of ${input.files.length}: ${first.join(': ')}`;
    return { status: 'failed' as const, reason, notCovered };
  }
  const about = name === undefined ? said : `${name}: ${said}`;
  return { status: 'failed' as const, reason: `${problem} (exit status ${exitStatus}) ${about}`.trim(), notCovered };
}

interface Place {
  file: string;
  isFailure: boolean;
  pointer: string;
  /** Of policies that are not Muster's. */
  namespace: string | undefined;
}

function findingOf(result: Result, place: Place): RawFinding {
  const { query, id, title, severity, cwes, docs, resource } = result.metadata ?? {};
  const known = Severity.safeParse(severity);
  const level = place.isFailure ? 'medium' : 'low';
  return {
    kind: 'misconfiguration',
    // Nothing of others is taken for a rule of Muster's.
    ruleId:
      (id !== undefined && place.namespace !== undefined && /^MUSTER-/i.test(id) ? `${place.namespace}.${id}` : id) ??
      query?.replace(/^data\./, '') ??
      'conftest',
    title: title ?? result.msg.split('\n')[0] ?? result.msg,
    ...(title === undefined ? {} : { message: result.msg }),
    severity: known.success ? known.data : level,
    nativeSeverity: severity ?? (place.isFailure ? 'failure' : 'warning'),
    location: { path: place.file, ...(resource === undefined ? {} : { resource }) },
    rule: { ...(docs ? { helpUri: docs } : {}), ...(cwes && cwes.length > 0 ? { cwes } : {}) },
    pointer: place.pointer,
  };
}

export default defineScanner({
  id: 'conftest',
  name: 'Conftest',
  homepage: 'https://www.conftest.dev/',
  license: 'Apache-2.0',
  tier: 'advanced',
  finds: ['misconfiguration'],
  modes: Object.keys(MODES),
  verified: 'live',
  install: [
    {
      kind: 'go',
      package: 'github.com/open-policy-agent/conftest',
      version: 'v0.71.1',
      sum: 'h1:M6MogKBsr76V7WVTgGgyGvKUsDtzFA3gaOrl7ciyqvQ=',
      command: 'conftest',
    },
    { kind: 'path', command: 'conftest' },
  ],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 100, seconds: 0.3 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) => hasRows(document, 'filename', 'successes'),
  rules: ['conftest'],
  databaseFacts: policyFacts,
  // None of its policies is the target's, and `conftest.toml` is looked for in the working directory, which is not the target.
  silencedBy: [],

  appliesTo: inputsOfAll,

  async prepare({ input, scratch, target, database }): Promise<Prepared> {
    const { packages, gaps } = readFurther(database);
    const laid =
      modeOf(input).parser === 'yaml'
        ? await layOut(target, input.files, path.join(scratch, 'files'))
        : { documents: {}, unread: {}, names: {} };
    return { ...laid, further: packages, gaps };
  },

  command({ input, target, scratch, rules, database = '' }) {
    const { parser, namespace } = modeOf(input);
    const isCopied = parser === 'yaml';
    const ours = path.join(rules, 'conftest');
    const { packages, hasData } = readFurther(database || undefined);
    const isAlone = packages.length === 0;
    return {
      args: [
        'test',
        `--parser=${parser}`,
        `--namespace=${namespace}`,
        `--policy=${path.join(ours, 'policy')}`,
        ...packages.map((name) => `--namespace=${name}`),
        ...(isAlone ? [] : [`--policy=${database}`]),
        // A policy that looks up what is not there passes.
        ...(!isAlone && hasData ? [`--data=${database}`] : []),
        // No network, no environment, no clock for a policy of ours; the clock for others.
        `--capabilities=${path.join(ours, isAlone ? 'capabilities.json' : 'capabilities-of-others.json')}`,
        // A function that fails on an odd value makes its rule pass otherwise.
        '--show-builtin-errors',
        '--output=json',
        '--no-color',
        ...(isCopied ? ['.'] : input.files.map((file) => path.join(target, file))),
      ],
      cwd: isCopied ? path.join(scratch, 'files') : scratch,
    };
  },

  // 0: no rule failed, and also when there was no rule; 1: a rule failed, and also any error, then without output.
  outcome(finished) {
    const { exitStatus, report, input, prepared, relative } = finished;
    if (report === undefined || exitStatus > 1) return failure(finished);
    const { documents, unread, further, gaps } = Prepared.parse(prepared);
    const evidence = evidenceIn(report, originalNames(prepared, relative));
    const lost = input.files.flatMap((what) => {
      const why = unread[what] ?? whyNotLookedAt(evidence.get(what), documents[what]);
      return why === undefined ? [] : [{ what, why }];
    });
    const lostFiles = new Set(lost.map(({ what }) => what));
    const files = input.files.filter((file) => !lostFiles.has(file));
    const unseen = files.flatMap((what) => [...new Set(evidence.get(what)?.unseen)].map((why) => ({ what, why })));
    const ran = packagesThatRan(report);
    const silent = further
      .filter((name) => !ran.has(name))
      .map((name) => ({ what: `the policies of the package ${name}`, why: 'it does not say that it ran them' }));
    const notCovered = [...lost, ...unseen, ...silent, ...gaps];
    const considered = { files, packages: 0 };
    if (notCovered.length === 0) return { status: 'completed', considered };
    if (files.length > 0) {
      const isAboutFiles = lost.length + unseen.length > 0;
      const reason = isAboutFiles ? 'not everything could be looked at' : 'not all further policies could be asked';
      return { status: 'partial', reason, considered, notCovered };
    }
    const [first] = notCovered;
    const reason = `it looked at no file of ${input.files.length}: ${first?.what}: ${first?.why}`;
    return { status: 'failed', reason, notCovered };
  },

  parse(report, { prepared, relative }) {
    const original = originalNames(prepared, relative);
    return (report ?? []).flatMap((row, index) =>
      (['failures', 'warnings'] as const).flatMap((list) =>
        (row[list] ?? []).flatMap((result, at) => {
          if (isOurs(row) && result.metadata?.seen) return [];
          const namespace = isOurs(row) ? undefined : row.namespace;
          const place = { file: original(row.filename), isFailure: list === 'failures', namespace };
          return [findingOf(result, { ...place, pointer: pointer(index, list, at) })];
        }),
      ),
    );
  },

  exitStatuses: {
    0: 'no rule failed, or there was none to test with',
    1: 'a rule failed, or an error, then without output',
    2: 'a rule failed, with --fail-on-warn, which Muster does not give (documented)',
  },
  traps: [
    'With a namespace that no policy is in, every file passes all of its 0 tests: exit status 0.',
    'One file that cannot be parsed, or is not there, takes the results of all others with it, with the exit status of a failed rule.',
    'A missing policy folder has the exit status of a failed rule.',
    'After a line like `--- # next` the documents of a YAML file are not read, without a word.',
    'A function that fails on an odd value makes its rule pass, unless told otherwise.',
    'The here-document of a RUN is not handed to policies.',
    'A further policy that does not compile, or a function of it that fails, takes the results of all with it, with the exit status of a failed rule.',
    '`conftest.toml` in the working directory can turn off its output and its exit status.',
  ],
  data:
    "Muster's own policies, `rules/conftest`. Beside them those of a folder that is named under `databases` in `muster.yml` or " +
    'by `MUSTER_CONFTEST_DATABASE`: policies in Rego v1, for instance what `conftest pull` has left, with the documents in ' +
    'JSON or YAML that they look up. All of their packages are asked about each kind of file that Muster looks at; they get ' +
    'every function but those that reach the network or the environment. The ledger names the packages and a digest; ' +
    'policies bear no date.',

  canary: canaryOf,
});
