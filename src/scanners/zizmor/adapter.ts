import { z } from 'zod';
import { pathsOfKind } from '../../model/inventory.js';
import { pointer } from '../../model/pointer.js';
import { defineScanner } from '../../model/scanner.js';
import type { Severity } from '../../model/severity.js';
import { region } from '../kit/lines.js';
import { hasRows } from '../kit/recognise.js';

const Point = z.object({ row: z.number(), column: z.number() });
const Place = z.object({
  symbolic: z.object({
    // A repository that is not on this machine has another key: this adapter never asks for one.
    key: z.object({ Local: z.object({ verbatim_path: z.string().optional(), given_path: z.string().optional() }) }),
    annotation: z.string(),
    kind: z.string(),
    route: z
      .object({ route: z.array(z.union([z.object({ Key: z.string() }), z.object({ Index: z.number() })])) })
      .optional(),
  }),
  concrete: z.object({ location: z.object({ start_point: Point, end_point: Point }) }),
});
type Place = z.infer<typeof Place>;

const Report = z.array(
  z.object({
    ident: z.string(),
    desc: z.string(),
    url: z.string(),
    determinations: z.object({ confidence: z.string(), severity: z.string() }),
    locations: z.array(Place).min(1),
    ignored: z.boolean().optional(),
  }),
);

const SEVERITY: Record<string, Severity> = { High: 'high', Medium: 'medium', Low: 'low', Informational: 'info' };
/** A password that stands in a workflow. Its value is not printed. */
const PASSWORD = 'hardcoded-container-credentials';
/** It says of each file when all its audits have been run on it, and of no other. */
const COMPLETED = /^\s*INFO .*?\bcompleted (.+)$/gm;
const WARNING = /^\s*WARN .*?zizmor::\S+: (.+)$/gm;
/** 0 and 11 to 14 go by the worst finding; 10 is that of older releases for "some". */
const LOOKED = new Set([0, 10, 11, 12, 13, 14]);
const NOTHING_TO_DO = 3;

/** The place that a finding is about; the others explain it. */
function primary(places: Place[]): { place: Place; index: number } {
  const index = Math.max(
    0,
    places.findIndex(({ symbolic }) => symbolic.kind === 'Primary'),
  );
  return { place: places[index] as Place, index };
}

/** `jobs.build.steps[0]`, as people write it. */
function resourceOf({ symbolic: { route } }: Place): string | undefined {
  const text = (route?.route ?? []).map((part) => ('Key' in part ? `.${part.Key}` : `[${part.Index}]`)).join('');
  return text === '' ? undefined : text.slice(1);
}

function fileOf({ symbolic: { key } }: Place): string {
  return key.Local.verbatim_path ?? key.Local.given_path ?? '';
}

