import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseFacts, NotCovered } from '../../model/coverage.js';
import { PACKAGE_ROOT } from '../../model/version.js';

const OWN = "Muster's policies";

/** Policies beside Muster's own: a folder of the user's, or what `conftest pull` has left. */
export interface Further {
  /** Their packages, without those of tests. */
  packages: string[];
  /** Whether there are documents for them to look up, in JSON or YAML. */
  hasData: boolean;
  /** What of them cannot be used. */
  gaps: NotCovered[];
}

/** @see https://www.openpolicyagent.org/docs/policy-reference#grammar */
const PACKAGE = /^\s*package\s+([^\s#;]+)/m;
const PLAIN = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** From the folder, in order. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /\.(?:rego|json|ya?ml)$/.test(entry.name))
    .map((entry) => path.join(path.relative(folder, entry.parentPath), entry.name))
    .filter((file) => !file.split(path.sep).some((part) => part.startsWith('.')))
    .sort();
}

/** The package of a file, or why its policies cannot be asked. */
function packageOf(folder: string, file: string): { name: string } | NotCovered {
  const gap = (why: string) => ({ what: `the policies of ${file}`, why });
  try {
    const name = PACKAGE.exec(readFileSync(path.join(folder, file), 'utf8'))?.[1];
    if (name === undefined) return gap('it names no package');
    return PLAIN.test(name) ? { name } : gap(`its package ${name} is no plain name, which cannot be asked for`);
  } catch (error) {
    return gap(`it cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/**
 * Reads what there is in a folder of further policies. Conftest itself reads the policies, and says what is wrong with
 * them; it has to be told their packages, since with all packages Muster's for other kinds of files would run, too.
 * @throws Error when they would take the place of Muster's own
 */
export function readFurther(folder: string | undefined): Further {
  if (folder === undefined) return { packages: [], hasData: false, gaps: [] };
  let files: string[];
  try {
    files = filesIn(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such folder' : `it cannot be listed: ${code}`;
    return { packages: [], hasData: false, gaps: [{ what: `the policies in ${folder}`, why }] };
  }
  const policies = files.filter((file) => file.endsWith('.rego'));
  const found = policies.map((file) => ({ file, ...packageOf(folder, file) }));
  const names = found.flatMap((one) => ('name' in one ? [one] : []));
  const posing = names.find(({ name }) => /^muster(?:\.|$)/.test(name));
  if (posing) {
    throw new Error(
      `${posing.file} in ${folder} is of the package ${posing.name}, which is one of Muster's own; give it another name`,
    );
  }
  const tested = names.filter(({ file }) => !file.endsWith('_test.rego'));
  const gaps = found.flatMap((one) => ('why' in one ? [{ what: one.what, why: one.why }] : []));
  const none = { what: `the policies in ${folder}`, why: 'there is no file of policies (*.rego) in it' };
  return {
    packages: [...new Set(tested.map(({ name }) => name))],
    hasData: files.length > policies.length,
    gaps: policies.length === 0 ? [none] : gaps,
  };
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesIn(folder)) {
    const content = createHash('sha256')
      .update(readFileSync(path.join(folder, file)))
      .digest('hex');
    hash.update(`${file} ${content}\n`);
  }
  return hash.digest('hex');
}

/** Which policies a run has. Policies bear no date. */
export async function policyFacts({ database }: { database?: string }): Promise<DatabaseFacts> {
  const own = digestOf(path.join(PACKAGE_ROOT, 'rules', 'conftest', 'policy'));
  const facts = { name: OWN, updatedAt: null, ageHours: null, digest: own };
  if (database === undefined) return facts;
  const { packages } = readFurther(database);
  if (packages.length === 0) return { ...facts, name: `${OWN}; none in the folder that is configured` };
  const further = createHash('sha256')
    .update(`${own}\n${digestOf(database)}`)
    .digest('hex');
  return { ...facts, name: `${OWN}; ${packages.join(', ')}`, digest: further };
}
