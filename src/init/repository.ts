import path from 'node:path/posix';
import type { Inventory } from '../model/inventory.js';

/** Where a repository's CI runs. `shell` is for all others. */
export const CI_SYSTEMS = ['github', 'gitlab', 'shell'] as const;
export type CiSystem = (typeof CI_SYSTEMS)[number];

/** An ecosystem as Dependabot names it, and the folders that have a manifest of it. */
export interface UpdateEcosystem {
  ecosystem: string;
  directories: string[];
}

/** What `muster init` has to know of a repository. */
export interface RepositoryFacts {
  /** The branch that pushes are scanned on. */
  branch: string;
  /** `https://github.com/owner/name`, without credentials; undefined where there is no remote, or it is no web address. */
  home: string | undefined;
  ci: CiSystem[];
  updates: UpdateEcosystem[];
  dockerfiles: string[];
  composeFiles: string[];
  /** Every path of the repository. */
  files: Set<string>;
}

/** What Git says that the inventory does not. */
export interface RemoteFacts {
  /** As `git remote get-url origin` prints it. */
  remote?: string | undefined;
  branch?: string | undefined;
}

/**
 * Manifests by name, and what Dependabot calls their ecosystem.
 * @see https://docs.github.com/en/code-security/reference/supply-chain-security/supported-ecosystems-and-repositories
 */
const MANIFESTS: [RegExp, string][] = [
  [/^package\.json$/, 'npm'],
  [/^(?:requirements[^/]*\.(?:txt|in)|pyproject\.toml|setup\.py|Pipfile)$/, 'pip'],
  [/^go\.mod$/, 'gomod'],
  [/^pom\.xml$/, 'maven'],
  [/^(?:build|settings)\.gradle(?:\.kts)?$/, 'gradle'],
  [/^Cargo\.toml$/, 'cargo'],
  [/^Gemfile$/, 'bundler'],
  [/^composer\.json$/, 'composer'],
  [/^(?:[^/]+\.(?:cs|fs|vb)proj|packages\.config|global\.json)$/, 'nuget'],
  [/^mix\.exs$/, 'mix'],
  [/^pubspec\.yaml$/, 'pub'],
  [/^Package\.swift$/, 'swift'],
  [/^Chart\.yaml$/, 'helm'],
  [/^\.gitmodules$/, 'gitsubmodule'],
];

/** Directories as Dependabot writes them: from the top, `/` for the top itself. */
function directoryOf(file: string): string {
  const folder = path.dirname(file);
  return folder === '.' ? '/' : `/${folder}`;
}

function updatesOf({ files }: Inventory, ci: CiSystem[]): UpdateEcosystem[] {
  const found = new Map<string, Set<string>>();
  const add = (ecosystem: string, directory: string) =>
    found.set(ecosystem, (found.get(ecosystem) ?? new Set()).add(directory));
  const inPython = new Set(
    files.filter(({ path: file }) => path.basename(file) === 'uv.lock').map(({ path: file }) => directoryOf(file)),
  );
  for (const { path: file, kinds } of files) {
    const directory = directoryOf(file);
    for (const [name, ecosystem] of MANIFESTS) {
      if (!name.test(path.basename(file))) continue;
      // uv's lock file is kept by an ecosystem of its own, which reads the same manifest.
      add(ecosystem === 'pip' && inPython.has(directory) ? 'uv' : ecosystem, directory);
    }
    if (kinds.includes('dockerfile')) add('docker', directory);
    if (kinds.includes('compose')) add('docker-compose', directory);
    if (kinds.includes('terraform') && file.endsWith('.tf')) add('terraform', directory);
    if (kinds.includes('github-workflow')) add('github-actions', '/');
  }
  // Of the workflow that is about to be written.
  if (ci.includes('github')) add('github-actions', '/');
  return [...found]
    .map(([ecosystem, directories]) => ({ ecosystem, directories: [...directories].sort() }))
    .sort((a, b) => (a.ecosystem < b.ecosystem ? -1 : 1));
}

/** The web address of a remote, in whichever of Git's forms it is written, without a user or password. */
function homeOf(remote: string | undefined): string | undefined {
  const scp = /^(?:[^@/\s]+@)?([A-Za-z0-9.-]+):(?!\/\/)([^\s]+)$/.exec(remote ?? '');
  const url = scp ? `ssh://${scp[1]}/${scp[2]}` : remote;
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, host, hostname, pathname } = new URL(url);
  if (!/^(?:https?|ssh|git):$/.test(protocol) || hostname === '') return undefined;
  const place = pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  // The port of SSH is not that of the web.
  return place === '' ? undefined : `https://${protocol.startsWith('http') ? host : hostname}${place}`;
}

function ciOf(files: Set<string>, home: string | undefined): CiSystem[] {
  const github = [...files].some((file) => file.startsWith('.github/workflows/'));
  const gitlab = files.has('.gitlab-ci.yml');
  if (github || gitlab) return [...(github ? (['github'] as const) : []), ...(gitlab ? (['gitlab'] as const) : [])];
  const host = home === undefined ? '' : new URL(home).hostname;
  return host.split('.').includes('gitlab') ? ['gitlab'] : ['github'];
}

/**
 * Looks at a repository for `muster init`.
 * @param wanted the CI systems that the user names; undefined to tell them by the files and the remote, GitHub when
 * nothing tells
 */
export function repositoryFacts(inventory: Inventory, git: RemoteFacts, wanted?: CiSystem[]): RepositoryFacts {
  const home = homeOf(git.remote);
  const files = new Set([
    ...inventory.files.map(({ path: file }) => file),
    ...inventory.hidden.map(({ path: file }) => file),
  ]);
  const ci = wanted ?? ciOf(files, home);
  const ofKind = (kind: 'dockerfile' | 'compose') =>
    inventory.files.filter(({ kinds }) => kinds.includes(kind)).map(({ path: file }) => file);
  return {
    branch: git.branch ?? 'main',
    home,
    ci,
    updates: updatesOf(inventory, ci),
    dockerfiles: ofKind('dockerfile'),
    composeFiles: ofKind('compose'),
    files,
  };
}
