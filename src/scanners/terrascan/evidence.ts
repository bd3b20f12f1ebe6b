import path from 'node:path/posix';
import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import { isAbout } from './database.js';
import type { Laid } from './lay-out.js';
import { complaintsIn, lastWords } from './log.js';
import { type ModeName, modeOf } from './modes.js';
import { inTarget, TREE, withoutPlaces } from './place.js';
import type { Report, Violation } from './report.js';
import { LOOKED_AT, WITNESS_FILE } from './witness.js';

/** A module that was not downloaded. */
const NO_MODULE = /<nil>: Failed to read module directory; Module directory\s+does not exist or cannot be read\.\n?/g;

interface Seen {
  /** File → the resources in it that the witness met, by name. */
  resources: Map<string, string[]>;
  types: Set<string>;
  /** Ids of policies that came to a result. */
  policies: Set<string>;
}

function see({ results }: Report, laid: Laid): Seen {
  const seen: Seen = { resources: new Map(), types: new Set(), policies: new Set() };
  const rows: Violation[] = [...(results.violations ?? []), ...(results.skipped_violations ?? [])];
  for (const { rule_id, file, resource_name, resource_type } of rows) {
    seen.policies.add(rule_id);
    if (rule_id !== LOOKED_AT || file === undefined) continue;
    const name = inTarget(file, laid);
    seen.resources.set(name, [...(seen.resources.get(name) ?? []), resource_name]);
    seen.types.add(resource_type);
  }
  for (const { rule_id } of results.passed_rules ?? []) seen.policies.add(rule_id);
  return seen;
}

/** Which of the names are missing among others; each counts as often as it stands there. */
function missingOf(expected: string[], found: string[]): string[] {
  const left = [...found];
  return expected.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function isLookedAt(file: string, mode: ModeName, { resources }: Seen, { expected }: Laid): boolean {
  if (resources.has(file)) return true;
  // A folder of Terraform is read as a whole; a file without resources is told of by the witness beside it.
  return (
    mode === 'terraform' &&
    resources.has(path.join(path.dirname(file), WITNESS_FILE)) &&
    expected[file]?.resources.length === 0
  );
}

/** What Terrascan says that it could not read: about a file where it names one, else about each file of the folder. */
function errorsIn({ results }: Report, mode: ModeName, files: string[], laid: Laid): NotCovered[] {
  return (results.scan_errors ?? []).flatMap(({ directory, errMsg }) => {
    const why = withoutPlaces(errMsg.replaceAll(NO_MODULE, '')).replace(/ errors:$/, '');
    // Also of the folders above those that have some. Its log names the modules that it could not get.
    if (/has no terraform config files$|^failed to build unified config\.$/.test(why)) return [];
    const named = files.filter((file) => {
      const copy = Object.entries(laid.names).find(([, original]) => original === file)?.[0] ?? file;
      return errMsg.includes(`/${TREE}/${copy}`);
    });
    if (named.length > 0) return named.map((what) => ({ what, why }));
    const folder = inTarget(directory, laid);
    const inside = files.filter((file) => (mode === 'terraform' ? path.dirname(file) : file) === (folder || '.'));
    return inside.length > 0 ? inside.map((what) => ({ what, why })) : [{ what: folder || 'all of it', why }];
  });
}

function lossesOf(file: string, { resources }: Seen, { expected }: Laid): string[] {
  const { resources: there = [], gaps = [] } = expected[file] ?? {};
  const missing = missingOf(there, resources.get(file) ?? []);
  if (missing.length === 0) return gaps;
  return [...gaps, `${missing.length} of its ${there.length} resources were left out: ${missing.join(', ')}`];
}

/** Policies that came to no result although there is something that they are about: they broke off, and nothing says so. */
function silentPolicies({ types, policies }: Seen, laid: Laid): NotCovered[] {
  const asked = laid.policies.filter((policy) => [...types].some((type) => isAbout(policy, type)));
  const silent = new Set(asked.map(({ id }) => id).filter((id) => !policies.has(id)));
  return [...silent].map((id) => ({ what: `policy ${id}`, why: 'it came to no result' }));
}

/** Without a folder of policies there is no witness, and only a finding shows that a file was looked at. */
function judgeBlindly({ results }: Report, finished: Finished<Report>, laid: Laid): Outcome {
  const found = new Set((results.violations ?? []).map(({ file = '' }) => inTarget(file, laid)));
  const files = finished.input.files.filter((file) => found.has(file));
  const why = 'only with a local folder of policies can it be made to say what it looked at';
  const notCovered = finished.input.files.filter((file) => !found.has(file)).map((what) => ({ what, why }));
  if (files.length === 0) return { status: 'failed', reason: `nobody can tell what it looked at: ${why}`, notCovered };
  const considered = { files, packages: 0 };
  return { status: 'partial', reason: why, considered, notCovered: [...notCovered, { what: 'each file', why }] };
}

function failure({ exitStatus, stderr, problem }: Finished<Report>): Outcome {
  const said = `(exit status ${exitStatus}) ${lastWords(stderr)}`.trim();
  if (/could not connect to github\.com|failed to download policies/.test(stderr)) {
    return { status: 'unavailable', reason: `it has no policies, and could not download them ${said}` };
  }
  return { status: 'failed', reason: `${problem ?? 'it ended'} ${said}`.trim() };
}

function silence(file: string): string {
  const isHidden = /(?:^|\/)\.[^/]+\//.test(file);
  return isHidden ? 'it passes over folders whose names begin with a dot' : 'it does not say that it looked at it';
}

/** What an ended run of Terrascan means: each resource of each file has to be told of, and each policy has to answer. */
export function judge(finished: Finished<Report>): Outcome {
  const { exitStatus, stderr, report, input } = finished;
  const laid = finished.prepared as Laid | undefined;
  if (laid?.policiesFrom === 'empty folder')
    return { status: 'unavailable', reason: 'there are no policies in its folder' };
  if (!report || !laid || ![0, 3, 4, 5].includes(exitStatus)) return failure(finished);
  if (laid.policiesFrom === 'download') return judgeBlindly(report, finished, laid);
  const mode = modeOf(input);
  const seen = see(report, laid);
  const errors = errorsIn(report, mode, input.files, laid);
  const files = input.files.filter((file) => laid.unread[file] === undefined && isLookedAt(file, mode, seen, laid));
  const looked = new Set(files);
  const complaints = complaintsIn(stderr, laid);
  const told = [...complaints, ...errors];
  const lost = input.files.filter((file) => !looked.has(file));
  const isOfLost = ({ what }: NotCovered) => lost.includes(what);
  const notCovered = [
    ...lost.map((what) => ({
      what,
      why: laid.unread[what] ?? told.find((gap) => gap.what === what)?.why ?? silence(what),
    })),
    ...told.filter((gap) => !isOfLost(gap)),
    ...files.flatMap((what) => lossesOf(what, seen, laid).map((why) => ({ what, why }))),
    ...silentPolicies(seen, laid),
  ];
  const [first] = notCovered;
  if (files.length === 0) {
    const reason = `it looked at no file of ${input.files.length}: ${first?.what}: ${first?.why}`;
    return { status: 'failed', reason, notCovered };
  }
  const considered = { files, packages: 0 };
  if (!first) return { status: 'completed', considered };
  return { status: 'partial', reason: 'not everything could be looked at', considered, notCovered };
}
