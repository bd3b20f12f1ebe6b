import path from 'node:path';
import type { RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import { type Canary, defineScanner } from '../../model/scanner.js';
import { region } from '../kit/lines.js';
import { hasRows } from '../kit/recognise.js';
import { DOCUMENTS, isWorthALook, Laid, layOut, SCHEMA, type Shown } from './documents.js';
import { LOW_SCORE, outcomeOf, Report, type Rule } from './outcome.js';

/** Its points for what opens the node to a container: privileged, CAP_SYS_ADMIN, rights for anonymous users. */
const WORST = -30;
/** For what shares the node's namespaces, its Docker socket, or lets rights grow. */
const BAD = -7;

function severityOf(list: string, { points }: Rule) {
  if (list === 'advise') return 'low' as const;
  if (points <= WORST) return 'high' as const;
  return points <= BAD ? ('medium' as const) : ('low' as const);
}

/** What it says itself of a document, in a report made elsewhere. */
function printedPlace({ fileName, object }: Report[number], relative: (printed: string) => string): Place {
  return { file: fileName === undefined ? '' : relative(fileName), resource: object.replace(/\.[^.]*$/, '') };
}

type Place = Pick<Shown, 'file' | 'resource'> & Partial<Pick<Shown, 'line' | 'container'>>;

function findingOf(list: 'critical' | 'advise', rule: Rule, shown: Place, place: string): RawFinding {
  const { id, reason, points, href, selector } = rule;
  const where = shown.container === undefined ? '' : `, in the container ${shown.container}`;
  const sign = points > 0 ? '+' : '';
  return {
    kind: 'misconfiguration',
    ruleId: id,
    title: reason,
    message: `${list === 'advise' ? 'Missing' : 'Found'}${where}: ${selector ?? id} (${sign}${points} points)`,
    severity: severityOf(list, rule),
    nativeSeverity: list,
    location: { path: shown.file, ...region({ startLine: shown.line }), resource: shown.resource },
    rule: { name: id, help: reason, ...(href ? { helpUri: href } : {}) },
    pointer: place,
  };
}

export default defineScanner({
  id: 'kubesec',
  name: 'Kubesec',
  homepage: 'https://kubesec.io/',
  license: 'Apache-2.0',
  tier: 'beyond',
  finds: ['misconfiguration'],
  verified: 'recorded',
  install: [{ kind: 'path', command: 'kubesec' }],
  versionArgs: ['version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 60, seconds: 0.2 },
  output: { from: 'stdout' },
  shape: Report,
  recognises: (document) => hasRows(document, 'object', 'valid', 'score'),
  silencedBy: [],

  appliesTo({ root, files }) {
    const manifests = files
      // A template is no manifest before Helm has filled it in.
      .filter(({ kinds, nameIsNotUtf8 }) => kinds.includes('kubernetes') && !kinds.includes('helm') && !nameIsNotUtf8)
      .map((file) => file.path)
      .filter((file) => isWorthALook(root, file));
    return manifests.length > 0 ? [{ label: '.', files: manifests }] : [];
  },

  prepare: layOut,

  command({ scratch }) {
    return {
      args: [
        'scan',
        '--format=json',
        `--exit-code=${LOW_SCORE}`,
        // It fetches a schema for each kind otherwise, and gives a score of 0 where it cannot. Whether a manifest is
        // valid is not what it is asked here.
        `--schema-location=${path.join(scratch, SCHEMA)}`,
        path.join(scratch, DOCUMENTS),
      ],
      cwd: scratch,
    };
  },

  outcome: outcomeOf,

  parse(report, { prepared, relative }) {
    const documents = Laid.safeParse(prepared).data?.documents;
    let whole = new Set<string>();
    return report.flatMap((row, index) => {
      const { scoring } = row;
      const shown: Place | undefined = documents ? documents[index] : printedPlace(row, relative);
      if (!shown) return [];
      const isPart = shown.container !== undefined;
      if (!isPart) whole = new Set([...(scoring?.critical ?? []), ...(scoring?.advise ?? [])].map(({ id }) => id));
      return (['critical', 'advise'] as const).flatMap((list) =>
        (scoring?.[list] ?? []).flatMap((rule, row) =>
          isPart && (list === 'critical' || whole.has(rule.id))
            ? []
            : [findingOf(list, rule, shown, pointer(index, 'scoring', list, row))],
        ),
      );
    });
  },

  exitStatuses: {
    0: 'every document has more than 0 points',
    1: 'an error: no file, no YAML, an option that it does not know',
    2: 'without --exit-code: a document with 0 points or less, and also one that it could not judge',
    [LOW_SCORE]: 'the same (by --exit-code)',
  },
  traps: [
    'Where it cannot fetch a schema, after 3 attempts, it gives a score of 0 without any advice, and the exit status of a low score.',
    'A kind that it has no rules for, a Job or a CronJob among them, gets the same score of 0, whatever its pod may do; what is in a List is such a kind.',
    'A rule that asks for something is content when one of several containers has it.',
    'One document that is not YAML takes the results of all others in the file with it.',
    'A separator like `--- # next` is none to it: what follows is taken for a part of the document before.',
    'It asks for seccomp and AppArmor in annotations only, which Kubernetes has replaced by fields.',
  ],
  data: 'Its rules are part of the program.',

  canary(): Canary {
    const deployment = (privileged: boolean) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: canary\nspec:\n  template:\n    spec:\n      hostNetwork: ${privileged}\n      containers:\n        - name: canary\n          image: canary\n          securityContext:\n            privileged: ${privileged}\n`;
    return {
      files: { 'canary.yaml': deployment(true) },
      expects: [
        { ruleId: 'Privileged', path: 'canary.yaml' },
        { ruleId: 'HostNetwork', path: 'canary.yaml' },
      ],
      counterExample: { 'canary.yaml': deployment(false) },
    };
  },
});