export default defineScanner({
  id: 'zizmor',
  name: 'Zizmor',
  homepage: 'https://docs.zizmor.sh/',
  license: 'MIT',
  tier: 'beyond',
  finds: ['misconfiguration'],
  verified: 'live',
  install: [
    { kind: 'pypi', package: 'zizmor', version: '1.32.0', command: 'zizmor' },
    { kind: 'path', command: 'zizmor' },
  ],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 60, seconds: 0.2 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) => hasRows(document, 'ident', 'determinations', 'locations'),
  silencedBy: [
    { file: '.github/zizmor.yml', effect: 'audits turned off or findings ignored' },
    { file: '.github/zizmor.yaml', effect: 'audits turned off or findings ignored' },
    { file: 'zizmor.yml', effect: 'audits turned off or findings ignored' },
    { file: 'zizmor.yaml', effect: 'audits turned off or findings ignored' },
    { comment: /#\s*zizmor:\s*ignore\[[^\]]*\]/, effect: 'findings of these audits ignored here' },
  ],

  appliesTo(inventory) {
    const files = pathsOfKind(inventory, 'github-workflow', 'github-action', 'dependabot');
    return files.length > 0 ? [{ label: '.', files }] : [];
  },

  // With a dot in front: `owner/name` would be taken for a repository to fetch.
  command({ input }) {
    return { args: ['--offline', '--no-progress', '--format=json', ...input.files.map((file) => `./${file}`)] };
  },

  outcome({ exitStatus, stderr, report, problem, input, relative }) {
    const warnings = [...stderr.matchAll(WARNING)].map(([, said = '']) => said);
    if (exitStatus === NOTHING_TO_DO) {
      return { status: 'failed', reason: `it could read none of ${input.files.length} files: ${warnings.join('; ')}` };
    }
    if (!report || !LOOKED.has(exitStatus)) {
      const [said = '', ...more] = stderr.split('\n').filter((line) => line.trim() !== '' && !/^\s*INFO /.test(line));
      const words = `${said} ${more[0] ?? ''}`.trim();
      return { status: 'failed', reason: `${problem ?? 'it ended'} (exit status ${exitStatus}) ${words}`.trim() };
    }
    const completed = new Set([...stderr.matchAll(COMPLETED)].map(([, file = '']) => relative(file.trim())));
    const files = input.files.filter((file) => completed.has(file));
    const left = input.files.filter((file) => !completed.has(file));
    // Its warning about a file that is no YAML does not name the file.
    const unnamed = left.length === 1 || new Set(warnings).size === 1 ? warnings[0] : undefined;
    const notCovered = left.map((file) => ({
      what: file,
      why: warnings.find((said) => said.includes(file)) ?? unnamed ?? 'it does not say that it completed it',
    }));
    if (files.length === 0) {
      const first = notCovered[0]?.why ?? 'it says of no file that it completed it';
      return { status: 'failed', reason: `it looked at no file of ${input.files.length}: ${first}`, notCovered };
    }
    const considered = { files, packages: 0 };
    if (notCovered.length === 0) return { status: 'completed', considered };
    const reason = `${left.length} of ${input.files.length} files could not be read as what they are called`;
    return { status: 'partial', reason, considered, notCovered };
  },

  parse(report, { relative }) {
    return report.flatMap((row, at) => {
      if (row.ignored) return [];
      const { place } = primary(row.locations);
      const { start_point: start, end_point: end } = place.concrete.location;
      const resource = resourceOf(place);
      return [
        {
          kind: row.ident === PASSWORD ? ('secret' as const) : ('misconfiguration' as const),
          ruleId: row.ident,
          title: `${row.desc}: ${place.symbolic.annotation}`,
          message: `Confidence: ${row.determinations.confidence.toLowerCase()}`,
          severity: SEVERITY[row.determinations.severity] ?? 'unknown',
          nativeSeverity: row.determinations.severity,
          location: {
            path: relative(fileOf(place)),
            // It counts from 0.
            ...region({
              startLine: start.row + 1,
              startColumn: start.column + 1,
              endLine: end.row + 1,
              endColumn: end.column + 1,
            }),
            ...(resource ? { resource } : {}),
          },
          rule: { helpUri: row.url },
          pointer: pointer(at),
        },
      ];
    });
  },

  exitStatuses: {
    0: 'nothing found, also when files could not be read',
    1: 'a failure, without output',
    3: 'none of the files could be read (documented)',
    11: 'findings, the worst informational (documented)',
    12: 'findings, the worst low',
    13: 'findings, the worst medium',
    14: 'findings, the worst high',
  },
  traps: [
    'A workflow that is no YAML or no workflow is passed over with a warning: exit status 0, an empty list.',
    'One path that does not exist, and no file is looked at: exit status 1, no output.',
    'A path like `owner/name` that is not there is taken for a repository to fetch.',
  ],
  data: 'Its audits are part of the program. Five of them ask GitHub (impostor-commit, ref-confusion, known-vulnerable-actions, stale-action-refs, ref-version-mismatch) and are not run.',

  canary: () => ({
    files: { '.github/workflows/canary.yml': workflow('$' + '{{ github.event.issue.title }}') },
    expects: [{ ruleId: 'template-injection', path: '.github/workflows/canary.yml' }],
    counterExample: { '.github/workflows/canary.yml': workflow('hello') },
  }),
});

function workflow(text: string): string {
  return `on: issues\npermissions: {}\njobs:\n  canary:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "${text}"\n`;
}
